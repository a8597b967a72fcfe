"""Writes decades and centuries in figures: ``in the eighties`` is in the 1980s."""

import re

from services.agent.question.language.words import spoken
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70}
_TENS |= {"eighties": 80, "nineties": 90}
_DECADE = re.compile(
    rf"\bthe\s+(?P<part>early\s+|late\s+|mid-?\s*)?(?:(?P<word>{'|'.join(_TENS)})|['\u2019]?(?P<tens>[2-9]0)['\u2019]?s)\b(?!\s*\d)",
    re.IGNORECASE,
)
_CENTURY = re.compile(
    r"\bin\s+the\s+(?:(?P<n>1[5-9]|20|21)(?:th|st)|(?P<word>sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    r"twenty-first))\s+century\b",
    re.IGNORECASE,
)
_CENTURIES = {
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "twenty-first": 21,
}  # fmt: skip


def say_decades(question: str, catalog: Catalog) -> str:
    """Write a decade and a century in figures, where some header holds days or years."""
    if not (_DECADE.search(question) or _CENTURY.search(question)):
        return question
    years = [column for column in catalog.columns if column.is_date or column.is_year]
    if not years:
        return question
    said = _DECADE.sub(lambda found: _decade(found, catalog), question)
    return _CENTURY.sub(lambda found: _century(found, years[0]), said) if len(years) == 1 else said


def _decade(found: re.Match[str], catalog: Catalog) -> str:
    if found["part"] or catalog.values(found.group().casefold().removeprefix("the ")):
        return found.group()
    tens = _TENS[found["word"].casefold()] if found["word"] else int(found["tens"])
    return f"the 19{tens}s"


def _century(found: re.Match[str], years: Column) -> str:
    """Say the years of a century as people count them: the 19th is of those that begin with 18."""
    number = int(found["n"]) if found["n"] else _CENTURIES[found["word"].casefold()]
    return f"with {spoken(years.name)} between {number - 1}00 and {number - 1}99"
