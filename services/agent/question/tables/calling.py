"""Which table a name is of, and whether a noun stands for its rows: by its name, or a word for one."""

from services.agent.question.language.words import name_words
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table


def is_called(table: Table, word: str) -> bool:
    """Whether the stem of a word stands in the table's name, or for one of its rows."""
    return word in table.words or word in table.row_words


def table_named(name: str, catalog: Catalog) -> Table | None:
    """Return the first table of exactly that name, however it is parted: ``sheet 2``."""
    return _by_name(catalog).get(name_words(name))


@remembered
def _by_name(catalog: Catalog) -> dict[tuple[str, ...], Table]:
    return {name_words(table.name): table for table in reversed(catalog.tables)}
