"""Columns that a question hints at, where cells or units say the rest: "number 214", "over 30 a bottle"."""

import re

from services.agent.question.language.words import name_words, normalise, spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_NUMBER = re.compile(
    r"(?P<before>\b[^\W\d_]+)\s+(?:(?:was|were|is|are)\s+)?(?:number(?:ed)?|nr\.?|no\.)\s+"
    r"(?:(?:is|was|=)\s+)?(?P<n>\d+)\b(?![.,:/-]\d|\s*%)",
    re.IGNORECASE,
)
"""One row by a number that has no name of its own."""
_PER = re.compile(
    r"\b(?P<way>over|under|above|below|(?:no\s+)?(?:more|less)\s+than|at\s+(?:least|most)|up\s+to)\s+(?P<n>\d[\d.,]*)\s+"
    r"(?:an?|per|each)\s+(?P<unit>[^\W\d_]{3,})\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?P<verb>[^\W\d_]{3,}ed)\s+(?P<near>in|at|on|with|by|for|from|to|under)\s+(?:the\s+)?"
    r"(?P<value>[^\W_][^?,.!]*?)(?=\s*[?.!,]|\s*$|\s+(?:and|or|who|that|which|with|is|are|was|were|has|have)\b)",
    re.IGNORECASE,
)
_NUMBERS = frozenset(["number", "num", "no", "nr", "nbr"])
_PRICES = frozenset(map(stem, ["price", "cost", "fee", "rate", "charge", "fare"]))
_ALIKE = 5
"""Letters in which a verb and a header's noun begin alike: ``enclosed``, ``enclosure``."""


def say_hinted(question: str, catalog: Catalog) -> str:
    """Name the only column that a number, a unit or a verb before a cell can be about."""
    if len(catalog.tables) != 1:
        return question
    said = _NUMBER.sub(lambda found: _numbered(found, catalog), question)
    said = _PER.sub(lambda found: _per_unit(found, catalog), said)
    return _DONE.sub(lambda found: _done(found, catalog), said)


def _numbered(found: re.Match[str], catalog: Catalog) -> str:
    column = _column_of_numbers(catalog)
    words = column.words if column else ()
    if column is None or not _may_hold(column, found["n"], catalog):
        return found.group()
    before = "" if stem(found["before"].casefold()) in words else f"{found['before']} with "
    return f"{before}{spoken(column.name)} {found['n']}"


@remembered
def _column_of_numbers(catalog: Catalog) -> Column | None:
    """Return the only column whose header says that it numbers something."""
    numbers = [each for each in catalog.columns if not _NUMBERS.isdisjoint(name_words(each.name))]
    one = numbers[0] if len(numbers) == 1 else None
    return one if one and one.unique and len(name_words(one.name)) > 1 else None


def _may_hold(column: Column, number: str, catalog: Catalog) -> bool:
    if column.is_text:
        return any(hit.column == column for hit in catalog.values(number))
    ends = (column.minimum, column.maximum)
    return all(isinstance(end, int) for end in ends) and ends[0] <= int(number) <= ends[1]


def _per_unit(found: re.Match[str], catalog: Catalog) -> str:
    """Name the price of one of what is said, where one header says both."""
    unit = stem(found["unit"].casefold())
    priced = [each for each in catalog.columns if unit in each.words and _PRICES & {*each.words}]
    if len(priced) != 1:
        return found.group()
    return f"with a {spoken(priced[0].name)} {found['way']} {found['n']}"


def _done(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out a verb that says no more than the header of the only column with the cell behind it."""
    hits = {hit.column.name: hit.column for hit in catalog.values(normalise(found["value"]))}
    if len(hits) != 1:
        return found.group()
    column = next(iter(hits.values()))
    begins = found["verb"].casefold()[:_ALIKE]
    alike = len(begins) == _ALIKE and any(word.startswith(begins) for word in name_words(column.name))
    return f"{found['near']} {found['value']}" if alike and column.is_text else found.group()
