"""Every digit of a number arrives, wherever the block stands and however its cells are written."""

import struct
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import example, given
from hypothesis import strategies as some

from tests.data.ingested import ingest_one
from tests.data.workbooks import WRITERS, rewrite_member, write_ods, write_xlsb, write_xlsx
from tests.unit.agent.test_ingest_whole import EXAMPLES

SHEET = "xl/worksheets/sheet1.xml"
BLOCK: list[list[Any]] = [
    ["name", "n", "third", "tiny"],
    *(
        [f"item {number}", number * 10, round(number / 3, 13), float(f"{number}e-12")]
        for number in range(1, 6)
    ),
]
BIG = "12345678901234567891"
FRACTION = repr(2 / 3)


@pytest.mark.parametrize("ending", sorted(WRITERS))
@pytest.mark.parametrize("empty", [0, 1, 2, 25])
def test_a_block_away_from_column_a_keeps_its_columns(tmp_path: Path, ending: str, empty: int) -> None:
    rows = [[None] * empty + row for row in BLOCK]

    table = ingest_one(WRITERS[ending](tmp_path / f"x.{ending}", {"S": rows}), tmp_path)

    assert table.columns == BLOCK[0]
    assert table.rows == [tuple(row) for row in BLOCK[1:]]


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param('<c r="{r}"><f>A2/3</f><v>{v}</v></c>', id="a formula"),
        pytest.param('<c r="{r}"><f>' + "A2+" * 300 + "1</f><v>{v}</v></c>", id="a long formula"),
        pytest.param('<c r="{r}">\n <v>{v}</v>\n</c>', id="a line end"),
        pytest.param('<c r="{r}" ><v >\n{v} </v ></c>', id="spaces"),
        pytest.param('<c s="0" r="{r}"><v>{v}</v></c>', id="another order"),
        pytest.param("<c r='{r}'><v>{v}</v></c>", id="single quotes"),
        pytest.param("<c><v>{v}</v></c>", id="no reference"),
        pytest.param('<c\nr="{r}"><v>{v}</v></c>', id="a line end in the tag"),
    ],
)
def test_digits_do_not_depend_on_how_a_cell_is_written(tmp_path: Path, cell: str) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [["part", "id"], [0.5, 77], [0.25, 78]]})

    def write_oddly(xml: bytes) -> bytes:
        for place, value, new in (("A2", b"0.5", FRACTION), ("B2", b"77", BIG)):
            old = f'<c r="{place}" t="n"><v>'.encode() + value + b"</v></c>"
            assert old in xml
            xml = xml.replace(old, cell.format(r=place, v=new).encode())
        return xml

    table = ingest_one(rewrite_member(path, SHEET, write_oddly), tmp_path)

    assert [(part, int(number)) for part, number in table.rows] == [(2 / 3, int(BIG)), (0.25, 78)]


@pytest.mark.slow
@given(
    some.lists(
        some.tuples(*[some.floats(allow_nan=False, allow_infinity=False, width=64)] * 2),
        min_size=1,
        max_size=8,
    ),
    some.integers(0, 30),
    some.integers(0, 5),
)
@example([(1.0000000000000005e38, 1.0000000000000017e38), *[(0.0, 0.0)] * 3], 0, 0)  # Was a second header.
@EXAMPLES
def test_floats_of_any_block_arrive_to_the_last_digit(
    values: list[tuple[float, float]], column: int, row: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        header: list[list[Any]] = [[None] * column + ["name", "first", "second"]]
        blank: list[list[Any]] = [[]] * row
        write_xlsx(path, {"S": [*blank, *header, *([None] * column + ["x", *pair] for pair in values)]})
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        written = sheet.iter_rows(min_row=row + 2, min_col=column + 2, values_only=True)
        seen = [tuple(float(str(value)) for value in cells) for cells in written]

        table = ingest_one(path, Path(folder))

    assert table.columns == ["name", "first", "second"]
    assert [tuple(map(float, cells[1:])) for cells in table.rows] == seen


def test_numbers_shown_with_leading_zeros_are_codes_as_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["zip", "both", "case", "day", "count"])
    for place, (code, case) in enumerate([(501, 123456789), (10001, 12345678), (9, 1)], start=2):
        sheet.append([code, code, case, place, code])
        sheet.cell(place, 1).number_format = "00000"
        sheet.cell(place, 2).number_format = "00000" if place != 3 else "General"
        sheet.cell(place, 3).number_format = r"000\-00\-0000"
        sheet.cell(place, 4).number_format = "00"
    book.save(tmp_path / "codes.xlsx")

    table = ingest_one(tmp_path / "codes.xlsx", tmp_path)

    assert table.rows == [
        ("00501", "00501", "123-45-6789", 2, 501),
        ("10001", "10001", "012-34-5678", 3, 10_001),
        ("00009", "00009", "000-00-0001", 4, 9),
    ]
    told = [warning["message"] for warning in table.warnings if warning["code"] == "zeros_kept"]
    assert [message.split(":")[0] for message in told] == ["Column A", "Column B", "Column C"]


CODES = {"S": [["zip", "n"], [501, 1], [10001, 2], [9, 3]]}


def codes_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet, zeros = book.add_sheet("S"), xlwt.easyxf(num_format_str="00000")
    for row, (code, number) in enumerate(CODES["S"]):
        sheet.write(row, 0, code, zeros)
        sheet.write(row, 1, number)
    book.save(str(path))


def codes_xlsb(path: Path) -> None:
    def zeros(sheet: bytes) -> bytes:
        for value in (501, 10_001, 9):
            sheet = sheet.replace(struct.pack("<IId", 0, 0, value), struct.pack("<IId", 0, 1, value))
        return sheet

    write_xlsb(path, CODES)
    rewrite_member(path, "xl/worksheets/sheet1.bin", zeros)
    code = struct.pack("<HI", 164, 5) + "00000".encode("utf-16-le")
    styles = [bytes([47, 4]) + struct.pack("<HH", 0, number) for number in (0, 164)]
    with zipfile.ZipFile(path, "a") as archive:
        begin, end = b"\xe9\x04\x04" + struct.pack("<I", 2), b"\xea\x04\x00"
        formats = b"\xe7\x04\x04" + struct.pack("<I", 1) + bytes([44, len(code)]) + code
        archive.writestr("xl/styles.bin", formats + begin + b"".join(styles) + end)


def codes_ods(path: Path) -> None:
    write_ods(path, CODES)
    rewrite_member(
        path, "content.xml", lambda xml: xml.replace(b">501<", b">00501<").replace(b">9<", b">00009<")
    )


@pytest.mark.parametrize("write", [codes_xls, codes_xlsb, codes_ods], ids=lambda write: write.__name__)
def test_leading_zeros_are_kept_where_a_sheet_is_no_xml(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    path = tmp_path / f"x.{write.__name__.removeprefix('codes_')}"
    write(path)

    table = ingest_one(path, tmp_path)

    assert table.rows == [("00501", 1), ("10001", 2), ("00009", 3)]
    assert "zeros_kept" in table.codes
