"""One grid becomes one table: typed Parquet, and a warning for every cell that did not fit."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from services.agent.ingest.findings import MAX_LISTED, Findings, cell_reference
from services.agent.ingest.grid import Grid
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.layout import Layout, find_layout
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.profile import write_profile
from services.agent.ingest.totals import true_totals
from services.agent.ingest.vote import Verdict, is_null_word, quoted, reading, vote

ROW_GROUP = 122_880
"""Rows in a row group: DuckDB's own vector multiple, so that readers can skip."""

PARQUET = "part-0.parquet"


@dataclass(frozen=True)
class BuiltTable:
    """A table that lies in its folder."""

    sheet: str | None
    rows: int
    columns: tuple[tuple[str, str], ...]
    """Names and DuckDB types."""
    folder: Path


WIDE = 500
"""Columns from which on one thread must do: each holds a block of every column."""
BYTES_PER_COLUMN = 256 * 1024
"""What a column more costs DuckDB: blocks of 2,048 cells in each step of a query."""
MAX_MEMORY_BYTES = 1280 * 1024 * 1024
"""DuckDB's share for the widest table; the job's process may have 2 GiB in all."""


@contextmanager
def connect(
    folder: Path, limits: IngestLimits, *, threads: int, width: int
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an in-memory DuckDB that spills only into the job's folder."""
    spill = folder / "spill"
    memory = min(limits.memory_bytes + width * BYTES_PER_COLUMN, MAX_MEMORY_BYTES)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1 if width > WIDE else threads,
        "memory_limit": f"{memory}B",
        "temp_directory": str(spill),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(":memory:", config=settings)
    try:
        yield connection
    finally:
        connection.close()


def build_table(
    grid: Grid, folder: Path, findings: Findings, limits: IngestLimits, *, threads: int
) -> BuiltTable | None:
    """Write a grid as a table into ``folder``; None when nothing in it is a value."""
    with connect(folder, limits, threads=threads, width=grid.width) as connection:
        _register(connection, grid)
        listed = ", ".join(f"count(c{column})" for column in range(grid.width))
        filled = list(connection.execute(f"SELECT {listed} FROM raw").fetchone() or ())  # noqa: S608
        if not any(filled) and not grid.errors:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        layout = find_layout(grid, filled, findings)
        _create_body(connection, layout, layout.end_row)
        verdicts = _vote(connection, grid, layout)
        end = true_totals(connection, grid, layout, verdicts, findings)
        if end != layout.end_row:
            _create_body(connection, layout, end)
            verdicts = _vote(connection, grid, layout)
        _write(connection, layout, verdicts, folder / PARQUET)
        _report_errors(grid, findings)
        for verdict, name in zip(verdicts, layout.names, strict=True):
            _report(connection, grid, verdict, name, findings)
        rows = write_profile(connection, folder, grid, verdicts)
        types = tuple((name, verdict.kind.type) for name, verdict in zip(layout.names, verdicts, strict=True))
        return BuiltTable(grid.sheet, rows, types, folder)


def _register(connection: duckdb.DuckDBPyConnection, grid: Grid) -> None:
    if isinstance(grid.cells, Path):
        source = f"read_parquet({quoted(str(grid.cells))}, file_row_number=true)"
        columns = "file_row_number AS r, * EXCLUDE (file_row_number)"
        connection.execute(f"CREATE VIEW raw AS SELECT {columns} FROM {source}")  # noqa: S608 - quoted
        return
    numbers = pa.array(range(grid.height), pa.int64())
    connection.register("raw", grid.cells.append_column("r", numbers))


def _create_body(connection: duckdb.DuckDBPyConnection, layout: Layout, end: int) -> None:
    cells = ", ".join(f"c{column}" for column in layout.columns)
    connection.execute(
        f"CREATE OR REPLACE VIEW body AS SELECT r, {cells} FROM raw "  # noqa: S608 - numbers only
        f"WHERE r >= {layout.first_row} AND r < {end} AND coalesce({cells}, NULL) IS NOT NULL"
    )


def _vote(connection: duckdb.DuckDBPyConnection, grid: Grid, layout: Layout) -> list[Verdict]:
    verdicts = vote(
        connection,
        layout.columns,
        height=grid.height,
        spreadsheet=grid.spreadsheet,
        comma=grid.decimal_comma,
    )
    return [
        Verdict(verdict.column, TEXT, verdict.filled) if verdict.column in grid.durations else verdict
        for verdict in verdicts
    ]


def _write(
    connection: duckdb.DuckDBPyConnection, layout: Layout, verdicts: Sequence[Verdict], target: Path
) -> None:
    columns = ", ".join(
        f"{_written(verdict)} AS {identifier(name)}"
        for verdict, name in zip(verdicts, layout.names, strict=True)
    )
    connection.execute(
        f"COPY (SELECT {columns} FROM body) TO {quoted(str(target))} "  # noqa: S608 - quoted above
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    )


def _written(verdict: Verdict) -> str:
    if verdict.plain and verdict.kind is not TEXT:
        return verdict.kind.value.format(t=f"c{verdict.column}")
    return reading(verdict.kind, verdict.column)


def identifier(name: str) -> str:
    """Quote a column's name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def _report(
    connection: duckdb.DuckDBPyConnection, grid: Grid, verdict: Verdict, name: str, findings: Findings
) -> None:
    """Tell what a column's type cost: misfits, words for nothing, assumptions."""
    if verdict.kind is TEXT:
        return
    if verdict.misfits:
        _list_cells(connection, grid, verdict, name, findings, misfits=True)
    if verdict.null_words:
        _list_cells(connection, grid, verdict, name, findings, misfits=False)
    if verdict.ambiguous:
        _tell_ambiguous(grid, verdict, name, findings)
    if verdict.kind.warning:
        code, message = verdict.kind.warning
        findings.add(code, f"Column “{name}”: {message}", column=name)


def _tell_ambiguous(grid: Grid, verdict: Verdict, name: str, findings: Findings) -> None:
    if verdict.kind.family == "date":
        first, second = ("day", "month") if verdict.kind.name.startswith("dmy") else ("month", "day")
        findings.add(
            "ambiguous_dates",
            f"Every date of column “{name}” can be read in two ways; it was read with the {first} before the "
            f"{second}. If that is wrong, write the dates as 2024-12-31 and upload the file again.",
            column=name,
            read_as=verdict.kind.name[:3],
        )
    elif grid.decimal_comma:
        mark = "decimals" if verdict.kind.name == "comma_decimal" else "thousands"
        findings.add(
            "ambiguous_numbers",
            f"Every comma in column “{name}” can divide thousands or decimals; it was read as {mark}.",
            column=name,
            read_as=mark,
        )


def _list_cells(
    connection: duckdb.DuckDBPyConnection,
    grid: Grid,
    verdict: Verdict,
    name: str,
    findings: Findings,
    *,
    misfits: bool,
) -> None:
    column, word = verdict.column, is_null_word(verdict.column)
    test = f"NOT {word} AND ({reading(verdict.kind, column)}) IS NULL" if misfits else word
    rows = connection.execute(
        f"SELECT r, c{column} FROM body WHERE c{column} IS NOT NULL AND {test} ORDER BY r LIMIT {MAX_LISTED}"  # noqa: S608
    ).fetchall()
    cells = [
        {"cell": cell_reference(grid.first_row + row, grid.first_column + column), "raw": text[:200]}
        for row, text in rows
    ]
    count = verdict.misfits if misfits else verdict.null_words
    what = f"do not read as {verdict.kind.type}" if misfits else "stand for nothing (“n/a”, “-”, spaces)"
    findings.add(
        "values_not_read" if misfits else "null_words",
        f"{count:,} cells of column “{name}” {what} and are empty in the table.",
        column=name,
        count=count,
        cell=cells[0]["cell"],
        cells=cells,
    )


def _report_errors(grid: Grid, findings: Findings) -> None:
    if not grid.errors:
        return
    cells = [
        {
            "cell": cell_reference(grid.first_row + error.row, grid.first_column + error.column),
            "raw": error.text,
        }
        for error in grid.errors[:MAX_LISTED]
    ]
    findings.add(
        "error_cells",
        f"{len(grid.errors):,} cells hold a spreadsheet error such as {cells[0]['raw']}; they are empty.",
        count=len(grid.errors),
        cell=cells[0]["cell"],
        cells=cells,
    )
