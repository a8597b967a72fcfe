"""No cell disappears: what openpyxl or the csv module sees is in the table, or was told."""

import csv
import datetime
import io
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.data.ingested import Table, ingest_one
from tests.data.workbooks import write_xlsx

PRINTABLE = some.text(
    some.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufeff\ufffe\uffff"),
    max_size=12,
)
TRICKY = some.sampled_from(
    ["007", "1e3", "10.5", "t", "yes", "no", "n/a", "-", "#N/A",
     "15%", "$1,234.50", "(200.00)", "1.234,56", "1,234",
     "2024-02-30", "01/02/2024", "31/12/2023", " 5 ", "   ", "12345678901234567890",
     "Total", "* note", "0", "-0", "00"]
)  # fmt: skip
NUMBERS = some.integers(-(10**14), 10**14) | some.floats(allow_nan=False, allow_infinity=False)
DATES = some.dates(datetime.date(1905, 1, 1), datetime.date(2200, 1, 1)).map(
    lambda day: datetime.datetime(day.year, day.month, day.day)
)
CELLS = some.none() | PRINTABLE | TRICKY | NUMBERS | DATES | some.booleans()
EXAMPLES = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@some.composite
def grids(draw: some.DrawFn, cells: some.SearchStrategy[Any], min_width: int = 1) -> list[list[Any]]:
    """Rows of columns that mostly hold one kind of value, with others strewn in."""
    width = draw(some.integers(min_width, 5))
    height = draw(some.integers(1, 12))
    kinds = [draw(some.sampled_from([cells, NUMBERS, TRICKY, PRINTABLE])) for _ in range(width)]
    return [[draw(kind if draw(some.integers(0, 9)) else cells) for kind in kinds] for _ in range(height)]


def is_value(cell: Any) -> bool:
    """Tell whether a cell holds more than blanks."""
    return cell is not None and bool(str(cell).strip())


def told_cells(table: Table) -> int:
    """Count the cells that warnings account for."""
    by_count = {"values_not_read", "error_cells", "formula_without_value"}
    by_row = {"title_skipped", "footnote_skipped", "totals_skipped"}
    counted = sum(warning["count"] for warning in table.warnings if warning["code"] in by_count)
    words = [warning["cells"] for warning in table.warnings if warning["code"] == "null_words"]
    counted += sum(is_value(cell["raw"]) for cells in words for cell in cells)
    listed = [warning for warning in table.warnings if warning["code"] in by_row]
    return counted + sum(warning["count"] for warning in listed)


def kept_cells(table: Table) -> int:
    return sum(is_value(value) for row in table.rows for value in row)


@given(grids(CELLS))
@EXAMPLES
def test_every_cell_of_a_workbook_is_kept_or_told(rows: list[list[Any]]) -> None:
    header = [f"column {number}" for number in range(len(rows[0]))]
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "x.xlsx", {"S": [header, *rows]})
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        seen = sum(is_value(value) for row in sheet.iter_rows(min_row=2, values_only=True) for value in row)

        table = ingest_one(path, Path(folder))

    assert table.columns == header
    assert kept_cells(table) + told_cells(table) == seen


@given(grids(some.just("") | PRINTABLE | TRICKY | NUMBERS.map(str), min_width=2))
@EXAMPLES
def test_every_cell_of_a_text_file_is_kept_or_told(rows: list[list[Any]]) -> None:
    header = [f"column {number}" for number in range(len(rows[0]))]
    out = io.StringIO()
    csv.writer(out).writerows([header, *([cell or "" for cell in row] for row in rows)])
    seen = sum(is_value(cell) for row in list(csv.reader(io.StringIO(out.getvalue())))[1:] for cell in row)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_text(out.getvalue(), encoding="utf-8", newline="")

        table = ingest_one(path, Path(folder))

    assert table.columns == header
    assert kept_cells(table) + told_cells(table) == seen


@pytest.mark.slow
@given(some.lists(some.floats(allow_nan=False, allow_infinity=False, width=64), min_size=1, max_size=20))
@EXAMPLES
def test_floats_of_a_workbook_arrive_to_the_last_digit(values: list[float]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(
            Path(folder) / "x.xlsx", {"S": [["name", "value"], *(["x", value] for value in values)]}
        )
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        seen = [float(str(sheet.cell(row, 2).value)) for row in range(2, len(values) + 2)]

        table = ingest_one(path, Path(folder))

    assert [float(value) for value in table.column("value")] == seen
