"""Sheets told apart by a number or a stretch of time: Sheet1 and Sheet2; January and February."""

from typing import Any

import pytest

from services.agent.question import Catalog, Outcome, interpret
from tests.fakes.many_tables import make_profiles, questions
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

REPS = ("Ann", "Bob", "Cid", "Ann", "Eve")
Tables = dict[str, list[dict[str, Any]]]


def _sheet(month: int, year: int = 2024) -> list[str]:
    """Five sales of a month; the first of February comes to 20."""
    sold = (f"{rep},{10 * month + row},{year}-{month:02}-{row + 1:02}" for row, rep in enumerate(REPS))
    return ["Rep,Amount,Day", *sold]


BOOKS = {
    "numbers": {"Sheet1": _sheet(1), "Sheet2": _sheet(2), "Sheet12": ["Country,People", "Peru,34", "Laos,7"]},
    "uploads": {"products": ["product,price", "Pen,2", "Ink,5"], "products_2": ["product,price", "Mug,8"]},
    "months": {"January": _sheet(1), "February": _sheet(2), "March": _sheet(3)},
    "shorts": {"Jan": _sheet(1), "Feb": _sheet(2)},
    "quarters": {"Q1 2024": _sheet(1), "Q2 2024": _sheet(4)},
    "years": {"2022": _sheet(1, 2022), "2023": _sheet(2, 2023), "2024": _sheet(3, 2024)},
    "sales": {"sales 2022": _sheet(1, 2022), "sales 2023": _sheet(2, 2023)},
    "mixed": {"sales 2022": _sheet(1, 2022), "sales 2023": _sheet(2, 2023), "visits": ["Day", "2023-05-01"]},
    "names": {"Budget 2024 v3": _sheet(1), "inv_2024_q1": _sheet(2), "HR-Data": _sheet(3)},
    "chance": {"March": _sheet(3), "visits": ["Guest,Day", "Flo,2024-03-01", "Gus,2024-05-02"]},
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return {name: ingest_tables(sheets, tmp_path_factory.mktemp(name)) for name, sheets in BOOKS.items()}


@pytest.mark.parametrize(
    ("book", "question", "rows"),
    [
        ("numbers", "How many rows are in Sheet2?", [[5]]),
        ("numbers", "What's the total amount on sheet 1?", [[60]]),
        ("numbers", "What is the amount of Bob in Sheet 2?", [[21]]),
        ("numbers", "Which country has the most people in sheet12?", [["Peru"]]),
        ("numbers", "In sheet2, who has the highest amount?", [["Eve"]]),
        ("numbers", "Show me sheet 12", [["Peru", 34], ["Laos", 7]]),
        ("numbers", "What is in Sheet12?", [["Peru", 34], ["Laos", 7]]),
        ("uploads", "What is the average price in products_2?", [[8]]),
        ("uploads", "Show 2 products", [["Pen", 2], ["Ink", 5]]),
        ("months", "What is the total amount in February?", [[110]]),
        ("months", "What is Bob's amount in March?", [[31]]),
        ("months", "Which rep had the highest amount in January?", [["Eve"]]),
        ("shorts", "What is the total amount in Feb?", [[110]]),
        ("shorts", "What is the total amount in January?", [[60]]),
        ("quarters", "What is the total amount in Q2 2024?", [[210]]),
        ("years", "How many sales did Ann make in 2023?", [[2]]),
        ("years", "How much did the amount grow from 2022 to 2023?", [[50]]),
        ("years", "What is the total amount in February 2023?", [[110]]),
        ("sales", "What is the total amount in 2023?", [[110]]),
        ("sales", "Which rep had the highest total amount in 2022?", [["Ann"]]),
        ("mixed", "What is the total amount of sales in 2023?", [[110]]),
        ("mixed", "How many visits were there in 2023?", [[1]]),
        ("names", "Who has the highest amount in the HR-Data sheet?", [["Eve"]]),
        ("names", "How many rows are in inv_2024_q1?", [[5]]),
        ("names", "Total amount of Ann in table Budget 2024 v3", [[23]]),
        ("names", "What is the total amount in the inv_2024_q1 tab?", [[110]]),
        ("names", "Show me HR-Data", [[rep, 30 + n, f"2024-03-0{n + 1}"] for n, rep in enumerate(REPS)]),
        ("chance", "How many visits were there in March?", [[1]]),
    ],
)
def test_a_sheet_is_asked_by_what_its_name_ends_in(
    books: Tables, tmp_path_factory: pytest.TempPathFactory, book: str, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, books[book], tmp_path_factory.mktemp("answer"), timeout_seconds=30)

    assert shown_rows(found) == rows, found.get("sql")


@pytest.mark.parametrize(
    "question", ["Show all rows of 2023", "Show the data for 2023", "list the 2023 sheet"]
)
def test_the_rows_of_a_sheet_are_shown_whole_and_in_its_order(
    books: Tables, tmp_path_factory: pytest.TempPathFactory, question: str
) -> None:
    found = answer(question, books["years"], tmp_path_factory.mktemp("answer"), timeout_seconds=30)

    assert found["columns"] == ["Rep", "Amount", "Day"]
    assert [row[1] for row in found["rows"]] == [20, 21, 22, 23, 24]
    assert found["reading"] == "All columns from t_2023, in the order of the sheet."


def test_more_than_one_sheet_is_answered_from_all_that_are_meant(
    books: Tables, tmp_path_factory: pytest.TempPathFactory
) -> None:
    question = "What is the total amount of Ann since 2023?"
    found = answer(question, books["years"], tmp_path_factory.mktemp("answer"), timeout_seconds=30)

    assert shown_rows(found) == [[20 + 23 + 30 + 33]], found.get("sql")


def test_the_questions_whose_plans_are_measured_are_answered() -> None:
    catalog = Catalog.from_profiles(make_profiles())

    assert {interpret(question, catalog).outcome for question in questions()} == {Outcome.ANSWERED}
