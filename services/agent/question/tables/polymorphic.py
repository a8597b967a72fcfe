"""Numbers of the rows of several tables in one column, where a column beside says of which table each is.

``sender_id`` beside a ``sender_type`` of "user" or "merchant": what object-relational mappers write for a
polymorphic association. Each table that the other column names is joined by those numbers alone.
"""

from dataclasses import replace

from services.agent.question.language.words import name_words, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table

TYPES = ("type", "kind", "class")
"""Last words of the header that says which table is meant."""
_MOST_TABLES = 12


@remembered
def kinded(catalog: Catalog) -> dict[Column, list[tuple[Column, Column]]]:
    """Return each column of numbers of several tables, with its parts and the keys that these name.

    A part is the column as it is printed where it is none of its table: null in all rows of other tables.
    """
    found = ((column, _parts(column, catalog)) for column in catalog.columns)
    return {column: parts for column, parts in found if parts}


@remembered
def kind_columns(catalog: Catalog) -> frozenset[Column]:
    """Return the columns that say of which table a number beside them is."""
    parts = (part for each in kinded(catalog).values() for part, _ in each)
    return frozenset(part.only[0] for part in parts if part.only)


def _parts(column: Column, catalog: Catalog) -> list[tuple[Column, Column]]:
    """Return each table's part of a column, with the key of that table; nothing for plain columns."""
    words = name_words(column.name)
    if words[-1:] != ("id",) or len(words) < 2:
        return []
    table = catalog.by_name[column.table]
    beside = [each for each in table.columns if name_words(each.name) in _says_type(words[:-1])]
    kinds = beside[0].values or () if len(beside) == 1 and beside[0].is_text else ()
    if not kinds or len(kinds) > _MOST_TABLES:
        return []
    named = [(kind, called) for kind in kinds if (called := _table_called(kind, catalog))]
    if len(named) < len(kinds) or len({each.name for _, each in named}) < len(named):
        return []
    found = [(_part(column, beside[0], kind), called.key) for kind, called in named]
    return [(part, key) for part, key in found if key is not None]


def _says_type(role: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {(*role, each) for each in TYPES}


def _table_called(kind: str, catalog: Catalog) -> Table | None:
    """Return the only table whose rows are called by a value: ``Merchant``, ``wallet_user``."""
    said = tuple(map(stem, name_words(kind)))
    called = [table for table in catalog.tables if said and said in {table.words, table.row_words}]
    return called[0] if len(called) == 1 else None


def _part(column: Column, kinds: Column, kind: str) -> Column:
    return replace(column, only=(kinds, kind), unique=False, nulls=max(column.nulls, 1))
