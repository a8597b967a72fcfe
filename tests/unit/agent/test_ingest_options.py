"""What a user says about a file wins over what would be found out."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from services.common.errors import FileOptionsError
from tests.data.ingested import Table, ingest
from tests.data.workbooks import write_xlsx


def read(folder: Path, content: str | bytes, **options: Any) -> Table:
    path = folder / "x.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (table,) = ingest(path, folder, options=options)
    return table


def test_only_the_named_sheet_is_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"One": [["a"], [1]], "Two": [["b"], [2]]})

    (table,) = ingest(path, tmp_path, options={"sheet": "two"})

    assert (table.sheet, table.columns) == ("Two", ["b"])


def test_the_header_is_taken_from_the_named_row(tmp_path: Path) -> None:
    rows = [["x", "y"], [None, None], ["city", "people"], ["Rome", 3], ["Oslo", 1]]
    path = write_xlsx(tmp_path / "x.xlsx", {"S": rows})

    (table,) = ingest(path, tmp_path, options={"header_row": 3})
    (bare,) = ingest(path, tmp_path, options={"header_row": 0})

    assert (table.columns, table.rows) == (["city", "people"], [("Rome", 3), ("Oslo", 1)])
    assert table.warning("title_skipped")["cell"] == "A1"
    assert (bare.columns, len(bare.rows)) == (["column_1", "column_2"], 4)


def test_a_header_far_down_can_be_named(tmp_path: Path) -> None:
    lines = [*(f"remark {number},x" for number in range(99)), "city,people", "Rome,3"]

    table = read(tmp_path, "\n".join(lines) + "\n", header_row=100)

    assert (table.columns, table.rows) == (["city", "people"], [("Rome", 3)])


def test_encoding_and_delimiter_are_taken_as_given(tmp_path: Path) -> None:
    content = "naam::prijs,ex\nżółw::5\nmysz::6\n".encode("iso-8859-2")

    table = read(tmp_path, content, encoding="iso-8859-2", delimiter="::")

    assert (table.columns, table.rows) == (["naam", "prijs,ex"], [("żółw", 5), ("mysz", 6)])
    assert "encoding_guessed" not in table.codes


def test_a_delimiter_that_divides_nothing_is_told(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\nx,1\n", delimiter=";")

    assert (list(table.types), "delimiter_divides_nothing" in table.codes) == (["VARCHAR"], True)


@pytest.mark.parametrize(("mark", "values"), [(",", [1.234, 2.5]), (".", [1234, 2500])])
def test_the_decimal_mark_decides_what_a_comma_means(tmp_path: Path, mark: str, values: list[float]) -> None:
    table = read(tmp_path, "a;b\n1,234;x\n2,500;y\n", decimal_mark=mark)

    assert table.column("a") == values
    assert "ambiguous_numbers" not in table.codes


@pytest.mark.parametrize(
    ("kind", "type_name", "values"),
    [
        ("VARCHAR", "VARCHAR", ["1", "0", "x"]),
        ("boolean", "BOOLEAN", [True, False, None]),
        ("DOUBLE", "DOUBLE", [1.0, 0.0, None]),
    ],
)
def test_columns_get_the_types_that_were_asked_for(
    tmp_path: Path, kind: str, type_name: str, values: list[Any]
) -> None:
    table = read(tmp_path, "Flag,n\n1,5\n0,6\nx,7\n", column_types={"flag": kind})

    assert (table.types[0], table.column("Flag")) == (type_name, values)
    misfits = [warning["cells"] for warning in table.warnings if warning["code"] == "values_not_read"]
    assert misfits == ([] if kind == "VARCHAR" else [[{"cell": "A4", "raw": "x"}]])


READ_WHERE_STATED = {
    "codes": ("BIGINT", ["007", "+12", "10.0"], [7, 12, 10]),
    "long": ("DOUBLE", ["12345678901234567890", "1.", "2E3"], [1.2345678901234567e19, 1.0, 2000.0]),
    "beyond a double": ("DOUBLE", ["1e400", "-1e400", "1e300"], [None, None, 1e300]),
    "years": ("DATE", ["2021", "2022.0"], [None, None]),
    "years at": ("TIMESTAMP", ["2021"], [None]),
    "joined": ("DATE", ["20240105", "20240231"], [datetime.date(2024, 1, 5), None]),
    "numbered": ("DATE", ["45292", "45293"], [datetime.date(2024, 1, 1), datetime.date(2024, 1, 2)]),
    "joined at": ("TIMESTAMP", ["20240105"], [datetime.datetime(2024, 1, 5)]),
    "unix": ("TIMESTAMP", ["1704448800"], [datetime.datetime(2024, 1, 5, 10)]),
    "unix ms": ("TIMESTAMP", ["1704448800500"], [datetime.datetime(2024, 1, 5, 10, 0, 0, 500_000)]),
    "clock": ("TIME", ["9:30", "14:05"], [datetime.time(9, 30), datetime.time(14, 5)]),
    "half days": ("TIME", ["9:30 pm", "1:05:10 AM"], [datetime.time(21, 30), datetime.time(1, 5, 10)]),
}


@pytest.mark.parametrize(
    ("kind", "cells", "values"), READ_WHERE_STATED.values(), ids=READ_WHERE_STATED.keys()
)
def test_a_stated_type_reads_what_no_vote_would(
    tmp_path: Path, kind: str, cells: list[str], values: list[Any]
) -> None:
    rows = "".join(f"{cell},x\n" for cell in cells)

    assert read(tmp_path, f"a,b\n{rows}", column_types={"a": kind}).column("a") == values


def test_the_order_of_day_and_month_can_be_told(tmp_path: Path) -> None:
    table = read(tmp_path, "day,n\n01/02/2024,1\n03/04/2024,2\n", column_types={"day": "DATE dmy"})

    assert table.column("day") == [datetime.date(2024, 2, 1), datetime.date(2024, 4, 3)]
    assert "ambiguous_dates" not in table.codes


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"sheets": "x"}, "sheets"),
        ({"header_row": -1}, "header_row"),
        ({"header_row": "2"}, "header_row"),
        ({"header_row": 70}, "row 70"),
        ({"encoding": "klingon"}, "klingon"),
        ({"encoding": "ascii"}, "ascii"),
        ({"encoding": "rot13"}, "rot13"),
        ({"delimiter": '"'}, "delimiter"),
        ({"decimal_mark": ";"}, "decimal_mark"),
        ({"column_types": {"a": "MONEY"}}, "MONEY"),
        ({"column_types": {"a": "BIGINT dmy"}}, "dmy"),
        ({"column_types": {"nowhere": "BIGINT"}}, "nowhere.* It has: “a”, “b”"),
        ({"sheet": "S"}, "sheet"),
    ],
)
def test_an_option_that_does_not_fit_is_named(tmp_path: Path, options: dict[str, Any], words: str) -> None:
    with pytest.raises(FileOptionsError, match=words):
        read(tmp_path, "a,b\né,1\n", **options)
