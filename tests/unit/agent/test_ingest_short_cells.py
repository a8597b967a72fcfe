"""Cells of an xlsb that name no column, as some programs write them: the native reader passes over them."""

from contextlib import suppress
from pathlib import Path

import pytest

from services.common.errors import FileCorruptError
from tests.data.ingested import ingest
from tests.data.workbooks import rewrite_member, write_xlsb

ROWS = [
    ["key", "n", "price", "paid"],
    ["a", 1, 2.5, True],
    [None, 2, None, False],
    ["c", 300, 1e12, True],
    ["a text of more than a hundred letters: " + "x" * 90, None, 0.25, None],
]
SHEET = "xl/worksheets/sheet1.bin"


def test_cells_that_name_no_column_are_read_like_those_that_do(tmp_path: Path) -> None:
    sheets = {"First": ROWS, "Second": [["k", "v"], *([f"t{n}", n] for n in range(10_000))]}
    short = ingest(write_xlsb(tmp_path / "short.xlsb", sheets, short=True), tmp_path)
    long = ingest(write_xlsb(tmp_path / "long.xlsb", sheets), tmp_path)

    assert [table.columns for table in short] == [["key", "n", "price", "paid"], ["k", "v"]]
    assert [(table.types, table.rows) for table in short] == [(table.types, table.rows) for table in long]
    assert short[0].rows[2] == ("c", 300, 1e12, True)
    assert not list(tmp_path.glob("out-*/*.xlsb"))


def test_a_text_without_a_column_that_was_cut_short_is_told_as_damage(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "x.xlsb", {"S": ROWS}, short=True)
    rewrite_member(path, SHEET, lambda sheet: sheet[: sheet.rindex(b"x\0x\0")])

    with pytest.raises(FileCorruptError):
        ingest(path, tmp_path)


@pytest.mark.parametrize("kind", [12, 15, 18, 19, 120])
def test_a_record_of_any_kind_in_the_place_of_a_cell_is_no_crash(tmp_path: Path, kind: int) -> None:
    path = write_xlsb(tmp_path / "x.xlsb", {"S": ROWS[:3]}, short=True)
    rewrite_member(path, SHEET, lambda sheet: sheet.replace(b"\x10\x0c", bytes([kind, 12]), 1))

    with suppress(FileCorruptError):
        assert ingest(path, tmp_path)
