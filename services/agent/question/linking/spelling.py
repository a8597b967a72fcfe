"""Where in a catalogue the words of names stand, and which words a name writes as one."""

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from services.agent.question.language.lexicon import SENSES
from services.agent.question.language.units import UNITS_IN_BRACKETS, without_unit
from services.agent.question.language.words import joined_words, name_words, stem
from services.agent.question.linking.items import TableHit
from services.agent.question.linking.keys import name_keys
from services.agent.question.tables.columns import Column
from services.agent.question.tables.names import split_word
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table

_BARE = 0.97
"""Strength of a header without its unit."""
_ROWS = 0.96
"""Of a link of a table to what its key numbers: ``employees`` for the rows with an employee number."""
_DATED = 0.92
"""Of a link to a table by all of its name but the year."""


@dataclass(frozen=True)
class TableNames:
    """What one table is called, whatever is asked."""

    words: tuple[str, ...]
    named: dict[frozenset[str], TableHit]
    counted: dict[frozenset[str], TableHit]
    """The same where rows are counted."""
    numbered: frozenset[str]
    rows: TableHit | None
    """By what its key numbers, if it has one."""


@dataclass(frozen=True)
class _Columns:
    """The columns of a catalogue, and where those stand whose headers have a word or a root."""

    columns: list[tuple[Table, Column]]
    spelt: dict[str, list[int]]
    roots: dict[str, list[int]]


def columns_by_words(catalog: Catalog, words: Set[str], roots: Set[str]) -> Iterator[tuple[Table, Column]]:
    """Yield the columns with one of the words in their headers as spelt or in units, or one of the roots.

    They come in the order of the catalogue.
    """
    known = _columns(catalog)
    places = {place for word in words for place in known.spelt.get(word, ())}
    places.update(place for each in roots for place in known.roots.get(each, ()))
    return (known.columns[place] for place in sorted(places))


def parted_words(catalog: Catalog, words: Set[str]) -> dict[str, tuple[str, ...]]:
    """Return those of the words that a name writes in parts, each with its parts: ``orderid``, ``sheet2``."""
    joined = _joined(catalog)
    found = ((word, joined.get(word) or joined.get(word.removesuffix("s"))) for word in words)
    return {word: parts for word, parts in found if parts}


@remembered
def tables_by_whole_name(catalog: Catalog) -> dict[tuple[str, ...], tuple[TableHit, ...]]:
    """Return the tables that are called by fewer words, by the stems of all of their names in order.

    "2 products" are no "products 2": a number, and what is written in short, is part of the name.
    """
    found: defaultdict[tuple[str, ...], tuple[TableHit, ...]] = defaultdict(tuple)
    for table in catalog.tables:
        spelt = tuple(map(stem, name_words(table.name)))
        numbered = (*table.words, table.number) if table.number else spelt
        for words in {spelt, numbered} - {table.words}:
            found[words] += (TableHit(table, 1.0),)
    return dict(found)


def whole_keys(table: Table, column: Column) -> dict[frozenset[str], float]:
    """Return a header as it stands, and without signs, brackets or unit if no other is so called."""
    rivals = any(each.words == column.plain for each in table.columns if each is not column)
    bare = without_unit(column.words) if column.is_number else column.words
    taken = bare == column.words or any(each.words == bare for each in table.columns)
    whole = {frozenset(each): 1.0 for each in (column.spelt, *([] if rivals else [column.plain]))}
    return whole if taken else {frozenset(bare): _BARE} | whole


def own_key(table: Table, column: Column) -> dict[frozenset[str], float]:
    """Return what rows are numbered by, as those say it that refer to them: the customer id."""
    return {frozenset([*table.words, "id"]): 1.0} if column == table.key and column.words == ("id",) else {}


@lru_cache(maxsize=50_000)
def unit_stems(short: str) -> tuple[str, ...]:
    """Return the stems of the words for a unit in short; none where it is no unit."""
    return tuple(stem(word) for word in UNITS_IN_BRACKETS.get(short, ()))


@remembered
def _columns(catalog: Catalog) -> _Columns:
    columns = [(table, column) for table in catalog.tables for column in table.columns]
    found = _Columns(columns, defaultdict(list), defaultdict(list))
    for place, (_, column) in enumerate(columns):
        units = (each for word in column.spelt for each in unit_stems(word))
        for said in {*column.spelt, *units}:
            found.spelt[said].append(place)
        for each in column.roots:
            found.roots[each].append(place)
    return found


@remembered
def _joined(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    names = (*(column.name for column in catalog.columns), *(table.name for table in catalog.tables))
    pairs = [pair for name in names for pair in joined_words(name).items()]
    for column in catalog.columns:  # A ``username``, said so.
        parted = ((word, split_word(word, frozenset())) for word in name_words(column.name))
        pairs += [(word, parts) for word, parts in parted if {*map(stem, parts)} <= {*column.words}]
    known = {word: parts for word, parts in pairs if len(parts) > 1 and (word,) not in SENSES}
    whole = {*catalog.headers, *(table.words for table in catalog.tables)}
    return {word: parts for word, parts in known.items() if (stem(word),) not in whole}


@remembered
def hits_of_tables(catalog: Catalog) -> list[TableNames]:
    """Return what each table is called, in the order of the catalogue."""
    return list(map(_names_of, catalog.tables))


def _names_of(table: Table) -> TableNames:
    named, counted = (
        {key: TableHit(table, strength) for key, strength in keys.items()}
        for keys in (name_keys(table.words, None), _keys_of_counted(table.words))
    )
    rows = TableHit(table, _ROWS) if table.row_words else None
    return TableNames(table.words, named, counted, frozenset(table.row_words), rows)


def _keys_of_counted(words: tuple[str, ...]) -> dict[frozenset[str], float]:
    """Return every set of stems that may mean a table whose rows are counted: all but the year too."""
    keys, kind = name_keys(words, None), frozenset(word for word in words if not word.isdigit())
    # "Tickets" are those of "tickets_2024".
    return {**keys, kind: _DATED} if kind and len(kind) < len(words) else keys
