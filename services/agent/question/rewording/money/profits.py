"""Says by the sign of a profit who earned anything: "which firms lost money", "how many made a profit"."""

import re

from services.agent.question.language.words import stem
from services.agent.question.tables.schema import Catalog

_OF = r"(?!\s+(?:of|above|over|below|under|between|from|in\s+excess|on|for|than|margin)\b)"
_BE = r"(?:is|are|was|were|be|been|being)"
_LOST = re.compile(
    rf"\b(?:(?:lost|lose|loses|losing|lost)\s+money|(?:made|make|makes|making|had|posted|ran|run|runs)\s+(?:a|at\s+a)\s+loss"
    rf"|(?:made|make|makes)\s+losses|{_BE}\s+(?:in\s+the\s+red|unprofitable|loss[\s-]making)|operated\s+at\s+a\s+loss){_OF}",
    re.IGNORECASE,
)
_MADE = re.compile(
    rf"\b(?:(?:made|make|makes|making|turned|turn|turns|turning|posted)\s+(?:a\s+profit|profits)"
    rf"|{_BE}\s+(?:in\s+the\s+black|profitable)){_OF}",
    re.IGNORECASE,
)
_PROFITS = (frozenset(map(stem, ["profit"])), frozenset(map(stem, ["net", "income"])))
"""Words of a header under which a loss is a number below zero."""


def say_profit(question: str, catalog: Catalog) -> str:
    """Compare the one column of profits with nothing, where something was earned or lost."""
    if not (_LOST.search(question) or _MADE.search(question)):
        return question
    found = [
        each
        for each in catalog.columns
        if each.is_number and any(words <= set(each.words) for words in _PROFITS)
    ]
    if len(found) != 1:
        return question
    said = _LOST.sub(f"have {found[0].name} below 0", question)
    return _MADE.sub(f"have {found[0].name} above 0", said)
