"""Leaves out what the data is all about anyway: ``who in the company``, ``the year 2020``."""

import re

from services.agent.question.language.words import normalise, stem
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.schema import Catalog

_ALL_OF_IT = re.compile(
    r"\s+(?:(?:in|at|of|within|for|with|from)\s+)?(?:the|our|this)\s+(?:whole\s+|entire\s+)?"
    r"(?P<what>company|firm|business|organi[sz]ation|enterprise|workforce)(?=\s*(?:[,?.!]|$)|\s+(?:is|are|was|were|has|have|"
    r"had|earns?|who|most|first|last|latest|on|in|before|after|since)\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?P<at>in|since|before|after|until|than|from|during)\s+the\s+year\s+(?=[12]\d{3}\b)", re.IGNORECASE
)


def without_setting(question: str, catalog: Catalog) -> str:
    """Leave out a company that no table, header or cell speaks of, and ``the year`` where no header does."""
    lowered = question.casefold()
    if "the year " in lowered and not any("year" in column.words for column in catalog.columns):
        question = _YEAR.sub(r"\g<at> ", question)
    found = _ALL_OF_IT.search(question)
    if found is None or _is_told(found["what"], catalog):
        return question
    return question[: found.start()] + question[found.end() :]


def _is_told(word: str, catalog: Catalog) -> bool:
    """Whether the data speaks of such a thing."""
    said = stem(word.casefold())
    tables = any(is_called(table, said) for table in catalog.tables)
    headers = any(said in column.words for column in catalog.columns)
    return tables or headers or bool(catalog.values(normalise(word)))
