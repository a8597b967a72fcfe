"""Asks for a figure of which its own end says whose it is: ``how tall is the shortest player``."""

import re

from services.agent.question.language.everyday.degrees import SUPERLATIVES as DEGREES
from services.agent.question.language.superlatives import is_largest
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS
from services.agent.question.language.words import word_root
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_PAIRS = {
    "tall high": "tallest highest biggest largest shortest smallest lowest",
    "old": "oldest eldest youngest newest",
    "heavy": "heaviest lightest biggest smallest",
    "long": "longest shortest",
    "fast quick": "fastest quickest slowest",
    "expensive costly dear pricey cheap": "costliest dearest priciest cheapest",
    "deep": "deepest shallowest",
    "wide broad": "widest broadest narrowest",
    "big large": "biggest largest smallest",
    "hot warm cold": "hottest warmest coldest coolest",
    "far": "farthest furthest nearest closest",
    "strong powerful": "strongest weakest",
}
_ENDS = {ask: frozenset(ends.split()) for asks, ends in _PAIRS.items() for ask in asks.split()}
"""What is asked -> the superlatives of the same thing: ``how old is the tallest`` is another question."""
_PRICEY = frozenset(["expensive", "costly", "dear", "pricey", "cheap", "affordable"])
_MOST = r"(?:most|least)\s+[a-z]+"
_TAIL = (
    r"\s*[-\u2013\u2014,:]+\s*(?:in\s+)?(?:which|what|when)\s+"
    r"(?:year|(?:was|were|is|did|does)\s+(?:it|they|that|he|she))\b[^?]*"
)
_HOW = re.compile(
    rf"^how\s+(?:many\s+[a-z]+\s+)?(?P<ask>{'|'.join(_ENDS)})\s+(?:is|are|was|were)\s+(?:the|our)\s+"
    rf"(?P<end>{_MOST}|[a-z]{{3,}}est)\s+(?P<rows>(?!of\b)\S[^?]*?)(?P<when>{_TAIL})?\s*\??$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^(?:when|(?:in\s+)?(?:what|which)\s+year)\s+(?:is|was|were|are|did|does)\s+(?:the|our)\s+"
    r"(?P<end>oldest|newest|youngest|eldest|first|latest|last|earliest|most\s+recent)\s+(?P<rows>\S[^?]*?)\s+(?:first\s+)?"
    r"(?P<done>[a-z]+)(?:\s+(?:in|on|up|out))?\s*\??$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^how\s+far\s+back\s+(?:does|do|did)\s+(?:the|our)\s+(?P<end>oldest|eldest|earliest|first)\s+(?P<rows>\S[^?,:-]*?)\s+"
    r"(?P<done>go|date|reach)"
    rf"(?:{_TAIL})?\s*\??$",
    re.IGNORECASE,
)
_EARLY = ("oldest", "eldest", "first", "earliest")
_MADE = frozenset([
    "from", "go", "date", "reach", "made", "built", "constructed", "manufactured", "produced", "created",
    "completed", "finished", "erected", "launched", "founded", "established", "born", "published", "released",
])  # fmt: skip
"""What says of a thing no more than when it came into the world."""


def say_self_ends(question: str, catalog: Catalog) -> str:
    """Ask for the highest or the lowest of the only column that is meant; most questions stay as they are."""
    lowered = question[:4].casefold()
    if len(catalog.tables) > 1 or not lowered.startswith(("how ", "when", "what", "whic", "in w")):
        return question
    if found := _HOW.match(question):
        return _how(found, catalog) or question
    if found := _WHEN.match(question) or _BACK.match(question):
        return _when(found, catalog) or question
    return question


def _how(found: re.Match[str], catalog: Catalog) -> str | None:
    ask, end = found["ask"].casefold(), " ".join(found["end"].casefold().split())
    priced = ask in _PRICEY and end.split()[-1] in _PRICEY
    if not (priced or end in _ENDS[ask]):
        return None
    up = DEGREES.get(end, is_largest(end))
    days = _days(catalog)
    if ask == "old" and found["when"] and len(days) == 1 and up is not None:
        return f"what is the {'earliest' if up else 'latest'} {days[0].name} of the {found['rows']}"
    column = None if found["when"] else _measured(ask, catalog)
    if column is None or up is None:
        return None
    return f"what is the {'highest' if up else 'lowest'} {column.name} of the {found['rows']}"


def _days(catalog: Catalog) -> list[Column]:
    """Return the columns that may say when a thing was made: the only one of years before all days."""
    days = [each for each in catalog.columns if each.is_date or each.is_year]
    years = [each for each in days if each.is_year]
    return years if len(years) == 1 else days


def _measured(ask: str, catalog: Catalog) -> Column | None:
    """Return the only figure that the first header which is there for an adjective names."""
    for hint in ATTRIBUTE_HINTS.get(ask, ()):
        fits = [each for each in catalog.columns if hint in each.words and each.is_measure]
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _when(found: re.Match[str], catalog: Catalog) -> str | None:
    """Ask for the first or the last day of what is done, or for that of the only column of days."""
    done = found["done"].casefold()
    days = [each for each in catalog.columns if each.is_date or each.is_year]
    named = [each for each in days if word_root(done) in each.roots]
    told = named or (_days(catalog) if done in _MADE else [])
    if len(told) != 1:
        return None
    way = "earliest" if found["end"].casefold() in _EARLY else "latest"
    return f"what is the {way} {told[0].name} of the {found['rows']}"
