"""Sheets that are no worksheets are listed, told and left out, and spare the sheets beside them."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from services.agent.ingest.job import run
from tests.data.ingested import ingest
from tests.data.workbooks import rewrite_member, write_xls, write_xlsb, write_xlsx

ROWS = [["k", "v"], ["a", 1], ["b", 2]]
SHEETS = {"Data": ROWS, "Other": ROWS, "Last": ROWS}


def _read(path: Path, folder: Path) -> dict[str, Any]:
    out = folder / "read"
    out.mkdir()
    return run({"path": str(path), "name": path.name}, out, lambda stage, percent: None)


def _moved(path: Path, to: str) -> Path:
    """Put the second sheet into the folder of another kind of sheets."""
    ending = "bin" if path.suffix == ".xlsb" else "xml"
    source, target = f"worksheets/sheet2.{ending}", f"{to}/sheet1.{ending}"
    rewrite_member(
        path,
        f"xl/_rels/workbook.{ending}.rels",
        lambda xml: xml.replace(source.encode(), target.encode()),
    )
    with zipfile.ZipFile(path) as archive:
        members = {name.replace(source, target): archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_sheet_that_is_a_chart_is_told_and_no_empty_sheet(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet("Data")
        for place, row in enumerate(ROWS):
            sheet.write_row(place, 0, row)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Data!$B$2:$B$3"})
        book.add_chartsheet("Graph").set_chart(chart)
        book.add_worksheet("Nothing")

    result = _read(tmp_path / "x.xlsx", tmp_path)

    (told,) = [each for each in result["warnings"] if each["code"] == "sheet_skipped"]
    assert (told["sheet"], told["text"]) == ("Graph", "chart")
    assert [(each["sheet"], each["skipped"]) for each in result["read"]["sheets"]] == [
        ("Data", None),
        ("Graph", "chart"),
        ("Nothing", None),
    ]


@pytest.mark.parametrize("folder", ["chartsheets", "dialogsheets", "macrosheets"])
@pytest.mark.parametrize("ending", ["xlsx", "xlsb"])
def test_other_sheets_spare_those_beside_them(tmp_path: Path, ending: str, folder: str) -> None:
    write = write_xlsx if ending == "xlsx" else write_xlsb
    path = _moved(write(tmp_path / f"x.{ending}", SHEETS), folder)

    tables = ingest(path, tmp_path)

    assert [table.sheet for table in tables] == ["Data", "Last"]
    assert tables[1].rows == [("a", 1), ("b", 2)]
    assert (told := tables[0].warning("sheet_skipped"))["sheet"] == "Other"
    assert told["text"] == folder.removesuffix("sheets")


@pytest.mark.parametrize(("number", "what"), [(1, "macro"), (2, "chart"), (6, "module")])
def test_other_sheets_of_an_older_workbook_are_told(tmp_path: Path, number: int, what: str) -> None:
    path = write_xls(tmp_path / "x.xls", SHEETS)
    content = bytearray(path.read_bytes())
    content[content.index(b"Other") - 3] = number
    path.write_bytes(content)

    tables = ingest(path, tmp_path)

    assert [table.sheet for table in tables] == ["Data", "Last"]
    assert (told := tables[0].warning("sheet_skipped"))["sheet"] == "Other"
    assert told["text"] == what
