"""What has not been done to some rows, by the header that says to whom it was: ``unassigned tickets``."""

import re

from services.agent.question.language.words import spoken, stem, word_root
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_NOBODY = r"(?:\s+(?:to|by)\s+(?:nobody|no\s*-?one|anybody|anyone))"
_BEFORE = re.compile(r"\bun(?P<done>[a-z]+ed)\s+(?P<rows>[a-z]+s)\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"\b(?P<rows>[a-z]+s)\s+(?:(?:(?:that|which)\s+)?(?:are|were|have\s+been|have)\s+)?"
    rf"(?:(?:(?:not|never)\s+(?:yet\s+)?(?:been\s+)?|un)(?P<done>[a-z]+ed){_NOBODY}?|"
    rf"(?P<given>[a-z]+ed)\s+to\s+(?:nobody|no\s*-?one))(?=\s*[?.!]*$)",
    re.IGNORECASE,
)


def say_unfilled(question: str, catalog: Catalog) -> str:
    """Say which cell is empty, where one column alone says of the rows to or by whom it was done."""
    for pattern in (_BEHIND, _BEFORE):
        found = pattern.search(question)
        done = found and (found["done"] or found.groupdict().get("given"))
        column = _to_whom(found["rows"], done, catalog) if found and done else None
        if found and column:
            said = f"{found['rows']} where {spoken(column.name)} is missing"
            return f"{question[: found.start()]}{said}{question[found.end() :]}"
    return question


def _to_whom(rows: str, done: str, catalog: Catalog) -> Column | None:
    """Return the only text of such rows whose header says what was done, where some rows have none."""
    found = [
        column
        for table in catalog.tables
        if is_called(table, stem(rows.lower()))
        for column in table.columns
        if column.is_text and column.nulls and word_root(done.lower()) in column.roots
    ]
    return found[0] if len(found) == 1 else None
