"""Columns that no file has, and that a question speaks of: an age, a lapse, a figure that it tells."""

from dataclasses import replace

from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog


def with_column(made: Column, catalog: Catalog) -> tuple[Catalog, Column]:
    """Give the table that a column names this column behind its own; return the catalogue and the column."""
    table = catalog.by_name[made.table]
    column = replace(made, rows=table.rows, position=len(table.columns))
    return catalog.with_table(replace(table, columns=(*table.columns, column))), column
