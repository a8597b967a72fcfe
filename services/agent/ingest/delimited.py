"""Text files: one strict, fast reading where the file is regular, a patient one where it is not.

Either way the cells land as strings in a Parquet file of the job's folder, so that memory does not grow with
the file.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from services.agent.ingest.dialect import SAMPLE_CHARACTERS, Dialect, detect_dialect
from services.agent.ingest.encoding import TextFacts, examine, write_utf8
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.grid import Grid, rows_of
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.vote import quoted
from services.common.errors import FileCorruptError, FileTooComplexError

HEAD_ROWS = 60
TAIL_ROWS = 30
BATCH_ROWS = 20_000
"""Rows that the patient reading holds at once."""
MAX_BATCH_CELLS = 2_000_000


@dataclass
class _Shape:
    """How many cells the rows have."""

    rows: int = 0
    width: int = 0
    counts: Counter[int] = field(default_factory=Counter)


def read_delimited(
    path: Path, kind: FileFormat, folder: Path, findings: Findings, limits: IngestLimits
) -> Grid | None:
    """Read a text file's cells into ``folder``; None for a file of blank lines."""
    name = findings.file
    facts = examine(path, name, limits)
    _tell_encoding(facts, findings)
    source = path
    if facts.needs_copy:
        source = folder / "text.utf8"
        write_utf8(path, source, facts)
    try:
        dialect = detect_dialect(_sample(source), tabs=kind is FileFormat.TSV)
        target = folder / "cells.parquet"
        if not _read_fast(source, dialect, facts, target, limits) and not _read_patiently(
            source, dialect, target, findings, limits
        ):
            return None
    finally:
        if source is not path:
            source.unlink()
    return _grid(target, decimal_comma=dialect.delimiter == ";")


def _tell_encoding(facts: TextFacts, findings: Findings) -> None:
    if facts.encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        findings.add(
            "encoding_guessed",
            f"The file is not UTF-8; it was read as {facts.encoding}. Save it as UTF-8 if letters are wrong.",
            encoding=facts.encoding,
        )
    if facts.nuls:
        findings.add("nul_removed", f"{facts.nuls:,} NUL characters were removed.", count=facts.nuls)


def _sample(source: Path) -> str:
    with source.open(encoding="utf-8", newline="") as file:
        text = file.read(SAMPLE_CHARACTERS)
        return text + file.readline(SAMPLE_CHARACTERS)


def _rows(source: Path, dialect: Dialect, limits: IngestLimits, name: str) -> Iterator[list[str]]:
    csv.field_size_limit(limits.max_line_bytes)
    try:
        with source.open(encoding="utf-8", newline="") as file:
            yield from dialect.reader(file)
    except csv.Error as error:
        raise FileCorruptError(
            f"“{name}” cannot be divided into cells: {error}. Save it as CSV again."
        ) from error


def _head(source: Path, dialect: Dialect, limits: IngestLimits) -> list[list[str]]:
    return list(islice(_rows(source, dialect, limits, source.name), HEAD_ROWS * 5))


def _read_fast(source: Path, dialect: Dialect, facts: TextFacts, target: Path, limits: IngestLimits) -> bool:
    """Let DuckDB read a regular file strictly; False where the file is not regular."""
    if facts.mixed_line_ends or dialect.skip_space or not dialect.quote:
        return False
    head = [row for row in _head(source, dialect, limits) if row]
    widths = Counter(map(len, head))
    if not head or len(widths) > 1 or len(head[0]) < 2 or len(head[0]) > limits.max_columns:
        return False
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(head[0])))
    options = (
        f"auto_detect=false, header=false, strict_mode=true, null_padding=false, "
        f"columns={{{columns}}}, nullstr='', "
        f"delim={quoted(dialect.delimiter)}, quote={quoted(dialect.quote)}, "
        f"escape={quoted(dialect.escape or dialect.quote)}, max_line_size={limits.max_line_bytes // 8}, "
        "encoding='utf-8'"
    )
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": limits.threads,
        "memory_limit": f"{limits.memory_bytes}B",
        "temp_directory": str(target.parent / "spill"),
    }
    with duckdb.connect(":memory:", config=settings) as connection:
        try:
            connection.execute(
                f"COPY (SELECT * FROM read_csv({quoted(str(source))}, {options})) "  # noqa: S608 - quoted
                f"TO {quoted(str(target))} (FORMAT parquet, COMPRESSION snappy)"
            )
        except duckdb.Error:
            # Not regular after all; the patient reading tells what is wrong.
            target.unlink(missing_ok=True)
            return False
    return _same_start(target, head)


def _same_start(target: Path, head: list[list[str]]) -> bool:
    """Compare the first rows with what Python's csv module reads."""
    fast = rows_of(next(pq.ParquetFile(target).iter_batches(batch_size=HEAD_ROWS)))
    return fast == [[cell or None for cell in row] for row in head[: len(fast)]]


def _read_patiently(
    source: Path, dialect: Dialect, target: Path, findings: Findings, limits: IngestLimits
) -> bool:
    """Read row by row, pad short rows, and give long ones more columns; False if nothing was there."""
    shape = _Shape()
    for row in _rows(source, dialect, limits, findings.file):
        shape.rows += 1
        if row:
            shape.counts[len(row)] += 1
    if not shape.counts:
        return False
    shape.width = max(shape.counts)
    if shape.width > limits.max_columns:
        raise FileTooComplexError(
            f"“{findings.file}” has a row of {shape.width:,} cells; a table may have {limits.max_columns:,}. "
            "Check the delimiter and the line ends."
        )
    _tell_ragged(shape, findings)
    schema = pa.schema([(f"c{place}", pa.string()) for place in range(shape.width)])
    rows = _rows(source, dialect, limits, findings.file)
    size = max(min(BATCH_ROWS, MAX_BATCH_CELLS // shape.width), 1)
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        while batch := list(islice(rows, size)):
            padded = ([cell or None for cell in row] + [None] * (shape.width - len(row)) for row in batch)
            columns = [pa.array(column, pa.string()) for column in zip(*padded, strict=True)]
            writer.write_table(pa.table(columns, schema=schema))
    return True


def _tell_ragged(shape: _Shape, findings: Findings) -> None:
    usual, _ = shape.counts.most_common(1)[0]
    odd = shape.counts.total() - shape.counts[usual]
    if odd:
        findings.add(
            "ragged_rows",
            f"{odd:,} rows do not have {usual} cells as the others do; missing cells are empty, cells "
            "beyond are in columns of their own.",
            count=odd,
        )


def _grid(cells: Path, *, decimal_comma: bool) -> Grid | None:
    with pq.ParquetFile(cells) as file:
        height, width = file.metadata.num_rows, len(file.schema_arrow)
        if not height:
            return None
        head = rows_of(next(file.iter_batches(batch_size=HEAD_ROWS)))
        last = file.read_row_group(file.num_row_groups - 1)
    tail = rows_of(last.slice(max(last.num_rows - TAIL_ROWS, 0)))
    return Grid(cells, height, width, head=head, tail=tail, decimal_comma=decimal_comma)
