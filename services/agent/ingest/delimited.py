"""Text files: one strict, fast reading where the file is regular, a patient one where it is not.

Either way the cells land as strings in a Parquet file of the job's folder, so that memory does not grow with
the file.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from services.agent.ingest.body import row_group
from services.agent.ingest.build import connect
from services.agent.ingest.dialect import SAMPLE_CHARACTERS, detect_dialect, usual_width
from services.agent.ingest.encoding import TextFacts, examine, tell_encoding, write_utf8
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.grid import HEAD_ROWS, Grid, rows_of, stored_grid
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.records import Dialect
from services.agent.ingest.sql import quoted
from services.agent.ingest.terms import Terms
from services.agent.ingest.ticker import Ticker
from services.common.errors import FileCorruptError, FileTooComplexError

CELLS = "cells.parquet"
"""In the job's folder, while the tables are made."""
BATCH_ROWS = 20_000
"""Rows that the patient reading holds at once."""
FAST_BYTES = 512 * 1024
"""Smaller files are divided sooner than a second reader is set up."""
STRICT_LINE_BYTES = 500_000
"""The longest line of a regular file; longer ones are read patiently."""
STRICT_COLUMNS = 2_000
"""Its blocks of more columns take more memory than a job has."""
STRICT_BUFFER_BYTES = 8_000_000
"""What each of the strict reader's threads takes at once; by default 32 MB, of which it keeps several."""
MAX_BATCH_CELLS = 2_000_000


@dataclass(frozen=True)
class TextSource:
    """A text file that is ready to be divided into cells: UTF-8, its dialect known."""

    path: Path
    dialect: Dialect
    facts: TextFacts
    width: int | None
    """Cells of most rows, as far as the beginning shows; None for a single column."""
    about_rows: int
    """Lines, if all are as long as those at the beginning."""

    @property
    def writes_decimal_commas(self) -> bool:
        """Whether the delimiter suggests that decimals are written with a comma."""
        return self.dialect.delimiter == ";"


@dataclass
class Shape:
    """How many cells the rows of a file have."""

    rows: int = 0
    counts: Counter[int] = field(default_factory=Counter)
    """Rows by their cells; blank ones are not counted."""

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max(self.counts, default=0)

    @property
    def has_blank_rows(self) -> bool:
        """Whether some row is blank."""
        return self.counts.total() < self.rows

    def take(self, cells: int, rows: int = 1) -> None:
        """Count rows of so many cells."""
        self.rows += rows
        if cells:
            self.counts[cells] += rows


@contextmanager
def prepare_text(
    path: Path, kind: FileFormat, folder: Path, findings: Findings, terms: Terms, *, trusting: bool = False
) -> Iterator[TextSource]:
    """Find encoding and dialect; a copy in UTF-8, where one is needed, lasts as long as the context.

    Args:
        path: The file.
        kind: Whether tabs are likely.
        folder: For the copy.
        findings: Where a guessed encoding is told.
        terms: Limits and options.
        trusting: Whether a beginning in UTF-8 is enough to take all of the file for it.
    """
    options = terms.options
    facts = examine(path, findings.file, terms.limits, stated=options.encoding, trusting=trusting)
    if options.encoding is None:
        tell_encoding(facts, findings)
    source = path
    if facts.needs_copy:
        source = folder / "text.utf8"
        write_utf8(path, source, facts)
    try:
        sample = _sample(source)
        dialect = detect_dialect(sample, tabs=kind.has_tabs, delimiter=options.delimiter)
        lines = sample.count("\n") or sample.count("\r") or 1
        width = usual_width(dialect, sample)
        if options.delimiter and width is None:
            findings.add(
                "delimiter_divides_nothing",
                f"The delimiter that was given, “{options.delimiter}”, divides no line of the file's "
                "beginning; each row is one cell. Leave it out, and it is found.",
            )
        about_rows = round(lines * source.stat().st_size / max(len(sample.encode()), 1))
        yield TextSource(source, dialect, facts, width, about_rows)
    finally:
        if source is not path:
            source.unlink()


def read_patiently(
    source: TextSource, folder: Path, findings: Findings, limits: IngestLimits, *, ticker: Ticker
) -> Grid | None:
    """Read any text file's cells into ``folder``; None for a file of blank lines."""
    shape = _shape(source, findings, limits, ticker)
    if not shape.counts:
        return None
    tell_ragged(shape, findings)
    _write_patiently(source, folder / CELLS, shape, limits, ticker)
    return _grid(folder / CELLS, source, findings.sheet)


def _sample(source: Path) -> str:
    with source.open(encoding="utf-8", newline="") as file:
        text = file.read(SAMPLE_CHARACTERS)
        return text + file.readline(SAMPLE_CHARACTERS)


def rows_of_text(source: TextSource, name: str, limits: IngestLimits) -> Iterator[list[str]]:
    """Divide a text file as Python's csv module does."""
    csv.field_size_limit(limits.max_line_bytes)
    try:
        with source.path.open(encoding="utf-8", newline="") as file:
            yield from source.dialect.reader(file, source.width)
    except csv.Error as error:
        raise FileCorruptError(
            f"“{name}” cannot be divided into cells: {error}. Save it as CSV again."
        ) from error


