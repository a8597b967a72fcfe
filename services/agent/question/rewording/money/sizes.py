"""Says what an average row is worth: "average deal size", "typical order value"."""

import re

from services.agent.question.language.thesaurus import SYNONYMS
from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.measuring import is_taken
from services.agent.question.tables.schema import Catalog

_SIZE = re.compile(
    r"\b(?P<mean>average|mean|median|typical|largest|biggest|smallest|total)\s+(?P<rows>[a-z]+)\s+(?P<size>size|value|amount|worth)\b"
    r"(?P<of>\s+(?:of|for|across|among)\b)?",
    re.IGNORECASE,
)


def say_sizes(question: str, catalog: Catalog) -> str:
    """Name the column of what each row is worth, where none is called a size or a value itself."""
    found = _SIZE.search(question)
    if found is None:
        return question
    noun, size = stem(found["rows"].casefold()), stem(found["size"].casefold())
    tables = [table for table in catalog.tables if is_called(table, noun)]
    tables = tables or [table for table in catalog.tables if SYNONYMS.get(noun, set()) & {*table.words}]
    worth = tables[0].worth if len(tables) == 1 else None
    if worth is None or not is_taken(worth):
        return question
    if any(size in column.words or noun in worth.words for column in tables[0].columns):
        return question
    if any({noun, size} <= {*column.words} for column in catalog.columns):
        return question  # Another table says the amount of each drug that was given.
    mean = "average" if found["mean"].casefold() == "typical" else found["mean"]
    of = found["of"] or f" of {found['rows']}s"
    return f"{question[: found.start()]}{mean} {spoken(worth.name)}{of}{question[found.end() :]}"
