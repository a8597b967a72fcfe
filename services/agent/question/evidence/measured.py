"""Finds what a term is said of in words that nothing knows: "a low level of ferritin"."""

import re

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.linker import link
from services.agent.question.tables.schema import Catalog

ENDS = (
    r"(?=\s+(?:in|on|at|among|during|before|after|since|by|from|to|and|or|who|that|which|are|is|was|were|had|have|has|did|do|"
    r"does)\b|\s*[,?.!;]|$)"
)
_BEHIND = re.compile(
    rf"^\s+(?:of|for|in)\s+(?P<what>(?:(?:the|their)\s+)?[\w-]+(?:\s+[\w-]+){{0,3}}?){ENDS}", re.I
)
_BEFORE = re.compile(
    r"\b(?:whose|with|having|has|have|had)\s+(?:(?:an?|the|their)\s+)?(?P<what>[\w-]+(?:\s+[\w-]+){0,3}?)\s+"
    r"(?:(?:levels?|values?|counts?|results?)\s+)?(?:(?:is|are|was|were)\s+)?(?:(?:in|at|within)\s+)?(?:(?:an?|the)\s+)?$",
    re.IGNORECASE,
)

_LIGHT = {Sense.SUM, Sense.FILLER, Sense.LIGHT, Sense.OF}
"""What may be said in the name of something: "total cholesterol", and no "highest"."""


def without_measured(before: str, behind: str, catalog: Catalog) -> tuple[str, str]:
    """Leave out what a term is said of, where the data does not know it: the term tells the header of it."""
    after = _BEHIND.match(behind)
    if after and is_unknown(after["what"], catalog):
        behind = behind[after.end() :]
    lead = _BEFORE.search(before)
    while lead and not is_unknown(lead["what"], catalog):
        lead = _BEFORE.search(before, lead.start() + 1)
    return (f"{before[: lead.start()]}with " if lead else before), behind


def is_unknown(words: str, catalog: Catalog, *, whole: bool = False) -> bool:
    """Whether the data has none of some words, and one of them has no other meaning.

    Args:
        words: A noun, or all that is said of something.
        catalog: What is asked about.
        whole: Whether they are all that is said: "with no trouble so far".
    """
    items = link(words, catalog)
    said = any(item.is_link or item.period or item.number is not None or item.quoted for item in items)
    plain = whole or all({*item.senses} <= _LIGHT for item in items)
    return plain and not said and any(not item.is_known for item in items)


def without_owner(text: str, name: str, catalog: Catalog) -> str:
    """Leave out of "the growth of sightings" what a told figure is of, where the data does not know that."""
    found = re.search(rf"\b{name}\b", text)
    after = _BEHIND.match(text[found.end() :]) if found else None
    if found and after and is_unknown(after["what"], catalog):
        return text[: found.end()] + text[found.end() + after.end() :]
    return text
