"""Whether a plan divides by what it groups by, by rows that are all such, or adds up what others tell better."""

from collections.abc import Iterator, Sequence

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Combination, Condition, Function, InSet, Output, Plan
from services.agent.question.tables.columns import Column

_EACH = ("each", "every")


def misdivides(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether the figures of a plan are none of those that a question about a ratio asks for.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    return (
        _groups_by_owned(plan, items)
        or _counts_groups(plan)
        or any(map(_is_all, plan.outputs))
        or _adds_for_deed(plan, conditions)
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


def _is_all(output: Output) -> bool:
    """Whether the part of a share is told by no more than that rows refer to others, which all of them do."""
    whole = output.other
    if output.combination is not Combination.RATIO or whole is None or whole.column != output.column:
        return False
    return bool(output.when) and not whole.when and all(map(_refers, output.when))


def _refers(condition: Condition) -> bool:
    if not isinstance(condition, InSet) or condition.negated or condition.column.nulls:
        return False
    rows = condition.rows
    told = rows.conditions or rows.extreme
    return not told and condition.key.unique and condition.column.distinct <= condition.key.distinct


def _adds_for_deed(plan: Plan, conditions: Sequence[Condition]) -> bool:
    """Whether litres are added up of whatever had a return, where the returns tell the litres of their own."""
    for output in plan.outputs:
        for added in (each for each in (output, output.other) if each and each.function is Function.SUM):
            column = added.column
            deeds = list(_deeds((*conditions, *added.when)))
            if column and any(_tells_too(deed, column) for deed in deeds):
                return True
    return False


def _deeds(conditions: Sequence[Condition]) -> Iterator[InSet]:
    """Yield the conditions that rows have others, of which no more is said."""
    for each in conditions:
        if isinstance(each, InSet) and not (each.negated or each.rows.conditions or each.key.unique):
            yield each


def _tells_too(deed: InSet, column: Column) -> bool:
    """Whether the rows of a deed have a measure of their own by the same word."""
    if deed.column.table != column.table:
        return False
    own = (each for each in deed.rows.table.columns if each.is_measure)
    return any({*each.words} & {*column.words} for each in own)
