"""Workbooks: every cell of a sheet as text, by fastexcel, with what it would lose put back."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from services.agent.ingest.archive import check_small_parts, damaged
from services.agent.ingest.findings import Findings
from services.agent.ingest.formats import FileFormat
from services.agent.ingest.grid import ErrorCell, Grid, rows_of
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.odsxml import scan_ods
from services.agent.ingest.sheetxml import SheetScan, long_integers, scan_sheet, sheet_parts
from services.common.errors import FileCorruptError, FileEncryptedError, FileTooComplexError

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
PLAIN_NUMBER = r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$"
LONG_INTEGER = r"^-?[0-9]{16,}$"
LONGEST_INTEGER = 38
"""Digits of the longest exact integer; longer texts are floats that the reader wrote out."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Workbook:
    """A checked workbook: safe to hand to the native reader."""

    path: Path
    name: str
    kind: FileFormat
    limits: IngestLimits
    sheets: tuple[str, ...]
    parts: dict[str, str]
    """Sheet names and their members, where sheets are XML parts of their own."""

    def largest_part_bytes(self) -> int:
        """Return the unpacked size of the largest part: what one sheet may cost."""
        if self.kind is FileFormat.XLS:
            return self.path.stat().st_size
        with zipfile.ZipFile(self.path) as archive:
            return max(member.file_size for member in archive.infolist())


def open_workbook(path: Path, name: str, kind: FileFormat, limits: IngestLimits) -> Workbook:
    """Check the parts that are read whole, and list the sheets."""
    parts: dict[str, str] = {}
    if kind is not FileFormat.XLS:
        with zipfile.ZipFile(path) as archive:
            check_small_parts(archive, name, without=_scanned_later(archive))
            if kind is FileFormat.ODS:
                scan_ods(archive, name, limits)
            elif kind is not FileFormat.XLSB:
                parts = sheet_parts(archive, name)
    reader = native(name, lambda: fastexcel.read_excel(path))
    return Workbook(path, name, kind, limits, tuple(reader.sheet_names), parts)


def _scanned_later(archive: zipfile.ZipFile) -> frozenset[str]:
    return frozenset(
        member
        for member in archive.namelist()
        if member.lower().startswith("xl/worksheets/sheet") or member == "content.xml"
    )


def native(name: str, read: Callable[[], Result]) -> Result:
    """Call the native reader and name its failures."""
    try:
        return read()
    except MemoryError as error:
        raise FileTooComplexError(
            f"“{name}” needs more memory than one file may take. Split it into several files."
        ) from error
    except BaseException as error:
        # A panic of the native reader derives from BaseException, so that nothing catches it by accident.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        text = str(error).lower()
        if "password" in text or "encrypt" in text:
            raise FileEncryptedError(
                f"“{name}” is protected by a password. Remove it, save, and upload it again."
            ) from error
        raise FileCorruptError(damaged(name)) from error


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
    del loaded
    errors = tuple(
        ErrorCell(problem.position[0], problem.position[1], _error_text(problem.detail))
        for problem in (problems.errors if problems is not None else [])
    )
    table = pa.table(batch.columns, names=[f"c{number}" for number in range(batch.num_columns)])
    table = _exact(workbook, sheet, table, scan, reader)
    if scan.uncached:
        findings.add(
            "formula_without_value",
            f"{scan.uncached:,} formulas have no stored value and were read as empty. Open the file in your "
            "spreadsheet program and save it, so that their values are stored.",
            count=scan.uncached,
        )
    if hidden:
        findings.add("hidden_sheet", "This sheet is hidden in the workbook; it was read all the same.")
    return _grid(table, sheet, hidden, scan.first_column, errors)


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
        return scan_sheet(archive, part, workbook.name, workbook.limits)


def _error_text(detail: str) -> str:
    name = detail.rpartition("Error(")[2].partition(")")[0]
    return ERROR_TEXT.get(name, f"#{name.upper()}" if name else "an error")


def _exact(
    workbook: Workbook, sheet: str, table: pa.Table, scan: SheetScan, reader: fastexcel.ExcelReader
) -> pa.Table:
    """Put back the digits that the reader's printing lost."""
    lengths = [pc.max(pc.binary_length(column)).as_py() or 0 for column in table.columns]
    suspects = [
        place
        for place, length in enumerate(lengths)
        if scan.tiny or place + scan.first_column in scan.long_fractions or length > LONGEST_INTEGER
    ]
    rounded = [place for place in suspects if pc.any(_matches(table.column(place), PLAIN_NUMBER)).as_py()]
    if rounded:
        table = _exact_floats(workbook.name, sheet, table, reader, rounded)
    long = [place for place, length in enumerate(lengths) if length >= 16]
    if sheet in workbook.parts and any(pc.any(_matches(table.column(p), LONG_INTEGER)).as_py() for p in long):
        with zipfile.ZipFile(workbook.path) as archive:
            found = long_integers(archive, workbook.parts[sheet], workbook.name)
        table = _overlay(
            table, {(row, column - scan.first_column): text for (row, column), text in found.items()}
        )
    return table


def _matches(text: pa.ChunkedArray, pattern: str) -> pa.ChunkedArray:
    return pc.match_substring_regex(text, pattern)


def _exact_floats(
    name: str, sheet: str, table: pa.Table, reader: fastexcel.ExcelReader, places: list[int]
) -> pa.Table:
    """Read numbers a second time, as floats, and take those that the printed text does not equal."""
    loaded = native(
        name,
        lambda: reader.load_sheet(
            sheet, header_row=None, skip_rows=0, dtypes=dict.fromkeys(places, "float"), use_columns=places
        ),
    )
    floats, _ = native(name, loaded.to_arrow_with_errors)
    for number, place in enumerate(places):
        text, value = table.column(place), floats.column(number)
        if value.type != pa.float64() or len(value) != len(text):
            continue
        is_number = pc.fill_null(_matches(text, PLAIN_NUMBER), fill_value=False)
        printed = pc.cast(pc.if_else(is_number, text, None), pa.float64())
        longer = pc.greater(pc.binary_length(text), LONGEST_INTEGER)
        better = pc.and_(pc.is_finite(value), pc.or_(pc.not_equal(printed, value), longer))
        merged = pc.if_else(pc.fill_null(better, fill_value=False), pc.cast(value, pa.string()), text)
        table = table.set_column(place, f"c{place}", merged)
    return table


def _overlay(table: pa.Table, cells: dict[tuple[int, int], str]) -> pa.Table:
    for number in {column for _, column in cells if 0 <= column < table.num_columns}:
        texts = table.column(number).to_pylist()
        for (row, column), text in cells.items():
            if column == number and row < len(texts):
                texts[row] = text
        table = table.set_column(number, f"c{number}", pa.array(texts, pa.string()))
    return table
