"""Tells who does something from the rows of what was done: a ``reviewer`` under a header, and the reviews."""

from dataclasses import replace

from services.agent.question.language.words import name_words
from services.agent.question.linking.items import Item

_DOERS = ("er", "or", "ers", "ors")


def as_doer(item: Item) -> Item:
    """Keep the header that has the very word for who did it, where a table only shares its stem."""
    if not item.tables or not item.columns or not item.normal.endswith(_DOERS):
        return item
    said = _singular(item.normal)
    found = tuple(hit for hit in item.columns if said in map(_singular, name_words(hit.column.name)))
    tables = any(said in map(_singular, name_words(hit.table.name)) for hit in item.tables)
    if not found or tables:
        return item
    return replace(item, tables=(), columns=tuple(replace(hit, strength=1.0) for hit in found))


def _singular(word: str) -> str:
    return word.removesuffix("s")
