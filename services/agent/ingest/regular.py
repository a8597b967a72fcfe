"""The fast lane for regular text files: one pass from the file to typed Parquet.

A file takes it when its first row is a header, nothing stands around the table, and a sample leaves no
doubt about any column. Every cell is still checked: the first one that does not fit ends the pass, and the
file goes the careful way. So both ways give the same table.
"""

from dataclasses import replace
from itertools import chain
from pathlib import Path

import duckdb

from services.agent.ingest.body import parquet_options
from services.agent.ingest.build import PARQUET, BuiltTable, connect
from services.agent.ingest.certain import certain_kinds
from services.agent.ingest.delimited import TextSource, regular_head, strict_reader
from services.agent.ingest.digitdates import likely_digit_dates
from services.agent.ingest.envelope import is_enclosed
from services.agent.ingest.findings import Findings
from services.agent.ingest.footer import find_footer, is_rule, is_underline
from services.agent.ingest.grid import WIDE, Grid, Row
from services.agent.ingest.header import find_header
from services.agent.ingest.intruders import has_intruders
from services.agent.ingest.kind import Kind
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.misfits import tell_column
from services.agent.ingest.naming import column_names, header_text
from services.agent.ingest.odd import ODD, look_again, nothing, unpadded
from services.agent.ingest.profile import write_profile
from services.agent.ingest.sql import identifier, quoted
from services.agent.ingest.terms import Terms
from services.agent.ingest.vote import Verdict, reading

PROBES = 12
"""Places in the file that are sampled, evenly spread."""
PROBE_BYTES = 16 * 1024
PROBE_ROWS = 60
TAIL_ROWS = 30

CASTS = frozenset({"BIGINT", "DATE", "TIMESTAMP"})
"""Types whose cells need no regular expression where they print as they were read; printing a floating-point
number costs more than the expression."""
BYTES_PER_COLUMN = 4 * 1024 * 1024
"""What DuckDB must be allowed before its threads write a file together; it takes less than that."""
DIGITS_OF_A_FLOAT = 17
"""More of them than a floating-point number holds, and the careful way decides what the column becomes."""


def build_regular(source: TextSource, folder: Path, findings: Findings, terms: Terms) -> BuiltTable | None:
    """Write a regular file as a table; None, and nothing written, where it is not regular."""
    limits = terms.limits
    if source.path.stat().st_size < limits.regular_min_bytes or terms.options.shapes_tables:
        return None
    head = regular_head(source, limits)
    samples = _samples(source, len(head[0])) if head else None
    if not samples or not _is_bare(head, samples[-1]):
        return None
    rows = list(chain(head[1:], *samples))
    kinds = certain_kinds(rows, comma=source.writes_decimal_commas)
    if kinds is None:
        return None
    names = column_names(head[0])
    kinds = likely_digit_dates(kinds, names, rows)
    roomy = replace(limits, memory_bytes=limits.memory_bytes + min(len(names), WIDE) * BYTES_PER_COLUMN)
    with connect(folder, roomy, threads=limits.threads, width=len(names)) as connection:
        verdicts = _typed(connection, source, folder / PARQUET, kinds, names)
        grid = Grid(cells=folder, height=0, width=len(names), sheet=findings.sheet)
        profile = write_profile(connection, folder, grid, verdicts) if verdicts else None
        if not verdicts or not profile or has_intruders(connection, folder / PARQUET, kinds, profile):
            (folder / PARQUET).unlink(missing_ok=True)
            return None
        for verdict, name in zip(verdicts, names, strict=True):
            if verdict.needs_telling:
                tell_column(connection, grid, verdict, name, findings)
    types = tuple((name, kind.type) for name, kind in zip(names, kinds, strict=True))
    return BuiltTable(findings.sheet, profile[0], types, folder)


