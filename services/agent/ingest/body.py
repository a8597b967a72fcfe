"""A table's rows of data inside DuckDB, as the view ``body``, and how they are written.

A query binds every column of what it reads, used or not. So of a wide table only a few columns at a time are
shown to DuckDB; a sheet's cells lie in memory, and choosing some of them costs nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from services.agent.ingest.blanks import written_text
from services.agent.ingest.grid import WIDE, Grid
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.layout import Layout
from services.agent.ingest.raw import held_rows
from services.agent.ingest.sql import identifier, quoted
from services.agent.ingest.stack import MOST_CELLS, MOST_ROWS, Shown, stack_columns
from services.agent.ingest.vote import Verdict, reading

ROW_GROUP = 61_440
"""A multiple of DuckDB's vectors: a row group of twice as many rows takes 30 MB more while it is written."""
_GROUP_CELLS = 2_000_000
"""Cells of a row group: each thread that writes one holds all of them."""
MAX_DICTIONARY = 8_192
"""Values of a column in one row group that are listed; questions group by listed ones in half the time."""
_VECTOR = 2_048
"""Rows that DuckDB works on at once."""
PART_COLUMNS = 60
STACKED_COLUMNS = 2_000
"""Shown at once where few queries need all of them in the view."""


def row_group(width: int) -> int:
    """Rows of a Parquet row group of so many columns, such that a wide table's fit into a job's memory."""
    return max(min(ROW_GROUP, _GROUP_CELLS // width // _VECTOR * _VECTOR), _VECTOR)


def parquet_options(width: int) -> str:
    """Options of DuckDB's COPY for a table of so many columns.

    Version 2 of the encodings is an eighth smaller and a tenth quicker; levels above 1 take a fifth longer
    and save a twentieth. Where a row group has too many values for a dictionary, the time to find that out
    is lost: 7 % of it with DuckDB's usual limit.
    """
    rows = row_group(width)
    return (
        f"FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {rows}, "
        f"DICTIONARY_SIZE_LIMIT {MAX_DICTIONARY}"
    )


@dataclass(frozen=True)
class Body:
    """The data of one table; columns are the grid's."""

    connection: duckdb.DuckDBPyConnection
    grid: Grid
    layout: Layout
    end: int
    """One past the last row of data."""
    without: tuple[int, ...] = ()
    """Rows in between that are none."""

    @property
    def is_wide(self) -> bool:
        """Whether the view never holds all columns at once."""
        return isinstance(self.grid.cells, pa.Table) and len(self.layout.columns) > WIDE

    def parts(self, columns: Sequence[int]) -> Iterator[Sequence[int]]:
        """Show columns in the view, of a wide table a few after the others, and yield those shown."""
        if not self.is_wide:
            self._show_all()
            yield columns
            return
        most = PART_COLUMNS
        if (rows := self._held.true_count) <= MOST_ROWS:
            most = max(min(STACKED_COLUMNS, MOST_CELLS // max(rows, 1)), PART_COLUMNS)
        for start in range(0, len(columns), most):
            part = columns[start : start + most]
            self._show(part)
            yield part

    def _show_all(self) -> None:
        cells = ", ".join(f"c{column}" for column in self.layout.columns)
        others = f"AND r NOT IN ({', '.join(map(str, self.without))})" if self.without else ""
        self.connection.execute(
            f"CREATE OR REPLACE VIEW body AS SELECT r, {cells} FROM raw "  # noqa: S608 - numbers only
            f"WHERE r >= {self.layout.first_row} AND r < {self.end} AND coalesce({cells}, NULL) IS NOT NULL "
            f"{others}"
        )

    def shown(self, columns: Sequence[int]) -> Shown:
        """Return what the view shows, stacked if these columns of it are many and short."""
        cells, first = self.grid.cells, self.layout.first_row
        if not isinstance(cells, pa.Table) or self.end - first > MOST_CELLS:
            return Shown(self.connection)
        part = cells.slice(first, self.end - first)
        return Shown(self.connection, stack_columns(part, columns, self._held))

    @cached_property
    def _held(self) -> pa.Array:
        """Which rows, from the first of the data on, hold something and count."""
        assert isinstance(self.grid.cells, pa.Table)
        first = self.layout.first_row
        held = held_rows(self.grid.cells, self.layout.columns, first, self.end)
        others = {row - first for row in self.without}
        return pc.and_(held, pa.array(row not in others for row in range(len(held)))) if others else held

    def _show(self, columns: Sequence[int]) -> None:
        first, end, cells = self.layout.first_row, self.end, self.grid.cells
        assert isinstance(cells, pa.Table)
        part = cells.select([f"c{column}" for column in columns]).slice(first, end - first)
        part = part.append_column("r", pa.array(range(first, end), pa.int64()))
        self.connection.execute("DROP VIEW IF EXISTS body")
        self.connection.register("body", part.filter(self._held))

    def write(self, verdicts: Sequence[Verdict], target: Path) -> None:
        """Write the data as Parquet, each column as its verdict says."""
        names = dict(zip(self.layout.columns, self.layout.names, strict=True))
        of = {verdict.column: verdict for verdict in verdicts}
        selected: list[pa.Table] = []
        for part in self.parts(self.layout.columns):
            stacked = self._stacked(part, of, names)
            columns = ", ".join(
                f"{_written(of[column], column, spreadsheet=self.grid.spreadsheet)} "
                f"AS {identifier(names[column])}"
                for column in (part if stacked is None else ())
            )
            query = f"SELECT {columns} FROM body"  # noqa: S608 - quoted
            if not self.is_wide:
                query = query if stacked is None else "SELECT * FROM stacked"
                if stacked is not None:
                    self.connection.register("stacked", stacked)
                self.connection.execute(
                    f"COPY ({query}) TO {quoted(str(target))} ({parquet_options(len(part))})"
                )
                return
            selected.append(self.connection.sql(query).to_arrow_table() if stacked is None else stacked)
        arrays = [column for table in selected for column in table.columns]
        fields = [field for table in selected for field in table.schema]
        whole = pa.Table.from_arrays(arrays, schema=pa.schema(fields))
        pq.write_table(whole, target, compression="zstd", row_group_size=row_group(len(arrays)))

    def _stacked(
        self, part: Sequence[int], of: Mapping[int, Verdict], names: Mapping[int, str]
    ) -> pa.Table | None:
        """Read columns that are many and short; None for others."""
        shown = self.shown(part)
        if shown.stack is None:
            return None
        spreadsheet = self.grid.spreadsheet
        read = shown.read(part, lambda column, cell: _written(of[column], cell, spreadsheet=spreadsheet))
        return pa.table([read[column] for column in part], names=[names[column] for column in part])


def _written(verdict: Verdict, cell: int, *, spreadsheet: bool) -> str:
    if verdict.kind is TEXT:
        return _as_shown(written_text(verdict, cell)) if spreadsheet else written_text(verdict, cell)
    if verdict.plain:
        return verdict.kind.value.format(t=f"c{cell}")
    return reading(verdict.kind, cell)


def _as_shown(text: str) -> str:
    """SQL for a text of a sheet, where a date or a time of the day is one of its cells.

    The reader prints them as moments, which nobody sees on the sheet.
    """
    cell = f"CASE WHEN starts_with({text}, '1899-12-31 ') THEN substr({text}, 12) ELSE left({text}, 10) END"
    is_moment = (
        f"length({text}) = 19 AND {text}[5] = '-' AND "
        f"regexp_full_match({text}, '1899-12-31 .*|\\d{{4}}-\\d\\d-\\d\\d 00:00:00')"
    )
    return f"CASE WHEN {is_moment} THEN {cell} ELSE {text} END"
