"""Says "both" where one did a thing with each of two: "bought a car and a trailer", of rows of one thing."""

import re

from services.agent.question.language.words import normalise
from services.agent.question.tables.schema import Catalog

_TWO = re.compile(
    r"(?P<before>\b[a-z]+)\s+(?P<things>an?\s+(?P<one>[\w' -]+?)\s+and\s+(?:also\s+)?"
    r"an?\s+(?P<other>[\w' -]+?))(?=\s*[?.!]*$)",
    re.IGNORECASE,
)


def say_both_done(question: str, catalog: Catalog) -> str:
    """Say that both things are meant, where each is a cell of one column; "both" is in its place already."""
    found = _TWO.search(question) if len(catalog.tables) > 1 else None
    if not found or found["before"].casefold() == "both":
        return question
    one, other = ({hit.column for hit in catalog.values(normalise(found[each]))} for each in ("one", "other"))
    if not one & other:
        return question
    return f"{question[: found.start('things')]}both {question[found.start('things') :]}"
