"""Reads a first and a last name beside each other as one person's: in these two columns, and no others."""

from collections.abc import Sequence
from dataclasses import replace

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.tables.schema import Catalog


def join_names(items: Sequence[Item], catalog: Catalog) -> list[Item]:
    """Keep of two cells that are someone's first and last name those of the columns for these.

    What else holds the last name, a short name or another table, says no more of it. Where persons of several
    tables may be called so, the word before them says of which they are: "the doctor Ada Frost".
    """
    kept = list(items)
    parted = [(table.names[0], table.names[1]) for table in catalog.tables if len(table.names) > 1]
    for at in range(len(kept) - 1):
        if not (kept[at].is_proper and kept[at + 1].is_proper):
            continue
        firsts = {hit.column for hit in kept[at].values}
        lasts = {hit.column for hit in kept[at + 1].values}
        called = [(first, last) for first, last in parted if first in firsts and last in lasts]
        before = {hit.table.name for hit in kept[at - 1].tables if hit.strength >= NAMES} if at else set()
        called = [each for each in called if each[0].table in before] or called
        referring = _referring(kept, at) if called else set()
        called = [each for each in called if each[0].table not in referring] or called
        for place, side in enumerate((at, at + 1)) if called else ():
            columns = {each[place] for each in called}
            values = tuple(hit for hit in kept[side].values if hit.column in columns)
            kept[side] = replace(kept[side], values=values)
    return kept


def _referring(items: Sequence[Item], at: int) -> set[str]:
    """Return the tables of a number before "is": "whose doctor is Ada Frost" is none of who has one."""
    header = items[at - 2] if at > 1 and items[at - 1].has(Sense.BE) else None
    columns = [hit.column for hit in header.columns] if header else []
    return {column.table for column in columns} if all(column.is_number for column in columns) else set()
