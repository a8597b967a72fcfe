"""Number formats of an xls under numbers that Excel gives to none, as a common writer of workbooks does."""

import datetime
import re
import struct
from pathlib import Path

import pytest

from tests.data.ingested import ingest_one
from tests.data.workbooks import write_xls

ROWS = [["k", "day"], ["a", datetime.date(2024, 1, 31)], ["b", datetime.date(2024, 2, 29)]]
FORMAT, STYLE = rb"(\x1e\x04..)", rb"(\xe0\x00\x14\x00..)"


def _renumbered(path: Path, number: int) -> Path:
    content = path.read_bytes()
    told = rb"\g<1>" + struct.pack("<H", number).replace(b"\\", rb"\\")
    for record in (FORMAT, STYLE):
        content, count = re.subn(record + rb"\xa4\x00", told, content, flags=re.DOTALL)
        assert count
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("number", [30, 60, 100, 163, 164, 400, 60_000])
def test_days_are_days_whatever_number_their_format_has(tmp_path: Path, number: int) -> None:
    table = ingest_one(_renumbered(write_xls(tmp_path / "x.xls", {"S": ROWS}), number), tmp_path)

    assert table.types == ["VARCHAR", "DATE"]
    assert table.rows == [tuple(row) for row in ROWS[1:]]
