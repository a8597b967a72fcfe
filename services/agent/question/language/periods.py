"""Dates, months, quarters and years as a question writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.agent.question.language.clocks import Clock, find_clock
from services.agent.question.language.windows import find_window
from services.agent.question.language.words import Token

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
"""Name or short name -> number of the month."""
MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
"""Names of the months in the order of the year."""
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Names of the days in the order of the week."""
FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Whole numbers between these may be meant as years."""

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_QUARTER = re.compile(r"q([1-4])")
_HALF = re.compile(r"h([12])")
_DECADE = re.compile(r"([12]\d\d0)s")
_LINKS = ("and", "to", "until", "till", "through")
"""Words between the two ends of a range."""
_LAST = -1
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": _LAST, "final": _LAST,
}  # fmt: skip
_PARTS = {"half": 6, "quarter": 3, "month": 1}
"""Part of a year -> its months."""


@dataclass(frozen=True)
class Period:
    """A stretch of days, or a month of any year."""

    start: date | None
    end: date | None
    """First day after it."""
    label: str
    grain: str
    """``day``, ``month``, ``quarter``, ``part`` of a year, ``year``, ``decade``; ``window``; ``clock``."""
    month: int | None = None
    """Set, with neither start nor end, for a month without a year."""
    clock: Clock | None = None
    """Set, with neither start nor end, for a time of any day."""


def find_period(tokens: Sequence[Token], start: int, *, now: date | None = None) -> tuple[Period, int] | None:
    """Read the longest period that begins at a token; returns it and the index after it.

    Args:
        tokens: The question.
        start: Where the period has to begin.
        now: The day from which ``last month`` is reckoned; without it such periods are not read.
    """
    clock = find_clock(tokens, start)
    if clock:
        return Period(None, None, clock.label, "clock", clock=clock), start + 1
    told = _may_tell(_at(tokens, start))
    part = _part_of_year(tokens, start) if told else None
    window = find_window(tokens, start, now) if now and not part else None
    if part:
        return part
    if window:
        first, end, label, after = window
        return Period(first, end, label, "window"), after
    for reader in _READERS if told else ():
        found = reader(tokens, start)
        if found:
            return found
    return None


def _may_tell(word: str) -> bool:
    """Whether a period that is no window may begin with a word: few of a question's do."""
    return word in MONTHS or word in _ORDINALS or any(map(str.isdigit, word))


def year_of(text: str) -> int | None:
    """Return the year that a plain number may mean."""
    if re.fullmatch(r"\d{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    return None


def _at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].normal if index < len(tokens) else ""


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        first = date(year, month, day)
    except ValueError:
        return None
    return Period(first, first + timedelta(days=1), first.isoformat(), "day")


