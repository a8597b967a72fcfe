"""Writes a word with a hyphen as the one that a name is: "check-ins", of a table ``checkins``."""

import re
from itertools import pairwise

from services.agent.question.language.words import stem
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog

_HYPHENED = re.compile(r"\b([a-z]{2,})-([a-z]{2,})\b", re.IGNORECASE)


def say_as_one(question: str, catalog: Catalog) -> str:
    """Leave the hyphen out where a table is called so, or where only such a word is in a header."""
    return _HYPHENED.sub(lambda found: _said(found, catalog), question) if "-" in question else question


def _said(found: re.Match[str], catalog: Catalog) -> str:
    one, parts = (
        stem(f"{found[1]}{found[2]}".casefold()),
        tuple(stem(part.casefold()) for part in found.groups()),
    )
    rows, headers = _names(catalog)
    parted = any(parts in pairwise(words) for words in (*rows, *headers))
    named = any(one in words for words in rows) or (not parted and any(one in words for words in headers))
    return f"{found[1]}{found[2]}" if named else found.group()


@remembered
def _names(catalog: Catalog) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """Return the stems of the names of tables, and those of columns."""
    return tuple(table.words for table in catalog.tables), tuple(column.words for column in catalog.columns)
