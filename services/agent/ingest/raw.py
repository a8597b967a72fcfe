"""A grid's cells inside DuckDB, as the view ``raw``: looked at in parts, never loaded as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from services.agent.ingest.grid import HEAD_ROWS, TAIL_ROWS, Grid, Row
from services.agent.ingest.sql import quoted


@dataclass(frozen=True)
class RawCells:
    """Questions about the cells; rows and columns count from 0 in the grid."""

    connection: duckdb.DuckDBPyConnection
    grid: Grid

    def register(self) -> None:
        """Make the view: ``r`` is the row's number, ``c0``, ``c1``, … are the cells."""
        grid = self.grid
        if isinstance(grid.cells, Path):
            source = f"read_parquet({quoted(str(grid.cells))}, file_row_number=true)"
            columns = "file_row_number AS r, * EXCLUDE (file_row_number)"
            self.connection.execute(f"CREATE OR REPLACE VIEW raw AS SELECT {columns} FROM {source}")  # noqa: S608 - quoted
            return
        # A query binds every column, and a stray cell far to the right makes thousands that hold nothing.
        errors = {cell.column for cell in grid.errors}
        held = [
            place
            for place, column in enumerate(grid.cells.columns)
            if column.null_count < len(column) or place in errors
        ]
        numbers = pa.array(range(grid.height), pa.int64())
        self.connection.register("raw", grid.cells.select(held).append_column("r", numbers))

    def filled(self, columns: Sequence[int], first: int, end: int) -> list[int]:
        """Count the cells of each column that hold something, between two rows."""
        if isinstance(self.grid.cells, pa.Table):
            part = self.grid.cells.slice(first, end - first)
            return [len(part) - part.column(column).null_count for column in columns]
        counts = ", ".join(f"count(c{column})" for column in columns)
        # All rows are fetched, or the connection could not register another view.
        rows = self.connection.execute(f"SELECT {counts} FROM raw WHERE {_between(first, end)}")  # noqa: S608
        return list(rows.fetchall()[0])

    def segments(
        self, columns: Sequence[int], first: int, end: int, most: int
    ) -> list[tuple[int, int]] | None:
        """List the runs of rows that hold something, each with one past its last row.

        Returns:
            None where there are more than ``most``.
        """
        if isinstance(self.grid.cells, pa.Table):
            found = _runs(held_rows(self.grid.cells, columns, first, end), first)
        else:
            cells = ", ".join(f"c{column}" for column in columns)
            runs = (
                f"SELECT r, r - row_number() OVER (ORDER BY r) AS run FROM raw "  # noqa: S608
                f"WHERE {_between(first, end)} AND coalesce({cells}, NULL) IS NOT NULL"
            )
            found = self.connection.execute(
                f"SELECT min(r), max(r) + 1 FROM ({runs}) GROUP BY run ORDER BY 1 LIMIT {most + 1}"  # noqa: S608
            ).fetchall()
        return None if len(found) > most else found

    def has_blank_rows(self, columns: Sequence[int]) -> bool:
        """Tell whether a row holds nothing."""
        if isinstance(self.grid.cells, pa.Table):
            return not pc.all(held_rows(self.grid.cells, columns, 0, self.grid.height)).as_py()
        cells = ", ".join(f"c{column}" for column in columns)
        rows = self.connection.execute(
            f"SELECT count(*) FROM raw WHERE coalesce({cells}, NULL) IS NOT NULL"  # noqa: S608
        ).fetchall()
        return bool(rows[0][0] < self.grid.height)

    def head(self, columns: Sequence[int], first: int, end: int, most: int = HEAD_ROWS) -> list[Row]:
        """Return the first rows between two."""
        return self._rows(columns, first, min(end, first + most))

    def tail(self, columns: Sequence[int], first: int, end: int) -> list[Row]:
        """Return the last rows between two."""
        return self._rows(columns, max(first, end - TAIL_ROWS), end)

    def _rows(self, columns: Sequence[int], first: int, end: int) -> list[Row]:
        grid = self.grid
        if end <= len(grid.head):
            return [[row[column] for column in columns] for row in grid.head[first:end]]
        if (start := grid.height - len(grid.tail)) <= first:
            return [[row[column] for column in columns] for row in grid.tail[first - start : end - start]]
        cells = ", ".join(f"c{column}" for column in columns)
        rows = self.connection.execute(
            f"SELECT {cells} FROM raw WHERE {_between(first, end)} ORDER BY r"  # noqa: S608 - numbers only
        ).fetchall()
        return [list(row) for row in rows]


def held_rows(cells: pa.Table, columns: Sequence[int], first: int, end: int) -> pa.Array:
    """Tell of each row between two whether it holds something in these columns."""
    held = pa.repeat(False, end - first)
    for column in columns:
        # The column is cut, not the table: of thousands of columns mostly the first says all.
        part = cells.column(column).slice(first, end - first)
        held = pc.or_(held, pc.is_valid(part).combine_chunks())
        if pc.all(held).as_py():
            break
    return held


def _runs(held: pa.Array, first: int) -> list[tuple[int, int]]:
    """List the runs of true values, moved by the number of the first one."""
    edge = pa.array([False])
    changes = pc.indices_nonzero(pc.xor(pa.concat_arrays([edge, held]), pa.concat_arrays([held, edge])))
    places = [first + place for place in changes.to_pylist()]
    return list(zip(places[::2], places[1::2], strict=True))


def _between(first: int, end: int) -> str:
    return f"r >= {first} AND r < {end}"
