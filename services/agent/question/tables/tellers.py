"""What tells a table from others that are like it: the month, year, quarter, week, part or place in its name.

Only these are told: ``Orders`` and ``Returns``, ``Budget`` and ``Actual`` are about different things, however
alike their headers, and may never be added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.agent.question.language.demonyms import DEMONYMS
from services.agent.question.language.periods import MONTH_NAMES, MONTHS
from services.agent.question.language.words import name_words

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Numbers in a name between these are years."""
_SINGLE = {"week": "week", "wk": "week", "day": "day", "part": "part", "page": "page", "batch": "batch"}
_COUNTED = {**_SINGLE, "section": "section", "chunk": "chunk", "sheet": "sheet"}
"""Words before a number that tells one piece of a whole from the next -> what such a piece is called.

A scenario or a version of a number is none: each of them is a whole.
"""
_SIDES = "north south east west northeast northwest southeast southwest central"
_REGIONS = {
    **{word: word for word in _SIDES.split()},
    **{f"{ns} {ew}": f"{ns}{ew}" for ns in ("north", "south") for ew in ("east", "west")},
    **{f"{word}ern": f"{word}ern" for word in ("north", "south", "east", "west")},
}
_CONTINENTS = frozenset(["africa", "asia", "europe", "oceania"])
_COUNTRIES = frozenset(DEMONYMS.values()) - _CONTINENTS
_PLACES = (("region", frozenset(_REGIONS)), ("continent", _CONTINENTS), ("country", _COUNTRIES))
"""Kinds of places of which none lies in another of its kind."""


@dataclass(frozen=True)
class Teller:
    """What tells a table from others, and what it has in common with them."""

    kind: str
    """``month``, ``year``, ``month of a year``, ``quarter``, ``quarter of a year``, a place or a piece."""
    frame: tuple[str, ...]
    """The other words of the name, with a star in the place of what tells it."""
    order: tuple[int, ...]
    """Its place among the others; places and countries stand in that of their names."""
    said: tuple[tuple[str, ...], ...]
    """The words by which a question names it."""
    word: str
    """What it is of its kind, for a person: ``Jan``; the sheet's own name where that says no more."""

    @property
    def column(self) -> str:
        """What the column of such labels is called."""
        return self.kind.partition(" ")[0]

    @property
    def has_turn(self) -> bool:
        """Whether there are others before and after it: not of places."""
        return bool(self.order)

    @property
    def is_time(self) -> bool:
        """Whether it says when."""
        return self.column in ("month", "year", "quarter")


def read_teller(name: str) -> Teller | None:
    """Find what tells a table of the name from others; None where nothing does, or more than one thing."""
    words = name_words(name)
    if len(words) > 1 and words[0] == "t" and words[1].isdigit():
        words = words[1:]  # As tables are named whose names would begin with a number.
    return _time(words) or _piece(words) or _place(words)


def _time(words: Sequence[str]) -> Teller | None:
    years = [at for at, word in enumerate(words) if _is_year(word)]
    months = [at for at, word in enumerate(words) if word in MONTHS]
    quarters = [at for at in range(len(words) - 1) if _is_quarter(words[at], words[at + 1])]
    if len(years) > 1 or len(months) > 1 or len(quarters) > 1 or (months and quarters):
        return None
    year = int(words[years[0]]) if years else None
    if months:
        return _month(words, year, MONTHS[words[months[0]]], {months[0], *years})
    if quarters:
        at = quarters[0]
        number = int(words[at + 1])
        said = ((f"q{number}",), ("q", str(number)), ("quarter", str(number)))
        return _dated("quarter", words, {at, at + 1, *years}, year, number, said, f"Q{number}")
    if year is None:
        return None
    at = years[0] + 1
    if at < len(words) and len(words[at]) == 2 and words[at].isdigit() and 1 <= int(words[at]) <= 12:
        return _month(words, year, int(words[at]), {at, *years})
    frame = _frame(words, set(years))
    return Teller("year", frame, (year,), ((str(year),),), str(year))


def _month(words: Sequence[str], year: int | None, month: int, places: set[int]) -> Teller:
    said = tuple((name,) for name, number in MONTHS.items() if number == month)
    return _dated("month", words, places, year, month, said, MONTH_NAMES[month - 1][:3])


def _dated(
    kind: str,
    words: Sequence[str],
    places: set[int],
    year: int | None,
    number: int,
    said: tuple[tuple[str, ...], ...],
    word: str,
) -> Teller:
    """Tell a month or quarter, of its year where the name says that too."""
    frame = _frame(words, places)
    if year is None:
        return Teller(kind, frame, (number,), said, word)
    return Teller(f"{kind} of a year", frame, (year, number), (*said, (str(year),)), f"{word} {year}")


def _piece(words: Sequence[str]) -> Teller | None:
    """Tell a numbered piece of a whole: ``week 3``, ``orders part 2``; its number is the last word."""
    if len(words) < 2 or words[-2] not in _COUNTED or not words[-1].isdigit() or len(words[-1]) > 3:
        return None
    kind, number = _COUNTED[words[-2]], int(words[-1])
    said = ((words[-2], words[-1]), (words[-2], str(number)), (words[-2] + words[-1],))
    return Teller(kind, _frame(words, {len(words) - 2, len(words) - 1}), (number,), said, words[-1])


def _place(words: Sequence[str]) -> Teller | None:
    for size in (2, 1):
        for start in range(len(words) - size + 1):
            phrase = " ".join(words[start : start + size])
            kind = next((kind for kind, known in _PLACES if phrase in known), None)
            if kind:
                frame = _frame(words, set(range(start, start + size)))
                said = ((tuple(phrase.split())), (_REGIONS.get(phrase, phrase),))
                return Teller(kind, frame, (), tuple(dict.fromkeys(said)), phrase.title())
    return None


def _frame(words: Sequence[str], places: set[int]) -> tuple[str, ...]:
    """Return the words of a name with a star for those that tell it from others."""
    starred = ["*" if at in places else word for at, word in enumerate(words)]
    return tuple(word for at, word in enumerate(starred) if word != "*" or at == 0 or starred[at - 1] != "*")


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and FIRST_YEAR <= int(word) <= LAST_YEAR


def _is_quarter(word: str, number: str) -> bool:
    return word in ("q", "quarter", "qtr") and number in ("1", "2", "3", "4")
