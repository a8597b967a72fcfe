"""Reads patterns that evidence tells of a header: ``LIKE '2012%'``, ``LIKE '%lamp%'``, years between two."""

import re
from datetime import MAXYEAR, MINYEAR, date

from services.agent.question.composing.times import date_condition
from services.agent.question.language.periods import Period
from services.agent.question.plans.plan import Between, Comparison, Condition, TextMatch, TextTest
from services.agent.question.tables.columns import Column

_LIKE = re.compile(
    r"^(?:is\s+)?(?P<not>not\s+)?like\s+['\"](?P<start>%?)(?P<text>[^%_]+)(?P<end>%?)['\"]$", re.I
)
_DAYS = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d?))?(?:-(?P<day>\d\d))?-?")
_DECEMBER = 12


def is_like(column: Column, rest: str) -> Condition | None:
    """Read a pattern behind a header: of a date the year or the month that it begins with."""
    found = _LIKE.match(rest)
    if found is None:
        return None
    if column.is_date or column.is_year:
        days = _DAYS.fullmatch(found["text"])
        period = _period(days) if days and not found["start"] and not found["not"] else None
        return date_condition(column, period, Comparison.EQUAL) if period else None
    if column.is_number:
        return _beginning(column, found["text"]) if found["end"] and not found["start"] else None
    if column.type == "BOOLEAN":
        return None
    tests = {
        ("%", "%"): TextTest.CONTAINS, ("", "%"): TextTest.STARTS, ("%", ""): TextTest.ENDS,
    }  # fmt: skip
    test = tests.get((found["start"], found["end"]))
    return TextMatch(column, test, found["text"], negated=bool(found["not"])) if test else None


def _beginning(column: Column, digits: str) -> Condition | None:
    """Read the first digits of numbers that all have as many: ``201305`` begins with 2013."""
    lengths = {len(str(each)) for each in (column.minimum, column.maximum)}
    left = lengths.pop() - len(digits) if len(lengths) == 1 and digits.isdigit() else 0
    whole = column.type == "BIGINT" and left > 0
    return Between(column, int(digits + left * "0"), int(digits + left * "9")) if whole else None


def year_of(number: str) -> Period | None:
    """Return the year of a number, if a calendar has it and the one after."""
    plain = number.strip(" '\"")
    if not re.fullmatch(r"\d{4}", plain) or not MINYEAR <= int(plain) < MAXYEAR:
        return None
    return Period(date(int(plain), 1, 1), date(int(plain) + 1, 1, 1), plain, "year")


def years_between(column: Column, low: str, high: str) -> Condition | None:
    """Read years from one to another, both of them included."""
    first, last = year_of(low), year_of(high)
    if not (first and last and (column.is_date or column.is_year)):
        return None
    return date_condition(column, first, Comparison.EQUAL, until=last)


def _period(days: re.Match[str]) -> Period | None:
    year = year_of(days["year"])
    if year is None or days["day"]:
        return None
    if days["month"] is None:
        return year
    month = int(days["month"])
    if not 1 <= month <= _DECEMBER:
        return None
    start = date(int(days["year"]), month, 1)
    end = date(start.year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return Period(start, end, f"{start:%B %Y}", "month")
