"""Tables of which each row is one time that something was done: loans, of borrowing."""

from collections.abc import Sequence

from services.agent.question.language.dimensions import dimensions_of
from services.agent.question.language.verbs import ROWS_OF
from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_AMOUNTS = frozenset(map(stem, ["quantity", "unit", "amount", "piece", "number", "count", "copy", "total"]))
_TOTAL = stem("total")
_SHORTEST = 3
"""Letters of the root of a verb that the name of its rows may begin with: ``cit``, of citations."""


def is_of_deed(table: Table, verb: str) -> bool:
    """Whether each row of a table is one time that something was done.

    Args:
        table: The table.
        verb: The root of what was done.
    """
    begins = len(verb) >= _SHORTEST and any(word.startswith(verb) for word in table.roots)
    return begins or verb in table.roots or bool(ROWS_OF.get(verb, frozenset()) & table.roots)


def rows_of_deed(verb: str, thing: str, named: Sequence[Table], catalog: Catalog) -> list[Table]:
    """Return the tables of what was done to things.

    Args:
        verb: The root of what was done.
        thing: The stem of what the things are called.
        named: The tables of the things themselves.
        catalog: Whose tables are meant.
    """
    found = [table for table in catalog.tables if table not in named and is_of_deed(table, verb)]
    return [table for table in found if any(thing in column.words for column in table.columns)]


def tells_amounts(table: Table) -> bool:
    """Whether rows say of how many pieces they are: the most then are the most pieces."""
    told = (
        _AMOUNTS & {*column.words} for column in table.columns if column.is_measure and not _is_price(column)
    )
    return any(told)


def _is_price(column: Column) -> bool:
    """Whether a header is of what all pieces of a row cost together: a total price."""
    return _TOTAL in column.words and "money" in dimensions_of([*{*column.words} - _AMOUNTS])
