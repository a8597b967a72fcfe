"""What a sheet holds beside its cells: notes are left out and told, what is hidden is read and told."""

import struct
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl.comments import Comment

from tests.data.ingested import ingest, ingest_one
from tests.data.workbooks import rewrite_member, write_xlsb

ROWS = [["k", "v"], ["a", 1], ["b", 2], ["c", 3]]


def test_notes_are_told_with_the_cells_that_have_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["B2"].comment = Comment("an estimate", "me")
    book.active["A4"].comment = Comment("checked", "me")
    book.create_sheet("Other").append(["x"])
    book["Other"].append([1])
    book.save(tmp_path / "x.xlsx")

    noted, other = ingest(tmp_path / "x.xlsx", tmp_path)

    told = noted.warning("notes_skipped")
    assert (told["count"], told["cells"]) == (2, [{"cell": "B2"}, {"cell": "A4"}])
    assert noted.rows == [("a", 1), ("b", 2), ("c", 3)]
    assert "notes_skipped" not in other.codes


def test_rows_that_a_filter_hides_are_read_and_told(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet("S")
        for place, row in enumerate(ROWS):
            sheet.write_row(place, 0, row)
        sheet.set_row(2, options={"hidden": True})
        sheet.set_row(9, options={"hidden": True})

    table = ingest_one(tmp_path / "x.xlsx", tmp_path)

    assert (len(table.rows), table.warning("hidden_rows")["count"]) == (3, 1)


def test_columns_that_are_hidden_are_read_and_told_where_they_hold_something(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet("S")
        for place, row in enumerate([["k", "v", "w"], ["a", 1, 2], ["b", 3, 4]]):
            sheet.write_row(place, 1, row)
        sheet.set_column("C:D", None, None, {"hidden": True})
        sheet.set_column("H:XFD", None, None, {"hidden": True})

    table = ingest_one(tmp_path / "x.xlsx", tmp_path)

    assert table.rows == [("a", 1, 2), ("b", 3, 4)]
    assert table.warning("hidden_columns")["columns"] == ["C", "D"]


def test_hidden_rows_and_columns_of_an_older_workbook_are_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for place, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(place, column, value)
    sheet.row(2).hidden = sheet.row(9).hidden = True
    sheet.col(1).hidden = sheet.col(7).hidden = True
    book.save(str(tmp_path / "x.xls"))

    table = ingest_one(tmp_path / "x.xls", tmp_path)

    assert table.rows == [("a", 1), ("b", 2), ("c", 3)]
    assert table.warning("hidden_rows")["count"] == 1
    assert table.warning("hidden_columns")["columns"] == ["B"]


@pytest.mark.parametrize("place", [0, 2, 5])
def test_hidden_rows_and_columns_of_a_newer_binary_workbook_are_told(tmp_path: Path, place: int) -> None:
    rows = [["k", "v"], *([letter, number] for number, letter in enumerate("abcdef"))]
    path = write_xlsb(tmp_path / "x.xlsb", {"S": rows})
    head = struct.pack("<IIH", place, 0, 300)
    columns = b"\x86\x03\x00\x3c\x12" + struct.pack("<IIIIH", 1, 1, 0, 0, 1) + b"\x87\x03\x00\x91\x01"

    def hide(sheet: bytes) -> bytes:
        hidden = sheet.replace(head + b"\x00\x00", head + b"\x00\x10")
        assert hidden != sheet
        return hidden.replace(b"\x91\x01", columns, 1)

    table = ingest_one(rewrite_member(path, "xl/worksheets/sheet1.bin", hide), tmp_path)

    assert table.rows == [tuple(row) for row in rows[1:]]
    assert table.warning("hidden_rows")["count"] == 1
    assert table.warning("hidden_columns")["columns"] == ["B"]


def test_notes_and_hidden_parts_of_a_document_are_told(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="S")
    table.addElement(TableColumn())
    table.addElement(TableColumn(visibility="collapse", numbercolumnsrepeated=1000))
    for place, (key, value) in enumerate(ROWS):
        row = TableRow(visibility="collapse") if place == 2 else TableRow()
        first = TableCell(valuetype="string")
        if place == 3:
            note = Annotation()
            note.addElement(P(text="checked"))
            first.addElement(note)
        first.addElement(P(text=key))
        second = TableCell(valuetype="string") if isinstance(value, str) else None
        second = second or TableCell(valuetype="float", value=value)
        second.addElement(P(text=str(value)))
        row.addElement(first)
        row.addElement(second)
        table.addElement(row)
    table.addElement(TableRow(visibility="collapse", numberrowsrepeated=1000))
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "x.ods"))

    found = ingest_one(tmp_path / "x.ods", tmp_path)

    assert found.rows == [("a", 1), ("b", 2), ("c", 3)]
    assert found.warning("notes_skipped")["cells"] == [{"cell": "A4"}]
    assert found.warning("hidden_rows")["count"] == 1
    assert found.warning("hidden_columns")["columns"] == ["B"]
