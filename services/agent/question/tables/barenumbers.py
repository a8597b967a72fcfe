"""Joins tables by headers that hardly say whose numbers they are: an ``id`` that repeats, half a name."""

from collections.abc import Iterator, Set

from services.agent.question.language.words import name_words
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_BARE = ("id",)
_NOUN_AND_ID = 2
_SHORTEST = 4
"""Letters of a noun of which a compound is none by chance."""
_FEWEST = 5
"""Distinct numbers from which a column that lies within another is no chance."""


def of_bare_numbers(catalog: Catalog, joined: Set[Column]) -> Iterator[tuple[Column, Column]]:
    """Yield each bare number that is not its table's own, with the only key of that header with its range.

    A table that numbers its own rows has each number once: one that repeats them numbers what it is about.
    So does one that has a key beside it: the ``id`` of a test with a ``test_no`` is that of who was tested.

    Args:
        catalog: Whose tables may be joined.
        joined: Columns that are joined by what their headers say.
    """
    bare = [each for each in catalog.columns if each.words == _BARE and each.is_number and not each.nulls]
    keys = [each for each in bare if each.unique and each == catalog.by_name[each.table].key]
    for many in bare:
        own = catalog.by_name[many.table].key
        is_other = many != own and many.distinct >= _FEWEST and (own is not None or not many.unique)
        if many not in joined and is_other and len(keys) == 1 and lies_within(many, keys[0]):
            yield many, keys[0]


def of_compound_names(catalog: Catalog, joined: Set[Column]) -> Iterator[tuple[Column, Column]]:
    """Yield each number of a noun with the key of the only table whose name is a compound of it.

    A ``boat_id`` is that of a ``houseboat``, where no table is called a boat.

    Args:
        catalog: Whose tables may be joined.
        joined: Columns that are joined by what their headers say.
    """
    for many in catalog.columns:
        words = many.words
        if many in joined or len(words) != _NOUN_AND_ID or words[-1:] != _BARE or not many.is_number:
            continue
        noun = name_words(many.name)[0]
        others = [each for each in catalog.tables if each.key and each.name != many.table]
        named = [each for each in others if _last_word(each).endswith(noun)]
        sole = len(named) == 1 and _last_word(named[0]) != noun and len(noun) >= _SHORTEST
        key = named[0].key if sole else None
        if key and lies_within(many, key):
            yield many, key


def tells_which(many: Column, one: Column) -> bool:
    """Whether a header says by its last word, in the singular, which of a table's rows is meant.

    An ``assisting_nurse`` is a nurse, where the column's numbers are many, and all nurses' own.
    """
    *before, last = name_words(many.name) or ("",)
    if not before or not many.is_number or last != name_words(one.table)[-1].removesuffix("s"):
        return False
    return many.distinct >= _FEWEST and lies_within(many, one)


def _last_word(table: Table) -> str:
    """Return the last word of a table's name, of one of its rows."""
    word = name_words(table.name)[-1]
    return word.removesuffix("s") if not word.endswith("ss") else word


def lies_within(many: Column, one: Column) -> bool:
    """Whether the numbers of a column lie in the range of a key's, and are no more than these."""
    if not one.is_number or many.minimum is None or one.minimum is None or many.distinct > one.distinct:
        return False
    return bool(one.minimum <= many.minimum and many.maximum <= one.maximum)
