"""Says a month or a year as the numbers of a header that counts months so: ``in May 2019``, of 201905.

No column of dates has them; the months of a year are those from its first number to its twelfth.
"""

import re

from services.agent.question.language.periods import MONTHS
from services.agent.question.language.words import name_words, spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_SAID = frozenset(map(stem, ["month", "yearmonth", "period", "date", "ym"]))
"""One of the words of such a header."""
_FIRST, _LAST = 190001, 210012
_YEAR = r"(?:19|20)\d\d"
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_TIME = re.compile(
    rf",?\s*\b(?:(?:between|from)\s+(?P<from>{_MONTH})(?:,?\s+(?P<from_year>{_YEAR}))?\s+(?:and|to|until|through)\s+"
    rf"(?P<to>{_MONTH}),?\s+(?:of\s+)?(?P<to_year>{_YEAR})\b|"
    rf"(?:in|during|for|of)\s+(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<of>{_YEAR})\b|"
    rf"(?:between|from)\s+(?P<first>{_YEAR})\s+(?:and|to|until|through)\s+(?P<last>{_YEAR})\b|"
    rf"(?:in|during|for|of)\s+(?:the\s+year\s+)?(?P<year>{_YEAR})\b)(?!-\d)",
    re.IGNORECASE,
)


def say_year_months(question: str, catalog: Catalog) -> str:
    """Say months as numbers of the only header that counts them, where a figure of its rows is asked."""
    column = _counted(catalog) if _TIME.search(question) else None
    if column is None or not _asks_of(column, question, catalog):
        return question
    return _TIME.sub(lambda found: f" with {spoken(column.name)} {_numbers(found)}", question)


def _numbers(found: re.Match[str]) -> str:
    if found["month"]:
        return str(_number(found["of"], found["month"]))
    if found["to"]:
        first = _number(found["from_year"] or found["to_year"], found["from"])
        return f"between {first} and {_number(found['to_year'], found['to'])}"
    first_year, last_year = found["first"] or found["year"], found["last"] or found["year"]
    return f"between {first_year}01 and {last_year}12"


def _number(year: str, month: str) -> int:
    return int(year) * 100 + MONTHS[month.casefold().rstrip(".")]


def _asks_of(column: Column, question: str, catalog: Catalog) -> bool:
    """Whether a measure of the column's own rows is named in the question."""
    said = {stem(word) for word in re.findall(r"[a-z]+", question.casefold())}
    measures = [each for each in catalog.by_name[column.table].columns if each.is_measure and each != column]
    return any({*each.core} <= said or {*map(stem, name_words(each.name))} <= said for each in measures)


@remembered
def _counted(catalog: Catalog) -> Column | None:
    """Return the only column whose numbers are months: a year and two digits."""
    found = [
        each
        for each in catalog.columns
        if each.type == "BIGINT" and _SAID & {*each.words} and _are_months(each.minimum, each.maximum)
    ]
    return found[0] if len(found) == 1 else None


def _are_months(first: object, last: object) -> bool:
    if not isinstance(first, int) or not isinstance(last, int) or not _FIRST <= first <= last <= _LAST:
        return False
    return all(1 <= number % 100 <= 12 for number in (first, last))
