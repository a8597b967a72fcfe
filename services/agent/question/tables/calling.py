"""Which table a name is of, and whether a noun stands for its rows: by its name, or a word for one."""

from collections.abc import Sequence

from services.agent.question.language.words import name_words, spoken, stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table

_ROWS_OF_ANYTHING = frozenset(
    ["rows", "records", "entries", "results", "details", "statistics", "stats", "sheets", "figures", "items"]
)
"""Names that tables of anything have."""


def is_called(table: Table, word: str) -> bool:
    """Whether the stem of a word stands in the table's name, or for one of its rows."""
    return word in table.words or word in table.row_words


def tables_called(word: str, catalog: Catalog) -> list[Table]:
    """Return the tables of a noun's stem: of orders those of that name alone, and not the lines of orders."""
    called = [table for table in catalog.tables if is_called(table, word)]
    return [table for table in called if set(table.words) == {word}] or called


def begins_with(words: Sequence[str], column: Column) -> bool:
    """Whether words begin with a whole header, in either number."""
    return tuple(stem(word.casefold()) for word in words[: len(column.words)]) == column.words


def one_row(table: Table) -> str:
    """Return what one row is called by the name of its table: an order, of orders."""
    return spoken(table.name).removesuffix("s")


def tells_rows(table: Table) -> bool:
    """Whether a table says what its rows are: animals, or what an employee number numbers; no sheet does."""
    name = table.name.casefold().replace("-", "_").split("_")
    plural = any(word.isalpha() and word.endswith("s") and not word.endswith("ss") for word in name[-1:])
    return bool(table.row_words) or (plural and name[-1] not in _ROWS_OF_ANYTHING)


def table_named(name: str, catalog: Catalog) -> Table | None:
    """Return the first table of exactly that name, however it is parted: ``sheet 2``."""
    return _by_name(catalog).get(name_words(name))


@remembered
def _by_name(catalog: Catalog) -> dict[tuple[str, ...], Table]:
    return {name_words(table.name): table for table in reversed(catalog.tables)}


@remembered
def number_words(catalog: Catalog) -> frozenset[str]:
    """Return the words of the headers of numbers, each as it is written."""
    return frozenset(word for each in catalog.columns if each.is_number for word in name_words(each.name))
