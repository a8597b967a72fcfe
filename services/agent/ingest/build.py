"""One grid becomes one table: typed Parquet, and a warning for every cell that did not fit."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from services.agent.ingest.between import lines_between
from services.agent.ingest.blanks import count_blanks, count_nulls
from services.agent.ingest.blocks import Block, find_blocks, whole
from services.agent.ingest.body import Body
from services.agent.ingest.digitdates import read_digit_dates
from services.agent.ingest.findings import Findings, cell_reference
from services.agent.ingest.grid import WIDE, ErrorCell, Grid
from services.agent.ingest.hiding import tell_hidden_columns
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.layout import Layout, find_layout
from services.agent.ingest.likely import Writing
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.longdecimals import exact_decimals
from services.agent.ingest.merged import fill_down
from services.agent.ingest.misfits import tell_column, tell_errors
from services.agent.ingest.pages import repeated_headers
from services.agent.ingest.profile import write_profile
from services.agent.ingest.raw import RawCells
from services.agent.ingest.spelling import find_spellings
from services.agent.ingest.stated import read_as_stated, stated_types
from services.agent.ingest.subtotals import find_subtotals
from services.agent.ingest.terms import Terms
from services.agent.ingest.totals import true_totals
from services.agent.ingest.vote import Verdict, vote, with_one_order

PARQUET = "part-0.parquet"


@dataclass(frozen=True)
class BuiltTable:
    """A table that lies in its folder."""

    sheet: str | None
    rows: int
    columns: tuple[tuple[str, str], ...]
    """Names and DuckDB types."""
    folder: Path
    block: Block | None = None
    """Where it stood; None where the whole file is the table."""
    hidden: bool = False
    """Whether its sheet is."""
    range: str | None = None
    """Where it stood, as spreadsheets name a rectangle."""
    header_rows: tuple[int, ...] = (1,)
    """Counted from 1, as spreadsheets do."""
    titles: tuple[str, ...] = ()
    """What stands above it."""


Part = tuple[BuiltTable, Findings]
"""A table, and what is told of it."""

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
        # Each thread holds a block of every column.
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


@dataclass(frozen=True)
class Place:
    """Where the tables of one grid go."""

    folder: Path
    """The first table's folder; further ones lie beside it."""
    threads: int
    """DuckDB's: one where another sheet is read at the same time."""

    def of(self, number: int) -> Path:
        """Return the folder of one table, counted from 0."""
        return self.folder.with_name(f"{self.folder.name}-{number}") if number else self.folder


def build_tables(grid: Grid, place: Place, findings: Findings, terms: Terms) -> list[Part]:
    """Write the tables of a grid; none when nothing in it is a value.

    Args:
        grid: The cells; a file of them is deleted.
        place: Where to.
        findings: What is known of the sheet already; the first table carries it on.
        terms: Limits and options.
    """
    parts: list[Part] = []
    with connect(place.folder, terms.limits, threads=place.threads, width=grid.width) as connection:
        cells = RawCells(connection, grid)
        cells.register()
        filled = cells.filled(range(grid.width), 0, grid.height)
        hidden = [grid.first_column + column for column in sorted(grid.hidden_columns) if filled[column]]
        tell_hidden_columns(hidden, findings)
        blocks = _blocks(cells, filled, terms) if any(filled) or grid.errors else []
        for number, block in enumerate(blocks):
            part = findings if number == 0 else Findings(findings.file, findings.sheet)
            parts.append((_build(cells, block, place.of(number), part, terms), part))
        _tell_other_errors(grid, [built for built, _ in parts], findings)
    if isinstance(grid.cells, Path):
        grid.cells.unlink()
    return parts


def _blocks(cells: RawCells, filled: Sequence[int], terms: Terms) -> list[Block]:
    grid = cells.grid
    errors = {cell.column for cell in grid.errors}
    columns = [place for place, count in enumerate(filled) if count or place in errors]
    if terms.options.header_row is not None:
        return whole(cells, columns, terms.options.header_row)
    blank_rows = max(filled) < grid.height and cells.has_blank_rows(columns)
    return find_blocks(cells, columns, has_blank_rows=blank_rows)


