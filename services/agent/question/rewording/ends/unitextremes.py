"""Asks for the figure itself where an extreme is asked for by its unit: "how many feet is the tallest"."""

import re

from services.agent.question.language.superlatives import EST, is_largest
from services.agent.question.language.units import UNITS_IN_BRACKETS
from services.agent.question.language.vocabulary import ATTRIBUTE_HINTS, SIZE_WORDS
from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_LONG = r"(?:\s+(?:long|tall|high|deep|wide|heavy|large|big|far|away|fast))?"
_BE = r"(?:is|was|are|were)"
_VERB = (
    r"(?:weighs?|weighed|measures?|measured|tips?\s+the\s+scales?\s+at|(?:comes?|came)\s+(?:in\s+)?(?:at|to)|"
    r"covers?|covered)"
)
_ASKED = re.compile(
    rf"^how\s+many\s+(?P<unit>[^\W_][\w$²³]*){_LONG}\s+(?:{_BE}|does|did|do)\s+(?:the\s+)?(?P<way>{EST})\s+"
    rf"(?P<rest>[^?]+?)(?:\s+(?:weigh|measure|cover|have))?$",
    re.IGNORECASE,
)
_LATE = re.compile(
    rf"^(?:(?:for|of)\s+)?(?:the\s+)?(?P<way>{EST})\s+(?P<rest>[^?:]+?)(?:\s*[:,–-]|\s+{_BE}|\s+{_VERB})\s+"
    rf"how\s+many\s+(?P<unit>[^\W_][\w$²³]*){_LONG}(?:\s+(?:is|was)\s+(?:it|that))?$",
    re.IGNORECASE,
)

_SAME = re.compile(
    rf"^how\s+(?P<asked>\w+)\s+{_BE}\s+(?:the\s+)?(?P<way>{EST})\s+(?P<rest>.+)$", re.IGNORECASE
)


def say_unit_extremes(question: str, catalog: Catalog) -> str:
    """Name the column that an extreme is of, where the only table has one that is measured so."""
    plain = question.strip(" ?.!")
    if (same := _SAME.match(plain)) and _asks_same(same, catalog):
        return f"what is the {same['way']} {same['rest']}"
    found = _ASKED.match(plain) or _LATE.match(plain)
    if found is None or len(catalog.tables) != 1:
        return question
    column, largest = _column(found, catalog), is_largest(found["way"].casefold())
    if column is None or largest is None:
        return question
    way = "highest" if largest else "lowest"
    words = found["rest"].split()
    size = len(column.plain)
    if tuple(map(stem, name_words(" ".join(words[:size])))) == column.plain:
        return f"what is the {way} {column.name} {' '.join(words[size:])}".rstrip()
    return f"what is the {way} {column.name} of the {found['rest']}"


def _asks_same(found: re.Match[str], catalog: Catalog) -> bool:
    """Whether ``how long is the longest shoreline`` asks for just the figure that a header names."""
    hints = ATTRIBUTE_HINTS.get(found["asked"].casefold())
    same = hints and ATTRIBUTE_HINTS.get(found["way"].casefold()) == hints
    rest = tuple(map(stem, name_words(found["rest"])))
    names = (each.plain for each in catalog.columns if each.is_number and each.role != "id")
    return bool(same) and any(name == rest[: len(name)] for name in names if name)


def _column(found: re.Match[str], catalog: Catalog) -> Column | None:
    """Return the only column that is measured in the unit, or of several that which the superlative is of."""
    unit, way = found["unit"].casefold(), found["way"].casefold()
    columns = [each for each in catalog.columns if each.is_number and _is_in(each, unit)]
    hints = ATTRIBUTE_HINTS.get(way, ())
    named = next((fits for word in hints if (fits := [c for c in columns if word in c.words])), [])
    if named or len(columns) != 1:
        return named[0] if len(named) == 1 else None
    return columns[0] if way in SIZE_WORDS or hints else None


def _is_in(column: Column, unit: str) -> bool:
    return any(unit == short or unit in UNITS_IN_BRACKETS.get(short, ()) for short in column.units)
