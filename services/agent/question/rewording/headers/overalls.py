"""Names the header of totals where things are counted in all: "more than twenty medals overall"."""

import re

from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_LIMIT = (
    r"more\s+than|fewer\s+than|less\s+than|over|under|at\s+least|at\s+most|exactly|"
    r"no\s+(?:more|fewer|less)\s+than"
)
_ALL = (
    r"overall|in\s+total|altogether|in\s+all|all\s+told|all\s+together|"
    r"of\s+(?:any|all)\s+(?:kinds?|sorts?|colou?rs?)"
)
_COUNTED = re.compile(
    rf"\b(?P<limit>{_LIMIT})\s+(?P<number>\d[\d,.]*)\s+(?P<noun>[^\W\d_]+s)\b(?:,?\s+(?P<all>{_ALL})\b)?",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"\bthe\s+(?P<way>most|fewest|least)\s+(?P<noun>[^\W\d_]+s)\b(?:,?\s+(?P<all>{_ALL})\b)?", re.IGNORECASE
)
_WAYS = {"most": "highest", "fewest": "lowest", "least": "lowest"}
_TOTALS = (("total",), ("overal",), ("total", "number"))
"""Headers that say no more than that they add the others up."""


def say_overall(question: str, catalog: Catalog) -> str:
    """Ask for what stands under "Total", of things that no header of the only table names."""
    total = _total_of(catalog)
    if total is None:
        return question
    said = _COUNTED.sub(lambda found: _limited(found, total, catalog), question)
    return _MOST.sub(lambda found: _ranked(found, total, catalog), said)


def _total_of(catalog: Catalog) -> Column | None:
    if len(catalog.tables) != 1:
        return None
    found = [each for each in catalog.columns if each.is_number and each.words in _TOTALS]
    return found[0] if len(found) == 1 else None


def _limited(found: re.Match[str], total: Column, catalog: Catalog) -> str:
    if not _are_added_up(found, catalog):
        return found.group()
    return f"{total.name} {found['limit']} {found['number']}"


def _ranked(found: re.Match[str], total: Column, catalog: Catalog) -> str:
    if not _are_added_up(found, catalog):
        return found.group()
    return f"the {_WAYS[found['way'].casefold()]} {total.name}"


def _are_added_up(found: re.Match[str], catalog: Catalog) -> bool:
    """Whether a noun is for what the total counts: it is said so, or the table is one of them."""
    noun = stem(found["noun"].casefold())
    named = any(noun in column.words for column in catalog.columns) or catalog.values(
        found["noun"].casefold()
    )
    return not named and bool(found["all"] or noun in catalog.tables[0].words)
