"""Whether a plan leaves out that something is denied, or that two things hold at once."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.items import Item
from services.agent.question.plans.dated import GoingOn
from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import (
    Compare,
    CompareColumns,
    CompareFigure,
    Comparison,
    Condition,
    CountRelated,
    Having,
    Missing,
    MostRelated,
    Not,
    OneOf,
    Plan,
)

_NONE = frozenset(["nothing", "nobody", "none", "no one", "noone", "never", "neither"])
_DENYING = (
    Comparison.UNEQUAL, Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST,
)  # fmt: skip
"""Comparisons that may be what is left of a denied one: "not above 3" is at most 3."""


def leaves_denied(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a plan has become the rows that a question denies, or those with one of two things.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    denied = (Sense.WITHOUT, Sense.NOT)
    return _denies_otherwise(plan, items, denied) or _takes_either(conditions, items)


def leaves_none(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a plan for other words leaves out ``nothing`` or ``both``; a state may tell other denials.

    Args:
        plan: What was understood of the other words.
        conditions: All conditions of its rows.
        items: The question as it was asked.
    """
    return _denies_otherwise(plan, items, ()) or _takes_either(conditions, items)


def _denies_otherwise(plan: Plan, items: Sequence[Item], senses: Sequence[Sense]) -> bool:
    return _denies(items, senses) and not any(map(_is_denial, parts_of(plan)))


def _denies(items: Sequence[Item], senses: Sequence[Sense]) -> bool:
    """Whether a word says that something is not so, and is no part of what a cell or a header says."""
    denying = (
        (at, item)
        for at, item in enumerate(items)
        if (item.normal in _NONE and not item.columns) or item.has(*senses)
    )
    return any(
        not item.values and not item.is_link and not (at and items[at - 1].has(Sense.AND, Sense.OR))
        for at, item in denying
    )  # "With and without a fee", "paid or not": both are meant.


def _is_denial(part: object) -> bool:
    if getattr(part, "negated", False) or isinstance(part, Not | Missing | GoingOn | MostRelated):
        return True
    if isinstance(part, Compare):
        return part.comparison in _DENYING or part.value in (False, 0) or str(part.value).casefold() == "no"
    compared = isinstance(part, CompareColumns | CompareFigure | CountRelated | Having)
    return compared and getattr(part, "comparison", None) in (*_DENYING, Comparison.EQUAL)


def _takes_either(conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether ``with both open and closed orders`` has become all that have one of them."""
    either = {each.column for each in conditions if isinstance(each, OneOf) and not each.negated}
    return any(column in either for column in _both(items))


def _both(items: Sequence[Item]) -> Iterator[object]:
    """Yield the columns of the values that stand behind ``both``, except where each of both is meant."""
    each = any(item.has(Sense.BY) for item in items)
    for before, item in pairwise(items):
        if before.normal == "both" and not each:
            yield from (hit.column for hit in item.values)
