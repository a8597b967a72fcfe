"""Means of two groups against each other: "how many minutes longer is one driver out than another"."""

import re

from services.agent.question.language.words import name_words, spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_MEAN = r"(?:on\s+average|typically|usually)"
_LONGER = re.compile(
    rf"^(?:(?P<among>(?:on|for|in|at|among)\s+[^,?]+?),\s*)?(?:{_MEAN},?\s+)?(?:by\s+)?"
    r"how\s+many\s+(?P<unit>[a-z]+)\s+"
    rf"(?P<way>longer|shorter|more|fewer|less|higher|lower|heavier|lighter)\s+{_MEAN}\s+(?:is|are|was|were|does|do|did)\s+"
    r"(?:(?:an?|the|our)\s+)?(?P<left>[\w' -]+?)\s+than\s+"
    r"(?:(?:an?|the|our)\s+)?(?P<right>[\w'-]+(?:\s+[\w'-]+)?)\s*[?.]*$",
    re.IGNORECASE,
)
_FEWER = ("shorter", "fewer", "less", "lower", "lighter")


def say_longer(question: str, catalog: Catalog) -> str:
    """Name the column whose mean is compared, where one alone is called by the unit and what is said."""
    found = _LONGER.match(question)
    if found is None:
        return question
    words = found["left"].split()
    for size in range(2, len(words)):
        column = _called([found["unit"], *words[size:]], catalog)
        if column is None:
            continue
        one, rows = " ".join(words[:size]), words[size - 1]
        other = re.sub(r"\s+ones?$", "", found["right"], flags=re.IGNORECASE)
        other = other if stem(other.split()[-1].lower()) == stem(rows.lower()) else f"{other} {rows}"
        way = "lower" if found["way"].lower() in _FEWER else "higher"
        among = f" {found['among']}" if found["among"] else ""
        return f"how much {way} is the average {spoken(column.name)} of {one} than of {other}{among}"
    return question


def _called(words: list[str], catalog: Catalog) -> Column | None:
    """Return the only column of numbers whose header has just these words."""
    said = [stem(word.lower()) for word in words]
    numbers = (column for column in catalog.columns if column.is_number)
    found = [column for column in numbers if [stem(word) for word in name_words(column.name)] == said]
    return found[0] if len(found) == 1 else None
