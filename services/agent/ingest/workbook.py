"""Workbooks: every cell of a sheet as text, by fastexcel, with what it would lose put back."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import fastexcel
import pyarrow as pa

from services.agent.ingest.archive import check_small_parts
from services.agent.ingest.durations import has_elapsed_formats, spell_durations
from services.agent.ingest.exact import Source, exact_floats, has_long_integers, overlay
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.grid import ErrorCell, Grid, rows_of
from services.agent.ingest.longintegers import long_integers
from services.agent.ingest.native import native
from services.agent.ingest.odsxml import scan_ods
from services.agent.ingest.sheetxml import SheetScan, scan_sheet, sheet_parts
from services.agent.ingest.terms import Terms
from services.common.errors import FileOptionsError

HEAD_ROWS = 60
"""Rows looked at for title and header."""
TAIL_ROWS = 30
"""Rows looked at for totals and footnotes."""

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
class Workbook:
    """A checked workbook: safe to hand to the native reader."""

    path: Path
    name: str
    kind: FileFormat
    terms: Terms
    sheets: tuple[str, ...]
    parts: dict[str, str]
    """Sheet names and their members, where sheets are XML parts of their own."""

    def largest_part_bytes(self) -> int:
        """Return the unpacked size of the largest part: what one sheet may cost."""
        if self.kind is FileFormat.XLS:
            return self.path.stat().st_size
        with zipfile.ZipFile(self.path) as archive:
            return max(member.file_size for member in archive.infolist())


def open_workbook(path: Path, name: str, kind: FileFormat, terms: Terms) -> Workbook:
    """Check the parts that are read whole, and list the sheets."""
    parts: dict[str, str] = {}
    if kind is not FileFormat.XLS:
        with zipfile.ZipFile(path) as archive:
            check_small_parts(archive, name, without=_scanned_later(archive))
            if kind is FileFormat.ODS:
                scan_ods(archive, name, terms.limits)
            elif kind is not FileFormat.XLSB:
                parts = sheet_parts(archive, name)
    reader = native(name, lambda: fastexcel.read_excel(path))
    return Workbook(path, name, kind, terms, _wanted(reader.sheet_names, terms, name), parts)


def _wanted(sheets: Sequence[str], terms: Terms, name: str) -> tuple[str, ...]:
    """Keep the sheet that was asked for, or all."""
    wanted = terms.options.sheet
    if wanted is None:
        return tuple(sheets)
    found = [sheet for sheet in sheets if sheet == wanted] or [
        sheet for sheet in sheets if sheet.strip().casefold() == wanted.strip().casefold()
    ]
    if not found:
        raise FileOptionsError(f"“{name}” has no sheet “{wanted}”. It has: {', '.join(sheets)[:500]}.")
    return tuple(found[:1])


def _scanned_later(archive: zipfile.ZipFile) -> frozenset[str]:
    return frozenset(
        member
        for member in archive.namelist()
        if member.lower().startswith("xl/worksheets/sheet") or member == "content.xml"
    )


def read_sheet(workbook: Workbook, sheet: str, findings: Findings) -> Grid | None:
    """Read one sheet's cells as text; None for a sheet without any."""
    scan = _scan(workbook, sheet)
    reader = native(workbook.name, lambda: fastexcel.read_excel(workbook.path))
    loaded = native(
        workbook.name, lambda: reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
    )
    if loaded.width == 0 or loaded.height == 0:
        return None
    batch, problems = native(workbook.name, loaded.to_arrow_with_errors)
    hidden = loaded.visible != "visible"
    first_column = loaded.selected_columns[0].absolute_index
    del loaded
    errors = tuple(
        ErrorCell(problem.position[0], problem.position[1], _error_text(problem.detail))
        for problem in (problems.errors if problems is not None else [])
    )
    table = pa.table(batch.columns, names=[f"c{number}" for number in range(batch.num_columns)])
    source = Source(reader, sheet, workbook.name, first_column)
    table = exact_floats(source, table, scan)
    if sheet in workbook.parts and has_long_integers(table):
        with zipfile.ZipFile(workbook.path) as archive:
            found = long_integers(archive, workbook.parts[sheet], workbook.name)
        table = overlay(table, {(row, column - first_column): text for (row, column), text in found.items()})
    if has_elapsed_formats(workbook.path, is_zip=workbook.kind is not FileFormat.XLS):
        table, durations = spell_durations(source, table, findings)
    else:
        durations = frozenset()
    if scan.uncached:
        findings.add(
            "formula_without_value",
            f"{scan.uncached:,} formulas have no stored value and were read as empty. Open the file in your "
            "spreadsheet program and save it, so that their values are stored.",
            count=scan.uncached,
        )
    if hidden:
        findings.add("hidden_sheet", "This sheet is hidden in the workbook; it was read all the same.")
    return replace(_grid(table, sheet, hidden, first_column, errors), durations=durations)


def _grid(
    table: pa.Table, sheet: str, hidden: bool, first_column: int, errors: tuple[ErrorCell, ...]
) -> Grid:
    return Grid(
        cells=table,
        height=table.num_rows,
        width=table.num_columns,
        sheet=sheet,
        hidden=hidden,
        first_column=first_column,
        errors=errors,
        spreadsheet=True,
        head=rows_of(table.slice(0, HEAD_ROWS)),
        tail=rows_of(table.slice(max(table.num_rows - TAIL_ROWS, 0))),
    )


def _scan(workbook: Workbook, sheet: str) -> SheetScan:
    part = workbook.parts.get(sheet)
    if part is None:
        # No XML to look at (xls, xlsb, ods): numbers may have been printed rounded, so read them twice.
        return SheetScan(tiny=True)
    with zipfile.ZipFile(workbook.path) as archive:
        return scan_sheet(archive, part, workbook.name, workbook.terms.limits)


def _error_text(detail: str) -> str:
    name = detail.rpartition("Error(")[2].partition(")")[0]
    return ERROR_TEXT.get(name, f"#{name.upper()}" if name else "an error")
