"""Sheets and files as instruments, databases, banks and printed reports write them."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.data.ingested import ingest, ingest_one, ingest_text
from tests.data.workbooks import write_xlsx

Rows = list[list[Any]]
ITEMS: Rows = [[f"I{number}", f"B{number % 4}", number * 3, number * 1.25] for number in range(1, 31)]
NAMES = ["Item", "Bin", "Qty", "Value"]


def paged(heads: Rows, *, blank: bool = False) -> Rows:
    """Lay 30 rows out on three pages, each with the heads of its own."""
    pages = [
        [*(head(page) for head in heads), NAMES, *ITEMS[10 * page - 10 : 10 * page]] for page in (1, 2, 3)
    ]
    return [row for page in pages for row in [*page, *([[]] if blank else [])]]


@pytest.mark.parametrize("blank", [False, True])
def test_a_reports_title_and_page_number_come_with_each_header(tmp_path: Path, *, blank: bool) -> None:
    rows = paged([lambda page: ["ACME - Stock list"], lambda page: ["Page", page]], blank=blank)

    table = ingest_one(write_xlsx(tmp_path / "x.xlsx", {"Stock": rows}), tmp_path)

    assert (table.columns, table.rows) == (NAMES, [tuple(row) for row in ITEMS])
    told = table.warning("header_again")
    assert (told["rows"], told["count"]) == (6, 2 * (4 + 1 + 2))


def test_tables_under_titles_of_other_years_stay_apart(tmp_path: Path) -> None:
    rows = paged([lambda page: [f"Stock of 202{page}"]], blank=True)

    tables = ingest(write_xlsx(tmp_path / "x.xlsx", {"Stock": rows}), tmp_path)

    assert [len(table.rows) for table in tables] == [10, 10, 10]


def test_wells_of_a_plate_are_names(tmp_path: Path) -> None:
    wells = [[letter, *(number / 8 for number in range(12))] for letter in "ABCDEFGH"]
    rows = [["Plate:", "P1"], [], [None, *range(1, 13)], *wells]

    table = ingest_one(write_xlsx(tmp_path / "x.xlsx", {"Plate": rows}), tmp_path)

    assert (table.columns[1:], len(table.rows)) == ([str(number) for number in range(1, 13)], 8)


def test_rows_that_all_count_up_are_data(tmp_path: Path) -> None:
    rows = [[letter, *range(1, 6)] for letter in "ABCD"]

    table = ingest_one(write_xlsx(tmp_path / "x.xlsx", {"Ranks": rows}), tmp_path)

    assert len(table.rows) == 4


def test_one_question_above_several_answers_names_each(tmp_path: Path) -> None:
    rows = [
        ["Respondent", "Which fruit?", None, None, "Age"],
        [None, "Apple", "Pear", "Plum", None],
        [1, "Apple", None, "Plum", 34],
        [2, None, "Pear", None, 51],
        [3, "Apple", "Pear", None, 28],
    ]

    table = ingest_one(write_xlsx(tmp_path / "x.xlsx", {"Survey": rows}), tmp_path)

    fruit = [f"Which fruit? {name}" for name in ("Apple", "Pear", "Plum")]
    assert (table.columns, len(table.rows)) == (["Respondent", *fruit, "Age"], 3)


def test_a_row_of_types_is_neither_data_nor_name(tmp_path: Path) -> None:
    lines = ["id,name,born", "int64,varchar(20),date", "1,Ann,1990-01-02", "2,Bob,1985-05-17"]

    table = ingest_text("\n".join(lines), tmp_path)

    assert (table.columns, table.types) == (["id", "name", "born"], ["BIGINT", "VARCHAR", "DATE"])
    assert table.warning("line_skipped")["count"] == 3


def test_a_databases_box_with_types_is_a_table(tmp_path: Path) -> None:
    lines = [
        "┌───────┬─────────┬────────────┐",
        "│  id   │  name   │    born    │",
        "│ int64 │ varchar │    date    │",
        "├───────┼─────────┼────────────┤",
        "│     1 │ Ann     │ 1990-01-02 │",
        "│    30 │ Cy      │ NULL       │",
        "└───────┴─────────┴────────────┘",
    ]

    table = ingest_text("\n".join(lines), tmp_path, name="x.txt")

    assert table.rows == [(1, "Ann", datetime.date(1990, 1, 2)), (30, "Cy", None)]


@pytest.mark.parametrize("null", ["NULL", r"\N"])
def test_a_databases_null_is_nothing_in_texts_too(tmp_path: Path, null: str) -> None:
    lines = ["id\tname\tpaid", f"1\t{null}\t10.50", f"2\tBob\t{null}", "3\tCy\t7.25", "4\tDi\t8.00"]

    table = ingest_text("\n".join(lines), tmp_path, name="x.tsv")

    assert table.column("name") == [None, "Bob", "Cy", "Di"]
    told = [warning for warning in table.warnings if warning["code"] == "null_words"]
    assert [(warning["column"], warning["cell"]) for warning in told] == [("name", "B2"), ("paid", "C3")]


def test_null_in_one_column_of_words_may_be_a_word(tmp_path: Path) -> None:
    table = ingest_text("id,plate\n1,NULL\n2,ABC1\n3,XYZ2\n", tmp_path)

    assert table.column("plate") == ["NULL", "ABC1", "XYZ2"]


def test_times_and_days_among_texts_are_as_the_sheet_shows_them(tmp_path: Path) -> None:
    rows = [
        ["Who", "End", "Since"],
        ["Ann", datetime.time(16, 30), datetime.date(2024, 3, 1)],
        ["Bob", "sick", "last year"],
        ["Cy", datetime.time(0, 0), datetime.datetime(2024, 3, 1, 8, 15)],
    ]

    table = ingest_one(write_xlsx(tmp_path / "x.xlsx", {"Days": rows}), tmp_path)

    assert table.column("End") == ["16:30:00", "sick", "00:00:00"]
    assert table.column("Since") == ["2024-03-01", "last year", "2024-03-01 08:15:00"]


def test_lines_to_be_signed_are_no_row(tmp_path: Path) -> None:
    rows = [*([name, 8, 3] for name in ("Mon", "Tue", "Wed")), ["Total", 24, 9], []]
    signed = [["Day", "Hours", "Breaks"], *rows, ["Signature:", None, "Date:"]]

    table = ingest_one(write_xlsx(tmp_path / "x.xlsx", {"Week": signed}), tmp_path)

    assert len(table.rows) == 3
    assert {"footnote_skipped", "totals_skipped"} <= table.codes


def test_an_invoices_number_and_day_are_no_table(tmp_path: Path) -> None:
    head = [["ACME GmbH"], ["Main Street 1"], ["Invoice No.", "2024-17"], ["Date", datetime.date(2024, 2, 3)]]
    lines = [["Pos", "Description", "Qty", "Price"], [1, "Chair", 4, 59.9], [2, "Desk", 1, 249.0]]

    table = ingest_one(write_xlsx(tmp_path / "x.xlsx", {"Invoice": [*head, [], *lines]}), tmp_path)

    assert (table.columns, len(table.rows)) == (lines[0], 2)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["2024年3月1日", "2024年12月15日"], [datetime.date(2024, 3, 1), datetime.date(2024, 12, 15)]),
        (["2024년 3월 1일", "2024년 12월 15일"], [datetime.date(2024, 3, 1), datetime.date(2024, 12, 15)]),
        (["\uffe51,200", "\uffe5980"], [1200, 980]),
        (["1,200円", "980円"], [1200, 980]),
        (["8:05 AM", "12:00 pm"], [datetime.time(8, 5), datetime.time(12)]),
    ],
)
def test_values_as_they_are_written_elsewhere(tmp_path: Path, cells: list[str], values: list[Any]) -> None:
    table = ingest_text("\n".join(["n\tv", *(f"{n}\t{cell}" for n, cell in enumerate(cells))]), tmp_path)

    assert table.column("v") == values


def test_points_divide_thousands_where_others_have_none(tmp_path: Path) -> None:
    table = ingest_text("town;people\nA;1.204\nB;950\nC;664.046\n", tmp_path)

    assert table.column("people") == [1204, 950, 664046]


def test_points_that_may_divide_either_are_told(tmp_path: Path) -> None:
    table = ingest_text("town;people\nA;1.204\nB;664.046\n", tmp_path)

    assert table.warning("ambiguous_numbers")["read_as"] == "decimals"
