"""Counts for each what is begun to be listed: ``how many in A, how many in B and so on for every city``."""

import re
from collections.abc import Sequence

from services.agent.question.language.words import spoken
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.linking.linker import link
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_ON = r"(?:and\s+so\s+(?:on|forth)|etc\b\.?|and\s+the\s+like)"
_COUNTS = re.compile(
    r"^how\s+many\s+(?P<one>[^?]+?),\s+(?:and\s+)?how\s+many\s+(?P<two>[^?]+?),?\s+"
    rf"{_ON}(?:,?\s+(?:for|in|of|with|by)\s+(?:each|every|all|the\s+(?:others?|rest))\b[^?]*)?\s*\??$",
    re.IGNORECASE,
)


_COUNT_FOR = re.compile(
    r"^how\s+many\s+(?P<rows>[a-z]+(?:\s+[a-z]+)?)\s+(?:are\s+there|do\s+we\s+have|were\s+there)\s+(?:for|in|of|from|by|with|at)\s+"
    rf"(?P<one>[^,?]+?),\s+(?P<two>[^?]+?),?\s+{_ON}\s*\??$",
    re.IGNORECASE,
)
"""``How many are there for men, women and so on``."""


def say_so_forth(question: str, catalog: Catalog) -> str:
    """Count the rows of each value of the only column that both examples are of; all else stays as it is."""
    lowered = question.casefold()
    if " so " not in lowered and " etc" not in lowered and " the like" not in lowered:
        return question
    if begun := _COUNT_FOR.match(question):
        held = {hit.column for item in link(begun["one"], catalog) for hit in item.values}
        column = next(iter(held)) if len(held) == 1 else None
        return f"how many {begun['rows']} are there for each {spoken(column.name)}" if column else question
    found = _COUNTS.match(question)
    if found is None:
        return question
    one, two = (link(found[part], catalog) for part in ("one", "two"))
    column = _shared(one, two)
    if column is None:
        return question
    table = _counted(one, column, catalog)
    return f"how many {' '.join(table.words)} are there for each {spoken(column.name)}" if table else question


def _shared(one: Sequence[Item], two: Sequence[Item]) -> Column | None:
    """Return the column of which each part names one value, where neither names a value of another."""
    held = [[item for item in items if item.values and not item.is_noun] for items in (one, two)]
    if not all(len(each) == 1 for each in held):
        return None
    columns = [{hit.column for hit in each[0].values} for each in held]
    shared = columns[0] & columns[1]
    shared = {each for each in shared if each.repeats} if len(shared) > 1 else shared
    return shared.pop() if len(shared) == 1 and held[0][0].normal != held[1][0].normal else None


def _counted(items: Sequence[Item], column: Column, catalog: Catalog) -> Table | None:
    """Return the table whose rows are counted: the one that is named, or that of the values."""
    named = [hit.table for item in items for hit in item.tables if hit.strength >= NAMES]
    known = all(table.name == column.table for table in named)
    numbers = any(item.number is not None or item.period for item in items)
    return catalog.by_name[column.table] if known and not numbers else None
