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
_TAKES_LONGER = re.compile(
    rf"^(?:{_MEAN},?\s+)?(?:by\s+)?how\s+many\s+(?P<unit>days|weeks|hours|minutes)\s+(?:longer|more)\s+(?:{_MEAN}\s+)?"
    rf"(?:do|does|did)\s+it\s+take\s+(?:us\s+)?(?:{_MEAN}\s+)?(?P<do>to\s+[a-z]+)\s+(?:an?\s+|the\s+|our\s+)?"
    rf"(?P<left>[\w' -]+?)\s+than\s+(?:{_MEAN}\s+)?(?:(?:it\s+does\s+)?(?P=do)\s+)?(?:an?\s+|the\s+|our\s+)?"
    r"(?P<right>[\w' -]+?)(?P<end>[?.](?:\s.*)?)?$",
    re.IGNORECASE,
)
"""``How many days longer does it take to …``: each mean is asked for by itself."""
_FEWER = ("shorter", "fewer", "less", "lower", "lighter")


def say_longer(question: str, catalog: Catalog) -> str:
    """Name the column whose mean is compared, where one alone is called by the unit and what is said."""
    takes = _TAKES_LONGER.match(question)
    if takes and re.search(_MEAN, question, re.IGNORECASE):
        return _taken(takes)
    found = _LONGER.match(question)
    if found is None:
        return question
    words = found["left"].split()
    for size in range(2, len(words)):
        column = _called([found["unit"], *words[size:]], catalog)
        if column is None:
            continue
        one, rows = " ".join(words[:size]), words[size - 1]
        other = _with_rows(found["right"], rows)
        way = "lower" if found["way"].lower() in _FEWER else "higher"
        among = f" {found['among']}" if found["among"] else ""
        return f"how much {way} is the average {spoken(column.name)} of {one} than of {other}{among}"
    return question


def _taken(found: re.Match[str]) -> str:
    """Take the mean time that the one takes from that which the other takes."""
    other = _with_rows(found["right"], found["left"].split()[-1])
    one, two = (f"average {found['unit']} {found['do']} {what}" for what in (found["left"], other))
    return f"{one} minus {two}{found['end'] or ''}"


def _with_rows(said: str, rows: str) -> str:
    """Say of which rows a kind is, where it is only said of the other: ``a large one``."""
    kind = re.sub(r"\s+ones?$", "", said, flags=re.IGNORECASE)
    return kind if stem(kind.split()[-1].lower()) == stem(rows.lower()) else f"{kind} {rows}"


def _called(words: list[str], catalog: Catalog) -> Column | None:
    """Return the only column of numbers whose header has just these words."""
    said = [stem(word.lower()) for word in words]
    numbers = (column for column in catalog.columns if column.is_number)
    found = [column for column in numbers if [stem(word) for word in name_words(column.name)] == said]
    return found[0] if len(found) == 1 else None
