"""Says the word that is left out before what somebody does: ``the projects Ann works on``."""

import re

from services.agent.question.language.words import normalise, stem
from services.agent.question.tables.schema import Catalog

_LEFT_OUT = re.compile(
    r"(?P<things>\b[^\W\d_]+s)\s+(?P<x>[A-Z][\w'\u2019.-]*(?:\s+[A-Z][\w'\u2019.-]*){0,3})\s+"
    r"(?:(?:is|was|has|had)\s+)?(?P<verb>[a-z]+(?:s|ed|ing))(?:\s+(?:on|in|for|at|to|with))?[\s?.!]*$"
)
"""Things, a name, and to the end what it does with them."""


def say_left_out(question: str, catalog: Catalog) -> str:
    """Put ``that`` between the word for the rows of a table and the name of who does something with them."""
    found = _LEFT_OUT.search(question) if len(catalog.tables) > 1 else None
    if found is None or not found.start() or not catalog.values(normalise(found["x"])):
        return question
    word = stem(found["things"].casefold())
    if not any((word,) == table.words for table in catalog.tables):
        return question
    at = found.start("x")
    return f"{question[:at]}that {question[at:]}"
