"""Amounts for each of what other cells count: "how much fare do we take per passenger"."""

import re

from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.linker import link
from services.agent.question.tables.schema import Catalog

_PER = re.compile(
    r"\b(?:how\s+much\s+(?P<asked>[\w -]+?)\s+(?:do|did|does|have|has)\s+(?:we|they|it|you)\s+\w+(?:\s+in)?|"
    r"total\s+(?P<total>[\w-]+(?:\s+[\w-]+)?))\s+(?:per|for\s+(?:each|every))\s+(?:single\s+)?(?P<unit>[\w-]+)",
    re.IGNORECASE,
)
_OF_SOME = re.compile(
    r"\s+(?:for|of|among|from)\s+(?P<some>(?!each\b|every\b)[^.?;:]+?)(?=\s+(?:per|by|(?:for|in)\s+each)\s|[.?;]|$)",
    re.IGNORECASE,
)
_SOME = 0.6
"""Strength from which a word names the column of the amounts, beside what they are counted by."""


def say_quotients(question: str, catalog: Catalog) -> str:
    """Divide totals where both what is asked and what it is asked for each of are columns of one table."""
    found = _PER.search(question)
    if not found:
        return question
    what, unit = found["asked"] or found["total"], link(found["unit"], catalog)[-1]
    amounts = _amounts(what, catalog)
    said = ""
    if any(hit.strength >= NAMED and hit.table.name in amounts for hit in unit.tables):
        said = f"average {what}" if found["asked"] else ""
    elif any(
        hit.strength >= NAMED and hit.column.is_measure and hit.column.table in amounts
        for hit in unit.columns
    ):
        said = f"total {what} divided by total {found['unit']}"
    before, rest = question[: found.start()], question[found.end() :]
    some = _OF_SOME.match(rest) if said.startswith("total") else None
    if some:  # Both totals are of these alone.
        return f"Consider only {some['some']}. {before}{said}{rest[some.end() :]}"
    return before + said + rest if said else question


def _amounts(what: str, catalog: Catalog) -> set[str]:
    """Return the tables that have a column of numbers which words name."""
    hits = [hit for item in link(what, catalog) for hit in item.columns if hit.strength >= _SOME]
    return {hit.column.table for hit in hits if hit.column.is_measure}
