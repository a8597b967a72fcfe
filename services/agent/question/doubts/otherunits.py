"""Whether a figure is told in another unit of time than is asked for: minutes for hours."""

from collections.abc import Sequence

from services.agent.question.language.words import stem
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Function, Plan

_UNITS = ("hours", "minutes", "days", "weeks")
_ROOTS = {unit: stem(unit) for unit in _UNITS}


def tells_other_unit(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``total hours`` has become the sum of minutes; a number before the word is one of a limit.

    Args:
        plan: What was understood.
        items: The question as it was cut.
    """
    asked = {
        _ROOTS[item.normal]
        for before, item in zip((None, *items), items, strict=False)
        if item.normal in _ROOTS and not (before and before.number is not None)
    }
    for output in plan.outputs if asked else ():
        column = output.column if output.function not in (None, Function.COUNT) else None
        told = (
            {*column.words} & {*_ROOTS.values()} if column and not (column.span or column.formula) else set()
        )
        if told and told.isdisjoint(asked):
            return True
    return False
