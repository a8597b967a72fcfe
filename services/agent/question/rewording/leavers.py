"""Those who are gone, by the day or the status that says so: ``who no longer works in IT``."""

import re

from services.agent.question.language.words import spoken, word_root
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_GONE = re.compile(
    r"^(?P<head>who|.*\w)\s+(?:(?:who|that)\s+)?(?:(?:do|does|is|are)\s+)?no\s+longer\s+(?:works?|working|employed)\b"
    r"(?P<here>\s+(?:here|there|(?:for|with)\s+us|(?:for|at)\s+(?:the|our)\s+company))?(?P<rest>.*?)(?P<end>[\s?.!]*)$",
    re.IGNORECASE,
)
_LEAVING = frozenset(
    map(word_root, ["end", "leave", "left", "exit", "quit", "terminate", "termination", "departure"])
)
"""Roots of headers for the day on which somebody left."""
_CELLS = frozenset(
    ["left", "former", "ex", "inactive", "terminated", "resigned", "gone", "departed", "quit", "not active"]
)
"""Cells of a status of those who are gone."""
_MOST_STATES = 6


def say_gone(question: str, catalog: Catalog) -> str:
    """Say by its only header who is gone; a question stays as it is where none, or several, say so."""
    found = _GONE.match(question) if " no longer " in question else None
    states = [(column, said) for column in catalog.columns if (said := _said(column))] if found else []
    if found is None or len(states) != 1:
        return question
    column, said = states[0]
    alone = found["head"].casefold() == "who"
    head = f"which {spoken(column.table)}" if alone else found["head"]
    rest = f" and work{found['rest']}" if found["rest"].strip() else ""
    return f"{head} have {said}{rest}{found['end']}"


def _said(column: Column) -> str | None:
    """Return how a column says of a row that somebody is gone; None where it does not."""
    name = spoken(column.name)
    if column.is_date:
        return f"a {name}" if column.nulls and not _LEAVING.isdisjoint(column.roots) else None
    few = column.is_text and column.repeats and column.distinct <= _MOST_STATES
    cells = [cell for cell in column.values or () if cell.casefold() in _CELLS] if few else []
    return f"the {name} {cells[0]}" if len(cells) == 1 else None
