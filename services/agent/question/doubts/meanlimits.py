"""Whether a limit of a mean or sum has become one of single rows, or the other way round.

"An average of more than 4 stars" is none of each row; "at least one invoice with an amount over 500" is none
of their sum.
"""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.composing.comparisons import comparison_of
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Compare, Condition, Function, Plan

_MEANS = (Sense.AVERAGE, Sense.MEDIAN)
_ONE = ("at least one", "at least 1", "one or more")


def limits_rows_for_means(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether rows are left out by a limit that stands right behind a mean, or behind its column.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    limits = {each.value: each.column for each in conditions if isinstance(each, Compare)}
    said = [item for item in items if not item.has(Sense.FILLER, Sense.BE, Sense.OF) or item.has(*_MEANS)]
    for at, (item, number) in enumerate(pairwise(said)):
        column = limits.get(number.number) if number.number is not None and comparison_of(item) else None
        if column is None or item.is_link or at == 0:
            continue
        named = any(hit.column == column for hit in said[at - 1].columns) and at > 1
        mean = said[at - 2] if named and plan.having else said[at - 1]
        summed = named and plan.having and mean.has(Sense.SUM)  # "And total charges under 900", of groups.
        if (mean.has(*_MEANS) or summed) and not mean.is_link:
            return True
    return False


def limits_sums_for_one(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether what at least one of several rows has to have is asked of their sum."""
    one = any(item.normal in _ONE and not item.is_link for item in items)
    summed = any(plan.outputs[each.output].function is Function.SUM for each in plan.having)
    return one and summed and not any(item.has(Sense.SUM) and not item.is_link for item in items)
