"""Dates, months, quarters and years as a question writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.agent.question.windows import find_window
from services.agent.question.words import Token

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
FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Whole numbers between these may be meant as years."""

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_QUARTER = re.compile(r"q([1-4])")
_HALF = re.compile(r"h([12])")


@dataclass(frozen=True)
class Period:
    """A stretch of days, or a month of any year."""

    start: date | None
    end: date | None
    """First day after it."""
    label: str
    grain: str
    """``day``, ``month``, ``quarter``, ``half`` or ``year``; ``window`` for what is reckoned from today."""
    month: int | None = None
    """Set, with neither start nor end, for a month without a year."""


def find_period(tokens: Sequence[Token], start: int, *, now: date | None = None) -> tuple[Period, int] | None:
    """Read the longest period that begins at a token; returns it and the index after it.

    Args:
        tokens: The question.
        start: Where the period has to begin.
        now: The day from which ``last month`` is reckoned; without it such periods are not read.
    """
    window = find_window(tokens, start, now) if now else None
    if window:
        first, end, label, after = window
        return Period(first, end, label, "window"), after
    for reader in (_exact_date, _month_first, _day_first, _quarter, _half, _year):
        found = reader(tokens, start)
        if found:
            return found
    return None


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
    year = year_of(_at(tokens, after + 1))
    if day and year and 1 <= int(day[1]) <= 31:
        found = _day(year, month, int(day[1]))
        return (found, after + 2) if found else None
    year = year_of(_at(tokens, after))
    if year:
        return month_of(year, month), after + 1
    if day or (tokens[start].normal in ("may", "mar", "jan", "dec") and len(tokens[start].normal) < 4):
        return None
    return Period(None, None, MONTH_NAMES[month - 1], "month", month), start + 1


def _day_first(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    day = _DAY.fullmatch(_at(tokens, start))
    after = start + 2 if _at(tokens, start + 1) == "of" else start + 1
    month = MONTHS.get(_at(tokens, after))
    year = year_of(_at(tokens, after + 1))
    if day and month and year:
        found = _day(year, month, int(day[1]))
        return (found, after + 2) if found else None
    return None


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


def _half(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    """Read ``first half of 2024``, ``H2 2024``."""
    short = _HALF.fullmatch(_at(tokens, start))
    number = int(short[1]) if short else {"first": 1, "second": 2}.get(_at(tokens, start), 0)
    after = start + 1
    if not number or (not short and _at(tokens, after) != "half"):
        return None
    after += 0 if short else 1
    after += _at(tokens, after) in ("of", "in")
    year = year_of(_at(tokens, after))
    if year is None:
        return None
    return _months(
        year, 6 * number - 5, 6, f"the {'first' if number == 1 else 'second'} half of {year}", "half"
    ), after + 1


def _months(year: int, first: int, length: int, label: str, grain: str) -> Period:
    return Period(date(year, first, 1), month_of(year, first + length - 1).end, label, grain)


def _year(tokens: Sequence[Token], start: int) -> tuple[Period, int] | None:
    if tokens[start].kind != "number":
        return None
    year = year_of(tokens[start].text)
    if year is None:
        return None
    return Period(date(year, 1, 1), date(year + 1, 1, 1), str(year), "year"), start + 1
