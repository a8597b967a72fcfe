"""Workbooks: every cell of a sheet as text, by fastexcel, with what it would lose put back."""

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import fastexcel
import pyarrow as pa
import python_calamine

from services.agent.ingest.archive import check_small_parts, tell_active_parts
from services.agent.ingest.durations import clock_text, has_elapsed_formats, is_long, spell_durations
from services.agent.ingest.exact import Source, exact_floats, has_long_integers, overlay
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.grid import ErrorCell, Grid, Merge, rows_of
from services.agent.ingest.longintegers import long_integers
from services.agent.ingest.merges import place_merges
from services.agent.ingest.native import native
from services.agent.ingest.odsxml import scan_ods
from services.agent.ingest.paddings import pad
from services.agent.ingest.sheetxml import SheetScan, scan_sheet, sheet_parts
from services.agent.ingest.terms import Terms
from services.agent.ingest.xlsb import binary_sheet_parts, scan_binary_sheet
from services.common.errors import FileOptionsError, FileTooComplexError

HEAD_ROWS = 60
"""Rows looked at for title and header."""
TAIL_ROWS = 30
"""Rows looked at for totals and footnotes."""

LONGEST_SHEET_NAME = 31
"""Characters that spreadsheet programs allow."""

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
    parts: Mapping[str, str]
    """Sheet names and their members, where sheets are parts of their own."""
    merges: Mapping[str, set[Merge]]
    """Sheet names and their merged cells, where all sheets are one part."""

    def xml_part(self, sheet: str) -> str | None:
        """Return the member that is one sheet's XML, where it has XML of its own."""
        return None if self.kind is FileFormat.XLSB else self.parts.get(sheet)

    def largest_part_bytes(self) -> int:
        """Return the unpacked size of the largest part: what one sheet may cost."""
        if self.kind is FileFormat.XLS:
            return self.path.stat().st_size
        with zipfile.ZipFile(self.path) as archive:
            return max(member.file_size for member in archive.infolist())

    def sheet_bytes(self, sheet: str) -> int:
        """Return the unpacked size of one sheet, or its share of the file where sheets are not apart."""
        if sheet not in self.parts:
            return self.path.stat().st_size * 10 // max(len(self.sheets), 1)
        with zipfile.ZipFile(self.path) as archive:
            return archive.getinfo(self.parts[sheet]).file_size


def open_workbook(path: Path, kind: FileFormat, findings: Findings, terms: Terms) -> Workbook:
    """Check the parts that are read whole, list the sheets, and tell what of the file is not followed."""
    name = findings.file
    parts: dict[str, str] = {}
    merges: Mapping[str, set[Merge]] = {}
    if kind is not FileFormat.XLS:
        with zipfile.ZipFile(path) as archive:
            tell_active_parts(archive.namelist(), findings)
            check_small_parts(archive, name, without=_scanned_later(archive))
            if kind is FileFormat.ODS:
                merges = scan_ods(archive, name, terms.limits)
            else:
                parts = (binary_sheet_parts if kind is FileFormat.XLSB else sheet_parts)(archive, name)
    reader = native(name, lambda: fastexcel.read_excel(path))
    _tell_names(reader.sheet_names, findings)
    return Workbook(path, name, kind, terms, _wanted(reader.sheet_names, terms, name), parts, merges)


def _tell_names(sheets: Sequence[str], findings: Findings) -> None:
    for sheet in sheets:
        if len(sheet) > LONGEST_SHEET_NAME:
            findings.add(
                "sheet_name_long",
                f"The name of sheet “{sheet[:60]}…” has {len(sheet)} characters; spreadsheet programs allow "
                f"{LONGEST_SHEET_NAME}. It was read; its table has a shorter name.",
            )


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


