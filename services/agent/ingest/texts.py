"""A text file's tables: read, typed and written."""

from pathlib import Path

from services.agent.ingest.build import BuiltTable, Part, Place, build_tables
from services.agent.ingest.delimited import (
    Shape,
    TextSource,
    prepare_text,
    read_patiently,
    read_strictly,
    tell_ragged,
)
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.grid import Grid
from services.agent.ingest.mended import mend
from services.agent.ingest.regular import build_regular
from services.agent.ingest.terms import Terms
from services.agent.ingest.ticker import Ticker

CHECKED_BYTES = 150e6
"""A second looks through about as many for encoding and line ends."""
TYPED_BYTES = 40e6
"""A second divides, types and writes about as many of a regular file."""
PATIENT_BYTES = 10e6
"""A second divides about as many of one that is not."""


def ingest_text(
    path: Path, kind: FileFormat, target: Path, findings: Findings, terms: Terms, ticker: Ticker
) -> tuple[list[Part], TextSource]:
    """Write a text file's tables into ``target`` and beside it.

    Args:
        path: The file.
        kind: Whether tabs are likely to divide its cells.
        target: The first table's folder.
        findings: Where what concerns the whole file is told; its sheet is the tables' sheet.
        terms: Limits and options.
        ticker: Where progress is told.

    Returns:
        The tables, and how the file was read.
    """
    target.mkdir(parents=True, exist_ok=True)
    size, what = path.stat().st_size, f"“{findings.sheet or findings.file}”"
    ticker.stage(f"looking through {what}", 2.0, 15.0, seconds=size / CHECKED_BYTES)
    part = Findings(findings.file, findings.sheet)
    if size >= terms.limits.regular_min_bytes and terms.options.encoding is None:
        # The strict reader checks every letter itself, so that the file need not be decoded before.
        draft = Findings(findings.file, findings.sheet)
        with prepare_text(path, kind, target, draft, terms, trusting=True) as source:
            rows = f"about {source.about_rows:,} rows of {what}"
            ticker.stage(f"reading {rows}", 15.0, 60.0, seconds=size / TYPED_BYTES)
            if built := build_regular(source, target, part, terms):
                findings.items += draft.items
                return [(built, part)], source
    with prepare_text(path, kind, target, findings, terms) as source:
        rows = f"about {source.about_rows:,} rows of {what}"
        ticker.stage(f"reading {rows}", 20.0, 60.0, seconds=size / PATIENT_BYTES)
        read: BuiltTable | Grid | None = read_strictly(source, target, findings.sheet, terms.limits)
        if read is None and size >= terms.limits.regular_min_bytes:
            read, shape = _read_mended(source, target, part, terms, ticker)
            if read is not None:
                tell_ragged(shape, findings)
        if read is None:
            read = read_patiently(source, target, findings, terms.limits, ticker=ticker)
    if isinstance(read, BuiltTable):
        return [(read, part)], source
    if read is None:
        return [], source
    ticker.stage(f"typing {read.height:,} rows of {what}", 60.0, 98.0, seconds=size / PATIENT_BYTES)
    return build_tables(read, Place(target, terms.limits.threads), part, terms), source


def _read_mended(
    source: TextSource, target: Path, findings: Findings, terms: Terms, ticker: Ticker
) -> tuple[BuiltTable | Grid | None, Shape]:
    """Read a large file strictly once it is mended: at best the table at once; None where it cannot be."""
    copy = target / "mended.csv"
    try:
        plain, shape = mend(source, copy, terms.limits, ticker)
        if plain is None:
            return None, shape
        built = None if shape.has_blank_rows else build_regular(plain, target, findings, terms)
        return built or read_strictly(plain, target, findings.sheet, terms.limits), shape
    finally:
        copy.unlink(missing_ok=True)
