"""Writes a day that is said without its year as the only table has it: "the May 8 stage"."""

import re
from datetime import date

from services.agent.question.language.periods import MONTH_NAMES, MONTHS
from services.agent.question.language.words import normalise
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_SAID = tuple(
    re.compile(rf"(?<![\w/-]){said}(?![\w/-])", re.IGNORECASE)
    for said in (rf"{_MONTH}\s+{_DAY}", rf"{_DAY}\s+(?:of\s+)?{_MONTH}")
)
_YEAR = re.compile(r"\b[12][0-9]{3}\b")
_SHORT = 3
"""Letters of the short name of a month."""


def say_days(question: str, catalog: Catalog) -> str:
    """Complete the one day that a question says; one that says a year, or of two tables, stays as it is."""
    if len(catalog.tables) != 1 or _YEAR.search(question):
        return question
    found = [day for said in _SAID for day in said.finditer(question)]
    if len(found) != 1:
        return question
    month, day = MONTHS[found[0]["month"].casefold()], int(found[0]["day"])
    written = _as_written(month, day, catalog) or _in_its_year(month, day, catalog)
    return f"{question[: found[0].start()]}{written}{question[found[0].end() :]}" if written else question


def _as_written(month: int, day: int, catalog: Catalog) -> str | None:
    """Return the day as the texts of a column have it: ``8 May``."""
    name = MONTH_NAMES[month - 1]
    names = (name, name[:_SHORT])
    for told in (f"{day} {{}}", f"{{}} {day}", f"{day:02} {{}}", f"{{}} {day:02}"):
        for each in names:
            if catalog.values(normalise(told.format(each))):
                return f'"{told.format(each)}"'
    return None


def _in_its_year(month: int, day: int, catalog: Catalog) -> str | None:
    """Return the day with its year, where the dates of the only column that has any leave one for it."""
    dates = [column for column in catalog.columns if column.is_date]
    years = _years(dates[0], month, day) if len(dates) == 1 else []
    return f"{MONTH_NAMES[month - 1]} {day}, {years[0]}" if len(years) == 1 else None


def _years(column: Column, month: int, day: int) -> list[int]:
    first, last = (date.fromisoformat(str(each)[:10]) for each in (column.minimum, column.maximum))
    days = [date(year, month, day) for year in range(first.year, last.year + 1) if _exists(year, month, day)]
    return [each.year for each in days if first <= each <= last]


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
