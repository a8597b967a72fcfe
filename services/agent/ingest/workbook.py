"""Workbooks: which sheets there are, and each one's cells."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import fastexcel

from services.agent.ingest.archive import check_small_parts, tell_active_parts
from services.agent.ingest.cells import Expected, SheetCells, read_cells
from services.agent.ingest.drawings import Drawn, drawn_over, tell_drawn
from services.agent.ingest.durations import has_elapsed_formats, long_columns
from services.agent.ingest.exact import Source
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.grid import MAX_HELD_CELLS, WIDE, Grid, TableObject, held_grid, stored_grid
from services.agent.ingest.hiding import in_grid, tell_hidden_rows
from services.agent.ingest.links import Links, outside_targets, tell_links
from services.agent.ingest.merges import place_merges
from services.agent.ingest.native import native
from services.agent.ingest.notes import noted_cells, tell_notes
from services.agent.ingest.odsxml import scan_ods
from services.agent.ingest.othersheets import other_sheets, tell_other_sheets
from services.agent.ingest.paddings import tell_padded
from services.agent.ingest.plaincells import with_plain_cells
from services.agent.ingest.relations import sheet_relations
from services.agent.ingest.sheetxml import SheetScan, asks_to_calculate, scan_sheet, sheet_parts
from services.agent.ingest.shortcells import with_long_cells
from services.agent.ingest.stretches import read_in_stretches
from services.agent.ingest.tableobjects import table_objects
from services.agent.ingest.terms import Terms
from services.agent.ingest.xls import scan_xls
from services.agent.ingest.xlsb import binary_sheet_parts, scan_binary_sheet
from services.common.errors import FileOptionsError

LONGEST_SHEET_NAME = 31
"""Characters that spreadsheet programs allow."""


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
    scans: Mapping[str, SheetScan]
    """Sheet names and what was seen of them, where all sheets are one part."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Sheets that are no worksheets, and what they are."""
    asks_to_calculate: bool = False
    """Whether its values are to be calculated when it is opened."""

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


def open_workbook(path: Path, kind: FileFormat, folder: Path, findings: Findings, terms: Terms) -> Workbook:
    """Check the parts that are read whole, list the sheets, and tell what of the file is not followed."""
    name = findings.file
    parts: dict[str, str] = {}
    asks = False
    scans: Mapping[str, SheetScan] = {}
    in_order: Sequence[SheetScan] = scan_xls(path, name, terms.limits) if kind is FileFormat.XLS else ()
    if kind is not FileFormat.XLS:
        with zipfile.ZipFile(path) as archive:
            tell_active_parts(archive.namelist(), findings)
            check_small_parts(archive, name, without=_scanned_later(archive))
            if kind is FileFormat.ODS:
                scans = scan_ods(archive, name, terms.limits)
            else:
                parts = (binary_sheet_parts if kind is FileFormat.XLSB else sheet_parts)(archive, name)
                asks = kind is not FileFormat.XLSB and asks_to_calculate(archive, name)
    if kind is FileFormat.ODS:
        shapes = any(scan.drawn.on_cells for scan in scans.values())
        path = with_plain_cells(path, name, folder, shapes=shapes)
    reader = native(name, lambda: fastexcel.read_excel(path))
    _tell_names(reader.sheet_names, findings)
    scans = scans or dict(zip(reader.sheet_names, in_order, strict=False))
    wanted = _wanted(reader.sheet_names, terms, name)
    others = other_sheets(parts) | {sheet: scan.other for sheet, scan in scans.items() if scan.other}
    others = {sheet: others[sheet] for sheet in wanted if sheet in others}
    tell_other_sheets(others, findings)
    return Workbook(path, name, kind, terms, wanted, parts, scans, others, asks)


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
    folder: Path,
    *,
    tell_row: Callable[[int], None],
    tell_rows: Callable[[int], None],
) -> Grid | None:
    """Read one sheet's cells as text; None for a sheet without any.

    Args:
        workbook: Whose sheet it is.
        sheet: Its name.
        findings: What the reader should know of it.
        folder: Where the cells of a long one are written.
        tell_row: Called with the last row looked at or read, again and again.
        tell_rows: Called with the number of rows before they are read; 0 where it is not known.
    """
    scan = _scan(workbook, sheet, tell_row)
    if scan.short_cells:
        copy = folder.with_name(f"{folder.name}.xlsb")
        with with_long_cells(workbook.path, workbook.parts[sheet], workbook.name, copy):
            longer = replace(workbook, path=copy)
            return read_sheet(longer, sheet, findings, folder, tell_row=tell_row, tell_rows=tell_rows)
    tell_rows(scan.rows)
    elapsed = has_elapsed_formats(workbook.path, is_zip=workbook.kind is not FileFormat.XLS)
    expected = Expected(scan, workbook.terms.limits, elapsed)
    reader = native(workbook.name, lambda: fastexcel.read_excel(workbook.path))
    source = Source(reader, sheet, workbook.name, workbook.path, workbook.xml_part(sheet))
    read = None
    is_long = workbook.sheet_bytes(sheet) > workbook.terms.limits.long_sheet_bytes
    # A wide sheet is shown to DuckDB in parts, which takes all of its rows at once, unless they are too many.
    in_stretches = is_long and (scan.columns <= WIDE or scan.columns * scan.rows > MAX_HELD_CELLS)
    if source.member and (in_stretches or scan.odd_errors):
        long = long_columns(workbook.path, source.member, workbook.name) if elapsed else None
        read = read_in_stretches(source, replace(expected, durations=long), findings, folder, tell_row)
    read = read or read_cells(source, expected, findings)
    _tell_sheet(workbook, scan, findings, hidden=read.hidden if read else _is_hidden(reader, sheet))
    beside = _beside(workbook, sheet, scan)
    beside.tell(findings)
    grid = _grid(read, sheet) if read else None
    if read is None or grid is None:
        return None
    tell_padded(read.padded, findings)
    tell_links(beside.links, grid, findings)
    merges = place_merges(scan.merges, first_column=grid.first_column, rows=grid.height, columns=grid.width)
    columns = in_grid(scan.hidden_columns, first_column=grid.first_column, width=grid.width)
    return replace(grid, merges=merges, hidden_columns=columns, tables=beside.tables)


