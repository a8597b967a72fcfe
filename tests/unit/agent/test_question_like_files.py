"""Files that are pieces of one table, and what a tenant says of a workbook of such sheets."""

from pathlib import Path
from typing import Any

from tests.fakes.question_tables import answer, ingest_files, shown_rows, write_book

Rows = list[list[Any]]
REPS = ("Ann", "Bob", "Cid")


def _sold(first: int) -> Rows:
    return [["Rep", "Amount"], *([rep, first + row] for row, rep in enumerate(REPS))]


def _numbered(first: int) -> Rows:
    return [["Sale ID", "Rep", "Amount"], *([first + n, rep, first + n] for n, rep in enumerate(REPS))]


BOOK = {month: _sold(10 * n) for n, month in enumerate(("Jan", "Feb", "Mar"), start=1)}
WITH_REPS = {**BOOK, "Reps": [["Rep", "City"], ["Ann", "Oslo"], ["Bob", "Rome"], ["Cid", "Oslo"]]}


def _csv(path: Path, rows: Rows) -> Path:
    path.write_text("".join(",".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
    return path


def test_files_that_are_called_alike_but_for_the_month_are_read_together(tmp_path: Path) -> None:
    sold = {f"sales_2024_{month:02}": _numbered(100 * month) for month in (1, 2, 3)}
    sold["budget_2024"] = _numbered(900)
    paid = [["Payment", "Sale ID", "Method"], [1, 100, "card"], [2, 201, "cash"], [3, 302, "card"]]
    files = [_csv(tmp_path / f"{name}.csv", rows) for name, rows in {**sold, "payments": paid}.items()]
    tables = ingest_files(files, tmp_path / "out")

    counted = answer("How many sales are there?", tables, tmp_path)
    joined = answer("How many payments are there for sales of Ann?", tables, tmp_path)

    assert shown_rows(counted) == [[9]]
    assert counted["reading"] == (
        "The number of rows from the tables sales_2024_01, sales_2024_02 and sales_2024_03."
    )
    assert shown_rows(joined) == [[1]], joined["sql"]


def test_the_same_file_uploaded_twice_is_not_added_up(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    files = [_csv(folder / "sales_jan.csv", _sold(10)) for folder in (tmp_path, tmp_path / "again")]
    one, other = ingest_files(files, tmp_path / "out")
    tables = [one, {**other, "name": "sales_jan_2"}]

    assert "UNION" not in str(answer("What is the total amount?", tables, tmp_path))


def test_a_join_that_is_forbidden_of_a_sheet_is_forbidden_of_all(tmp_path: Path) -> None:
    tables = ingest_files([write_book(tmp_path / "book.xlsx", WITH_REPS)], tmp_path / "out")
    no = {"table": "feb", "column": "Rep", "to_table": "reps", "to_column": "Rep", "verdict": "forbidden"}

    found = answer("What is the total amount by city?", tables, tmp_path, joins=[no])

    assert found["outcome"] != "answered", found["sql"]


def test_a_follow_up_is_asked_of_all_sheets_too(tmp_path: Path) -> None:
    tables = ingest_files([write_book(tmp_path / "sales.xlsx", BOOK)], tmp_path / "out")

    found = answer("and for Cid?", tables, tmp_path, previous="What is the total amount for Bob?")

    assert shown_rows(found) == [[sum(10 * n + 2 for n in range(1, 4))]]
