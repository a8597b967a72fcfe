"""Whether rows are counted where kinds are asked for, or only things that have rows of another table."""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import name_words
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item, named_tables
from services.agent.question.plans.plan import CountRelated, Function, MostRelated, Plan

_ANSWERED = ("is", "has", "was", "had")
"""First words of headers that ask something."""


def counts_those_with_rows(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the number of artists per genre`` has become those of them who have rows of another table."""
    counted = {each.column for each in plan.outputs if each.function is Function.COUNT and each.distinct}
    kinds = {each.column.table for each in plan.outputs if each.column and not each.function}
    kinds -= {each.column.table for each in plan.outputs if each.column and each.column.unique}
    there = {each.one.table: each.many for each in plan.lookups if each.many in counted}
    said = [item for item in items if item.is_link or not item.has(Sense.FILLER, Sense.BE, Sense.OF)]
    for many, rows, after in zip(said, said[1:], [*said[2:], None], strict=False) if plan.grouped else ():
        plain = (
            after is None or after.normal == "there" or (after.has(Sense.AND, Sense.BY) and not after.is_link)
        )
        for hit in named_tables(rows) if many.has(Sense.HOW_MANY) and plain else ():
            key = there.get(hit.table.name) if hit.table.name in kinds else None
            if key and key.distinct < hit.table.rows:
                return True
    return False


def counts_days(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many open tickets`` has become on how many days tickets were opened."""
    days = {each.column for each in plan.outputs if each.function is Function.COUNT and each.column}
    return any(
        hit.column in days
        and hit.column.is_date
        and any(each.table == plan.rows.table for each in rows.tables)
        for state, rows in pairwise(items)
        for hit in state.columns
    )


def counts_answers(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many paid tickets`` has become how many different answers there are: yes, and no."""
    del items
    counts = [each for each in plan.outputs if each.function is Function.COUNT and each.distinct]
    told = [each.column for each in counts if each.column]
    return any(each.is_flag or name_words(each.name)[0] in _ANSWERED for each in told)


def counts_each_kind(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many different makes are there`` has become how many rows there are of each of them."""
    asked = any(
        first.has(Sense.HOW_MANY) and after.has(Sense.DISTINCT) and not after.is_link
        for first, after in pairwise(items)
    )
    if not (asked and plan.grouped) or plan.having or any(item.has(Sense.BY) for item in items):
        return False
    counts = [each for each in plan.outputs if each.function is Function.COUNT]
    return bool(counts) and not any(each.distinct for each in counts)


def counts_alike(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``the number of distinct types of pets``, or ``at least 3 makes of cars``, has become rows."""
    counts = [output for output in plan.outputs if output.function is Function.COUNT]
    limits = [each for each in plan.rows.conditions if isinstance(each, CountRelated | MostRelated)]
    apart = {each.column for each in counts if each.column} | {
        each.counted for each in limits if each.counted
    }
    limited = bool(limits or plan.having)
    if not (counts or limits):
        return False
    keys = {output.column for output in plan.outputs if output.column and not output.function}
    said = [item for item in items if item.is_link or not item.has(Sense.FILLER, Sense.BE)]
    for before, item, after in zip(said, said[1:], [*said[2:], None], strict=False):
        is_kind = before.has(Sense.DISTINCT) and not before.is_link
        named = {hit.column for hit in item.columns if hit.strength >= NAMED and not hit.column.is_measure}
        surest = max((hit.strength for hit in item.tables), default=0.0)
        is_rows = bool(item.tables) and surest >= max((hit.strength for hit in item.columns), default=0.0)
        if is_kind and item.tables and after and after.columns and not (after.tables or after.values):
            named = {hit.column for hit in after.columns if hit.strength >= NAMED}  # Different car makes.
        elif is_rows or apart:
            named = set()
        of_rows = limited and before.number is not None and any(each.is_text for each in named)
        if named and named.isdisjoint(keys | apart) and (is_kind or of_rows):
            return True
        if (
            is_kind
            and not apart
            and (item.has(Sense.DISTINCT) or (item.tables and limited and before.normal == "kinds of"))
        ):
            return True  # Different kinds of classes: how many classes there are says nothing of it.
    return False
