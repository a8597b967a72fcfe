"""Asks for hours of what a header counts in minutes: "how many hours of lessons were given per month"."""

import re

from services.agent.question.language.words import name_words, stem
from services.agent.question.rewording.timing.lapsewords import LAPSE
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_MINUTES = frozenset(["min", "mins", "minute", "minutes"])
_ROWS = r"(?P<rows>(?:[a-z-]+\s+){0,2}?[a-z]+s)"
_HOW_MANY = re.compile(
    rf"\bhow\s+many\s+hours\s+of\s+{_ROWS}\s+(?:were|was|are|have\s+been|did\s+(?:we|they))\s+"
    r"(?P<deed>given|held|taught|taken|done|had|have|give|hold|teach|there)\b",
    re.IGNORECASE,
)
_HOURS_OF = re.compile(
    rf"\b(?P<figure>total|average|sum\s+of|number\s+of|mean)\s+(?:the\s+)?(?:hours\s+of|duration\s+of)\s+{_ROWS}"
    r"(?P<unit>\s+in\s+hours)?(?=\s*(?:[,?.]|$|\b(?:per|by|for|in|each|during)\b))",
    re.IGNORECASE,
)
_ROW_HOURS = re.compile(r"\b(?P<figure>total|average|mean)\s+(?P<rows>[a-z]+)\s+hours\b", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:the\s+)?(?:total\s+)?(?:number\s+of\s+)?hours\b", re.IGNORECASE)


def read_minute_hours(question: str, catalog: Catalog) -> tuple[str, Column] | None:
    """Ask for the hours by the word for a time; None where no minutes of the rows named are counted."""
    for pattern in (_HOW_MANY, _HOURS_OF, _ROW_HOURS):
        found = pattern.search(question)
        if found is None or "hour" not in found[0].lower():
            continue
        rows = found["rows"]
        counted = _counted(rows.split()[-1], catalog)
        if counted is None:
            return None
        said = (found.groupdict().get("figure") or "total").lower()
        figure = "total" if said.startswith(("sum", "number")) else said
        rest = _AGAIN.sub(f"the {LAPSE}", question[found.end() :])
        rows = rows if rows.endswith("s") else f"{rows}s"
        return f"{question[: found.start()]}{figure} {LAPSE} of {rows}{rest}", counted
    return None


def _counted(rows: str, catalog: Catalog) -> Column | None:
    """Return the only minutes that are counted of such rows, where nothing there is in hours."""
    tables = [table for table in catalog.tables if is_called(table, stem(rows.lower()))]
    if len(tables) != 1:
        return None
    measures = [column for column in tables[0].columns if column.is_measure]
    if any("hour" in word for column in measures for word in name_words(column.name)):
        return None
    found = [column for column in measures if name_words(column.name)[-1] in _MINUTES]
    return found[0] if len(found) == 1 else None
