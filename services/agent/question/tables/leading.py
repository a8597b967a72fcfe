"""Numbers at the beginning of the cells of a text column: ``59 kg (130 lb)``, ``1,400 tons``, ``12 (4)``.

Whether a column holds such numbers is voted by all of its cells; one that reads otherwise (a range, a score,
a date, feet and inches, another unit) makes it text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.agent.question.language.words import stem

NO_FIGURES = frozenset(
    map(stem, ["score", "result", "record", "phone", "address", "street", "postcode", "zip"])
)
"""Headers whose cells begin with a number that is no figure by itself: goals before behinds, a house."""
_MOST_OTHER = 0.25
"""Share of the different cells that may hold no number at all: ``DNF``, ``n/a``."""
_LEAST_UNITS = 0.5
"""Share of the numbers that have a unit where any has: ``1 compilation`` among plain numbers is no figure."""
_MOST_WORDS = 2
"""Words that may follow a number as its unit."""
_BRACKETS = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])")
MINUS = "\u2212"
_PREFIX = r"[$€£¥≈~]?\s*"
_DIGITS = rf"[-{MINUS}]?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?"
_CELL = re.compile(rf"{_PREFIX}(?P<number>{_DIGITS})(?P<rest>|[\s*†‡#+%].*|[A-Za-z°].*)$", re.DOTALL)
_CODE = re.compile(r"0[0-9]")
"""How a number begins that is a name: ``007``."""
_ENDING = re.compile(r"(?:st|nd|rd|th)\b")
SQL_PATTERN = rf"^{_PREFIX}([-{MINUS}]?[0-9][0-9,]*(?:\.[0-9]+)?)"
"""The same for the database: what a cell that passed the vote begins with."""


@dataclass(frozen=True)
class Leading:
    """What the cells of a column begin with."""

    type: str
    minimum: int | float
    maximum: int | float
    units: frozenset[str]
    """What they are counted in, as the cells say: ``kg``."""
    is_place: bool
    """Whether they say a place: 1st, 2nd."""
    without: int
    """How many different cells hold no number."""


def leading_numbers(values: Sequence[str]) -> Leading | None:
    """Read the numbers that the cells begin with; None where they are not all of one kind."""
    numbers, others = list[tuple[float, tuple[str, ...], bool]](), 0
    for value in values:
        # Most columns of texts are told by their first cells: every question reads a catalogue of them.
        has_digit = re.search(r"[0-9]", value) is not None
        number = _read(value) if has_digit else None
        if number:
            numbers.append(number)
            continue
        others += 1
        if has_digit or others > _MOST_OTHER * len(values):
            return None
    if len(numbers) < 2:
        return None
    places = {place for _, _, place in numbers}
    said = [unit for _, unit, _ in numbers if unit]
    units = set(said)
    if len({tuple(map(stem, unit)) for unit in units}) > 1 or len(places) > 1:
        return None
    if len(said) < _LEAST_UNITS * len(numbers) and units:
        return None
    found = [number for number, _, _ in numbers]
    whole = all(number.is_integer() for number in found)
    low, high = min(found), max(found)
    words = frozenset(word for unit in units for word in unit)
    if low == high:
        return None
    kind, low, high = ("BIGINT", int(low), int(high)) if whole else ("DOUBLE", low, high)
    return Leading(kind, low, high, words, True in places, others)


def _read(cell: str) -> tuple[float, tuple[str, ...], bool] | None:
    """Return a cell's number, its unit, and whether it is a place; None where it says anything more."""
    found = _CELL.match(_BRACKETS.sub("", cell).strip())
    if not found or _CODE.match(found["number"]) or re.search(r"[0-9]", found["rest"]):
        return None
    place = _ENDING.match(found["rest"])
    rest = found["rest"][place.end() :] if place else found["rest"]
    unit = tuple(re.findall(r"[^\W\d_]+|°", rest.casefold()))
    if len(unit) > _MOST_WORDS:
        return None
    return _number(found["number"]), unit, bool(place)


def plain_number(cell: str) -> int | float | None:
    """Return the number that a cell is, with nothing else beside it."""
    return first_number(cell) if re.fullmatch(_DIGITS, cell) else None


def first_number(cell: str) -> int | float | None:
    """Return the number that a cell begins with."""
    found = re.match(SQL_PATTERN, cell)
    number = _number(found[1]) if found else None
    return int(number) if number is not None and number.is_integer() else number


def _number(digits: str) -> float:
    return float(digits.replace(",", "").replace(MINUS, "-"))
