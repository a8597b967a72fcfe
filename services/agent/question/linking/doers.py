"""Tells who does something from the rows of what was done, and rows from the cells that name their tables."""

from collections.abc import Sequence
from dataclasses import replace

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import Token, name_words, stem
from services.agent.question.linking.items import ColumnHit, Item
from services.agent.question.tables.calling import is_called
from services.agent.question.tables.polymorphic import TYPES, kind_columns
from services.agent.question.tables.schema import Catalog

_PAST = "ed"
_DEEDS = ("ion", "ions")
_CALLED = 0.7
"""Strength with which a noun is that of a table."""
_ONE = frozenset(["a", "an", "any", "no", "each", "every", "many"])
_BEHIND = frozenset(
    ["in", "of", "for", "from", "to", "by", "with", "on", "at", "and", "or", "that", "which", "who"]
)
"""Words behind a noun that stands for itself, and says nothing of the next."""
_DOERS = ("er", "or", "ers", "ors")
_OF_DOER = 0.7
"""Strength of a header of a doer, where a participle has a day of its own."""


def as_doer(item: Item) -> Item:
    """Keep the header that has the very word for who did it, or none of theirs where the deed is named.

    What cells say was done is no other word for those who do it: "hired" is a state, and no recruiter.
    """
    item = _as_state(item) if item.normal.endswith(_PAST) and item.values and item.tables else item
    if item.columns and item.normal.endswith(_DEEDS):
        kept = tuple(hit for hit in item.columns if not _is_of_doer(item.normal, hit.column.name))
        return replace(item, columns=kept) if len(kept) < len(item.columns) else item
    if item.normal.endswith(_PAST) and any(hit.column.is_date for hit in item.columns):
        return replace(item, columns=tuple(_weaker(hit, item.normal) for hit in item.columns))
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


def as_rows(item: Item, tokens: Sequence[Token], catalog: Catalog) -> Item:
    """Take the noun of a table for its rows, where cells too say it of something else.

    Such are a "user" in a column that says whose number stands beside it, and what a notification is about
    where "a transaction" is sent.

    Args:
        item: What a run of words may mean.
        tokens: The question: behind "sender type" it is the cell.
        catalog: What is asked about.
    """
    before = tokens[item.start - 1].normal if item.start else ""
    if item.has(Sense.SINCE) and item.columns:
        rows = {table.name for table in catalog.tables if is_called(table, stem(before))}
        own = tuple(hit for hit in item.columns if not rows or hit.column.table in rows)
        return replace(item, columns=own)  # "No loans since May": whatever header of others says since.
    if not item.tables or not item.values or before in TYPES:
        return item
    after = tokens[item.end].normal if item.end < len(tokens) else ""
    dropped = kind_columns(catalog)
    called = {hit.table.name for hit in item.tables if hit.strength >= _CALLED}
    if called and (_are_many(item) or (before in _ONE and (not after or after in _BEHIND))):
        dropped |= {hit.column for hit in item.values if hit.column.table not in called}
    kept = tuple(hit for hit in item.values if hit.column not in dropped)
    return replace(item, values=kept) if len(kept) < len(item.values) else item


def _are_many(item: Item) -> bool:
    """Whether a noun is a plural, and the cells that it may be are none."""
    return item.normal.endswith("s") and not any(
        cell.casefold().endswith("s") for hit in item.values for cell in hit.values
    )


def _weaker(hit: ColumnHit, said: str) -> ColumnHit:
    """Believe a header of who did it no more than the day on which it was done: ``published``."""
    doer = not hit.column.is_date and _is_of_doer(said, hit.column.name)
    return replace(hit, strength=min(hit.strength, _OF_DOER)) if doer else hit


def _is_of_doer(said: str, header: str) -> bool:
    """Whether a header only names who did it: of a ``translation``, the translator."""
    return any(stem(word) == stem(said) and word.endswith(_DOERS) for word in name_words(header))


def _is_of_deed(said: str, table: str) -> bool:
    """Whether a table is called after what was done, by a word that only shares the doer's stem."""
    alike = [_singular(word) for word in name_words(table) if stem(word) == stem(said)]
    return bool(alike) and said not in alike


def _singular(word: str) -> str:
    return word.removesuffix("s")
