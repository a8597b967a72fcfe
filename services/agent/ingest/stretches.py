"""Long sheets: cut into stretches of rows, each a sheet of a workbook of its own, and read one by one.

The native reader needs memory for all cells of a sheet at once, as text and as Arrow's columns besides.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO
from xml.sax.saxutils import quoteattr

import fastexcel
import pyarrow as pa
import pyarrow.parquet as pq

from services.agent.ingest.archive import read_chunks
from services.agent.ingest.cells import Expected, SheetCells, read_cells
from services.agent.ingest.exact import Source
from services.agent.ingest.findings import Findings
from services.agent.ingest.grid import Cells, ErrorCell
from services.agent.ingest.native import native
from services.agent.ingest.sheetxml import ERROR_MARK, ODD_ERROR, column_number, date_system_and_state

COMMON = ("[content_types].xml", "xl/styles.xml", "xl/sharedstrings.xml")
"""What all sheets of a workbook share."""

ROWS = b"<sheetData>"
END = b"</sheetData></worksheet>"
ROW_START = b"<row "
USUAL_ROW = b'<row r="'
ODD = (b"<row>", b"<![CDATA[")
"""A row without a number, and what may hold the start of a row that is none."""
LONGEST_ROW = 16 * 1024 * 1024
ROW = re.compile(rb'<row r="(\d{1,7})"')
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
BLANK_ROWS = 65_536
"""Written at once where rows hold nothing."""


def read_in_stretches(
    source: Source, expected: Expected, findings: Findings, folder: Path, tell_row: Callable[[int], None]
) -> SheetCells | None:
    """Read a long sheet into a file; None where its rows are not written as usual.

    Args:
        source: The sheet.
        expected: What is known of it.
        findings: What the reader should know of it.
        folder: Where to write.
        tell_row: Called with the last row read, again and again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    split, target = folder / "stretches.xlsx", folder / "cells.parquet"
    starts, odd_errors = cut_sheet(source, split, expected.limits.stretch_bytes)
    if not starts:
        split.unlink()
        return None
    reader = native(source.file, lambda: fastexcel.read_excel(split))
    schema = pa.schema([(f"c{number}", pa.string()) for number in range(expected.scan.columns)])
    found = SheetCells(target, 0, hidden=False, errors=())
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        written = 0
        for number, first in enumerate(starts):
            sheet = replace(source, reader=reader, sheet=str(number), path=split, member=_member(number))
            part = read_cells(replace(sheet, first_row=max(first - 1, 0)), expected, findings)
            if part is None:
                continue
            table = _aligned(part, schema, skip=min(first, 1))
            for blank in _blank_rows(first - written, schema):
                writer.write_table(blank)
            writer.write_table(table)
            written = first + table.num_rows
            errors = (*found.errors, *_moved_errors(part, odd_errors, above=max(first - 1, 0)))
            padded = found.padded + part.padded
            durations = found.durations | {place + part.first_column for place in part.durations}
            found = replace(found, hidden=part.hidden, errors=errors, padded=padded, durations=durations)
            tell_row(written)
    split.unlink()
    return found


def _aligned(part: SheetCells, schema: pa.Schema, *, skip: int) -> pa.Table:
    """Give a stretch all columns of the sheet, and take off the row that was put above it."""
    assert isinstance(part.cells, pa.Table)
    table = part.cells.slice(skip)
    columns = [pa.nulls(table.num_rows, pa.string())] * len(schema)
    columns[part.first_column : part.first_column + table.num_columns] = table.columns
    return pa.table(columns, schema=schema)


def _moved_errors(part: SheetCells, odd: Cells, *, above: int) -> Iterator[ErrorCell]:
    for error in part.errors:
        row, column = error.row + above, error.column + part.first_column
        yield ErrorCell(row, column, odd.get((row, column), error.text))


def _blank_rows(count: int, schema: pa.Schema) -> Iterator[pa.Table]:
    for start in range(0, count, BLANK_ROWS):
        rows = pa.nulls(min(BLANK_ROWS, count - start), pa.string())
        yield pa.table([rows] * len(schema), schema=schema)


