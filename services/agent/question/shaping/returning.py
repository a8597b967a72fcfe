"""Reads what a sentence of its own asks to be returned: "Return the supervisor's name and the percent".

Such a sentence says nothing of which rows are meant. So a word in it may be read by what it must be: what a
role's name is beside a figure, and a figure that nobody spells out the one that was computed.
"""

import re
from collections.abc import Sequence

from services.agent.question.linking.linker import link
from services.agent.question.rewording.ends.extents import both_ends
from services.agent.question.shaping.elements import (
    FIGURES,
    LISTED,
    MOST_PARTS,
    Element,
    Part,
    read_elements,
    written_out,
)
from services.agent.question.tables.schema import Catalog

_OWNED = re.compile(r"^(?:(?:the|their|its|his|her|that|this|each|respective|corresponding)\s+)+", re.I)
_KEY = re.compile(r"^(?P<what>[\w' -]+?)(?:['\u2019]s?)?\s+(?:ids?|identifiers?|keys?)$", re.IGNORECASE)
_NAME = re.compile(
    r"^(?:full\s+)?names?(?:\s+of\s+(?:the\s+|each\s+)?[\w-]+)?$|^[\w-]+(?:['\u2019]s?)?\s+(?:full\s+)?names?$",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    rf"^(?:\w+\s+)?(?:{FIGURES}|percent(?:age)?|pct|share|ratio|rate|fraction|proportion|growth|change|"
    r"difference|increase|decrease|median|days|average\s+(?:number\s+of\s+)?days)(?:\s+(?:percent(?:age)?|"
    r"change|share|growth|points?))?$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"^(?:(?:average|mean|total|overall|distinct|net)\s+)*(?:number|count|percent(?:age)?|share|fraction|proportion|ratio|"
    r"rate|growth|change|increase|decrease|difference|median|average|total|days)\b",
    re.IGNORECASE,
)
"""How a figure begins that is told in a sentence: ``the percent of all its payments that were declined``."""


def read_returned(text: str, catalog: Catalog) -> tuple[Element, ...]:
    """Read a list of what is to be returned; nothing where a part of it cannot be told.

    Args:
        text: What stands behind ``return``, without an order at its end.
        catalog: Of what the rest of the question is asked.
    """
    parts = [
        part.strip(" .?!)") for part in LISTED.split(both_ends(written_out(text))) if part.strip(" .?!)")
    ]
    if not 0 < len(parts) <= MOST_PARTS:
        return ()
    found: list[Element] = []
    for part in parts:
        elements = read_elements(part, catalog) or _loosely(_OWNED.sub("", part), catalog)
        if not elements:
            return ()
        found += elements
    return tuple(found)


def in_full(named: Sequence[Element], told: Sequence[Element]) -> tuple[Element, ...]:
    """Put figures that are told in full in the places of those that are named; nothing where they differ."""
    short = [each for each in named if each.part in (Part.FIGURE, Part.LEFT)]
    full = [each for each in told if each.measure]
    if len(short) != len(full) or len(full) < len(told) or len(short) == len(named):
        return ()
    pairs = list(zip(short, full, strict=True))
    if not all(_may_name(one, other) for one, other in pairs):
        return ()
    figures = iter(full)
    return tuple(next(figures) if each in short else each for each in named)


def _may_name(short: Element, full: Element) -> bool:
    """Whether a figure that a list names may be that one: of rows of the same kind, where it says which."""
    if not short.measure or not full.measure:
        told = [hit for hits in full.measure.values for hit in hits] if full.measure else []
        return not short.values or set(short.values) <= set(told)
    one, other = short.measure, full.measure
    return (one.function, one.distinct, one.values) == (other.function, other.distinct, other.values)


def beside_first(named: Sequence[Element], asked: Sequence[Element]) -> tuple[Element, ...]:
    """Return what a sentence names, of a question that asks for a figure and then for others in full.

    The first figure on the list is the question's own, whatever it is called there.
    """
    figures = [each for each in named if each.part in (Part.FIGURE, Part.LEFT)]
    if len(figures) != 1 + len(asked) or len(figures) == len(named):
        return ()
    if not all(
        each.measure and _may_name(short, each) for short, each in zip(figures[1:], asked, strict=True)
    ):
        return ()
    told = iter((Element(Part.LEFT), *asked))
    return tuple(next(told) if each in figures else each for each in named)


def _loosely(text: str, catalog: Catalog) -> tuple[Element, ...]:
    key = _KEY.match(text)
    if key:
        tables = [hit.table for item in link(key["what"], catalog) for hit in item.tables]
        return (Element(Part.KEY, table=tables[0]),) if tables else ()
    if _NAME.match(text):
        return (Element(Part.NAME),)
    if _FIGURE.match(text):
        return (Element(Part.FIGURE),)
    return (Element(Part.LEFT),) if _LED.match(text) else ()
