"""Durations of a workbook are never read as dates, however long they are, and dates never as durations."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from tests.data.ingested import Table, ingest, ingest_one
from tests.data.workbooks import write_ods


def sheet_of(folder: Path, values: list[Any], form: str, epoch: Any = CALENDAR_WINDOWS_1900) -> Table:
    """Ingest a column of values with one number format, away from column A."""
    book = openpyxl.Workbook()
    book.epoch = epoch
    sheet = book.active
    assert sheet is not None
    sheet["C1"], sheet["D1"] = "who", "time"
    for row, value in enumerate(values, start=2):
        sheet.cell(row, 3, f"runner {row}")
        sheet.cell(row, 4, value).number_format = form
    book.save(folder / "x.xlsx")
    return ingest_one(folder / "x.xlsx", folder)


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_long_durations_are_spelt_out(tmp_path: Path, epoch: Any) -> None:
    values = [datetime.timedelta(hours=hours) for hours in (0.5, 12, 30, 2_400, 100_000)]

    table = sheet_of(tmp_path, values, "[h]:mm:ss", epoch)

    assert table.column("time") == ["0:30:00", "12:00:00", "30:00:00", "2400:00:00", "100000:00:00"]
    assert table.types[1] == "VARCHAR"
    assert "duration_as_text" in table.codes


def test_one_long_duration_among_many_short_ones_is_kept(tmp_path: Path) -> None:
    values = [datetime.timedelta(hours=10 + number / 60) for number in range(300)]

    table = sheet_of(tmp_path, [*values, datetime.timedelta(days=200)], "[h]:mm:ss")

    assert table.column("time")[0] == "10:00:00"
    assert table.column("time")[-1] == "4800:00:00"


def test_old_dates_stay_dates(tmp_path: Path) -> None:
    days = [datetime.datetime(1901, 1, 1), datetime.datetime(1908, 3, 18), datetime.datetime(2024, 2, 29)]

    assert sheet_of(tmp_path, days, "yyyy-mm-dd").column("time") == [day.date() for day in days]


@pytest.mark.parametrize(
    ("hours", "type_name", "last"),
    [
        (23.5, "TIME", datetime.time(23, 30)),
        (61.25, "VARCHAR", "61:15:00"),
    ],
)
def test_times_of_an_opendocument_sheet_arrive(
    tmp_path: Path, hours: float, type_name: str, last: object
) -> None:
    values = [datetime.timedelta(hours=number / 4) for number in range(90)]
    rows = [["n", "time"], *([1, value] for value in values), [1, datetime.timedelta(hours=hours)]]

    table = ingest_one(write_ods(tmp_path / "x.ods", {"S": rows}), tmp_path)

    assert (table.types[1], table.column("time")[-1], table.codes) == (type_name, last, set())


@pytest.mark.parametrize("stretched", [False, True])
def test_a_negative_duration_is_no_time_of_the_day(tmp_path: Path, *, stretched: bool) -> None:
    sheet_of(tmp_path, [-0.0625, 0.09375], "[h]:mm:ss")

    limits = {"long_sheet_bytes": 1, "stretch_bytes": 100} if stretched else {}
    (table,) = ingest(tmp_path / "x.xlsx", tmp_path, **limits)

    assert table.column("time") == ["-1:30:00", "2:15:00"]
    assert "duration_as_text" in table.codes
