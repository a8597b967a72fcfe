"""Reads what evidence says of one header: "= 'A'", "is at least 5", "between 1 and 3", "is null"."""

import re
from datetime import date, time, timedelta

from services.agent.question.composing.times import date_condition
from services.agent.question.evidence.likes import is_like, year_of, years_between
from services.agent.question.evidence.naming import columns_named
from services.agent.question.language.clocks import Clock
from services.agent.question.language.periods import Period
from services.agent.question.plans.plan import (
    Between,
    Compare,
    CompareColumns,
    Comparison,
    Condition,
    Missing,
    Scalar,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_QUOTES = "\"'`\u2018\u2019\u201c\u201d"
_SIGNS = {
    ">=": Comparison.AT_LEAST, "<=": Comparison.AT_MOST, "<>": Comparison.UNEQUAL, "!=": Comparison.UNEQUAL,
    "==": Comparison.EQUAL, "=": Comparison.EQUAL, ">": Comparison.MORE, "<": Comparison.LESS,
    "is not": Comparison.UNEQUAL, "is": Comparison.EQUAL, "are": Comparison.EQUAL,
    "equals": Comparison.EQUAL, "is equal to": Comparison.EQUAL, "of": Comparison.EQUAL,
}  # fmt: skip
_MORE = r"greater|more|larger|higher|later|bigger"
_LESS = r"less|fewer|smaller|lower|earlier"
_OPERATOR = re.compile(
    rf"(?P<at_least>(?:(?:is|are|of)\s+)?(?:at\s+least|(?:{_MORE})\s+than\s+or\s+equal\s+to)\s)"
    rf"|(?P<at_most>(?:(?:is|are|of)\s+)?(?:at\s+most|(?:{_LESS})\s+than\s+or\s+equal\s+to)\s)"
    rf"|(?P<more>(?:(?:is|are|of)\s+)?(?:(?:{_MORE})\s+than|exceeds|exceeding|over|above|after)\s)"
    rf"|(?P<less>(?:(?:is|are|of)\s+)?(?:(?:{_LESS})\s+than|under|below|before)\s)"
    r"|(?P<sign>>=|<=|<>|!=|==|=|>|<|(?:is\s+not|is\s+equal\s+to|is|are|equals|of)\s)",
    re.IGNORECASE,
)
_NULL = re.compile(
    r"^(?:is\s+|are\s+)?(?P<not>not\s+)?(?:null|empty|missing|blank)$|^has\s+(?P<no>no\s+)?value$", re.I
)
_BETWEEN = re.compile(
    r"^(?:(?:is|are)\s+)?(?:in\s+the\s+range\s+|ranges?\s+)?(?:between|from)\s+(?P<low>\S+)\s+(?:and|to)\s+(?P<high>\S+)$",
    re.I,
)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*%?")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def said_of(column: Column, rest: str, is_year: bool, catalog: Catalog) -> Condition | None:
    """Read what is said of a column behind its header."""
    null = _NULL.match(rest)
    if null:
        return Missing(column, negated=bool(null["not"]) or (rest[:3] == "has" and not null["no"]))
    if like := is_like(column, rest):
        return like
    between = _BETWEEN.match(rest)
    if between and is_year:
        return years_between(column, between["low"], between["high"])
    if between:
        low, high = value_of(column, between["low"]), value_of(column, between["high"])
        ordered = low is not None and high is not None and not isinstance(low, str)
        return _range(column, low, high) if ordered else None
    found = _OPERATOR.match(f"{rest} ")
    comparison = _comparison(found) if found else Comparison.EQUAL
    told = rest[found.end() :].strip() if found else rest
    if not told:
        return None
    if is_year:
        return _in_year(column, comparison, told)
    if column.is_time:
        return _at_clock(column, comparison, told.strip(_QUOTES))
    value = value_of(column, told, is_exact=found is None)
    if value is None:
        return _against(column, comparison, told, catalog) if found else None
    if isinstance(value, date):
        return date_condition(column, _day(value), comparison)
    equal = comparison in (Comparison.EQUAL, Comparison.UNEQUAL)
    return Compare(column, comparison, value) if equal or not isinstance(value, str | bool) else None


def _comparison(found: re.Match[str]) -> Comparison:
    ways = {
        "at_least": Comparison.AT_LEAST, "at_most": Comparison.AT_MOST,
        "more": Comparison.MORE, "less": Comparison.LESS,
    }  # fmt: skip
    sign = re.sub(r"\s+", " ", (found["sign"] or "").strip().casefold())
    return _SIGNS[sign] if sign else ways[str(found.lastgroup)]


def value_of(column: Column, text: str, *, is_exact: bool = False) -> Scalar | None:
    """Return a literal as the column has it; None where it has no such."""
    plain = text.strip().strip(_QUOTES).strip()
    if column.type == "BOOLEAN":
        cells = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        return cells.get(plain.casefold())
    if column.is_number:
        return _number(plain) if _NUMBER.fullmatch(plain) and not is_exact else None
    if column.is_date:
        return _date(plain) if _DAY.fullmatch(plain) else None
    cells_ = [cell for cell in column.values or () if cell.casefold() == plain.casefold()]
    exact = [cell for cell in cells_ if cell == plain]
    return next(iter(exact or cells_), None) if len(exact or cells_) == 1 else None


def _date(plain: str) -> date | None:
    """Return a day that a calendar has, and another one follows."""
    try:
        day = date.fromisoformat(plain)
    except ValueError:
        return None
    return day if day < date.max else None


def _at_clock(column: Column, comparison: Comparison, told: str) -> Condition | None:
    """Read a time of the day, as a cell writes it."""
    if not _CLOCK.fullmatch(told):
        return None
    clock = Clock(time.fromisoformat(told), None, told)
    return date_condition(column, Period(None, None, told, "clock", clock=clock), comparison)


def _number(plain: str) -> int | float:
    number = float(plain.replace(",", "").rstrip("%"))
    return int(number) if number.is_integer() else number


def _range(column: Column, low: Scalar | None, high: Scalar | None) -> Condition | None:
    if isinstance(low, date) and isinstance(high, date):
        return date_condition(column, _day(low), Comparison.EQUAL, until=_day(high))
    return Between(column, low, high) if low is not None and high is not None else None


def _in_year(column: Column, comparison: Comparison, told: str) -> Condition | None:
    year = year_of(told.strip(_QUOTES))
    return date_condition(column, year, comparison) if year and column.is_date else None


def _day(day: date) -> Period:
    return Period(day, day + timedelta(days=1), str(day), "day")


def _against(column: Column, comparison: Comparison, told: str, catalog: Catalog) -> Condition | None:
    """Read a column against another of its row."""
    others = [each for each in columns_named(told, catalog) if each.table == column.table and each != column]
    alike = [
        each
        for each in others
        if (each.is_number and column.is_number)
        or (each.is_date and column.is_date)
        or each.type == column.type
    ]
    return CompareColumns(column, comparison, alike[0]) if len(alike) == 1 else None
