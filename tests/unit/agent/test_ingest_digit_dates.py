"""Eight digits are a day where each of them is one and the header says so; told, and undone by a type."""

import datetime
from pathlib import Path

import pytest

from tests.data.ingested import ingest, ingest_one
from tests.data.workbooks import write_xlsx

DAYS = [20240131, 20240229, 19991231, 20240131]
DATES = [
    datetime.date(2024, 1, 31),
    datetime.date(2024, 2, 29),
    datetime.date(1999, 12, 31),
    datetime.date(2024, 1, 31),
]


def _csv(folder: Path, header: str, days: list[object]) -> Path:
    path = folder / "x.csv"
    path.write_text("\n".join([f"no,{header}", *(f"{n},{day}" for n, day in enumerate(days))]) + "\n")
    return path


@pytest.mark.parametrize(
    "header", ["Order Date", "DATE_KEY", "day", "orderDate", "Buchungsdatum", "fecha", "日期"]
)
def test_a_header_of_days_makes_eight_digits_dates(tmp_path: Path, header: str) -> None:
    table = ingest_one(_csv(tmp_path, header, [*DAYS]), tmp_path)

    assert (table.types[1], table.column(header)) == ("DATE", DATES)
    assert table.warning("digits_as_dates")["column"] == header


@pytest.mark.parametrize("header", ["amount", "candidate", "Daylight", "id"])
def test_no_other_header_does(tmp_path: Path, header: str) -> None:
    assert ingest_one(_csv(tmp_path, header, [*DAYS]), tmp_path).column(header) == DAYS


@pytest.mark.parametrize("other", [20240230, 20241301, 18991231, 21010101, 2024])
def test_one_number_that_is_no_day_leaves_all_of_them_numbers(tmp_path: Path, other: int) -> None:
    table = ingest_one(_csv(tmp_path, "date", [*DAYS, other]), tmp_path)

    assert table.column("date") == [*DAYS, other]


def test_sheets_and_long_files_are_read_alike(tmp_path: Path) -> None:
    days = [
        int((datetime.date(2000, 1, 1) + datetime.timedelta(days=n)).strftime("%Y%m%d")) for n in range(900)
    ]
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [["no", "date"], *([n, day] for n, day in enumerate(days))]})
    text = _csv(tmp_path, "date", [*days[:500], "", *days[500:]])

    (sheet,) = ingest(path, tmp_path)
    (quick,) = ingest(text, tmp_path, regular_min_bytes=0)
    (careful,) = ingest(text, tmp_path, regular_min_bytes=10**9)
    text.write_text(text.read_text() + "901,20240230\n")
    (numbers,) = ingest(text, tmp_path, regular_min_bytes=0)

    assert [table.types[1] for table in (sheet, quick, careful, numbers)] == [
        "DATE",
        "DATE",
        "DATE",
        "BIGINT",
    ]
    assert quick.rows == careful.rows
    assert all("digits_as_dates" in table.codes for table in (sheet, quick, careful))


def test_a_stated_type_comes_first(tmp_path: Path) -> None:
    path = _csv(tmp_path, "date", [*DAYS])

    (table,) = ingest(path, tmp_path, options={"column_types": {"date": "BIGINT"}})

    assert table.column("date") == DAYS
