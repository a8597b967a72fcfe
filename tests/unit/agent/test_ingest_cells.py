"""Cells of workbooks: what openpyxl sees in them is what the table holds."""

import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from services.agent.ingest.job import run
from tests.data.ingested import ingest_one
from tests.data.workbooks import rewrite_member, write_xlsx

MOMENT = datetime.datetime(2024, 1, 5, 13, 45, 30)


def test_blanks_around_texts_are_left_out_and_told(tmp_path: Path) -> None:
    names = ["Anna Müller", "Anna Müller ", "\u00a0Anna Müller", "Anna  Müller\t", "  ", "Bob\n"]
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [["Rep", "n"], *([name, 1] for name in names)]})

    table = ingest_one(path, tmp_path)

    assert table.column("Rep") == [*["Anna Müller"] * 3, "Anna  Müller", None, "Bob"]
    told, nothing = table.warning("blanks_trimmed"), table.warning("null_words")
    assert told["message"] == "Blanks around 4 texts of column “Rep” were left out."
    assert [cell["cell"] for cell in told["cells"]] == ["A3", "A4", "A5", "A7"]
    assert (told["cell"], told["cells"][0]["raw"], nothing["cells"]) == (
        "A3",
        "Anna Müller ",
        [{"cell": "A6", "raw": ""}],
    )


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        pytest.param([1, -20, 300], "BIGINT", id="integers"),
        pytest.param(
            [0.1, 1 / 3, 1e-12, 1234.5000000001, 1e300, -0.0000125], "DOUBLE", id="floats, all digits"
        ),
        pytest.param([0.5, 2, 1e16], "DOUBLE", id="floats and integers"),
        pytest.param([True, False, True], "BOOLEAN", id="booleans"),
        pytest.param([True, True], "BOOLEAN", id="only true"),
        pytest.param(
            [MOMENT, MOMENT + datetime.timedelta(days=400, microseconds=250_000)], "TIMESTAMP", id="moments"
        ),
        pytest.param([datetime.date(1999, 12, 31), datetime.date(2024, 2, 29)], "DATE", id="dates"),
        pytest.param([datetime.time(7, 30), datetime.time(23, 59, 59)], "TIME", id="times of day"),
        pytest.param(["007", "0042"], "VARCHAR", id="codes with leading zeros"),
        pytest.param(["ä", "pad  ded", "two\nlines", "İ"], "VARCHAR", id="texts as they are"),
        pytest.param([1, "A2", 3], "VARCHAR", id="mixed codes"),
    ],
)
def test_a_column_holds_what_the_cells_hold(tmp_path: Path, values: list[object], kind: str) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [["value", "row"], *([value, 1] for value in values)]})

    table = ingest_one(path, tmp_path)

    expected = [str(value) for value in values] if kind == "VARCHAR" else values
    assert table.types[0] == kind
    assert table.column("value") == expected


@pytest.mark.parametrize(
    ("digits", "kind"), [("123456789012345678", "BIGINT"), ("12345678901234567891", "DECIMAL(38,0)")]
)
def test_integers_too_long_for_a_float_stay_exact(tmp_path: Path, digits: str, kind: str) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [["id"], [4711], [999]]})
    rewrite_member(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"4711", digits.encode()))

    table = ingest_one(path, tmp_path)

    assert table.types == [kind]
    assert [int(value) for value in table.column("id")] == [int(digits), 999]
    assert table.preview["rows"] == [[int(digits)], [999]]


def test_dates_of_the_1904_system_are_right(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    for row, value in enumerate(["when", MOMENT, MOMENT], start=1):
        sheet.cell(row, 1, value)
    book.save(tmp_path / "mac.xlsx")

    assert ingest_one(tmp_path / "mac.xlsx", tmp_path).column("when") == [MOMENT, MOMENT]


def test_durations_beyond_a_day_read_as_the_sheet_shows_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["runner", "time"])
    for runner, hours in enumerate((30, 5, 49.5)):
        sheet.append([runner, datetime.timedelta(hours=hours)])
        sheet.cell(runner + 2, 2).number_format = "[h]:mm:ss"
    book.save(tmp_path / "x.xlsx")

    table = ingest_one(tmp_path / "x.xlsx", tmp_path)

    assert table.column("time") == ["30:00:00", "5:00:00", "49:30:00"]
    assert "duration_as_text" in table.codes


def test_dates_without_a_date_format_stay_numbers(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [["day"], [45292], [45293]]})

    assert ingest_one(path, tmp_path).column("day") == [45292, 45293]


def test_formatted_numbers_keep_their_value(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["share", "price"])
    sheet.append([0.15, 1234.5])
    sheet["A2"].number_format, sheet["B2"].number_format = "0%", "$#,##0.00"
    book.save(tmp_path / "x.xlsx")

    assert ingest_one(tmp_path / "x.xlsx", tmp_path).rows == [(0.15, 1234.5)]


@pytest.mark.parametrize("error", ["#DIV/0!", "#SPILL!", "Err:502"])
def test_error_cells_are_null_and_told_with_their_references(tmp_path: Path, error: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["item", "price"], ["a", 1], ["b", "#N/A"], ["c", "#DIV/0!"], ["d", 4]):
        sheet.append(row)
    book.save(tmp_path / "x.xlsx")
    rewrite_member(
        tmp_path / "x.xlsx", "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"#DIV/0!", error.encode())
    )

    table = ingest_one(tmp_path / "x.xlsx", tmp_path)

    warning = table.warning("error_cells")
    assert table.column("price") == [1, None, None, 4]
    assert warning["count"] == 2
    assert warning["cells"] == [{"cell": "B3", "raw": "#N/A"}, {"cell": "B4", "raw": error}]


def test_references_count_from_where_the_block_stands(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C4"], sheet["D4"] = "item", "price"
    for row in range(5, 205):
        sheet.cell(row, 3, f"item {row}")
        sheet.cell(row, 4, row)
    sheet["D100"] = "about 12"
    book.save(tmp_path / "x.xlsx")

    table = ingest_one(tmp_path / "x.xlsx", tmp_path)

    warning = table.warning("values_not_read")
    assert table.types == ["VARCHAR", "BIGINT"]
    assert (warning["count"], warning["sheet"]) == (1, "Sheet")
    assert warning["cells"] == [{"cell": "D100", "raw": "about 12"}]


def test_formulas_give_their_stored_value_or_a_warning(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [["n", "double"], [1, "=A2*2"], [2, "=A3*2"]]})
    rewrite_member(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<f>A2*2</f><v />", b"<f>A2*2</f><v>2</v>"),
    )

    table = ingest_one(path, tmp_path)

    assert table.column("double") == [2, None]
    assert table.warning("formula_without_value")["count"] == 1


def test_hidden_sheets_are_read_and_marked(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.append(["b"])
    book.create_sheet("Visible")
    book.active.sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")

    assert "hidden_sheet" in ingest_one(tmp_path / "x.xlsx", tmp_path).codes


def test_ingest_is_deterministic(tmp_path: Path) -> None:
    rows = [["a", "b"], *([number, f"text {number % 7}"] for number in range(3_000))]
    path = write_xlsx(tmp_path / "x.xlsx", {"One": rows, "Two": rows})
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        run({"path": str(path), "name": path.name}, folder, lambda stage, percent: None)

    for made in first.rglob("*.*"):
        if made.is_file():
            assert made.read_bytes() == (second / made.relative_to(first)).read_bytes(), made
