"""Whether a plan divides by what it groups by, adds up what others tell better, or takes their state."""

import re
from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import stem
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.plan import Combination, Compare, Condition, Function, InSet, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

_RATE = ("rate",)
_EACH = ("each", "every")
_BY_ONE = re.compile(
    r"\b(?:\w+ed|sold|made|taken|done|given|written|paid|sent|led|run|taught) by (?:an?|the) "
)
_ENOUGH = (Sense.AT_LEAST, Sense.AT_MOST, Sense.MORE, Sense.LESS)
_STATUS = frozenset(map(stem, ["status", "state", "stage"]))
"""Words of headers for the state that rows are in."""


def misdivides(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether the figures of a plan are none of those that a question about a ratio asks for.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    return (
        _leaves_every(plan, items)
        or _groups_by_owned(plan, items)
        or _counts_groups(plan)
        or _parts_among_kinds(plan)
        or _adds_for_deed(plan, items)
        or _takes_state_of_others(plan, conditions, items)
        or _takes_price_for_rate(plan, items)
        or _tells_each_doer(plan, items)
        or _relates_otherwise(plan)
    )


def _takes_price_for_rate(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the rate of what was cancelled has become what it cost: no header has the word."""
    if any(output.combination for output in plan.outputs):
        return False
    states = [
        one for one, rate in pairwise(items) if rate.stems == _RATE and (one.values or one.has(Sense.LIST))
    ]
    words = {word for output in plan.outputs if output.column for word in output.column.words}
    measured = any(output.column and output.column.is_measure for output in plan.outputs)
    return measured and bool(states) and words.isdisjoint({*_RATE, *(each.normal for each in states)})


def _leaves_every(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether what is asked of ``each domain`` has become one figure of all rows."""
    # "The average number of orders of each customer" is one; "for each customer, the share of …" is none.
    per = () if items and items[0].normal in ("for each", "for every") else (Combination.RATIO,)
    if plan.grouped or any(each.function is None or each.combination in per for each in plan.outputs):
        return False
    return any(
        not item.is_link and item.normal.endswith(_EACH) and (said.tables or said.columns)
        for item, said in pairwise(items)
    )


def _groups_by_owned(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether "litres per order for each outlet type" is told of each single order, and of no type."""
    said = [item.normal for item in items if item.has(Sense.BY) and not item.is_link]
    each = any(word.split()[-1] in _EACH for word in said) or any(
        item.normal.split()[0] in _EACH and not item.is_link for item in items
    )
    if "per" not in said or not each:
        return False
    keys = [output.column for output in plan.outputs if output.column and not output.function]
    return plan.grouped and any(_owns(one, other, plan) for one in keys for other in keys if one != other)


def _owns(one: Column, other: Column, plan: Plan) -> bool:
    """Whether a column tells single things, and the other repeats among them: an order has one outlet."""
    told = {one.table} if one.unique else {each.one.table for each in plan.lookups if each.many == one}
    for way in plan.lookups:  # in their order: each is looked up from one before
        told |= {way.one.table} if way.many.table in told else set()
    return other.table in told and other.role == "category" and not other.unique


def _counts_groups(plan: Plan) -> bool:
    """Whether a figure is divided by how many different groups are in the group: that is one."""
    keys = {output.column for output in plan.outputs if output.column and not output.function}
    others = (output.other for output in plan.outputs if output.combination is Combination.RATIO)
    return plan.grouped and any(each and each.distinct and each.column in keys for each in others)


def _parts_among_kinds(plan: Plan) -> bool:
    """Whether a sum is divided by how many kinds there are: "hours per gender" are those of each row."""
    ratios = [each for each in plan.outputs if each.combination is Combination.RATIO and each.other]
    sums = [each.other.column for each in ratios if each.function is Function.SUM and each.other]
    kinds = [column for column in sums if column and column.role == "category" and not column.unique]
    return not plan.grouped and any(column != plan.rows.table.label for column in kinds)


def _adds_for_deed(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether litres are added up of whatever had a return, where returns tell the litres of their own."""
    figures = [each for output in plan.outputs for each in (output, output.other) if each]
    added = [each.column for each in figures if each.function is Function.SUM and each.column]
    return any(_is_told_by(item, column, items) for column in added for item in items)


def _is_told_by(done: Item, column: Column, items: Sequence[Item]) -> bool:
    """Whether a verb is of another table that has an amount by the same word, not of the column's."""
    if not done.normal.endswith("ed") or done.values:
        return False
    named = (item for item in items if any(hit.column == column for hit in item.columns))
    near = {hit.column.table for item in named for hit in item.columns if hit.column.is_measure}
    tables = {hit.column.table for hit in done.columns} | {hit.table.name for hit in done.tables}
    return column.table not in tables and bool(tables & near)


def _takes_state_of_others(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether "which sessions failed" is told by the payments, where sessions have a state of their own."""
    rows = plan.rows.table
    done = _done(items, rows)
    if done is None:
        return False
    status = any({*each.words} & _STATUS for each in rows.columns if each.is_text and each.repeats)
    own = any(hit.column.table == rows.name for hit in done.values)
    if not own and not (status and done.normal.endswith("ed")):
        return False
    named = {hit.table for item in items for hit in item.tables if hit.strength >= NAMES}
    whens = [each for output in plan.outputs for each in output.when]
    for each in (*conditions, *whens):
        if isinstance(each, InSet) and each.rows.table not in named and each.column.table == rows.name:
            told = [one.column for one in each.rows.conditions if isinstance(one, Compare)]
            if any(hit.column in told for hit in done.values):
                return True
    return False


def _done(items: Sequence[Item], rows: Table) -> Item | None:
    """Return the state that is said right behind the noun for the rows."""
    for before, item in pairwise(item for item in items if not item.has(Sense.BE, Sense.HAVE)):
        if item.values and not item.tables and any(hit.table == rows for hit in before.tables):
            return item
    return None


def _tells_each_doer(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how many were sold by an agent of the south`` is told for each agent, or for each day."""
    if not items or not items[0].has(Sense.HOW_MANY):
        return False
    said = " ".join(item.normal for item in items)
    if not plan.grouped:  # "Fed by the keeper of the cage" says more than that they were fed.
        return not plan.rows.conditions and plan.rows.extreme is None and bool(_BY_ONE.search(said))
    if any(item.has(Sense.BY) and not item.is_link for item in items) or not {*said.split()}.isdisjoint(
        _EACH
    ):
        return bool(_BY_ONE.search(said))
    keys = [output for output in plan.outputs if output.function is None]
    days = any(key.column and key.column.is_date and not key.bucket for key in keys)
    return days or (bool(plan.having) and any(item.has(*_ENOUGH) for item in items))


def _relates_otherwise(plan: Plan) -> bool:
    """Whether things are told by others that are theirs in another way than by the rows spoken of.

    How many animals each keeper fed, the meals tell, and not who looks after the cages of animals that ate.
    """
    keys = {each.one.words for each in plan.lookups} if plan.grouped else set()
    bare = [each for each in plan.rows.conditions if isinstance(each, InSet) and not each.negated]
    homes = {plan.rows.table.name, *(each.one.table for each in plan.lookups[:1])}
    return any(
        not each.rows.conditions
        and not each.key.unique
        and {column.words for column in each.rows.table.columns} & keys
        for each in bare
        if each.rows.table.name not in homes
    )