def month_of(year: int, month: int) -> Period:
    """Return the period of a calendar month."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return Period(date(year, month, 1), after, f"{MONTH_NAMES[month - 1]} {year}", "month")


def _exact_date(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    if tokens[start].kind != "date":
        return None
    parts = [int(part) for part in re.split(r"[-/.]", tokens[start].text)]
    if parts[0] > 31:
        found = _day(*parts)
    else:
        # 5/3/2024 is two dates to two readers: only a number above 12 settles which is the month.
        first, second, year = parts
        if first > 12 or first == second:
            found = _day(year, second, first)
        else:
            found = _day(year, first, second) if second > 12 else None
    return (found, start + 1) if found else None


def _month_first(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    month = MONTHS.get(_at(tokens, start))
    if month is None:
        return None
    after = start + 1
    if _at(tokens, after) in ("of", "in") and year_of(_at(tokens, after + 1)):
        after += 1
    day = _DAY.fullmatch(_at(tokens, after))
    if day and 1 <= int(day[1]) <= 31:
        year = year_of(_at(tokens, after + 1))
        shared = None if year else _year_of_end(tokens, after + 1)
        found = _day(year or shared or 0, month, int(day[1]))
        return (found, after + 2 if year else after + 1) if found else None
    year = year_of(_at(tokens, after))
    if year:
        return month_of(year, month), after + 1
    if day or (tokens[start].normal in ("may", "mar", "jan", "dec") and not _stands_as_month(tokens, start)):
        return None
    return Period(None, None, MONTH_NAMES[month - 1], "month", month), start + 1


def _stands_as_month(tokens: Sequence[Token], start: int) -> bool:
    """Whether a short word stands where a month does: ``in May``, ``from May to July``, ``April and May``."""
    before, behind = _at(tokens, start - 1) if start else "", _at(tokens, start + 1)
    if before in ("in", "during", "since", "until", "till", "before", "after", "from", "by", "every", "each"):
        return True
    paired = (*_LINKS, "or")
    led = start > 1 and before in paired and _at(tokens, start - 2) in MONTHS
    return led or (behind in paired and _at(tokens, start + 2) in MONTHS)


def _day_first(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    day = _DAY.fullmatch(_at(tokens, start))
    after = start + 2 if _at(tokens, start + 1) == "of" else start + 1
    month = MONTHS.get(_at(tokens, after))
    if day is None or month is None:
        return None
    year = year_of(_at(tokens, after + 1))
    shared = None if year else _year_of_end(tokens, after + 1)
    found = _day(year or shared or 0, month, int(day[1]))
    return (found, after + 2 if year else after + 1) if found else None


def _bare_day(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    """Read a day whose month the other end says: ``from 6 to 12 March 2023``, ``March 6 to 12, 2023``."""
    day = _DAY.fullmatch(_at(tokens, start))
    if day is None:
        return None
    end = _day_first(tokens, start + 2) if _at(tokens, start + 1) in _LINKS else None
    if end and end[0].start:
        found = _day(end[0].start.year, end[0].start.month, int(day[1]))
        return (found, start + 1) if found else None
    year, month = year_of(_at(tokens, start + 1)), MONTHS.get(_at(tokens, start - 3)) if start > 2 else None
    if year is None or month is None or _at(tokens, start - 1) not in _LINKS:
        return None
    found = _day(year, month, int(day[1]))
    return (found, start + 2) if found else None


def _year_of_end(tokens: Sequence[Token], after: int) -> int | None:
    """Return the year that the last day of a range is said with: ``between 10 May and 31 May 2023``."""
    if _at(tokens, after) not in _LINKS:
        return None
    rest = [_at(tokens, after + ahead) for ahead in (1, 2, 3)]
    dated = any(word in MONTHS for word in rest[:2]) and any(map(_DAY.fullmatch, rest[:2]))
    plain = _DAY.fullmatch(rest[0]) is not None and year_of(rest[1]) is not None
    return year_of(rest[2]) if dated else year_of(rest[1]) if plain else None


def _quarter(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    quarter = _QUARTER.fullmatch(_at(tokens, start))
    if quarter is None:
        return None
    after = start + 2 if _at(tokens, start + 1) in ("of", "in") else start + 1
    year = year_of(_at(tokens, after))
    end = after + 1
    if year is None:  # "Q1 and Q2 2024": the year is said once, after the last of them.
        year, end = _year_behind(tokens, start + 1), start + 1
    number = int(quarter[1])
    return (_months(year, 3 * number - 2, 3, f"Q{number} {year}", "quarter"), end) if year else None


def _year_behind(tokens: Sequence[Token], after: int) -> int | None:
    """Return the year of the next quarter of a list."""
    while _at(tokens, after) in ("and", "or", "to", "vs", "versus") or _QUARTER.fullmatch(_at(tokens, after)):
        if _QUARTER.fullmatch(_at(tokens, after)) and (year := year_of(_at(tokens, after + 1))):
            return year
        after += 1
    return None


def _part_of_year(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    """Read ``first half of 2024``, ``H2 2024``, ``the second quarter of 2024``, ``last 3 months of 2024``."""
    short = _HALF.fullmatch(_at(tokens, start))
    place = int(short[1]) if short else _ORDINALS.get(_at(tokens, start), 0)
    number = _DAY.fullmatch(_at(tokens, start + 1))
    after = start + 1 if short else start + 3 if number else start + 2
    unit = "half" if short else _at(tokens, after - 1).removesuffix("s")
    length = _PARTS.get(unit, 0) * (int(number[1]) if number else 1)
    after += _at(tokens, after) in ("of", "in")
    year = year_of(_at(tokens, after))
    last = 12 // length if length else 0
    if not place or not last or year is None or place > last or (number and place not in (1, _LAST)):
        return None
    first = 13 - length if place == _LAST else length * (place - 1) + 1
    whole = 12 if place == _LAST else first + length - 1
    if length == 1:
        return month_of(year, first), after + 1
    label = f"{MONTH_NAMES[first - 1]} to {MONTH_NAMES[whole - 1]} {year}"
    return _months(year, first, length, label, "part"), after + 1


def _decade(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    """Read ``the 2010s``."""
    decade = _DECADE.fullmatch(_at(tokens, start))
    if decade is None:
        return None
    year = int(decade[1])
    return Period(date(year, 1, 1), date(year + 10, 1, 1), f"the {year}s", "decade"), start + 1


def _months(year: int, first: int, length: int, label: str, grain: str) -> Period:
    return Period(date(year, first, 1), month_of(year, first + length - 1).end, label, grain)


def _year(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    if tokens[start].kind != "number":
        return None
    year = year_of(tokens[start].text)
    if year is None:
        return None
    return Period(date(year, 1, 1), date(year + 1, 1, 1), str(year), "year"), start + 1


_READERS = (_exact_date, _month_first, _day_first, _bare_day, _quarter, _decade, _year)
