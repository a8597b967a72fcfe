"""Says of rows to which something happened that its figure is above zero: "how many flights were delayed"."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_HAPPENED = re.compile(
    r"(?:\s+(?:that|which|who))?\s+(?:is|are|was|were|got|had\s+been|have\s+been)\s+(?P<no>not\s+|never\s+)?(?P<done>[a-z]+ed)"
    r"(?=\s*[?.!,]|\s*$|\s+(?:in|from|to|on|with|of|and)\s+(?!average\b))",
    re.IGNORECASE,
)
_ON_TIME = re.compile(
    r"(?:\s+(?:that|which|who))?\s+(?:is|are|was|were|left|arrived|departed|came)\s+(?P<no>not\s+)?on\s+time\b",
    re.IGNORECASE,
)
_DELAY = "delay"


def say_happened(question: str, catalog: Catalog) -> str:
    """Ask for a figure above zero, or of zero where it did not happen to a row; most stay as they are."""
    if len(catalog.tables) != 1:
        return question
    for pattern in (_HAPPENED, _ON_TIME):
        found = pattern.search(question)
        if found is None or not _speaks_of_rows(question[: found.start()], catalog):
            continue
        happened = "done" in found.groupdict()
        column = _figure(found["done"].casefold().removesuffix("ed") if happened else _DELAY, catalog)
        if column:
            limit = "above 0" if happened != bool(found["no"]) else "of 0"
            return f"{question[: found.start()]} with {spoken(column.name)} {limit}{question[found.end() :]}"
    return question


def _speaks_of_rows(said: str, catalog: Catalog) -> bool:
    """Whether the rows are named before a verb: it is done to them, and not to what they count."""
    return any(stem(word) in catalog.tables[0].words for word in said.casefold().split())


def _figure(noun: str, catalog: Catalog) -> Column | None:
    """Return the only header that has the noun of a verb, of figures from zero on."""
    shared = [each for each in catalog.columns if noun in spoken(each.name).split()]
    alone = len(shared) == 1 and shared[0].is_measure and shared[0].minimum == 0 and shared[0].distinct > 2
    return shared[0] if alone else None
