"""Says a limit by a level as one of its header: "above the fourth floor", of a column ``floor``."""

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


def say_levels(question: str, catalog: Catalog) -> str:
    """Say which numbers a level limits, where one header alone is called so; most questions stay."""
    return _LEVEL.sub(lambda found: _limited(found, catalog), question)


def _limited(found: re.Match[str], catalog: Catalog) -> str:
    what = (found["what"] or found["which"]).casefold()
    headers = [each for each in catalog.columns if each.is_number and each.words == (stem(what),)]
    number = found["n"] or found["number"] or ORDINALS.index(found["nth"].casefold()) + 1
    return f"with {what} {found['way']} {number}" if len(headers) == 1 else found.group()
