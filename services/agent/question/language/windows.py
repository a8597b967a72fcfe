"""Stretches of time reckoned from a day: the last 3 months, this year, year to date."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from services.agent.question.language.words import Token

Window = tuple[date, date, str, int]
"""First day, first day after it, how a person names it, index after its words."""

_UNITS = {"day": 0, "week": 0, "month": 1, "quarter": 3, "year": 12}
"""Unit -> its months; days and weeks are counted in days."""
_PAST = frozenset(["last", "past", "previous", "recent", "latest"])
_PRESENT = frozenset(["this", "current"])
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "twelve": 12}
_TO_DATE = re.compile(r"(year|quarter|month) to date")


def find_window(tokens: Sequence[Token], start: int, now: date) -> Window | None:
    """Read a stretch of time that begins at a token and ends at or near ``now``."""
    words = [token.normal for token in tokens[start : start + 4]]
    for reader in (_to_date, _rolling, _calendar, _day):
        found = reader(words, now)
        if found:
            first, end, label, length = found
            return first, end, f"{label} ({first} to {end - timedelta(days=1)})", start + length
    return None


def _to_date(words: Sequence[str], now: date) -> Window | None:
    if words[:1] == ["ytd"]:
        return _first_day(now, 12), now + timedelta(days=1), "the year to date", 1
    match = _TO_DATE.fullmatch(" ".join(words[:3]))
    if match is None:
        return None
    return _first_day(now, _UNITS[match[1]]), now + timedelta(days=1), f"the {match[1]} to date", 3


def _rolling(words: Sequence[str], now: date) -> Window | None:
    """Read ``last 3 months``: up to and with today."""
    if len(words) < 3 or words[0] not in _PAST:
        return None
    number = int(words[1]) if words[1].isdigit() else _NUMBERS.get(words[1])
    unit = words[2].removesuffix("s")
    if not number or unit not in _UNITS or number > 1000:
        return None
    months = _UNITS[unit] * number
    first = (
        months_before(now, months) if months else now - timedelta(days=number * (7 if unit == "week" else 1))
    )
    return first, now + timedelta(days=1), f"the last {number} {unit}s", 3


def _calendar(words: Sequence[str], now: date) -> Window | None:
    """Read ``last quarter``, ``this year``: whole units of the calendar."""
    if len(words) < 2 or words[0] not in _PAST | _PRESENT or words[1] not in _UNITS:
        return None
    unit = words[1]
    if unit == "day":
        return None
    if unit == "week":
        first = now - timedelta(days=now.weekday())
        before = first - timedelta(days=7)
    else:
        first = _first_day(now, _UNITS[unit])
        before = months_before(first, _UNITS[unit])
    if words[0] in _PRESENT:
        return first, now + timedelta(days=1), f"this {unit}", 2
    return before, first, f"last {unit}", 2


def _day(words: Sequence[str], now: date) -> Window | None:
    if words[:1] == ["today"]:
        return now, now + timedelta(days=1), "today", 1
    if words[:1] == ["yesterday"]:
        return now - timedelta(days=1), now, "yesterday", 1
    return None


def _first_day(day: date, months: int) -> date:
    """Return the first day of the month, quarter or year that the day lies in."""
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def months_before(day: date, months: int) -> date:
    """Go back some months, to the last day of a shorter month if need be."""
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), after - timedelta(days=1))
