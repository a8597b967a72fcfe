"""What a sheet says of its own tables, which no look at the cells can tell: totals and headers."""

from pathlib import Path
from typing import Any

import xlsxwriter

from tests.data.ingested import ingest, ingest_one

ROWS = [["north", 10, 3.5], ["south", 20, 4.5], ["west", 33, 1.0], ["east", 21, 7.0]]
NAMES = ["region", "visits", "rating"]


def _write(path: Path, at: str, **declared: Any) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        columns = [{"header": name} for name in NAMES]
        columns[1]["total_function"], columns[2]["total_function"] = "sum", "average"
        sheet.add_table(at, {"data": ROWS, "columns": columns, **declared})
        if declared.get("total_row"):
            last = int(at.rpartition(":")[2][1:])
            sheet.write_formula(f"B{last}", "=SUBTOTAL(109,S[visits])", None, 84)
            sheet.write_formula(f"C{last}", "=SUBTOTAL(101,S[rating])", None, 4)
        if not at.startswith("A1:"):
            sheet.write("A1", "Visits of the year")
    return path


def test_a_row_that_is_declared_as_totals_is_none_of_the_data(tmp_path: Path) -> None:
    table = ingest_one(_write(tmp_path / "x.xlsx", "A1:C6", total_row=True), tmp_path)

    assert table.rows == [tuple(row) for row in ROWS]
    assert table.warning("totals_skipped")["cell"] == "A6"


def test_a_table_without_totals_keeps_its_last_row(tmp_path: Path) -> None:
    assert len(ingest_one(_write(tmp_path / "x.xlsx", "A1:C5"), tmp_path).rows) == 4


def test_names_are_kept_where_the_row_of_the_header_is_switched_off(tmp_path: Path) -> None:
    table = ingest_one(_write(tmp_path / "x.xlsx", "A3:C6", header_row=False), tmp_path)

    assert (table.columns, table.rows) == (NAMES, [tuple(row) for row in ROWS])
    assert "no_header" not in table.codes
    assert "header_declared" in table.codes
    assert table.warning("title_skipped")["cell"] == "A1"


def test_a_header_that_is_given_comes_before_what_the_sheet_declares(tmp_path: Path) -> None:
    path = _write(tmp_path / "x.xlsx", "A1:C4", header_row=False)

    (table,) = ingest(path, tmp_path, options={"header_row": 0})

    assert (table.columns[0], len(table.rows)) == ("column_1", 4)
