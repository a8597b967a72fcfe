"""Tells whose a word is that stands right before a noun: "active customers" go by their own status."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from services.agent.question.linking.items import NAMES, Item, named_tables

_MOST_BETWEEN = 2
"""Further words of its kind that may stand between it and the noun: ``active gold customers``."""


def own_adjectives(items: Sequence[Item]) -> list[Item]:
    """Drop the cells and the yes and no of other tables, where the rows named next have such themselves.

    So are codes dropped that are called like a table: a loan is none of the orders with the code ``LOAN``.
    """
    things = [_thing(item, after) for item, after in zip_longest(items, items[1:])]
    headers = [_headers_of(before, item) for before, item in zip((None, *things), things, strict=False)]
    return [_own(item, _rows_behind(headers, place)) for place, item in enumerate(headers)]


def _headers_of(before: Item | None, item: Item) -> Item:
    """Keep the headers of a table that is named right before: a ``loan amount`` is none of the orders."""
    if before is None or before.values or item.tables or item.after_comma:
        return item
    named = {hit.table.name for hit in named_tables(before)}
    own = tuple(hit for hit in item.columns if hit.column.table in named and hit.strength >= NAMES)
    return replace(item, columns=own) if own else item


def _thing(item: Item, following: Item | None) -> Item:
    codes = all(cell.isupper() for hit in item.values for cell in hit.values)
    small = item.text.islower() and codes and not item.quoted
    named = small and item.values and named_tables(item) and not item.describes(following)
    return replace(item, values=()) if named else item


def _rows_behind(items: Sequence[Item], place: int) -> set[str]:
    """Return the tables of the noun that a word stands before."""
    for item in items[place + 1 : place + 2 + _MOST_BETWEEN]:
        named = {hit.table.name for hit in item.tables if hit.strength >= NAMES}
        if named or not _tells(item):
            return named
    return set()


def _tells(item: Item) -> bool:
    return bool(item.values) or any(hit.column.is_flag for hit in item.columns)


def _own(item: Item, rows: set[str]) -> Item:
    if not rows or item.tables or not _tells(item):
        return item
    values = tuple(hit for hit in item.values if hit.column.table in rows and hit.column.repeats)
    flags = {hit.column for hit in item.columns if hit.column.is_flag}
    own = {column for column in flags if column.table in rows}
    if not (values or own):
        return item
    kept = tuple(hit for hit in item.columns if hit.column in own or hit.column not in flags)
    return replace(item, values=values, columns=kept)
