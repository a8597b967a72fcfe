"""Sheets that are pieces of one table, one for each month, year or region: they are read together."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, shown_rows, write_book

Rows = list[list[Any]]
Sheets = Mapping[str, Rows]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
REPS = ("Ann", "Bob", "Cid")


def _sold(first: int) -> Rows:
    """Three sales; their amounts add up to three times the first and 3."""
    return [["Rep", "Amount"], *([rep, first + row] for row, rep in enumerate(REPS))]


def _dated(month: int, day: int = 1, year: int = 2024) -> Rows:
    rows = [[rep, 10 * month + row, date(year, month, day + row)] for row, rep in enumerate(REPS)]
    return [["Rep", "Amount", "Day"], *rows]


def _with(rows: Rows, header: str, cells: Sequence[Any]) -> Rows:
    return [[*row, cell] for row, cell in zip(rows, [header, *cells], strict=True)]


BOOKS: dict[str, Sheets] = {
    "sales months": {month: _sold(10 * n) for n, month in enumerate(MONTHS, start=1)},
    "sales years": {str(year): _sold(year - 2000) for year in (2022, 2023, 2024)},
    "costs regions": {name: _sold(10 * n) for n, name in enumerate(("North", "South", "East", "West"))},
    "dated sales": {month: _dated(n) for n, month in enumerate(MONTHS, start=1)},
    "fiscal sales": {
        month: _dated(MONTHS.index(month) + 1, year=2023 if n < 9 else 2024)
        for n, month in enumerate(MONTHS[3:] + MONTHS[:3])
    },
    "sheet numbers": {f"Sheet{n}": _sold(10 * n) for n in (1, 2, 3)},
    "week numbers": {f"Week {n}": _sold(10 * n) for n in (9, 10, 11)},
    "gaps": {month: _sold(10 * n) for n, month in enumerate(("Jan", "Feb", "Apr", "May"))},
    "mixed numbers": {"Q1": _sold(10), "Q2": [["Rep", "Amount"], ["Ann", 20.5], ["Bob", 21.25]]},
    "blank column": {"Q1": _with(_sold(10), "Fee", [1, 2, 3]), "Q2": _with(_sold(20), "Fee", [None] * 3)},
    "empty sheet": {"Q1": _sold(10), "Q2": _sold(20), "Q3": [["Rep", "Amount"]]},
    "employees": {
        month: [["Employee", "Hours"], ["Ann", 10 * n], ["Bob", 10 * n + 5]]
        for n, month in enumerate(("Jan", "Feb", "Mar"), start=1)
    },
    "with reps": {
        **{month: _sold(10 * n) for n, month in enumerate(("Jan", "Feb", "Mar"), start=1)},
        "Reps": [["Rep", "City"], ["Ann", "Oslo"], ["Bob", "Rome"], ["Cid", "Oslo"]],
    },
}
COSTS = {"North": _sold(10), "South": _sold(20), "Head Office": _sold(30)}
TWOFOLD = {"Jan": _sold(10), "Feb": _sold(20), "Q1": _sold(30), "Q2": _sold(40)}
APART: dict[str, Sheets] = {
    "two matters": {"Orders": _sold(10), "Returns": _sold(20)},
    "plans": {"Budget 2023": _sold(10), "Actual 2024": _sold(20)},
    "scenarios": {"Scenario 1": _sold(10), "Scenario 2": _sold(20)},
    "versions": {"Sales v1": _sold(10), "Sales v2": _sold(20)},
    "one has more": {"Jan": _sold(10), "Feb": _sold(20), "Mar": _with(_sold(30), "Fee", [1, 2, 3])},
    "other types": {"Jan": _sold(10), "Feb": [["Rep", "Amount"], ["Ann", "none yet"], ["Bob", "open"]]},
    "copies": {"Jan": _sold(10), "Feb": _sold(10)},
    "other days": {"Jan": _dated(1), "Feb": _dated(4)},
    "gapped numbers": {"Sheet1": _sold(10), "Sheet3": _sold(20)},
}
Ask = Callable[[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("books")
    tables: dict[str, list[dict[str, Any]]] = {}

    def ask_book(book: str, question: str) -> dict[str, Any]:
        if book not in tables:
            file = write_book(
                folder / f"{book}.xlsx", {**BOOKS, **APART, "twofold": TWOFOLD, "costs": COSTS}[book]
            )
            tables[book] = ingest_files([file], folder / f"{book} out")
        return answer(question, tables[book], folder, timeout_seconds=30)

    return ask_book


ALL_MONTHS = sum(30 * n + 3 for n in range(1, 13))


@pytest.mark.parametrize(
    ("book", "question", "rows"),
    [
        ("sales months", "What is the total amount?", [[ALL_MONTHS]]),
        ("sales months", "How many sales are there in all?", [[36]]),
        ("sales months", "What is the average amount over all sheets?", [[ALL_MONTHS / 36]]),
        ("sales months", "total amount per month", [[m, 30 * n + 3] for n, m in enumerate(MONTHS, start=1)]),
        ("sales months", "number of sales by sheet", [[month, 3] for month in MONTHS]),
        ("sales months", "Which month had the highest total amount?", [["Dec"]]),
        ("sales months", "What is the total amount for Bob?", [[sum(10 * n + 1 for n in range(1, 13))]]),
        ("sales months", "total amount in Jan", [[33]]),
        ("sales months", "What is the total amount in March?", [[93]]),
        ("sales months", "What is the total amount in January and March?", [[126]]),
        ("sales months", "total amount from March to May", [[93 + 123 + 153]]),
        ("sales months", "amount by month from March to May", [["Mar", 93], ["Apr", 123], ["May", 153]]),
        ("sales years", "total sales amount from 2022 to 2023", [[69 + 72]]),
        ("sales years", "total amount by year since 2023", [[2023, 72], [2024, 75]]),
        ("sales months", "total amount since November", [[333 + 363]]),
        ("sales months", "total amount before March", [[33 + 63]]),
        ("sales months", "total amount from November on", [[333 + 363]]),
        ("sales months", "total amount except December", [[ALL_MONTHS - 363]]),
        ("sales months", "May I see the total amount?", [[ALL_MONTHS]]),
        ("sales years", "What is the total amount?", [[69 + 72 + 75]]),
        ("sales years", "What is the total amount from 2022 to 2023?", [[69 + 72]]),
        ("sales years", "total amount since 2023", [[72 + 75]]),
        ("sales years", "total amount per year", [[2022, 69], [2023, 72], [2024, 75]]),
        ("sales years", "How many sales were there in 2023?", [[3]]),
        (
            "costs regions",
            "total amount per region",
            [["East", 63], ["North", 3], ["South", 33], ["West", 93]],
        ),
        ("costs regions", "Which region has the lowest total amount?", [["North"]]),
        ("costs regions", "What is the total amount outside the North?", [[189]]),
        ("costs regions", "What is the total amount in North and South?", [[36]]),
        ("dated sales", "How many sales are there?", [[36]]),
        ("dated sales", "total amount from March to May", [[93 + 123 + 153]]),
        ("dated sales", "Which month had the lowest total amount?", [["2024-01-01"]]),
        ("fiscal sales", "total amount since February", [[63 + 93]]),
        ("costs regions", "What is the total amount from East and South?", [[96]]),
        ("sheet numbers", "What is the total amount?", [[33 + 63 + 93]]),
        ("week numbers", "total amount per week", [[9, 273], [10, 303], [11, 333]]),
        ("mixed numbers", "What is the total amount?", [[33 + 41.75]]),
        ("blank column", "What is the total fee?", [[6]]),
        ("empty sheet", "How many rows are there?", [[6]]),
        ("with reps", "What is the total amount by city?", [["Oslo", 2 * 60 + 6], ["Rome", 63]]),
        ("with reps", "How many reps are there?", [[3]]),
    ],
)
def test_a_question_is_asked_of_all_sheets_that_it_means(
    ask: Ask, book: str, question: str, rows: list[list[Any]]
) -> None:
    found = ask(book, question)

    assert [[pytest.approx(cell) for cell in row] if row else row for row in rows] == shown_rows(found), (
        found.get("sql")
    )


@pytest.mark.parametrize(
    ("book", "words"),
    [
        ("sales months", "The sum of Amount from the 12 sheets Jan … Dec."),
        ("sales years", "The sum of Amount from the sheets 2022, 2023 and 2024."),
        ("gaps", "The sum of Amount from the 4 sheets Jan … May, without Mar."),
        ("fiscal sales", "The sum of Amount from the 12 sheets Apr … Mar."),
    ],
)
def test_an_answer_says_over_which_sheets_it_is_and_lists_every_table(
    ask: Ask, book: str, words: str
) -> None:
    found = ask(book, "What is the total amount?")

    assert found["reading"] == words
    assert len(found["tables"]) == len(BOOKS[book])


def test_only_the_columns_that_are_used_are_read(ask: Ask) -> None:
    sql = " ".join(ask("sales years", "What is the total amount?")["sql"].split())

    assert sql.startswith('WITH "sales" AS (SELECT "Amount" FROM "t_2022" UNION ALL SELECT "Amount"')


def test_a_join_of_all_sheets_is_told(ask: Ask) -> None:
    joins = ask("with reps", "What is the total amount by city?")["joins"]

    assert [(join["column"], join["to_table"], join["to_column"]) for join in joins] == [
        ("Rep", "reps", "Rep")
    ]


def test_a_sheet_that_is_named_is_asked_alone(ask: Ask) -> None:
    found = ask("sales months", "What is the total amount in March?")

    assert found["reading"] == "The sum of Amount from mar."
    assert [table["name"] for table in found["tables"]] == ["mar"]


@pytest.mark.parametrize("book", APART)
def test_tables_of_different_matters_are_never_added_up(ask: Ask, book: str) -> None:
    found = ask(book, "What is the total amount?")

    assert "UNION" not in str([found["sql"], found["readings"]])


def test_months_and_quarters_of_the_same_rows_are_offered_and_not_added_up(ask: Ask) -> None:
    found = ask("twofold", "What is the total amount?")

    assert sorted(reading["reading"] for reading in found["readings"]) == [
        "The sum of Amount from the sheets Jan and Feb.",
        "The sum of Amount from the sheets Q1 and Q2.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Top employee each month",
        "Who worked the most hours?",
        "Which employee has the lowest hours?",
        "Top 2 employees by hours",
    ],
)
def test_the_row_of_one_sheet_is_not_taken_for_all_of_a_thing(ask: Ask, question: str) -> None:
    assert ask("employees", question)["outcome"] != "answered"


def test_things_that_each_sheet_lists_are_counted_once(ask: Ask) -> None:
    assert shown_rows(ask("employees", "How many employees are there?")) in ([[2]], [])


def test_a_file_with_more_such_sheets_is_not_named_for_a_part_of_them(ask: Ask) -> None:
    found = ask("costs", "How many costs are there?")

    assert found["outcome"] != "answered", found["sql"]


@pytest.mark.parametrize(
    "question",
    [
        "Which reps appear in all sheets?",
        "Which reps are found in every sheet?",
        "Who is in all of the sheets?",
    ],
)
def test_what_is_in_each_sheet_is_not_what_is_in_any(ask: Ask, question: str) -> None:
    assert ask("sales months", question)["outcome"] != "answered"
