"""Merged cells: labels reach all of their rows, names all of their columns."""

import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl.utils import get_column_letter

from services.agent.ingest.grid import Merge
from services.agent.ingest.merges import place_merges
from tests.data.ingested import ingest_one
from tests.data.workbooks import rewrite_member, write_xlsb, write_xlsx

LABELS = [["Region", "City", "n"], ["North", "a", 1], ["", "b", 2], ["South", "c", 3], ["", "d", 4]]


def xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in LABELS:
        sheet.append([cell or None for cell in row])
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:A5")
    book.save(path)


def xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row, cells in enumerate(LABELS):
        for column, cell in enumerate(cells):
            if column:
                sheet.write(row, column, cell)
    sheet.write(0, 0, "Region")
    sheet.write_merge(1, 2, 0, 0, "North")
    sheet.write_merge(3, 4, 0, 0, "South")
    book.save(str(path))


def xlsb(path: Path) -> None:
    write_xlsb(path, {"S": [[cell or None for cell in row] for row in LABELS]})
    merges = b"".join(b"\xb0\x01\x10" + struct.pack("<IIII", row, row + 1, 0, 0) for row in (1, 3))
    rewrite_member(path, "xl/worksheets/sheet1.bin", lambda sheet: sheet[:-3] + merges + sheet[-3:])


def ods(path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="S")
    for cells in LABELS:
        row = TableRow()
        for cell in cells:
            kind = (
                {"valuetype": "float", "value": str(cell)}
                if cell in (1, 2, 3, 4)
                else {"valuetype": "string"}
            )
            spans = {"numberrowsspanned": "2"} if cell in ("North", "South") else {}
            made = TableCell(**kind, **spans) if cell else CoveredTableCell()
            if cell:
                made.addElement(P(text=str(cell)))
            row.addElement(made)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(path))


@pytest.mark.parametrize("write", [xlsx, xls, xlsb, ods], ids=lambda write: write.__name__)
def test_merged_labels_are_filled_down_and_told(tmp_path: Path, write: Callable[[Path], None]) -> None:
    path = tmp_path / f"x.{write.__name__}"
    write(path)

    table = ingest_one(path, tmp_path)

    assert table.rows == [("North", "a", 1), ("North", "b", 2), ("South", "c", 3), ("South", "d", 4)]
    assert (table.warning("merged_filled")["count"], table.warning("merged_filled")["cell"]) == (2, "A2")


def test_a_merged_number_counts_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["City", "Sum"], ["a", 10], ["b", None], ["c", 5]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "x.xlsx")

    assert ingest_one(tmp_path / "x.xlsx", tmp_path).column("Sum") == [10, None, 5]


def test_merged_names_reach_all_of_their_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B2"] = "Sales of two years"
    sheet.merge_cells("B2:F2")
    for row in (
        ["Region", 2023, None, 2024, None],
        [None, "Q1", "Q2", "Q1", "Q2"],
        ["N", 1, 2, 3, 4],
        ["S", 5, 6, 7, 8],
    ):
        sheet.append([None, *row])
    for cells in ("B3:B4", "C3:D3", "E3:F3"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "x.xlsx")

    table = ingest_one(tmp_path / "x.xlsx", tmp_path)

    assert table.columns == ["Region", "2023 Q1", "2023 Q2", "2024 Q1", "2024 Q2"]
    assert table.rows == [("N", 1, 2, 3, 4), ("S", 5, 6, 7, 8)]
    assert table.warning("title_skipped")["cell"] == "B2"


def test_merges_that_overlap_or_lie_outside_the_cells_are_left_out() -> None:
    listed = [
        Merge(0, 1, 0, 16_383),
        Merge(0, 2, 0, 4),
        Merge(1, 1, 3, 1),
        Merge(2, 0, 2, 2),
        Merge(2, 2, 2, 3),
        Merge(7, 1, 8, 1),
        Merge(1, 9, 1, 10),
        Merge(1, 0, 3, 0),
    ]

    placed = place_merges(listed, first_column=1, rows=5, columns=4)

    assert placed == (Merge(0, 0, 0, 3), Merge(1, 0, 3, 0), Merge(2, 1, 2, 2))


@pytest.mark.parametrize(
    "spell",
    [
        lambda number: f"A{number}:XFD{number}",
        lambda number: f"{get_column_letter(number % 16_000 + 1)}1:XFD1",
    ],
    ids=["one in each row", "all in one row"],
)
def test_thousands_of_merges_as_wide_as_a_sheet_cost_no_more_than_its_cells(
    spell: Callable[[int], str], tmp_path: Path
) -> None:
    path = tmp_path / "wide.xlsx"
    write_xlsx(path, {"S": [["a", "b"], [1, 2]]})
    merges = "".join(f'<mergeCell ref="{spell(number)}"/>' for number in range(1, 19_998))
    _insert(path, f"<mergeCells>{merges}</mergeCells>")

    started = time.process_time()
    ingested = ingest_one(path, tmp_path)

    assert time.process_time() - started < 5
    assert ingested.rows == [(1, 2)]


def _insert(path: Path, xml: str) -> None:
    """Put XML behind the cells of a workbook's first sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", b"</sheetData>" + xml.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
