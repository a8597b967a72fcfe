"""Files made to break a reader are refused before it sees them, and quickly."""

import contextlib
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from services.common.errors import FileCorruptError, FileError, FileTooComplexError
from tests.data.ingested import ingest
from tests.data.workbooks import rewrite_member, write_ods, write_xls, write_xlsb, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"
MAX_SECONDS = 5.0


def far_cell(path: Path) -> None:
    """One cell in the last row and column that a sheet can have."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    rewrite_member(path, SHEET, lambda xml: xml.replace(b"</sheetData>", cell))


def far_cell_written_oddly(path: Path) -> None:
    cell = b"<row r='1048576'><c s='0' r='XFD1048576'><v>1</v></c></row></sheetData>"
    rewrite_member(path, SHEET, lambda xml: xml.replace(b"</sheetData>", cell))


def zeros(path: Path) -> None:
    """A member that unpacks to a thousand times its size."""
    rewrite_member(path, SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + b" " * 60_000_000))


def claims(path: Path) -> None:
    """More members than any workbook has."""
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(20_001):
            archive.writestr(f"xl/junk/{number}", b"")


def entities(path: Path) -> None:
    """Entities that expand into each other."""
    bomb = b'<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
    rewrite_member(path, SHEET, lambda xml: xml.replace(b"<worksheet", bomb, 1))


def entities_in_strings(path: Path) -> None:
    bomb = b'<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><workbook'
    rewrite_member(path, "xl/workbook.xml", lambda xml: xml.replace(b"<workbook", bomb, 1))


@pytest.mark.parametrize(
    "arm",
    [far_cell, far_cell_written_oddly, zeros, claims, entities, entities_in_strings],
    ids=lambda arm: arm.__name__,
)
def test_a_bomb_is_refused_at_once(tmp_path: Path, arm: Callable[[Path], None]) -> None:
    path = write_xlsx(tmp_path / "bomb.xlsx", {"S": [["a"], [1]]})
    arm(path)

    started = time.perf_counter()
    with pytest.raises(FileTooComplexError, match=r"bomb\.xlsx"):
        ingest(path, tmp_path)

    assert time.perf_counter() - started < MAX_SECONDS


def test_a_file_of_one_endless_line_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"a,b;" * 250_000)

    started = time.perf_counter()
    with pytest.raises(FileTooComplexError, match="line"):
        ingest(path, tmp_path)

    assert time.perf_counter() - started < MAX_SECONDS


def test_an_ods_that_repeats_its_cells_without_end_is_refused(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "bomb.ods", {"S": [["a"], [1]]})
    repeated = (
        b'<table:table-row table:number-rows-repeated="1000000">'
        b'<table:table-cell table:number-columns-repeated="9000" '
    )
    rewrite_member(
        path, "content.xml", lambda xml: xml.replace(b"<table:table-row><table:table-cell ", repeated, 1)
    )

    with pytest.raises(FileTooComplexError, match="repeats"):
        ingest(path, tmp_path)


def test_padding_to_the_end_of_an_ods_sheet_is_no_bomb(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "x.ods", {"S": [["a"], ["b"]]})
    padding = (
        b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        b'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    rewrite_member(path, "content.xml", lambda xml: xml.replace(b"</table:table>", padding))

    (table,) = ingest(path, tmp_path)

    assert table.rows == [("b",)]


@pytest.mark.parametrize(
    ("row", "column", "error"), [(1, 1 << 27, FileCorruptError), (1_048_575, 16_383, FileTooComplexError)]
)
def test_an_xlsb_is_refused_at_once_for_where_its_cells_stand(
    tmp_path: Path, row: int, column: int, error: type[FileError]
) -> None:
    path = write_xlsb(tmp_path / "bomb.xlsb", {"S": [[1.5], [2.5]]})

    def move(sheet: bytes) -> bytes:
        old, new = (struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0) for number in (1, row))
        cell = struct.pack("<Id", 0, 2.5)
        assert sheet.count(old) == sheet.count(cell) == 1
        sheet = sheet.replace(old, new)
        place = sheet.index(cell) - 4
        return sheet[:place] + struct.pack("<I", column) + sheet[place + 4 :]

    rewrite_member(path, "xl/worksheets/sheet1.bin", move)

    started = time.perf_counter()
    with pytest.raises(error, match=r"bomb\.xlsb"):
        ingest(path, tmp_path)

    assert time.perf_counter() - started < MAX_SECONDS


def test_an_xls_whose_sectors_lead_back_is_refused_at_once(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "round.xls", {"S": [["a"], *([f"text {n}"] for n in range(500))]})
    content = bytearray(path.read_bytes())
    (table,) = struct.unpack_from("<I", content, 76)
    assert struct.unpack_from("<I", content, 512 * (table + 1)) == (1,)
    struct.pack_into("<I", content, 512 * (table + 1), 0)
    path.write_bytes(content)

    started = time.perf_counter()
    with pytest.raises(FileCorruptError, match=r"round\.xls"):
        ingest(path, tmp_path)

    assert time.perf_counter() - started < MAX_SECONDS


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_wide_table_is_read_whole(tmp_path: Path, kind: str) -> None:
    names, path = [f"n{number}" for number in range(1_100)], tmp_path / f"wide.{kind}"
    rows: list[list[object]] = [[*names], list(range(1_100))]
    if kind == "xlsx":
        write_xlsx(path, {"S": rows})
    else:
        path.write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n")

    (table,) = ingest(path, tmp_path)

    assert (table.columns, table.rows) == (names, [tuple(range(1_100))])
    assert table.warning("wide_table")["count"] == 1_100


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_a_damaged_workbook_is_an_error_of_the_file(tmp_path: Path, cut: int) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [["a", "b"], *([n, f"text {n}"] for n in range(200))]})
    content = bytearray(path.read_bytes())
    place = len(content) * cut // 100
    content[place : place + 40] = bytes(byte ^ 0x5A for byte in content[place : place + 40])
    path.write_bytes(content)

    with contextlib.suppress(FileError):
        assert ingest(path, tmp_path)