def _samples(source: TextSource, width: int) -> list[list[list[str]]] | None:
    """Divide lines from places all over the file, its end last; None where one differs in width."""
    size = source.path.stat().st_size
    samples = []
    with source.path.open("rb") as file:
        for probe in range(1, PROBES + 1):
            file.seek(max(size * probe // PROBES - PROBE_BYTES, 0))
            lines = file.read(PROBE_BYTES).decode("utf-8", errors="ignore").splitlines(keepends=True)[1:]
            lines = lines[-PROBE_ROWS:] if probe == PROBES else lines[:PROBE_ROWS]
            rows = [row for row in source.dialect.reader(lines) if row]
            if not rows or any(len(row) != width for row in rows):
                return None
            samples.append(rows)
    return samples


def _is_bare(head: list[list[str]], end: list[list[str]]) -> bool:
    """Tell whether the table begins with its header in the first line and ends with data."""
    first = _as_cells(head[:60])
    header = find_header(first)
    if header.rows != (0,) or not all(first[0]) or any("\n" in cell or "\r" in cell for cell in head[0]):
        return False
    if any(is_rule(row) or is_underline(row) for row in first[1:2]):
        return False
    if column_names(head[0]) != [header_text(cell) for cell in head[0]]:
        return False
    tail = _as_cells(end[-TAIL_ROWS:])
    if is_enclosed(first, tail):
        return False
    footer = find_footer(tail, 0)
    return not footer.notes and not footer.totals and footer.end == len(tail)


def _as_cells(rows: list[list[str]]) -> list[Row]:
    return [[cell or None for cell in row] for row in rows]


def _typed(
    connection: duckdb.DuckDBPyConnection,
    source: TextSource,
    target: Path,
    kinds: list[Kind],
    names: list[str],
) -> list[Verdict] | None:
    """Write the table and decide its columns; None where something does not fit."""
    failure = _copy(connection, _typing(source, kinds, names, odd=False), target, len(kinds))
    has_odd = ODD in failure
    if has_odd:
        failure = _copy(connection, _typing(source, kinds, names, odd=True), target, len(kinds))
    if failure:
        # A row or a cell that is not like the others: the careful way will find and tell it.
        return None
    counts = connection.execute(f"SELECT count(COLUMNS(*)) FROM read_parquet({quoted(str(target))})")  # noqa: S608
    kept = [
        Verdict(place, kind, count, plain=True)
        for place, (kind, count) in enumerate(zip(kinds, counts.fetchall()[0], strict=True))
    ]
    return look_again(connection, strict_reader(source, len(kinds), skip=1), kept) if has_odd else kept


def _copy(connection: duckdb.DuckDBPyConnection, query: str, target: Path, width: int) -> str:
    """Write a query's rows as Parquet; returns why it failed, and an empty text where it did not."""
    try:
        connection.execute(f"COPY ({query}) TO {quoted(str(target))} ({parquet_options(width)})")
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        return str(error)
    return ""


def _typing(source: TextSource, kinds: list[Kind], names: list[str], *, odd: bool) -> str:
    """SQL for the table's rows, which fails at a cell that does not fit, and without ``odd`` at an odd one.

    Nothing in it may count as it goes, as a sequence does: DuckDB would do all of it in one thread.
    """
    wide = source.facts.lines.wide_blanks
    columns = ", ".join(
        f"{_strictly(kind, place, wide=wide, odd=odd)} AS {identifier(name)}"
        for place, (kind, name) in enumerate(zip(kinds, names, strict=True))
    )
    casts = "".join(
        f", TRY_CAST(c{place} AS {kind.type}) AS t{place}"
        for place, kind in enumerate(kinds)
        if _may_print_alike(kind)
    )
    cells = ", ".join(f"c{place}" for place in range(len(names)))
    return (
        f"SELECT {columns} FROM (SELECT *{casts} "  # noqa: S608 - quoted
        f"FROM {strict_reader(source, len(names), skip=1)}) WHERE coalesce({cells}) IS NOT NULL"
    )


def _may_print_alike(kind: Kind) -> bool:
    return kind.type in CASTS and not kind.name.startswith(("dmy", "mdy"))


def _strictly(kind: Kind, place: int, *, wide: bool, odd: bool) -> str:
    """SQL for a cell read as a kind, which fails where it cannot be.

    DuckDB computes what stands twice in a query for every cell, also where it is needed for few: so the ways
    of reading a cell share no part.

    Args:
        kind: How the cell is written.
        place: Its column.
        wide: Whether some cell may hold a no-break space.
        odd: Whether to read words for nothing, and texts with blanks around.
    """
    cell, cast = f"c{place}", f"t{place}"
    if kind is TEXT:
        return unpadded(place, wide=wide, odd=odd)
    value = reading(kind, place, plain=True)
    if kind.type == "DOUBLE":
        value = f"CASE WHEN length({cell}) <= {DIGITS_OF_A_FLOAT} THEN {value} END"
    failure = f"error('not a {kind.name}')"
    value = f"coalesce({value}, {nothing(place, otherwise=failure, odd=odd)})"
    if kind.type == "BOOLEAN":
        usual = f"{cell} = 'true' THEN true WHEN {cell} = 'false' THEN false"
    elif _may_print_alike(kind):
        usual = f"CAST({cast} AS VARCHAR) = {cell} THEN {cast}"
    else:
        return f"CASE WHEN {cell} IS NOT NULL THEN {value} END"
    return f"CASE WHEN {usual} WHEN {cell} IS NULL THEN NULL ELSE {value} END"