def _build(cells: RawCells, block: Block, folder: Path, findings: Findings, terms: Terms) -> BuiltTable:
    connection, grid = cells.connection, cells.grid
    folder.mkdir(parents=True, exist_ok=True)
    layout = find_layout(cells, block, findings, header_row=terms.options.header_row)
    grid = _filled_down(cells, layout, findings)
    without = (
        *repeated_headers(connection, grid, layout, findings),
        *lines_between(connection, grid, layout, findings),
    )
    body = Body(connection, grid, layout, layout.end_row, without)
    verdicts = _decided(body, terms)
    if not body.is_wide:
        if between := find_subtotals(body, verdicts, findings):
            body = replace(body, without=(*without, *between))
            verdicts = _decided(body, terms)
        end = true_totals(connection, grid, layout, verdicts, findings)
        if end != layout.end_row:
            body = replace(body, end=end)
            verdicts = _decided(body, terms)
    body.write(verdicts, folder / PARQUET)
    inside = [error for error in grid.errors if _is_inside(error, block)]
    tell_errors(grid, inside, findings)
    _tell_columns(body, verdicts, findings)
    spellings = [] if body.is_wide else find_spellings(connection, verdicts)
    rows, _ = write_profile(connection, folder, grid, verdicts, spellings=spellings)
    types = tuple((name, verdict.kind.type) for name, verdict in zip(layout.names, verdicts, strict=True))
    return BuiltTable(
        grid.sheet,
        rows,
        types,
        folder,
        block,
        hidden=grid.hidden,
        range=_range(grid, block),
        header_rows=tuple(grid.first_row + row + 1 for row in layout.header_rows),
        titles=layout.titles,
    )


def _range(grid: Grid, block: Block) -> str:
    first = cell_reference(grid.first_row + block.first_row, grid.first_column + block.columns[0])
    last = cell_reference(grid.first_row + block.end_row - 1, grid.first_column + block.columns[-1])
    return f"{first}:{last}"


def _filled_down(cells: RawCells, layout: Layout, findings: Findings) -> Grid:
    grid = fill_down(cells.grid, layout, findings)
    if grid is not cells.grid:
        RawCells(cells.connection, grid).register()
    return grid


def _is_inside(error: ErrorCell, block: Block) -> bool:
    return block.first_row <= error.row < block.end_row and error.column in block.columns


def _tell_other_errors(grid: Grid, tables: Sequence[BuiltTable], findings: Findings) -> None:
    blocks = [table.block for table in tables if table.block]
    others = [error for error in grid.errors if not any(_is_inside(error, block) for block in blocks)]
    tell_errors(grid, others, findings)


def _tell_columns(body: Body, verdicts: Sequence[Verdict], findings: Findings) -> None:
    names = dict(zip(body.layout.columns, body.layout.names, strict=True))
    told = {verdict.column: verdict for verdict in verdicts if verdict.needs_telling}
    for part in body.parts(list(told)) if told else ():
        for column in part:
            tell_column(body.connection, body.grid, told[column], names[column], findings)


def _decided(body: Body, terms: Terms) -> list[Verdict]:
    """Let the columns of the data vote."""
    connection, grid, layout, options = body.connection, body.grid, body.layout, terms.options
    writing = Writing(grid.spreadsheet, grid.decimal_comma, options.decimal_mark)
    stated = {
        layout.columns[place]: kind
        for place, kind in stated_types(layout.names, options.column_types).items()
    }
    names = dict(zip(layout.columns, layout.names, strict=True))
    voted: dict[int, Verdict] = {}
    for part in body.parts(layout.columns):
        free = [column for column in part if column not in stated]
        shown = body.shown(part)
        verdicts = exact_decimals(shown, vote(shown, free, height=grid.height, writing=writing))
        verdicts = read_digit_dates(shown, verdicts, names)
        voted.update((verdict.column, verdict) for verdict in verdicts)
        for column in set(part) & stated.keys():
            voted[column] = read_as_stated(connection, column, stated[column], writing)
        for column in grid.durations.intersection(free):
            voted[column] = Verdict(column, TEXT, voted[column].filled)
        told = count_nulls(shown, count_blanks(shown, [voted[column] for column in part]))
        voted.update((verdict.column, verdict) for verdict in told)
    return with_one_order([voted[column] for column in layout.columns], comma=grid.decimal_comma)
