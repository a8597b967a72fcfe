"""Says of whom a row has somebody of its own kind: "users who were referred by another user"."""

import re

from services.agent.question.language.words import name_words, spoken, stem, word_root
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_DONE = re.compile(
    r"\b(?P<rows>[a-z]+)\s+(?:(?:who|that)\s+)?(?:were|was|are|is|(?:have|has|had)\s+been)\s+(?P<none>not\s+|never\s+)?"
    r"(?P<done>[a-z]+ed)(?:\s+by\s+(?:(?:another|other|existing|an?\s+(?:existing|other|fellow))\s+[a-z]+|"
    r"(?:some|any)(?:one|body)(?:\s+else)?))?(?=\s*(?:[?.,]|$))",
    re.IGNORECASE,
)


def say_referred(question: str, catalog: Catalog) -> str:
    """Name the header under which the number of another row of the same table stands, or is missing."""
    found = _DONE.search(question)
    column = _reference(found["rows"].casefold(), found["done"].casefold(), catalog) if found else None
    if found is None or column is None:
        return question
    empty = "is empty" if found["none"] else "is not empty"
    said = f"{found['rows']} where {spoken(column.name)} {empty}"
    return question[: found.start()] + said + question[found.end() :]


def _reference(rows: str, done: str, catalog: Catalog) -> Column | None:
    tables = [table for table in catalog.tables if is_called(table, stem(rows))]
    if len(tables) != 1 or tables[0].key is None:
        return None
    key, doing = tables[0].key, word_root(done)
    found = [
        column
        for column in tables[0].columns
        if column.nulls and column.type == key.type and name_words(column.name)[-1] in ("by", "id")
        if any(word_root(word).startswith(doing) for word in name_words(column.name))
    ]
    return found[0] if len(found) == 1 else None
