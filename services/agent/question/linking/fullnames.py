"""Reads a first and a last name beside each other as one person's: in these two columns, and no others."""

from collections.abc import Sequence
from dataclasses import replace

from services.agent.question.linking.items import Item
from services.agent.question.tables.schema import Catalog


def join_names(items: Sequence[Item], catalog: Catalog) -> list[Item]:
    """Keep of two cells that are someone's first and last name those of the columns for these.

    What else holds the last name, a short name or another table, says no more of it.
    """
    kept = list(items)
    parted = [table.names for table in catalog.tables if len(table.names) > 1]
    for at in range(len(kept) - 1):
        for first, last in parted:
            one = [hit for hit in kept[at].values if hit.column == first]
            other = [hit for hit in kept[at + 1].values if hit.column == last]
            if one and other and kept[at].is_proper and kept[at + 1].is_proper:
                kept[at], kept[at + 1] = (
                    replace(kept[at], values=tuple(one)),
                    replace(kept[at + 1], values=tuple(other)),
                )
    return kept
