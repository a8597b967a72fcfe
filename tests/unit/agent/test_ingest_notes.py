"""What a sheet holds beside its cells: notes are left out and told, hidden rows are read and told."""

from pathlib import Path

import openpyxl
import xlsxwriter
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.comments import Comment

from tests.data.ingested import ingest, ingest_one

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


def test_notes_and_hidden_rows_of_a_document_are_told(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="S")
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
