"""Whether a plan answers what the question word asks for, and keeps what stands right behind it."""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.composing.nodes import condition_column
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import PLACE_WORDS
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Condition, Plan, TextMatch
from services.agent.question.tables.columns import Column

_ASKING = (Sense.WHO, Sense.WHICH, Sense.HOW_MANY, Sense.HOW_MUCH, Sense.HOW, Sense.LIST, Sense.WHERE)
_TESTS = (Sense.CONTAINS, Sense.STARTS, Sense.ENDS)
_OTHERS = frozenset(["him", "her", "them"])


def misses_asked(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether other things are shown than where, when or who asks for, or a part of the question is left out.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    return (
        _is_other_kind(plan, items)
        or _leaves_counted(plan, conditions, items)
        or _leaves_test(conditions, items)
        or _is_done_to_whom(items)
    )


def _is_other_kind(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether a name is shown where a place or a day is asked for that the table has, or a number for who."""
    shown = [output.column for output in plan.outputs if output.column and not output.function]
    if not (shown and items) or plan.grouped or any(item.has(*_ASKING) for item in items[1:]):
        return False
    bound = set(map(condition_column, plan.rows.conditions))
    free = [column for column in plan.rows.table.columns if column not in bound]
    first = items[0]
    if first.has(Sense.WHO):
        return not any(column.is_text or column.role == "id" for column in shown)
    fits = _is_place if first.has(Sense.WHERE) else _is_time if first.has(Sense.WHEN) else None
    return fits is not None and not any(map(fits, shown)) and any(map(fits, free))


def _is_place(column: Column) -> bool:
    return column.is_text and not set(PLACE_WORDS).isdisjoint(column.words)


def _is_time(column: Column) -> bool:
    return column.is_date or column.is_year or column.type.startswith("TIME")


def _leaves_counted(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``how many wins`` has become how many rows, though some cells of a column say ``Win``."""
    used = {condition_column(each) for each in conditions} | {output.column for output in plan.outputs}
    for before, item in pairwise(items):
        said = {hit.column for hit in item.values if hit.column.repeats}
        named = item.tables or item.columns or before.is_link or not before.has(Sense.HOW_MANY)
        if said and not named and said.isdisjoint(used):
            return True
    return False


def _leaves_test(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``ends in X`` has become X itself."""
    tested = any(item.has(*_TESTS) and not item.is_link for item in items)
    return tested and not any(isinstance(each, TextMatch) for each in conditions)


def _is_done_to_whom(items: Sequence[Item]) -> bool:
    """Whether ``who beat him`` asks for a row whose value says what was done to the one it is all about."""
    return any(
        who.has(Sense.WHO) and verb.has(Sense.LIGHT) and verb.values and whom.normal in _OTHERS
        for who, verb, whom in zip(items, items[1:], items[2:], strict=False)
    )
