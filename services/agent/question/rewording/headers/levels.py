"""Says a limit by a level as one of its header: "above the fourth floor", "a noise level of 3"."""

import re

from services.agent.question.language.numerals import ORDINALS
from services.agent.question.language.words import stem
from services.agent.question.tables.schema import Catalog

_NTH = "|".join(ORDINALS)
_LEVEL = re.compile(
    rf"\b(?P<way>above|below)\s+(?:the\s+)?(?:(?:(?P<n>\d+)(?:st|nd|rd|th)|(?P<nth>{_NTH}))\s+(?P<what>[a-z]+)|"
    r"(?P<which>[a-z]+)\s+(?:number\s+)?(?P<number>\d+))\b",
    re.IGNORECASE,
)


_OF_LEVEL = re.compile(
    r"\b(?P<lead>(?:an?|the)\s+)(?:(?:level|value|degree)\s+of\s+(?P<of>[a-z]+)|(?P<what>[a-z]+)\s+(?:level|value|degree))"
    r"(?=\s+(?:of|=|above|below|over|under|greater|higher|lower|less|more|at\s+(?:least|most)|between|equal)\s)",
    re.IGNORECASE,
)
_SHOWED = re.compile(
    r"\b(?:showed|shows|showing)\s+(?=(?:an?|the)\s+[a-z]+\s+(?:level|value|degree|of|above|below)\b)", re.I
)


def say_levels(question: str, catalog: Catalog) -> str:
    """Say which numbers a level limits, where one header alone is called so; most questions stay."""
    said = _OF_LEVEL.sub(lambda found: _of_header(found, catalog), question)
    question = _SHOWED.sub("had ", question) if said != question else question
    question = _OF_LEVEL.sub(lambda found: _of_header(found, catalog), question)
    return _LEVEL.sub(lambda found: _limited(found, catalog), question)


def _limited(found: re.Match[str], catalog: Catalog) -> str:
    what = (found["what"] or found["which"]).casefold()
    headers = [each for each in catalog.columns if each.is_number and each.words == (stem(what),)]
    number = found["n"] or found["number"] or ORDINALS.index(found["nth"].casefold()) + 1
    return f"with {what} {found['way']} {number}" if len(headers) == 1 else found.group()


def _of_header(found: re.Match[str], catalog: Catalog) -> str:
    """Leave out that a header's numbers are levels, where the header does not say so itself."""
    what = (found["what"] or found["of"]).casefold()
    numbers = [each for each in catalog.columns if each.is_number and stem(what) in each.words]
    alone = len(numbers) == 1 and numbers[0].words == (stem(what),)
    return f"{found['lead']}{what}" if alone else found.group()
