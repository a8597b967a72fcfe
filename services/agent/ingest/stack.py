"""Many short columns as one long one: what a query costs DuckDB grows with what it lists, not with the cells.

Columns of which the same is asked are put one above the other and asked at once, each as a group.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

MOST_ROWS = 2_048
"""Rows from which on planning a query is little beside running it."""
MOST_CELLS = 1_000_000
"""Put one above the other at once."""
FEWEST_COLUMNS = 40

Asked = Callable[[int, int], Sequence[str]]
"""SQL for what is asked of a column, given its number and that of the column that its cells stand in."""


@dataclass(frozen=True)
class Stack:
    """Columns of equal height, one above the other."""

    cells: pa.Array
    places: Mapping[int, int]
    """Of each column, counted from 0 at the top."""
    rows: int

    def texts(self, column: int) -> list[str]:
        """Return the cells of a column that hold something."""
        start = self.places[column] * self.rows
        return [text for text in self.cells.slice(start, self.rows).to_pylist() if text is not None]

    def of(self, columns: Sequence[int]) -> pa.Table:
        """Return the cells of some columns, in this order, with the columns' numbers."""
        cells, rows = self.cells, self.rows
        if list(columns) != list(self.places):
            cells = pa.concat_arrays([cells.slice(self.places[column] * rows, rows) for column in columns])
        numbers = pa.concat_arrays([pa.repeat(pa.scalar(column, pa.int32()), rows) for column in columns])
        return pa.table({"k": numbers, "c0": cells})


def stack_columns(cells: pa.Table, columns: Sequence[int], held: pa.Array) -> Stack | None:
    """Put columns of a sheet one above the other; None where there are few or they are long.

    Args:
        cells: The rows of data.
        columns: The sheet's.
        held: Which of the rows count.
    """
    rows = held.true_count
    if len(columns) < FEWEST_COLUMNS or not 0 < rows <= MOST_ROWS or rows * len(columns) > MOST_CELLS:
        return None
    parts = [cells.column(f"c{column}").filter(held) for column in columns]
    whole = pa.chunked_array([chunk for part in parts for chunk in part.chunks], pa.string()).combine_chunks()
    whole = whole if isinstance(whole, pa.Array) else whole.chunk(0)
    return Stack(whole, {column: place for place, column in enumerate(columns)}, rows)


@dataclass(frozen=True)
class Shown:
    """The view ``body``, and its columns stacked where that is quicker."""

    connection: duckdb.DuckDBPyConnection
    stack: Stack | None = None

    def each(self, columns: Sequence[int], asked: Asked) -> dict[int, tuple[Any, ...]]:
        """Ask aggregates of columns, and return the answers by column."""
        if self.stack is None:
            parts = {column: asked(column, column) for column in columns}
            listed = ", ".join(part for each in parts.values() for part in each)
            found = self.connection.execute(f"SELECT {listed} FROM body").fetchall()[0] if listed else ()  # noqa: S608
            answers = iter(found)
            return {column: tuple(next(answers) for _ in part) for column, part in parts.items()}
        told: dict[int, tuple[Any, ...]] = {}
        for parts_alike, alike in _alike(columns, asked).items():
            if not parts_alike:
                told.update(dict.fromkeys(alike, ()))
                continue
            with _registered(self.connection, self.stack.of(alike)):
                rows = self.connection.execute(
                    f"SELECT k, {', '.join(parts_alike)} FROM stacked GROUP BY k"  # noqa: S608
                ).fetchall()
            told.update((column, tuple(answers)) for column, *answers in rows)
        return told

    def read(self, columns: Sequence[int], asked: Callable[[int, int], str]) -> dict[int, pa.ChunkedArray]:
        """Read all cells of columns, as one expression says for each; only of a stack."""
        assert self.stack is not None
        rows = self.stack.rows
        made: dict[int, pa.ChunkedArray] = {}
        for (part,), alike in _alike(columns, lambda column, cell: [asked(column, cell)]).items():
            with _registered(self.connection, self.stack.of(alike)):
                values = self.connection.sql(f"SELECT {part} AS v FROM stacked").to_arrow_table().column(0)  # noqa: S608
            made.update((column, values.slice(place * rows, rows)) for place, column in enumerate(alike))
        return made


def _alike(columns: Sequence[int], asked: Asked) -> dict[tuple[str, ...], list[int]]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for column in columns:
        groups.setdefault(tuple(asked(column, 0)), []).append(column)
    return groups


@contextmanager
def _registered(connection: duckdb.DuckDBPyConnection, stacked: pa.Table) -> Iterator[None]:
    connection.register("stacked", stacked)
    try:
        yield
    finally:
        connection.unregister("stacked")