def _grid(read: SheetCells, sheet: str) -> Grid | None:
    facts: dict[str, Any] = {
        "sheet": sheet,
        "hidden": read.hidden,
        "first_column": read.first_column,
        "errors": read.errors,
        "durations": read.durations,
        "spreadsheet": True,
    }
    if isinstance(read.cells, Path):
        return stored_grid(read.cells, **facts)
    return held_grid(read.cells, **facts)


def _is_hidden(reader: fastexcel.ExcelReader, sheet: str) -> bool:
    """Tell whether a sheet without cells is hidden."""
    try:
        return reader.load_sheet(sheet, header_row=None, n_rows=0).visible != "visible"
    except fastexcel.FastExcelError:
        return False


@dataclass(frozen=True)
class _Beside:
    """What a sheet has beside its cells."""

    notes: Sequence[str]
    drawn: Drawn
    links: Links
    tables: tuple[TableObject, ...] = ()

    def tell(self, findings: Findings) -> None:
        """Tell what of it is no data."""
        tell_notes(self.notes, findings)
        tell_drawn(self.drawn, findings)


def _beside(workbook: Workbook, sheet: str, scan: SheetScan) -> _Beside:
    part, name = workbook.parts.get(sheet), workbook.name
    if part is None:
        return _Beside(scan.notes, scan.drawn, scan.links)
    with zipfile.ZipFile(workbook.path) as archive:
        relations = sheet_relations(archive, part, name)
        return _Beside(
            noted_cells(archive, relations, name),
            drawn_over(archive, relations, name),
            outside_targets(scan.links, relations),
            table_objects(archive, relations, name),
        )


def _tell_sheet(workbook: Workbook, scan: SheetScan, findings: Findings, *, hidden: bool) -> None:
    scan.formulas.tell(findings, asks=workbook.asks_to_calculate)
    tell_hidden_rows(scan.hidden_rows, findings)
    if hidden:
        told = "This sheet is hidden in the workbook; it was read all the same."
        findings.add("hidden_sheet", told, hidden=True)


def _scan(workbook: Workbook, sheet: str, tell_row: Callable[[int], None]) -> SheetScan:
    part = workbook.parts.get(sheet)
    if part is None:
        return workbook.scans.get(sheet, SheetScan(tiny=True))
    scan = scan_binary_sheet if workbook.kind is FileFormat.XLSB else scan_sheet
    with zipfile.ZipFile(workbook.path) as archive:
        return scan(archive, part, workbook.name, workbook.terms.limits, tell_row=tell_row)
