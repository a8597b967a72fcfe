"""Asks by group for a figure of each of two kinds: "the average age of men and women"."""

import re

from services.agent.question.language.words import normalise, spoken
from services.agent.question.shaping.sides import side_column
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_WORDS = r"[\w-]+(?:\s+[\w-]+){0,2}"
_PAIR = rf"(?:the\s+)?(?P<one>{_WORDS}?)\s+and\s+(?:the\s+)?(?P<other>{_WORDS})"
_FIGURE = (
    r"(?:average|mean|median|averaged|maximum|minimum|max|min|highest|lowest|longest|shortest|"
    r"largest|smallest)"
)
_FORMS = (
    re.compile(
        rf"^(?:(?:what\s+(?:is|are|was|were)|what['\u2019]s|give\s+me|show(?:\s+me)?)\s+)?(?:the\s+)?{_FIGURE}\s+"
        rf"(?:[\w-]+\s+){{1,4}}?(?:of|for)\s+{_PAIR}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"^how\s+(?:many|[a-z]+\s+(?:are|is|do|does|did|were))\s+{_PAIR}\b", re.IGNORECASE),
)
_ALL = re.compile(
    r"\b(?:total|altogether|together|combined|in\s+all|overall|in\s+sum|per|by|or|both)\b", re.IGNORECASE
)
"""What says that one figure of all is meant, or by what else it is grouped."""
_MEAN = re.compile(r"\b(?:average|mean|median)\b", re.IGNORECASE)


def _column(one: str, said: str, catalog: Catalog) -> Column | None:
    """Return of which column one cell is, and what stands behind ``and``; none of a cell with an ``and``."""
    words = said.split()
    for size in range(len(words), 0, -1):
        other = " ".join(words[:size])
        if catalog.values(normalise(f"{one} and {other}")):
            return None
        if column := side_column(one, other, catalog):
            return column
    return None


def say_severally_by_kind(question: str, catalog: Catalog) -> str:
    """Ask per gender for the men's and the women's figure; a sum of two kinds stays the sum of both."""
    if len(catalog.tables) != 1 or " and " not in question or _ALL.search(question):
        return question
    for form in _FORMS:
        found = form.match(question)
        counts = found is not None and found.group().casefold().startswith("how many")
        plain = found is not None and (form is _FORMS[0] or counts or _MEAN.search(question) is not None)
        column = _column(found["one"], found["other"], catalog) if found and plain else None
        if column:
            main = question.rstrip(" ?.!")
            return f"{main} per {spoken(column.name)}{question[len(main) :]}"
    return question
