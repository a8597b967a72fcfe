"""Whether two deeds are told of one thing, and a plan finds each done to any: who rated what they rented."""

from collections.abc import Sequence

from services.agent.question.linking.items import Item
from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import InSet, Plan

_WHO = frozenset(["they", "he", "she"])
_ONE = frozenset(["a", "an", "any", "some", "one", "same"])
_LONGEST = 4
"""Pieces between the article and who is spoken of again: ``a branch at which they``."""


def leaves_unpaired(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether rows of two tables are looked for, where both are said of one and the same thing.

    Args:
        plan: What was understood.
        items: The question as it was cut.
    """
    again = (at for at, item in enumerate(items) if item.normal in _WHO)
    if not any(_names_any(items[max(0, at - _LONGEST) : at]) for at in again):
        return False
    found = [part for part in parts_of(plan) if isinstance(part, InSet)]
    if items[-1].normal == "own" and not any(part.beside for part in found):
        return True  # "A shop that they own."
    many = {part.rows.table.name for part in found if not part.key.unique and not part.negated}
    return len(many) > 1 and not any(part.beside for part in found)


def _names_any(before: Sequence[Item]) -> bool:
    """Whether a thing is named that is any one of its kind."""
    starts = [at for at, each in enumerate(before) if set(each.text.casefold().split()) & _ONE]
    return bool(starts) and any(each.is_link for each in before[starts[-1] :])
