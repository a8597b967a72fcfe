"""Texts behind words that compare, or that say where all rows are: a bridge over the X, at school."""

from collections.abc import Sequence

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import normalise
from services.agent.question.slots.binding import Left
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import ValueHit

_MOST_KINDS = 40
"""Different texts of a column beyond which they are names, and no kinds of things."""
_SETTING = 0.7
"""For the first word of a cell where it says no more than where all rows are."""
_OVER = ("over", "above", "under", "below")
"""Comparisons that are also places: a bridge ``over the X``."""


def is_place(view: View, left: Left, hits: Sequence[ValueHit]) -> bool:
    """Whether a comparison before a text is a place: a bridge ``over the X``, or what led to a row.

    Nothing is later than one of the kinds that rows share: ``after a burglary`` is because of one.
    """
    said = view.items[left.op].normal if left.op is not None else ""
    led = (
        said == "after" and all(_is_kind(hit.column) for hit in hits) and not view.items[left.op or 0].period
    )
    return (said in _OVER or led) and not any(hit.column.leading for hit in hits)


def setting_share(view: View, index: int, cells: Sequence[str]) -> float:
    """Return what remains of a place that is but the first word of a cell: ``at school``, of school meals."""
    item, before = view.items[index], view.item(index - 1)
    placed = before is not None and before.has(Sense.IN, Sense.SINCE) and not before.is_link
    first = all(normalise(cell).startswith(f"{item.normal} ") for cell in cells)
    plain = item.text.islower() and not item.period and len(cells) == 1
    alone = len(view.catalog.tables) == 1
    return _SETTING if placed and first and plain and alone else 1.0


def _is_kind(column: Column) -> bool:
    return column.is_text and column.repeats and column.distinct <= _MOST_KINDS


def placed_share(view: View, index: int, column: Column) -> float:
    """Return how likely a name is meant behind a word for a place: "rivers in X" are not called X."""
    before = view.item(index - 1)
    related = len(view.catalog.tables) > 1 and column == view.home.label
    return 0.6 if related and before and before.has(Sense.IN) and not before.is_link else 1.0
