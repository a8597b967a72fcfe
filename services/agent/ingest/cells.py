"""A sheet's cells as text, by fastexcel, with what it would lose put back."""

import zipfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from services.agent.ingest.durations import clock_text, is_long, spell_durations
from services.agent.ingest.exact import Source, exact_floats, has_long_integers, overlay
from services.agent.ingest.findings import Findings
from services.agent.ingest.grid import ErrorCell
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.longintegers import long_integers
from services.agent.ingest.native import native
from services.agent.ingest.paddings import pad
from services.agent.ingest.sheetxml import SheetScan
from services.common.errors import FileTooComplexError

ERROR_TEXT = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}


@dataclass(frozen=True)
class Expected:
    """What is known of a sheet before its cells are read."""

    scan: SheetScan
    limits: IngestLimits
    elapsed: bool
    """Whether some format of the workbook shows durations."""
    durations: frozenset[int] | None = None
    """Of a sheet that is read in stretches, the columns with durations of a day or more."""


@dataclass(frozen=True)
class SheetCells:
    """The cells of a sheet, and what of them is no text."""

    cells: pa.Table | Path
    """In memory, or a Parquet file in the job's folder."""
    first_column: int
    hidden: bool
    errors: tuple[ErrorCell, ...]
    durations: frozenset[int] = frozenset()
    padded: Counter[int] = field(default_factory=Counter)
    """Cells of each of the sheet's columns that were written as their format shows them."""


def read_cells(source: Source, expected: Expected, findings: Findings) -> SheetCells | None:
    """Read a sheet, or a stretch of one, whole; None where it holds nothing."""
    loaded = native(source.file, lambda: source.load("string"))
    if loaded.width == 0 or loaded.height == 0:
        return None
    _check_width(source, loaded.width, expected.limits)
    batch, problems = native(source.file, loaded.to_arrow_with_errors)
    hidden = loaded.visible != "visible"
    source = replace(source, first_column=loaded.selected_columns[0].absolute_index)
    del loaded
    failed = {problem.position: problem.detail for problem in (problems.errors if problems else ())}
    clocks = {place: text for place, detail in failed.items() if (text := clock_text(detail))}
    errors = tuple(
        ErrorCell(*place, _error_text(detail)) for place, detail in failed.items() if place not in clocks
    )
    table = pa.table(batch.columns, names=[f"c{number}" for number in range(batch.num_columns)])
    others = source.in_table(expected.scan.errors)
    errors += tuple(ErrorCell(*place, text) for place, text in others.items())
    table = overlay(overlay(table, clocks), dict.fromkeys(others))
    table = exact_floats(source, table, expected.scan)
    table, padded = pad(source, _with_long_integers(source, table), expected.scan)
    durations = frozenset(place[1] for place, text in clocks.items() if is_long(text))
    if expected.elapsed:
        table, spelt = spell_durations(source, table, findings, expected.durations)
        durations |= spelt
    return SheetCells(table, source.first_column, hidden, errors, durations, padded)


def _check_width(source: Source, width: int, limits: IngestLimits) -> None:
    if width > limits.max_columns:
        raise FileTooComplexError(
            f"“{source.file}” is damaged: its sheet “{source.sheet[:60]}” claims {width:,} columns, more "
            "than any spreadsheet program has. Open it in your spreadsheet program, save it and upload it."
        )


def _with_long_integers(source: Source, table: pa.Table) -> pa.Table:
    if source.member is None or not has_long_integers(table):
        return table
    with zipfile.ZipFile(source.path) as archive:
        found = long_integers(archive, source.member, source.file)
    return overlay(table, source.in_table(found))


def _error_text(detail: str) -> str:
    name = detail.rpartition("Error(")[2].partition(")")[0]
    return ERROR_TEXT.get(name, f"#{name.upper()}" if name else "an error")
