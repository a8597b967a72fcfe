"""Several values that an answer is wanted for one by one: "for residents and visitors respectively"."""

import re

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import name_words
from services.agent.question.linking.items import Item
from services.agent.question.linking.linker import link
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_SEVERALLY = re.compile(
    r"[\s,]*\b(?:respectively|separately|individually|each on (?:its|their) own)\b,?", re.IGNORECASE
)


def say_severally(question: str, catalog: Catalog) -> str:
    """Ask for each of the values that are listed, where the question says that it wants them one by one."""
    found = _SEVERALLY.search(question)
    column = _listed(link(question[: found.start()], catalog)) if found else None
    if not found or column is None:
        return question
    said = question[: found.start()] + question[found.end() :]
    return f"{said.rstrip(' ?.!')} per {_header(column, catalog)}"


def _listed(items: list[Item]) -> Column | None:
    """Return the one column that every value at the end of a question is of, where there are several."""
    columns: list[set[Column]] = []
    for item in reversed(items):
        if item.values:
            columns.append({hit.column for hit in item.values})
        elif not item.has(Sense.AND, Sense.FILLER):
            break
    shared = set.intersection(*columns) if len(columns) > 1 else set[Column]()
    return shared.pop() if len(shared) == 1 else None


def _header(column: Column, catalog: Catalog) -> str:
    """Return what people call a column, with its table where others have a column of that name."""
    alone = sum(each.words == column.words for each in catalog.columns) == 1
    return " ".join(
        name_words(column.name) if alone else (*name_words(column.table), *name_words(column.name))
    )
