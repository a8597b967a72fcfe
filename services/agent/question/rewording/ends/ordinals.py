"""Writes a place in an order as the only table has it: "the 4th round" is round 4."""

import re

from services.agent.question.language.numerals import ORDINALS
from services.agent.question.language.words import normalise, stem
from services.agent.question.tables.schema import Catalog

_PLACES = {word: number for number, word in enumerate(ORDINALS, 1)}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
ORDINAL = rf"(?P<place>[0-9]{{1,4}}(?:st|nd|rd|th)|{'|'.join(_PLACES)})"
"""A place in an order, in figures or as a word."""
_ORDINAL = re.compile(
    rf"\b(?:(?P<way>before|after)\s+(?:the\s+)?)?{ORDINAL}\s+(?P<noun>[^\W\d_]+)",
    re.IGNORECASE,
)
_VAGUE = ("first", "1st")
"""What may be the earliest as well as number one."""


def say_ordinals(question: str, catalog: Catalog) -> str:
    """Say every place in an order with the number that a column of the only table holds."""
    if len(catalog.tables) != 1:
        return question
    return _ORDINAL.sub(lambda found: _said(found, catalog), question)


def place_of(said: str) -> int:
    """Return the number of a place as it is said: ``4th``, ``fourth``."""
    return _PLACES.get(said.casefold()) or int(re.sub(r"\D", "", said))


def _said(found: re.Match[str], catalog: Catalog) -> str:
    place, noun = found["place"].casefold(), found["noun"]
    number = place_of(place)
    short = f"{number}{_ENDINGS.get(number, 'th')}"
    headers = [normalise(column.name).split() for column in catalog.columns]
    if any({short, noun.casefold().removesuffix("s")} <= set(header) for header in headers):
        return found[0].replace(f"{found['place']} {noun}", f"{short} {noun.removesuffix('s')}")
    numbered = [each for each in catalog.columns if each.core == (stem(noun),) and each.is_number]
    if place in _VAGUE or len(numbered) != 1 or catalog.values(normalise(found[0])):
        return found[0]
    way = {"before": "less than ", "after": "more than "}.get((found["way"] or "").casefold())
    return f"with {numbered[0].name} {way}{number}" if way else f"{numbered[0].name} {number}"