def read_sheet(
    workbook: Workbook,
    sheet: str,
    findings: Findings,
    *,
    tell_row: Callable[[int], None],
    tell_rows: Callable[[int], None],
) -> Grid | None:
    """Read one sheet's cells as text; None for a sheet without any.

    Args:
        workbook: Whose sheet it is.
        sheet: Its name.
        findings: What the reader should know of it.
        tell_row: Called with the last row looked at, again and again, before any is read.
        tell_rows: Called with the number of rows before they are read; 0 where it is not known.
    """
    scan = _scan(workbook, sheet, tell_row)
    tell_rows(scan.rows)
    reader = native(workbook.name, lambda: fastexcel.read_excel(workbook.path))
    loaded = native(
        workbook.name, lambda: reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
    )
    if loaded.width == 0 or loaded.height == 0:
        return None
    _check_width(workbook, sheet, loaded.width)
    batch, problems = native(workbook.name, loaded.to_arrow_with_errors)
    hidden = loaded.visible != "visible"
    first_column = loaded.selected_columns[0].absolute_index
    del loaded
    failed = {problem.position: problem.detail for problem in (problems.errors if problems else ())}
    clocks = {place: text for place, detail in failed.items() if (text := clock_text(detail))}
    errors = tuple(
        ErrorCell(*place, _error_text(detail)) for place, detail in failed.items() if place not in clocks
    )
    table = pa.table(batch.columns, names=[f"c{number}" for number in range(batch.num_columns)])
    source = Source(reader, sheet, workbook.name, workbook.path, workbook.xml_part(sheet), first_column)
    table, durations = _restored(workbook, source, overlay(table, clocks), scan, findings)
    durations |= {place[1] for place, text in clocks.items() if is_long(text)}
    _tell_sheet(scan, findings, hidden=hidden)
    grid = _grid(table, sheet, hidden, first_column, errors)
    merges = place_merges(
        scan.merges, first_column=first_column, rows=table.num_rows, columns=table.num_columns
    )
    return replace(grid, durations=durations, merges=merges)


def _check_width(workbook: Workbook, sheet: str, width: int) -> None:
    if width > workbook.terms.limits.max_columns:
        raise FileTooComplexError(
            f"“{workbook.name}” is damaged: its sheet “{sheet[:60]}” claims {width:,} columns, more than any "
            "spreadsheet program has. Open it in your spreadsheet program, save it again and upload it."
        )


def _restored(
    workbook: Workbook, source: Source, table: pa.Table, scan: SheetScan, findings: Findings
) -> tuple[pa.Table, frozenset[int]]:
    """Put back digits and durations that the native reader prints otherwise."""
    table = exact_floats(source, table, scan)
    if source.member is not None:
        with zipfile.ZipFile(workbook.path) as archive:
            if has_long_integers(table):
                found = long_integers(archive, source.member, workbook.name)
                moved = {(row, column - source.first_column): text for (row, column), text in found.items()}
                table = overlay(table, moved)
            table = pad(archive, source.member, table, source.first_column, findings)
    if has_elapsed_formats(workbook.path, is_zip=workbook.kind is not FileFormat.XLS):
        return spell_durations(source, table, findings)
    return table, frozenset()


def _tell_sheet(scan: SheetScan, findings: Findings, *, hidden: bool) -> None:
    if scan.uncached:
        cells = [{"cell": cell} for cell in scan.uncached_cells]
        findings.add(
            "formula_without_value",
            f"{scan.uncached:,} formulas have no stored value and were read as empty. Open the file in your "
            "spreadsheet program and save it, so that their values are stored.",
            count=scan.uncached,
            cell=scan.uncached_cells[0] if cells else None,
            cells=cells or None,
        )
    if hidden:
        findings.add("hidden_sheet", "This sheet is hidden in the workbook; it was read all the same.")


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


def _scan(workbook: Workbook, sheet: str, tell_row: Callable[[int], None]) -> SheetScan:
    part = workbook.parts.get(sheet)
    if part is None:
        # No part to look at (xls, ods): numbers may have been printed rounded, so read them twice.
        return SheetScan(tiny=True, merges=set(_merges_elsewhere(workbook, sheet)))
    scan = scan_binary_sheet if workbook.kind is FileFormat.XLSB else scan_sheet
    with zipfile.ZipFile(workbook.path) as archive:
        return scan(archive, part, workbook.name, workbook.terms.limits, tell_row=tell_row)


def _merges_elsewhere(workbook: Workbook, sheet: str) -> Iterable[Merge]:
    """Return merged cells of a sheet without a part of its own."""
    if workbook.kind is not FileFormat.XLS:
        return workbook.merges.get(sheet, set())
    book = native(workbook.name, lambda: python_calamine.CalamineWorkbook.from_path(str(workbook.path)))
    ranges = native(workbook.name, lambda: book.get_sheet_by_name(sheet).merged_cell_ranges)
    return (Merge(*first, *last) for first, last in ranges or ())


def _error_text(detail: str) -> str:
    name = detail.rpartition("Error(")[2].partition(")")[0]
    return ERROR_TEXT.get(name, f"#{name.upper()}" if name else "an error")
