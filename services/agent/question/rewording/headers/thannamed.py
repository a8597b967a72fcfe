"""Says by its name alone with what others are compared: "more docks than the pier Northend"."""

import re

from services.agent.question.language.words import normalise, stem
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.schema import Catalog, ValueHit

_THAN = re.compile(
    r"\bthan\s+(?:the\s+)?(?P<noun>[a-z]+)\s+(?:(?:named|called)\s+)?(?P<name>[A-Z][\w'.-]*(?:\s+[A-Z][\w'.-]*)*)(?=[\s?.!]*$)"
)
_THE = re.compile(r"\bthan\s+the\s+(?P<name>[A-Z][\w'.-]*(?:\s+[A-Z][\w'.-]*)*)(?=[\s?.!]*$)")
_MORE = re.compile(
    r"\b(?P<have>have|has|had|having|with)\s+an?\s+(?P<more>higher|larger|greater|bigger|lower|smaller)\s+"
    r"(?P<what>[a-z]+(?:\s+[a-z]+)?)\s+than\b",
    re.IGNORECASE,
)


def say_higher_behind(question: str) -> str:
    """Say "have a wage higher than" for "have a higher wage than"; others stay as they are."""
    return _MORE.sub(r"\g<have> a \g<what> \g<more> than", question)


def say_than_named(question: str, catalog: Catalog) -> str:
    """Leave out the name of the table before that of one of its rows, behind "than"."""
    called = _THE.search(question)
    if called and any(
        catalog.by_name[hit.column.table].label == hit.column for hit in _hits(called, catalog)
    ):
        return f"{question[: called.start()]}than {question[called.start('name') :]}"
    found = _THAN.search(question)
    tables = tables_called(stem(found["noun"]), catalog) if found else []
    hits = _hits(found, catalog) if found and tables else ()
    if found is None or not any(hit.column in table.names for hit in hits for table in tables):
        return question
    return f"{question[: found.start()]}than {question[found.start('name') :]}"


def _hits(found: re.Match[str], catalog: Catalog) -> tuple[ValueHit, ...]:
    return tuple(catalog.values(normalise(found["name"])))
