"""Says ``outside the North`` as ``not in the North``, where a cell is called so."""

import re

from services.agent.question.language.words import normalise
from services.agent.question.tables.schema import Catalog

_OUTSIDE = re.compile(
    r"\boutside(?:\s+of)?\s+(?P<the>the\s+)?(?P<place>[^\W\d_][\w'-]*(?:\s+[\w'-]+){0,2})", re.IGNORECASE
)


def say_outside(question: str, catalog: Catalog) -> str:
    """Negate the place that something lies outside of, if a cell is called so."""
    return _OUTSIDE.sub(lambda found: _denied(found, catalog), question)


def _denied(found: re.Match[str], catalog: Catalog) -> str:
    words = found["place"].split()
    for size in range(len(words), 0, -1):
        place = " ".join(words[:size])
        if catalog.values(normalise(place)):
            return " ".join(["not in", (found["the"] or "").strip(), *words]).replace("  ", " ")
    return found.group()
