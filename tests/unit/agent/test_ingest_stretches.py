"""A long sheet is read in stretches of rows; that gives what reading it at once gives."""

import datetime
from pathlib import Path

import pytest
import xlsxwriter

from services.agent.ingest import grid, workbook
from services.agent.ingest.grid import WIDE
from tests.data.ingested import Table, ingest
from tests.data.workbooks import rewrite_member

ROWS = 4_500
"""With ten cells each, more than a megabyte, at which it can be cut."""
SHEET = "xl/worksheets/sheet1.xml"
SECOND = 1 / 86_400
"""Of a day: written with an exponent."""
DAY = datetime.date(2024, 1, 1)
HEADER = (
    *("region", "id", "third", "day", "zip", "note"),
    *("code", "rare", "paid", "took", "pause", "big"),
)


@pytest.fixture(scope="module")
def long_sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that is put back after reading, and a second table under blank rows, from column C on."""
    path = tmp_path_factory.mktemp("long") / "long.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "date_1904": True}) as book:
        zeros = book.add_format({"num_format": "00000"})
        sheet = book.add_worksheet("Long")
        sheet.hide()
        book.add_worksheet("Other").activate()
        hours = book.add_format({"num_format": "[h]:mm"})
        sheet.write_row(2, 2, HEADER)
        sheet.write_string(2, 12, "pause", hours)
        for row in range(ROWS):
            at = 3 + row if row < ROWS - 20 else 2_003 + row
            if row % 2 == 0:
                sheet.merge_range(at, 2, at + 1, 2, f"region {row}")
            sheet.write_row(at, 3, [row, row / 3])
            sheet.write_datetime(at, 5, DAY + datetime.timedelta(days=row % 900))
            sheet.write_number(at, 6, row, zeros)
            sheet.write_row(at, 7, [f"note {row} <row r=", f"{row:07d}"])
            if row == ROWS - 100:
                sheet.write_formula(at, 9, "=NA()", value="#N/A")
            elif row % 1_000 == 0:
                sheet.write_number(at, 9, row)
            sheet.write_boolean(at, 10, row % 3 == 0)
            sheet.write_row(at, 11, [row % 20 / 24 + (row > ROWS - 50), row % 20 / 24 or SECOND], hours)
            sheet.write_number(at, 13, row)
        sheet.write_row(ROWS + 2_100, 2, ["name", "count"])
        sheet.write_row(ROWS + 2_101, 2, ["a", 1])
    return rewrite_member(
        path,
        SHEET,
        lambda xml: xml.replace(b"<v>4444</v></c></row>", b"<v>12345678901234567891</v></c></row>"),
    )


def both_ways(path: Path, folder: Path) -> tuple[list[Table], list[Table]]:
    return ingest(path, folder, long_sheet_bytes=0, stretch_bytes=1), ingest(path, folder)


def test_stretches_give_what_the_whole_gives(tmp_path: Path, long_sheet: Path) -> None:
    in_stretches, whole = both_ways(long_sheet, tmp_path)

    assert in_stretches == whole
    assert [len(table.rows) for table in whole] == [ROWS, 1]
    assert {"hidden_sheet", "error_cells", "zeros_kept", "merged_filled"} <= whole[0].codes
    assert max(map(int, whole[0].column("big"))) == 12345678901234567891
    took, pause = whole[0].column("took"), whole[0].column("pause")
    assert (took[1], took[-1], pause[1]) == ("1:00:00", "43:00:00", datetime.time(1))


def test_rows_without_numbers_are_read_at_once(tmp_path: Path, long_sheet: Path) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(long_sheet.read_bytes())
    rewrite_member(path, SHEET, lambda xml: xml.replace(b'<row r="5"', b"<row"))

    in_stretches, whole = both_ways(path, tmp_path)

    assert in_stretches == whole


def test_a_wide_sheet_of_too_many_cells_is_read_in_stretches_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wide.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Wide")
        sheet.write_row(0, 0, [f"name {column}" for column in range(WIDE + 1)])
        for row in range(1, 120):
            sheet.write_row(row, 0, [row * column for column in range(WIDE + 1)])
    whole = ingest(path, tmp_path)
    for module in (grid, workbook):
        monkeypatch.setattr(module, "MAX_HELD_CELLS", 1)

    assert ingest(path, tmp_path, long_sheet_bytes=0, stretch_bytes=1) == whole
