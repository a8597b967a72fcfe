"""Formulas that nobody calculated, and those that could not be: told in every format, never a silent zero."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tests.data.ingested import ingest_one
from tests.data.workbooks import rewrite_member


def _written(path: Path, values: list[Any]) -> Path:
    """Write a column of numbers, and formulas with these values beside it."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["n", "double"])
        for row, value in enumerate(values, start=1):
            sheet.write(row, 0, row)
            sheet.write_formula(row, 1, f"=A{row + 1}*2", None, value)
    return path


def test_zeros_of_a_program_that_does_not_calculate_are_told(tmp_path: Path) -> None:
    table = ingest_one(_written(tmp_path / "x.xlsx", [0, 0, 0]), tmp_path)

    told = table.warning("formulas_not_calculated")
    assert table.column("double") == [0, 0, 0]
    assert (told["count"], told["cell"]) == (3, "B2")
    assert [cell["cell"] for cell in told["cells"]] == ["B2", "B3", "B4"]


def test_one_calculated_value_says_that_the_zeros_are_values_too(tmp_path: Path) -> None:
    table = ingest_one(_written(tmp_path / "x.xlsx", [0, 4, 0]), tmp_path)

    assert table.column("double") == [0, 4, 0]
    assert "formulas_not_calculated" not in table.codes


def test_zeros_are_values_in_a_workbook_that_does_not_ask_to_be_calculated(tmp_path: Path) -> None:
    path = _written(tmp_path / "x.xlsx", [0, 0, 0])
    rewrite_member(path, "xl/workbook.xml", lambda xml: xml.replace(b' fullCalcOnLoad="1"', b""))

    assert "formulas_not_calculated" not in ingest_one(path, tmp_path).codes


def test_formulas_of_an_older_binary_workbook_without_any_value_are_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for column, name in enumerate(["n", "double"]):
        sheet.write(0, column, name)
    for row in (1, 2):
        sheet.write(row, 0, row)
        sheet.write(row, 1, xlwt.Formula(f"A{row + 1}*2"))
    book.save(str(tmp_path / "x.xls"))

    told = ingest_one(tmp_path / "x.xls", tmp_path).warning("formula_without_value")

    assert (told["count"], [cell["cell"] for cell in told["cells"]]) == (2, ["B2", "B3"])


def _document(path: Path, cells: list[TableCell]) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="S")
    names = [TableCell(valuetype="string") for _ in range(2)]
    for cell, name in zip(names, ("n", "double"), strict=True):
        cell.addElement(P(text=name))
    rows = [names]
    for number, cell in enumerate(cells, start=1):
        rows.append([TableCell(valuetype="float", value=number), cell])
    for each in rows:
        row = TableRow()
        for cell in each:
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def _formula(shown: str = "", **stored: Any) -> TableCell:
    cell = TableCell(formula="of:=[.A2]*2", **stored)
    if shown:
        cell.addElement(P(text=shown))
    return cell


def test_formulas_of_a_document_without_a_value_are_told(tmp_path: Path) -> None:
    cells = [_formula(), _formula("4", valuetype="float", value=4), _formula()]

    table = ingest_one(_document(tmp_path / "x.ods", cells), tmp_path)

    assert table.column("double") == [None, 4, None]
    told = table.warning("formula_without_value")
    assert (told["count"], [cell["cell"] for cell in told["cells"]]) == (2, ["B2", "B4"])


@pytest.mark.parametrize("stored", [{"stringvalue": ""}, {}], ids=["empty text", "text as shown"])
def test_errors_of_a_document_are_told_as_what_they_show(tmp_path: Path, stored: dict[str, str]) -> None:
    wrong = [_formula(text, valuetype="string", **stored) for text in ("#DIV/0!", "Err:502")]
    cells = [*wrong, _formula("6", valuetype="float", value=6)]

    table = ingest_one(_document(tmp_path / "x.ods", cells), tmp_path)

    assert (table.column("double"), table.types) == ([None, None, 6], ["BIGINT", "BIGINT"])
    listed = [{"cell": "B2", "raw": "#DIV/0!"}, {"cell": "B3", "raw": "Err:502"}]
    assert table.warning("error_cells")["cells"] == listed
    assert "null_words" not in table.codes
