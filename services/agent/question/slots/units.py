"""What stands after a number and says what it measures: ``50 years old``, ``5 days``, ``30 miles long``."""

from dataclasses import dataclass

from services.agent.question.composing.comparisons import UNITS
from services.agent.question.language.units import UNIT_HINTS, convert, is_unit
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS
from services.agent.question.language.words import name_words, stem
from services.agent.question.linking.headers import UNIT_STRENGTH
from services.agent.question.linking.items import Item
from services.agent.question.slots.adjectives import hinted_column
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column
from services.agent.question.tables.measuring import measured_in

SCALES = {"thousand": 1_000, "million": 1_000_000, "millions": 1_000_000, "billion": 1_000_000_000}
"""Words after a number that multiply it."""
_SCALED = {
    "m": "million",
    "mn": "million",
    "mil": "million",
    "bn": "billion",
    "k": "thousand",
    "000s": "thousand",
}
"""How a header says in brackets that its numbers are to be multiplied."""

_CURRENCIES = ("$", "€", "£")
OTHER_UNIT = 0.85
"""For a column that is not measured in the unit that was said."""
_LONG_TIMES = {"week": 7, "month": 30}
"""Times that are counted, and their days."""
_UNTOLD = 0.6
"""For a number of weeks under a header that does not say what it counts."""


def is_scaled(column: Column, scale: int) -> bool:
    """Whether the header says that its numbers are thousands or millions: ``Viewers (m)``, ``Millions``."""
    words = {*column.units, *column.name.replace("_", " ").casefold().split()}
    said = {_SCALED.get(word, word.removesuffix("s")) for word in words}
    return any(SCALES.get(word) == scale for word in said)


def time_share(column: Column, word: str, number: int | float) -> float:
    """How likely a column counts weeks or months, which are days to most sheets that do not say so.

    Numbers that all are less than so many days, but no fewer than so many months, are months.
    """
    unit = word.removesuffix("s")
    if unit not in _LONG_TIMES or measured_in(column, word):
        return 1.0
    told = not {word, unit}.isdisjoint(name_words(column.name))
    if told or convert(1, word, column.unit_words) is not None:
        return 1.0
    spread = (column.minimum, column.maximum)
    fits = [isinstance(end, int | float) for end in spread]
    return 1.0 if all(fits) and spread[0] <= number <= spread[1] < number * _LONG_TIMES[unit] else _UNTOLD


def is_percent(column: Column) -> bool:
    """Whether a column holds shares, as its header says or its sheet writes them."""
    return (
        "percent" in column.words
        or column.written is not None
        or {"rate", "share"} & set(column.words) != set()
    )


def names_more(item: Item) -> bool:
    """Whether a piece names something besides the unit of a header."""
    return bool(item.tables) or any(hit.strength > UNIT_STRENGTH for hit in item.columns)


@dataclass(frozen=True)
class Unit:
    """The pieces after a number, and the column that they speak of, if any."""

    used: tuple[int, ...] = ()
    column: Column | None = None
    is_adjective: bool = False
    word: str = ""
    """The unit as it was said."""
    measured: tuple[Column, ...] = ()
    """The columns whose headers or cells say that they are measured in it."""


def unit_after(view: View, index: int) -> Unit:
    """Read the unit that begins at the index."""
    used: list[int] = []
    item = view.item(index)
    hints: tuple[str, ...] = ()
    measured: list[Column] = []
    word = item.normal if item and not names_more(item) else ""
    if item and word:
        measured = [column for column in view.home.columns if measured_in(column, word)]
    if item and (measured or word in UNITS or word in UNIT_HINTS or is_unit(word) or word == "year"):
        used.append(index)
        hints = UNIT_HINTS.get(item.normal, ())
        item = view.item(index + 1)
    named = bool(item and any(hit.strength >= 0.9 for hit in item.columns))
    adjective = bool(item and item.normal in ATTRIBUTE_HINTS and not named and not item.tables)
    if item and adjective:
        used.append(index + len(used))
        hints = ATTRIBUTE_HINTS[item.normal]
    column = hinted_column(view, hints) if hints else None
    if len(measured) == 1:
        column = measured[0]
    return Unit(tuple(used), column, adjective, word if used else "", tuple(measured))


def unit_share(view: View, column: Column, unit: Unit) -> float:
    """Return how likely a column is meant behind whose number a unit stands: less where another says it."""
    if not unit.word or measured_in(column, unit.word) or stem(unit.word) in column.words:
        return 1.0
    told = unit.column is not None and stem(unit.word) in unit.column.words  # "25 days", of shipping days.
    return OTHER_UNIT if told or any(measured_in(each, unit.word) for each in view.home.columns) else 1.0


def money_column(view: View, item: Item) -> Column | None:
    """Return the only column of money in the currency of ``$50,000``."""
    sign = item.text[:1] if item.text[:1] in _CURRENCIES else None
    found = [c for c in view.home.columns if sign and c.is_number and (sign in c.name or sign in c.units)]
    return found[0] if len(found) == 1 else None
