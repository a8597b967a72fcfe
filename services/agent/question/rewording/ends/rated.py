"""Says by which mean things are ranked that many rows judge: ``the best rated guide``, of many tours."""

import re

from services.agent.question.language.words import spoken, stem, word_root
from services.agent.question.rewording.rules import COUNT
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_RATED = re.compile(
    r"^(?:(?:what|which|who)(?:'s|\s+(?:is|are|was|were))\s+|(?:show|list|give|name|tell)\s+(?:(?:me|us)\s+)?)?"
    rf"(?:(?:the|our|my|your)\s+)*(?:top\s+)?(?P<n>{COUNT}\s+)?"
    r"(?P<way>best|top|highest|worst|lowest|bottom|poorest)(?:-|\s+)(?P<done>rated|reviewed|scored|graded)\s+"
    r"(?P<thing>[\w-]+)(?P<rest>.*)$",
    re.IGNORECASE,
)
_LOWEST = ("worst", "lowest", "bottom", "poorest")


def say_rated(question: str, catalog: Catalog) -> str:
    """Rank things by the mean of their marks; as it stands where each thing has its one mark itself."""
    found = _RATED.match(question)
    marks = _marks(found["done"], catalog) if found else []
    if found is None or len(marks) != 1 or not _judges(marks[0], found["thing"], catalog):
        return question
    end = "lowest" if found["way"].casefold() in _LOWEST else "highest"
    mean, number = f"the {end} average {spoken(marks[0].name)}{found['rest']}", found["n"]
    return f"{number}{found['thing']} with {mean}" if number else f"which {found['thing']} has {mean}"


def _marks(done: str, catalog: Catalog) -> list[Column]:
    """Return the columns of numbers that are called by what was done."""
    said = word_root(done.casefold())
    return [
        column
        for column in catalog.columns
        if column.is_number and column.role != "id" and said in map(word_root, column.words)
    ]


def _judges(mark: Column, thing: str, catalog: Catalog) -> bool:
    """Whether a mark stands in other rows than those of the things that a word names."""
    said = stem(thing.casefold())
    named = {table.name for table in catalog.tables if table.words[-1:] == (said,)}
    named |= {each.table for each in catalog.columns if each.is_text and each.words[-1:] == (said,)}
    return bool(named) and mark.table not in named