def regular_head(source: TextSource, limits: IngestLimits) -> list[list[str]]:
    """Return the first rows of a file that a strict reader can read; nothing if they show that it cannot."""
    dialect = source.dialect
    if source.facts.lines.mixed_ends or dialect.skip_space or not dialect.is_plain:
        return []
    # The strict reader passes over blank lines, which may stand between two tables.
    if source.facts.lines.blank_lines:
        return []
    if source.facts.lines.longest > STRICT_LINE_BYTES:
        # The strict reader fails at a line longer than its buffer, but drops one without a word in the end.
        return []
    head = [row for row in islice(rows_of_text(source, source.path.name, limits), HEAD_ROWS * 5) if row]
    if len({len(row) for row in head}) != 1 or not 2 <= len(head[0]) <= min(
        limits.max_columns, STRICT_COLUMNS
    ):
        return []
    return head


def strict_reader(source: TextSource, width: int, *, skip: int = 0) -> str:
    """SQL that reads a regular file's cells as strings, and fails at the first row that is not regular."""
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    dialect = source.dialect
    reader = (
        f"read_csv({quoted(str(source.path))}, auto_detect=false, header=false, skip={skip}, "
        f"strict_mode=true, null_padding=false, columns={{{columns}}}, nullstr='', "
        f"delim={quoted(dialect.delimiter)}, quote={quoted(dialect.quote)}, "
        f"escape={quoted(dialect.escape or dialect.quote)}, max_line_size={STRICT_LINE_BYTES}, "
        f"buffer_size={STRICT_BUFFER_BYTES}, encoding='utf-8')"
    )
    if not source.facts.lines.quotes and dialect.quote == '"':
        return reader
    # Two quotes too many may hold whole rows between them, and make one cell of those.
    mark = quoted(dialect.delimiter)
    has_rows = " OR ".join(
        f"(contains(c{place}, chr(10)) AND len(string_split(c{place}, {mark})) >= {width})"
        for place in range(width)
    )
    return f"(SELECT * FROM {reader} WHERE CASE WHEN {has_rows} THEN error('rows in a cell') ELSE true END)"  # noqa: S608


def read_strictly(source: TextSource, folder: Path, sheet: str | None, limits: IngestLimits) -> Grid | None:
    """Let DuckDB read a regular file's cells into ``folder``; None where the file is not regular."""
    head = regular_head(source, limits) if source.path.stat().st_size >= FAST_BYTES else []
    if not head:
        return None
    target, width = folder / CELLS, len(head[0])
    with connect(folder, limits, threads=limits.threads, width=width) as connection:
        try:
            connection.execute(
                f"COPY (SELECT * FROM {strict_reader(source, width)}) "  # noqa: S608 - quoted
                f"TO {quoted(str(target))} "
                f"(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {row_group(width)})"
            )
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error:
            # Not regular after all; the patient reading tells what is wrong.
            target.unlink(missing_ok=True)
            return None
    return _grid(target, source, sheet) if _same_start(target, head) else None


def _same_start(target: Path, head: list[list[str]]) -> bool:
    """Compare the first rows with what Python's csv module reads."""
    fast = rows_of(next(pq.ParquetFile(target).iter_batches(batch_size=HEAD_ROWS)))
    return fast == [[cell or None for cell in row] for row in head[: len(fast)]]


def _shape(source: TextSource, findings: Findings, limits: IngestLimits, ticker: Ticker) -> Shape:
    """Count rows and cells."""
    shape = Shape()
    for row in rows_of_text(source, findings.file, limits):
        shape.take(len(row))
        if shape.rows % BATCH_ROWS == 0:
            ticker.rename(f"counting row {shape.rows:,} of about {source.about_rows:,}")
    if shape.width > limits.max_columns:
        raise FileTooComplexError(
            f"“{findings.file}” has a row of {shape.width:,} cells; a table may have {limits.max_columns:,}. "
            "Check the delimiter and the line ends."
        )
    return shape


def _write_patiently(
    source: TextSource, target: Path, shape: Shape, limits: IngestLimits, ticker: Ticker
) -> None:
    """Read row by row, pad short rows, and give long ones more columns."""
    schema = pa.schema([(f"c{place}", pa.string()) for place in range(shape.width)])
    rows = rows_of_text(source, source.path.name, limits)
    size = max(min(BATCH_ROWS, MAX_BATCH_CELLS // shape.width), 1)
    done = 0
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        while batch := list(islice(rows, size)):
            padded = ([cell or None for cell in row] + [None] * (shape.width - len(row)) for row in batch)
            columns = [pa.array(column, pa.string()) for column in zip(*padded, strict=True)]
            writer.write_table(pa.table(columns, schema=schema))
            done += len(batch)
            ticker.rename(f"row {done:,} of {shape.rows:,}")


def tell_ragged(shape: Shape, findings: Findings) -> None:
    """Tell how many rows are shorter or longer than most."""
    usual, _ = shape.counts.most_common(1)[0]
    odd = shape.counts.total() - shape.counts[usual]
    if odd:
        findings.add(
            "ragged_rows",
            f"{odd:,} rows do not have {usual} cells as the others do; missing cells are empty, cells "
            "beyond are in columns of their own.",
            count=odd,
        )


def _grid(cells: Path, source: TextSource, sheet: str | None) -> Grid | None:
    return stored_grid(cells, sheet=sheet, decimal_comma=source.writes_decimal_commas)
