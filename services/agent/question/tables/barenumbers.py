"""Joins tables by a header that says no more than that it numbers rows: an ``id`` that repeats."""

from collections.abc import Iterator, Set

from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_BARE = ("id",)
_FEWEST = 5
"""Distinct numbers from which a column that lies within another is no chance."""


def of_bare_numbers(catalog: Catalog, joined: Set[Column]) -> Iterator[tuple[Column, Column]]:
    """Yield each bare number that its table repeats, with the only key of that header that has its range.

    A table that numbers its own rows has each number once: one that repeats them numbers what it is about.

    Args:
        catalog: Whose tables may be joined.
        joined: Columns that are joined by what their headers say.
    """
    bare = [each for each in catalog.columns if each.words == _BARE and each.is_number and not each.nulls]
    keys = [each for each in bare if each.unique and each == catalog.by_name[each.table].key]
    for many in bare:
        repeats = not many.unique and many.distinct >= _FEWEST and catalog.by_name[many.table].key is None
        if many not in joined and repeats and len(keys) == 1 and _is_within(many, keys[0]):
            yield many, keys[0]


def _is_within(many: Column, one: Column) -> bool:
    if many.distinct > one.distinct:
        return False
    return bool(one.minimum <= many.minimum and many.maximum <= one.maximum)
