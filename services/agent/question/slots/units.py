"""What stands after a number and says what it measures: ``50 years old``, ``5 days``, ``30 miles long``."""

from dataclasses import dataclass

from services.agent.question.columns import Column
from services.agent.question.comparisons import UNITS
from services.agent.question.slots.adjectives import hinted_column
from services.agent.question.slots.view import View
from services.agent.question.vocabulary import ATTRIBUTE_HINTS, UNIT_HINTS


@dataclass(frozen=True)
class Unit:
    """The pieces after a number, and the column that they speak of, if any."""

    used: tuple[int, ...] = ()
    column: Column | None = None
    is_adjective: bool = False


def unit_after(view: View, index: int) -> Unit:
    """Read the unit that begins at the index."""
    used: list[int] = []
    item = view.item(index)
    hints: tuple[str, ...] = ()
    if (
        item
        and not item.is_noun
        and (item.normal in UNITS or item.normal in UNIT_HINTS or item.normal == "year")
    ):
        used.append(index)
        hints = UNIT_HINTS.get(item.normal, ())
        item = view.item(index + 1)
    adjective = bool(item and item.normal in ATTRIBUTE_HINTS and not item.is_noun)
    if item and adjective:
        used.append(index + len(used))
        hints = ATTRIBUTE_HINTS[item.normal]
    column = hinted_column(view, hints) if hints else None
    return Unit(tuple(used), column, adjective)
