"""A sheet's cells as text, before anything is decided about them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Row = list[str | None]
Cells = dict[tuple[int, int], str]
"""Texts by row and column, both counted from 0."""

HEAD_ROWS = 60
"""Rows looked at for titles and header."""
TAIL_ROWS = 30
"""Rows looked at for totals and footnotes."""
WIDE = 500
"""Columns from which on a sheet is shown to DuckDB in parts."""
MAX_HELD_CELLS = 8_000_000
"""Cells of a wide table that are held in memory: opening its file for some columns at a time is slow."""


@dataclass(frozen=True)
class ErrorCell:
    """A cell that holds a spreadsheet error such as #N/A."""

    row: int
    """Row in the grid, counted from 0."""
    column: int
    """Column in the grid, counted from 0."""
    text: str


@dataclass(frozen=True)
class Merge:
    """Cells that are merged into one, its first and last row and column counted from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class TableObject:
    """A table that a sheet declares; rows and columns count from 0 in the sheet."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    names: tuple[str, ...]
    """Of its columns: they are kept even where no row shows them."""
    has_header: bool
    has_totals: bool

    def holds(self, row: int, first_column: int, last_column: int) -> bool:
        """Tell whether some columns of a row lie in it."""
        inside = self.first_column <= first_column and last_column <= self.last_column
        return inside and self.first_row <= row <= self.last_row


@dataclass(frozen=True)
class Grid:
    """Text cells of one sheet or file, rectangular; columns are named c0, c1, …, an empty cell is None."""

    cells: pa.Table | Path
    """In memory, or a Parquet file of strings in the job's folder."""
    height: int
    width: int
    sheet: str | None = None
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    """Grid columns that the workbook hides."""
    first_row: int = 0
    """The sheet's row, counted from 0, where the grid begins."""
    first_column: int = 0
    """The sheet's column, counted from 0, where the grid begins."""
    errors: tuple[ErrorCell, ...] = ()
    merges: tuple[Merge, ...] = ()
    """In the grid's rows and columns."""
    tables: tuple[TableObject, ...] = ()
    """What the sheet declares, in its own rows and columns."""
    spreadsheet: bool = False
    """Whether dates arrive as a spreadsheet's timestamps rather than as someone typed them."""
    durations: frozenset[int] = frozenset()
    """Grid columns whose cells are durations, spelt out: they stay text."""
    decimal_comma: bool = False
    """Whether the file's delimiter suggests that decimals are written with a comma."""
    head: list[Row] = field(default_factory=list)
    """The first rows."""
    tail: list[Row] = field(default_factory=list)
    """The last rows."""


def rows_of(table: pa.Table | pa.RecordBatch) -> list[Row]:
    """Turn a few rows of an Arrow table into lists."""
    columns = [column.to_pylist() for column in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def held_grid(cells: pa.Table, **facts: Any) -> Grid:
    """Make a grid of cells in memory."""
    head, tail = cells.slice(0, HEAD_ROWS), cells.slice(max(cells.num_rows - TAIL_ROWS, 0))
    return Grid(cells, cells.num_rows, cells.num_columns, head=rows_of(head), tail=rows_of(tail), **facts)


def stored_grid(cells: Path, **facts: Any) -> Grid | None:
    """Make a grid of a Parquet file of strings; None where it has no rows."""
    with pq.ParquetFile(cells, pre_buffer=False) as file:  # or all of it is read for the first rows
        height, width = file.metadata.num_rows, len(file.schema_arrow)
        if not height:
            return None
        if width > WIDE and height * width <= MAX_HELD_CELLS:
            # Shown to DuckDB a few columns at a time, which a file cannot be without being opened again.
            held = file.read()
            cells.unlink()
            return held_grid(held, **facts)
        head = rows_of(next(file.iter_batches(batch_size=HEAD_ROWS)))
        last = file.read_row_group(file.num_row_groups - 1)
    tail = rows_of(last.slice(max(last.num_rows - TAIL_ROWS, 0)))
    return Grid(cells, height, width, head=head, tail=tail, **facts)
