"""Workbooks made for a test, in every format that can be read."""

import datetime
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Rows = Sequence[Sequence[Any]]
Sheets = Mapping[str, Rows]


def write_xlsx(path: Path, sheets: Sheets) -> Path:
    """Write sheets with openpyxl; None leaves a cell out."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value is not None:
                    sheet.cell(row, column, value)
    book.save(path)
    return path


def write_xls(path: Path, sheets: Sheets) -> Path:
    """Write sheets in the binary format of Excel 97."""
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, datetime.date):
                    sheet.write(row, column, value, day)
                elif value is not None:
                    sheet.write(row, column, value)
    book.save(str(path))
    return path


def write_ods(path: Path, sheets: Sheets) -> Path:
    """Write sheets as an OpenDocument spreadsheet."""
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for cells in rows:
            row = TableRow()
            for value in cells:
                row.addElement(_ods_cell(value))
            table.addElement(row)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def _ods_cell(value: Any) -> Any:
    if value is None:
        return TableCell()
    if isinstance(value, bool):
        cell = TableCell(valuetype="boolean", booleanvalue=str(value).lower())
    elif isinstance(value, int | float):
        cell = TableCell(valuetype="float", value=repr(value))
    elif isinstance(value, datetime.timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        cell = TableCell(valuetype="time", timevalue=f"PT{hours:02d}H{rest // 60:02d}M{rest % 60:02d}S")
    elif isinstance(value, datetime.date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    else:
        cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


def write_xlsb(path: Path, sheets: Sheets, *, short: bool = False) -> Path:
    """Write sheets in the binary format of Excel 2007: just the records that a reader needs.

    Args:
        path: Where to.
        sheets: Their rows by their names.
        short: Whether a cell names no column if it stands right beside another, as some programs write.
    """
    names = list(sheets)
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{rels}/worksheet" Target="worksheets/sheet{number}.bin"/>'
        for number in range(1, len(names) + 1)
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.main"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        "</Types>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{rels}/officeDocument" '
            'Target="xl/workbook.bin"/></Relationships>',
        )
        archive.writestr(
            "xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{package}">{links}</Relationships>'
        )
        archive.writestr("xl/workbook.bin", _xlsb_workbook(names))
        for number, name in enumerate(names, start=1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _xlsb_sheet(sheets[name], short=short))
    return path


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), b""
    while True:
        size, part = size >> 7, size & 0x7F
        length += bytes([part | (0x80 if size else 0)])
        if not size:
            return head + length + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb_workbook(names: Sequence[str]) -> bytes:
    sheets = b"".join(
        _record(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(names, start=1)
    )
    properties = _record(153, struct.pack("<III", 0, 0, 0))
    return _record(131) + properties + _record(143) + sheets + _record(144) + _record(132)


def _xlsb_sheet(rows: Rows, *, short: bool) -> bytes:
    last_row, last_column = max(len(rows) - 1, 0), max((len(row) - 1 for row in rows), default=0)
    body = bytearray(_record(129))
    body += _record(148, struct.pack("<IIII", 0, last_row, 0, last_column)) + _record(145)
    for number, row in enumerate(rows):
        body += _record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        before = None
        for column, value in enumerate(row):
            if value is not None and short and before is not None:
                kind, content = _xlsb_cell(value)
                body += _record(kind + 11, struct.pack("<I", 0) + content)
            elif value is not None:
                kind, content = _xlsb_cell(value)
                body += _record(kind, struct.pack("<II", column, 0) + content)
            before = value
    return bytes(body + _record(146) + _record(130))


def _xlsb_cell(value: Any) -> tuple[int, bytes]:
    if isinstance(value, bool):
        return 4, bytes([value])
    if isinstance(value, int | float):
        return 5, struct.pack("<d", value)
    return 6, _wide(str(value))


WRITERS: dict[str, Callable[[Path, Sheets], Path]] = {
    "xlsx": write_xlsx,
    "xlsm": write_xlsx,
    "xls": write_xls,
    "xlsb": write_xlsb,
    "ods": write_ods,
}
"""By extension."""


def rewrite_member(path: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one member of a zipped workbook in place."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] = change(members[member])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
