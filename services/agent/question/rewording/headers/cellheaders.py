"""Says ``with`` for ``by`` where a header and a cell of it follow: "loans by borrower Ann Lee"."""

import re
from collections.abc import Iterator

from services.agent.question.language.words import normalise, stem
from services.agent.question.tables.calling import begins_with, is_called
from services.agent.question.tables.schema import Catalog

_BY = re.compile(r"(?:^|(?<=\s))by\s+(?:the\s+)?(?=[a-z])", re.IGNORECASE)
_WORD = re.compile(r"[\w.'\u2019&-]+")
_LONGEST = 5
"""Words of a cell that are looked up."""


def say_cell_of_header(question: str, catalog: Catalog) -> str:
    """Say of which cell rows are that are told by a header and it; most questions stay as they are."""
    for found in reversed(list(_BY.finditer(question))):
        before = _WORD.findall(question[: found.start()])
        rows = bool(before) and any(is_called(each, stem(before[-1].casefold())) for each in catalog.tables)
        if (rows or not before) and any(_cells(question[found.end() :], catalog)):
            question = f"{question[: found.start()]}{'with' if before else 'With'} {question[found.end() :]}"
    return question


def _cells(behind: str, catalog: Catalog) -> Iterator[bool]:
    """Yield, for each header of texts that the words begin with, whether one of its cells follows."""
    said = re.split(r"[,;:?!]", behind)[0].split()
    for column in catalog.columns:
        size = len(column.words)
        if not column.is_text or not begins_with(said, column):
            continue
        rest = said[size : size + _LONGEST]
        runs = (normalise(" ".join(rest[:end])) for end in range(len(rest), 0, -1))
        yield any(hit.column == column for run in runs for hit in catalog.values(run))
