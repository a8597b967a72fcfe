"""Tells who does something from the rows of what was done: a ``reviewer`` under a header, and the reviews."""

from dataclasses import replace

from services.agent.question.language.words import name_words, stem
from services.agent.question.linking.items import Item

_DONE = "ed"
_DEEDS = ("ion", "ions")
_DOERS = ("er", "or", "ers", "ors")


def as_doer(item: Item) -> Item:
    """Keep the header that has the very word for who did it, or none of theirs where the deed is named.

    What cells say was done is no other word for those who do it: "hired" is a state, and no recruiter.
    """
    item = _as_state(item) if item.normal.endswith(_DONE) and item.values and item.tables else item
    if item.columns and item.normal.endswith(_DEEDS):
        kept = tuple(hit for hit in item.columns if not _is_of_doer(item.normal, hit.column.name))
        return replace(item, columns=kept) if len(kept) < len(item.columns) else item
    if not item.tables or not item.columns or not item.normal.endswith(_DOERS):
        return item
    said = _singular(item.normal)
    found = tuple(hit for hit in item.columns if said in map(_singular, name_words(hit.column.name)))
    tables = tuple(hit for hit in item.tables if not _is_of_deed(said, hit.table.name))
    if not found or len(tables) == len(item.tables):
        return item
    return replace(item, tables=tables, columns=tuple(replace(hit, strength=1.0) for hit in found))


def _as_state(item: Item) -> Item:
    """Keep of tables and headers those that have the very word, beside the cells that are so."""
    said = set(item.stems)
    tables = tuple(hit for hit in item.tables if said & {*hit.table.words})
    return replace(
        item, tables=tables, columns=tuple(hit for hit in item.columns if said & {*hit.column.words})
    )


def _is_of_doer(said: str, header: str) -> bool:
    """Whether a header only names who did it: of a ``translation``, the translator."""
    return any(stem(word) == stem(said) and word.endswith(_DOERS) for word in name_words(header))


def _is_of_deed(said: str, table: str) -> bool:
    """Whether a table is called after what was done, by a word that only shares the doer's stem."""
    alike = [_singular(word) for word in name_words(table) if stem(word) == stem(said)]
    return bool(alike) and said not in alike


def _singular(word: str) -> str:
    return word.removesuffix("s")
