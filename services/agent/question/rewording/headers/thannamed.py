"""Says by its name alone the thing that others are compared with: "more docks than the pier Northend"."""

import re

from services.agent.question.language.words import normalise, stem
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.schema import Catalog

_THAN = re.compile(
    r"\bthan\s+(?:the\s+)?(?P<noun>[a-z]+)\s+(?:(?:named|called)\s+)?(?P<name>[A-Z][\w'.-]*(?:\s+[A-Z][\w'.-]*)*)(?=[\s?.!]*$)"
)


def say_than_named(question: str, catalog: Catalog) -> str:
    """Leave out the name of the table before that of one of its rows, behind "than"."""
    found = _THAN.search(question)
    tables = tables_called(stem(found["noun"]), catalog) if found else []
    hits = catalog.values(normalise(found["name"])) if found and tables else ()
    if found is None or not any(hit.column in table.names for hit in hits for table in tables):
        return question
    return f"{question[: found.start()]}than {question[found.start('name') :]}"
