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
_MARKED = re.compile(
    r"^(?P<asks>(?:what|which)\s+(?P<thing>[\w-]+)(?:\s+[^?]*?)?\s+(?:has|had|have|gets?|got|receives?|received|gives?|gave)\s+)"
    r"(?:the\s+)?(?P<way>best|highest|worst|lowest|poorest)\s+(?:(?:overall|customer)\s+)?(?P<mark>[a-z]+)(?=\s*[?.]?$|\s+in\b)",
    re.IGNORECASE,
)
"""``Which category has the worst satisfaction``: a mark that many rows of each have."""
_OF_GOOD = re.compile(
    r"\b(?P<way>best|worst)\s+(?P<what>(?:(?:average|mean|total|overall)\s+)?(?:ratings?|satisfaction|reviews?|revenue|sales|"
    r"income|profits?|margins?|turnover|earnings)\b)(?!\s+(?:rank|position|place))",
    re.IGNORECASE,
)
"""Figures of which more is better."""
_MARKS = frozenset(map(stem, ["rating", "satisfaction", "stars", "review"]))
_END = {"best": "highest", "worst": "lowest"}
_LOWEST = ("worst", "lowest", "bottom", "poorest")


def say_rated(question: str, catalog: Catalog) -> str:
    """Rank things by the mean of their marks; as it stands where each thing has its one mark itself."""
    question = _OF_GOOD.sub(lambda of: f"{_END[of['way'].casefold()]} {of['what']}", question)
    if (told := _MARKED.match(question)) and stem(told["mark"].casefold()) in _MARKS:
        return _mean_of(told, catalog)
    found = _RATED.match(question)
    marks = _marks(found["done"], catalog) if found else []
    if found is None or len(marks) != 1 or not _judges(marks[0], found["thing"], catalog):
        return question
    end = "lowest" if found["way"].casefold() in _LOWEST else "highest"
    mean, number = f"the {end} average {spoken(marks[0].name)}{found['rest']}", found["n"]
    return f"{number}{found['thing']} with {mean}" if number else f"which {found['thing']} has {mean}"


def _mean_of(told: re.Match[str], catalog: Catalog) -> str:
    """Ask for the mean of a mark of which each thing has many."""
    marks = _marks(told["mark"], catalog)
    if len(marks) != 1:
        return told.string
    said = stem(told["thing"].casefold())
    kinds = (each for each in catalog.by_name[marks[0].table].columns if each.is_text and each.repeats)
    of_kind = len(catalog.tables) > 1 and any(each.words[-1:] == (said,) for each in kinds)
    if not of_kind and not _judges(marks[0], told["thing"], catalog):
        return told.string
    return f"{told['asks']}the {told['way']} average {spoken(marks[0].name)}{told.string[told.end() :]}"


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