def cut_sheet(source: Source, target: Path, stretch_bytes: int) -> tuple[list[int], Cells]:
    """Write a workbook with a sheet for each stretch of a sheet's rows.

    Above the first row of each stretch but the first stands another one with a number in column A, since the
    reader begins with the first row that holds something.

    Returns:
        The first rows, counted from 0; none where it cannot be seen where rows begin. And the errors that
        the native reader does not know, for which it finds others.
    """
    assert source.member is not None
    with zipfile.ZipFile(source.path) as archive, zipfile.ZipFile(target, "w") as split:
        cutter = _Cutter(split, stretch_bytes)
        try:
            for chunk in read_chunks(archive, source.member, source.file):
                cutter.take(chunk)
            cutter.finish()
        except _UnusualRowsError:
            return [], {}
        finally:
            cutter.close()
        for member in archive.namelist():
            if member.lower() in COMMON:
                with split.open(member, "w") as copy:
                    copy.writelines(read_chunks(archive, member, source.file))
        date_system, state = date_system_and_state(archive, source.sheet, source.file)
        _write_list(split, len(cutter.starts), date_system, state)
    return cutter.starts, cutter.odd_errors


class _UnusualRowsError(Exception):
    """It cannot be seen where a sheet's rows begin."""


class _Cutter:
    """Writes a sheet's XML, taken piece by piece, as several sheets."""

    def __init__(self, split: zipfile.ZipFile, stretch_bytes: int) -> None:
        self.starts: list[int] = []
        self.odd_errors: Cells = {}
        self._split = split
        self._stretch_bytes = stretch_bytes
        self._head = b""
        """What stands before the rows; each stretch begins with it."""
        self._rest = b""
        self._part: IO[bytes] | None = None
        self._written = 0

    def take(self, chunk: bytes) -> None:
        """Write the rows that are whole."""
        data = self._rest + chunk
        if not self._head and ROWS in data:
            place = data.index(ROWS) + len(ROWS)
            self._head, data = data[:place], data[place:]
        last = data.rfind(ROW_START)
        rows, self._rest = data[: max(last, 0)], data[max(last, 0) :]
        if len(self._rest) > LONGEST_ROW or not _are_usual(rows):
            raise _UnusualRowsError
        if rows:
            self._write(rows)

    def finish(self) -> None:
        """Write what is left: the last row, and what stands behind it."""
        self._write(self._rest)

    def close(self) -> None:
        """Close the sheet that is being written."""
        if self._part is not None:
            self._part.close()

    def _write(self, rows: bytes) -> None:
        if self._part is None or self._written >= self._stretch_bytes:
            self._begin(rows)
        assert self._part is not None
        if ERROR_MARK in rows:
            rows = ODD_ERROR.sub(self._known_error, rows)
        self._part.write(rows)
        self._written += len(rows)

    def _known_error(self, found: re.Match[bytes]) -> bytes:
        place = int(found[3]) - 1, column_number(found[2])
        self.odd_errors[place] = found[4].decode(errors="replace")
        return found[1] + b"#VALUE!<"

    def _begin(self, rows: bytes) -> None:
        found = ROW.search(rows)
        first = int(found[1]) - 1 if found and self._head and self._part else 0
        if not found or not self._head or (self.starts and first <= self.starts[-1]):
            raise _UnusualRowsError
        if self._part is not None:
            self._part.write(END)
            self._part.close()
        self._part = self._split.open(_member(len(self.starts)), "w")
        above = b'<row r="%d"><c r="A%d"><v>0</v></c></row>' % (first, first) if self.starts else b""
        self._part.write(self._head + above)
        self._written = 0
        self.starts.append(first)


def _are_usual(rows: bytes) -> bool:
    """Tell whether each row states its number first, and nothing else can look like a row."""
    return rows.count(ROW_START) == rows.count(USUAL_ROW) and not any(odd in rows for odd in ODD)


def _member(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _write_list(split: zipfile.ZipFile, count: int, date_system: str, state: str) -> None:
    """Write the parts that name the sheets."""
    sheets = "".join(
        f'<sheet name="{each}" sheetId="{each + 1}" state={quoteattr(state)} r:id="r{each}"/>'
        for each in range(count)
    )
    links = "".join(
        f'<Relationship Id="r{each}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{each}.xml"/>'
        for each in range(count)
    )
    main = f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    split.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{main}</Relationships>')
    split.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>')
    split.writestr(
        "xl/workbook.xml",
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904={quoteattr(date_system)}/>'
        f"<sheets>{sheets}</sheets></workbook>",
    )
