"""Says degrees in one way: ``how low is the lowest``, ``priced most highly``, ``the worst by its rating``."""

import re

from services.agent.question.language.words import spoken, stem
from services.agent.question.rewording.rules import compile_rules, put_plainly
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_OPPOSITES = {
    "low": "high", "cheap": "expensive", "young": "old", "light": "heavy", "small": "big", "narrow": "wide",
    "shallow": "deep", "slow": "fast", "roomy": "big", "spacious": "big", "sizeable": "big",
    "pricey": "expensive", "dear": "expensive", "costly": "expensive", "little": "big",
}  # fmt: skip
"""Adjectives that hardly anybody asks a figure with, each with the one that asks for the same."""
_HOW = re.compile(
    rf"^how\s+(?P<how>{'|'.join(_OPPOSITES)})(?P<unit>,?\s+in\s+[\w ]+?,?)?\s+"
    r"(?P<be>is|are|was|were)\s+(?=the\s+)",
    re.IGNORECASE,
)
_NOUNS = {
    "priced": "price",
    "rented": "rent",
    "rent": "rent",
    "paid": "pay",
    "rated": "rating",
    "valued": "value",
}
_NOUNS |= {"scored": "score", "charged": "charge", "taxed": "tax", "costed": "cost"}
_HIGHLY = re.compile(
    rf"\b(?:(?:that|which|who)\s+)?(?:is|are|was|were)\s+(?P<done>{'|'.join(_NOUNS)})(?:\s+out)?\s+(?:the\s+)?"
    r"(?P<way>most\s+highly|most\s+dearly|highest|least\s+highly|lowest|most\s+cheaply|for\s+the\s+(?:highest|lowest)\s+(?:amount|price|sum))"
    r"(?:\s+(?:per|a|each|every)\s+(?:month|year|week|night|day)|\s+monthly|\s+yearly|\s+weekly)?",
    re.IGNORECASE,
)
_BEST_ROWS = re.compile(
    r"^(?P<ask>(?:which|what)\s+[\w-]+(?:\s+[\w-]+)?)\s+(?:has|have|had|makes?|offers?|sells?)\s+the\s+(?P<way>best|worst)\s+(?P<rows>[\w-]+)\s+"
    r"on\s+average\s*\?*$",
    re.IGNORECASE,
)
_BEST_ROW = re.compile(
    r"^(?:what|which|who)(?:['\u2019]s|\s+is|\s+was|\s+are)\s+(?:the\s+|our\s+)?(?:(?P<way>best|worst)(?:[\s-]+(?:rated|scored|ranked|marked))?|"
    r"(?P<top>top|highest|lowest)[\s-]+(?:scoring|rated|ranked))\s+(?P<rows>[^?]+?)\s*(?:\?*$|,?\s+(?:according\s+to|going\s+by|by)\s+[\w\s]+?\?*$)",
    re.IGNORECASE,
)
_GRADES = ("rating", "score", "point", "stars", "star", "grade", "mark")
_RULES = compile_rules(
    (
        (r",?\s+(?:according\s+to|going\s+by|judging\s+by|by)\s+(?:the\s+|its\s+|their\s+)?"
         r"(?:ratings?|scores?|points)(?=\s*[?.!]*$)",
         ""),
        (r"\b(?:is|are|was|were)\s+(?:rated|marked|scored)\s+(?:the\s+)?(?:best|highest)\s+on\s+average\b",
         "has the highest average rating"),
        (r"\b(?:is|are|was|were)\s+(?:rated|marked|scored)\s+(?:the\s+)?(?:worst|lowest)\s+on\s+average\b",
         "has the lowest average rating"),
        (r"\btop[\s-](?:scoring|rated|ranked)\b", "best rated"),
        (r"\b(?:highest|best)[\s-]scoring\b", "best rated"),
    )
)  # fmt: skip


def say_degrees(question: str, catalog: Catalog) -> str:
    """Ask with the adjective, or the header, that a figure is usually asked by."""
    said = _HOW.sub(lambda found: f"how {_OPPOSITES[found['how'].casefold()]} {found['be']} ", question)
    said = _BEST_ROW.sub(lambda found: _best_row(found, catalog), said)
    said = _BEST_ROWS.sub(lambda found: _best_rows(found, catalog), said)
    return put_plainly(_HIGHLY.sub(_highest, said), _RULES)


def _best_row(found: re.Match[str], catalog: Catalog) -> str:
    """Name the only header by which rows are graded, where the best of them is asked for."""
    graded = _graded(catalog)
    if graded is None:
        return found.group()
    low = (found["way"] or found["top"]).casefold() in ("worst", "lowest")
    return f"which {found['rows']} has the {'lowest' if low else 'highest'} {spoken(graded.name)}?"


def _graded(catalog: Catalog) -> Column | None:
    graded = [each for each in catalog.columns if each.is_measure and each.words[-1] in _GRADES]
    return graded[0] if len(graded) == 1 else None


def _best_rows(found: re.Match[str], catalog: Catalog) -> str:
    """Rank groups by the mean of the only header by which rows are graded."""
    graded = _graded(catalog)
    if graded is None or not is_called(catalog.tables[0], stem(found["rows"].casefold())):
        return found.group()
    way = "highest" if found["way"].casefold() == "best" else "lowest"
    return f"{found['ask']} has the {way} average {spoken(graded.name)}?"


def _highest(found: re.Match[str]) -> str:
    words = found["way"].casefold().split()
    way = "lowest" if {"lowest", "least", "cheaply"} & {*words} else "highest"
    return f"with the {way} {_NOUNS[found['done'].casefold()]}"
