"""A table of what a column of the only table names: of orders, the customers that are written in each.

A sheet of a log has no table of its customers, though most questions about them are questions about one:
which have none of something, how many have more than two, who did both.
"""

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from services.agent.question.language.words import plural
from services.agent.question.tables.columns import Column
from services.agent.question.tables.edges import Edge
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.sources import Source

FEWEST_ROWS = 2
"""Rows that each thing has on average, at least, where it is worth a table of its own."""


@dataclass(frozen=True)
class Drawn:
    """The log and its things as two tables, joined as if each thing had a number and a name."""

    catalog: Catalog
    column: Column
    """The log's own column, as it is."""
    table: Table
    edge: Edge

    def home(self, column: Column) -> Column:
        """Return the column that is printed for one: things have no number beside their name."""
        if column == self.edge.many:
            return self.column
        return self.edge.one if column.table == self.table.name else column


_KNOWN: WeakKeyDictionary[Catalog, dict[str, Drawn | None]] = WeakKeyDictionary()
"""What was drawn from a catalogue, by the name of the column."""


def is_drawable(column: Column) -> bool:
    """Whether a column names things that have several rows each."""
    return column.is_text and column.distinct > 1 and FEWEST_ROWS * column.distinct <= column.rows


def draw_table(column: Column, catalog: Catalog) -> Drawn | None:
    """Put a table of what a column names beside the only table; None where a header is called so."""
    known = _KNOWN.setdefault(catalog, {})
    if column.name not in known:
        known[column.name] = _draw(column, catalog)
    return known[column.name]


def _draw(column: Column, catalog: Catalog) -> Drawn | None:
    (log,) = catalog.tables
    name = plural(column.name)
    if name.casefold() in {log.name.casefold(), *(each.name.casefold() for each in log.columns)}:
        return None
    about = tuple(word for word in column.core if word != "name") or column.words
    key = replace(
        column, table=name, role="id", rows=column.distinct, nulls=0, unique=True, values=None,
        position=0, words=(*about, "id"),
    )  # fmt: skip
    label = replace(key, name="name", role="text", values=column.values, position=1, words=("name",))
    table = Table(name, column.distinct, (key, label), about, source=Source(log.source.file, drawn=column))
    many = replace(column, role="id", values=None, words=key.words)
    columns = tuple(many if each == column else each for each in log.columns)
    both = catalog.with_tables([replace(log, columns=columns), table])
    return Drawn(both, column, table, Edge(many, key, 1.0))
