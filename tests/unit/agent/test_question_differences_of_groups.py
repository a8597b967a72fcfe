"""Differences between groups, days between two columns, columns against a part of others, limits of means."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

RENTALS = {
    "boats": [
        "Boat No,Boat,Class,Purchase Price,Resale Value", "1,Heron,Sail,1000,650", "2,Otter,Motor,3000,1800",
        "3,Plover,Sail,2000,900", "4,Swift,Motor,4000,3000",
    ],
    "bookings": [
        "Booking No,Boat No,Booking Date,Due Date,Kind,Minutes Afloat,Deposit",
        "11,1,2023-03-01,2023-03-11,Private,60,100", "12,1,2023-04-01,2023-04-20,School,90,300",
        "13,2,2024-03-01,2024-03-05,Private,30,200", "14,2,2024-05-02,2024-05-20,Private,50,300",
        "15,3,2024-05-03,2024-05-20,School,100,100", "16,4,2024-06-03,2024-06-20,Private,20,200",
    ],
    "transfers": [
        "Transfer No,Booking No,Received On,Amount",
        "21,11,2023-03-13,100", "22,12,2023-04-05,300", "23,13,2024-03-09,200", "24,14,2024-05-04,300",
    ],
    "claims": [
        "Claim No,Opened On,Closed On,Urgency",
        "31,2024-01-01,2024-01-05,High", "32,2024-01-02,2024-01-12,Low",
        "33,2024-02-01,2024-02-03,High", "34,2024-02-02,,Low",
    ],
}  # fmt: skip
SHOWN = {
    "shows": ["Show No,Show", "1,Gale", "2,Ember"],
    "ratings": ["Rating No,Show No,Points", "1,1,5", "2,1,5", "3,1,2", "4,2,5", "5,2,4", "6,2,5"],
}


@pytest.fixture(scope="module")
def rentals(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(RENTALS, tmp_path_factory.mktemp("rentals"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "How many days do closed claims take from opening to closing on average, for each urgency?",
            [["High", 3], ["Low", 10]],
        ),
        ("How many days do claims take on average from opening to closing?", [[16 / 3]]),
        ("Boats with a resale value of more than 60 percent of their purchase price", [["Heron"], ["Swift"]]),
        ("Which boats have a resale value below half the purchase price?", [["Plover"]]),
        ("boats whose resale value is at most 60% of the purchase price", [["Otter"], ["Plover"]]),
        ("By what percent did deposits in 2024 differ from 2023, going by booking date?", [[100]]),
    ],
)
def test_two_columns_and_two_periods_are_set_against_each_other(
    question: str, rows: list[list[Any]], rentals: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(question, rentals, tmp_path)

    assert [[pytest.approx(cell) if isinstance(cell, float) else cell for cell in row] for row in rows] == (
        shown_rows(found)
    ), found.get("sql")


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many minutes longer on average is a sail boat afloat than a motor one?", [[50]]),
        (
            "On private bookings, how many minutes shorter on average is a motor boat afloat than a sail?",
            [[80 / 3]],
        ),
    ],
)
def test_the_means_of_two_groups_are_set_against_each_other(
    question: str, rows: list[list[Any]], rentals: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(question, rentals, tmp_path)

    assert shown_rows(found) == [[pytest.approx(cell) for cell in row] for row in rows], found.get("sql")


def test_what_arrived_is_set_against_the_day_of_the_row_that_it_is_for(
    rentals: list[dict[str, Any]], tmp_path: Path
) -> None:
    question = (
        "Taking every transfer we got, how many days after the booking's booking date did it arrive on"
        " average, by kind?"
    )

    found = answer(question, rentals, tmp_path)

    assert shown_rows(found) == [["Private", pytest.approx(22 / 3)], ["School", 4]], found.get("sql")


@pytest.mark.parametrize(
    "question",
    [
        "Which shows have at least 2 ratings and an average of more than 4 points?",
        "Which shows have at least 2 ratings and average points above 4?",
    ],
)
def test_a_limit_of_a_mean_is_none_of_single_rows(
    question: str, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    tables = ingest_tables(SHOWN, tmp_path_factory.mktemp("shows"))

    found = answer(question, tables, tmp_path)

    assert shown_rows(found) in ([], [["Ember"]], [["Ember", 3, pytest.approx(14 / 3)]]), found.get("sql")
