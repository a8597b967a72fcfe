"""Says a limit before what is counted: "with a number of seats above 20" is "with more than 20 seats"."""

import re

from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.schema import Catalog

_WAYS = {
    "more than": "above|over|more than|greater than|higher than|larger than|exceeding|beyond",
    "fewer than": "below|under|less than|fewer than|lower than|smaller than",
    "at least": "at least|no fewer than|no less than|not below",
    "at most": "at most|no more than|up to|not above",
    "between": "between",
    "exactly": "exactly|equal to|equals",
}
_COUNTS = frozenset(map(stem, ["number", "no", "count", "num"]))
"""Words of a header for how many there are."""
_NUMBERED = re.compile(
    r"\b(?:with|having|whose|where)\s+(?:(?:the|an?|its|their)\s+)?(?:total\s+)?(?:number|count)\s+of\s+"
    r"(?P<what>[^\W\d_]+(?:\s+(?!(?:is|are|was|were|of|at|no|not|up)\b)[^\W\d_]+)??)\s+"
    rf"(?:(?:(?:is|are|was|were)\s+)?(?P<way>{'|'.join(_WAYS.values())})\s+|(?:is|are|was|were|of)\s+(?=\d))"
    r"(?P<limit>\d+)(?P<more>\s+and\s+\d+)?\b(?!\s*[%.,]\s*\d)",
    re.IGNORECASE,
)


def say_thresholds(question: str, catalog: Catalog) -> str:
    """Ask for what has more than so many; a header that says the number itself stays as it is."""
    if "number of" not in question and "count of" not in question:
        return question
    return _NUMBERED.sub(lambda found: _with(found, catalog), question)


def _with(found: re.Match[str], catalog: Catalog) -> str:
    said = set(map(stem, found["what"].casefold().split()))
    headers = (set(map(stem, name_words(column.name))) for column in catalog.columns)
    if any(words & _COUNTS and said <= words for words in headers):
        return found[0]
    said_way = (found["way"] or "exactly").lower()
    way = next(plain for plain, others in _WAYS.items() if said_way in others.split("|"))
    limits, rest = f"{way} {found['limit']}", found["more"] or ""
    return (
        f"with {limits}{rest} {found['what']}" if way == "between" else f"with {limits} {found['what']}{rest}"
    )
