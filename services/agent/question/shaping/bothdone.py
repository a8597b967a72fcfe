"""Says "both" where one did a thing with each of two: "bought a car and a trailer", of rows of one thing.

And one verb of two states: "failed or were refunded" is were failed or refunded.
"""

import re

from services.agent.question.language.words import normalise
from services.agent.question.linking.callings import values_of
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.written import coded_values

_TWO = re.compile(
    r"(?P<before>\b[a-z]+)\s+(?P<things>an?\s+(?P<one>[\w' -]+?)\s+and\s+(?:also\s+)?"
    r"an?\s+(?P<other>[\w' -]+?))(?=\s*[?.!]*$)",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"\b(?:(?:is|are|was|were)\s+)?(?P<one>[a-z]{3,})\s+or\s+(?P<be>is|are|was|were)\s+(?P<other>[a-z]{3,}(?:\s+to\s+[a-z-]+)?)\b",
    re.IGNORECASE,
)


def say_either_state(question: str, catalog: Catalog) -> str:
    """Say of two states of one column which ones are meant, with one verb; others stay as they are."""
    found = _EITHER.search(question)
    if found is None:
        return question
    one, other = (_columns_of(normalise(found[each]), catalog) for each in ("one", "other"))
    if not one & other:
        return question
    said = f"{found['be']} {found['one']} or {found['other']}"
    return f"{question[: found.start()]}{said}{question[found.end() :]}"


def _columns_of(said: str, catalog: Catalog) -> set[Column]:
    """Return the columns with cells or codes that a word may mean."""
    return {hit.column for hit in (*values_of(said, catalog), *coded_values(said, catalog))}


def say_both_done(question: str, catalog: Catalog) -> str:
    """Say that both things are meant, where each is a cell of one column; "both" is in its place already."""
    found = _TWO.search(question) if len(catalog.tables) > 1 else None
    if not found or found["before"].casefold() == "both":
        return question
    one, other = ({hit.column for hit in catalog.values(normalise(found[each]))} for each in ("one", "other"))
    if not one & other:
        return question
    return f"{question[: found.start('things')]}both {question[found.start('things') :]}"
