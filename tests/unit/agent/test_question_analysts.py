"""Figures as analysts ask for them of several tables: limits of sums and means, days against days."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "boatyards": [
        "boatyard_id,boatyard_name,town", "1,Anchor,Rye", "2,Beacon,Hove", "3,Compass,Hove",
    ],
    "sailors": [
        "sailor_id,sailor_name,standing,num_boats",
        "1,Ann Ash,active,1", "2,Bob Birch,active,2", "3,Cid Cedar,lapsed,3", "4,Dee Dorn,lapsed,1",
        "5,Eve Elm,active,2",
    ],
    "charters": [
        "charter_id,sailor_id,boatyard_id,booked_on,due_date,return_date,sail_minutes,crew,delivery_fee,fault",
        "101,1,1,2023-01-02,2023-01-05,2023-01-04,60,2,5,Leak",
        "102,1,1,2023-02-02,2023-02-05,2023-02-09,120,4,0,Leak",
        "103,1,2,2023-03-02,2023-03-05,2023-03-05,30,3,0,",
        "104,2,2,2023-04-02,2023-04-05,2023-04-08,90,2,5,Mast",
        "105,3,3,2024-05-02,2024-05-05,2024-05-06,240,5,0,Leak",
        "106,5,3,2024-06-02,2024-06-05,2024-06-03,300,4,10,",
    ],
    "refunds": ["refund_id,charter_id,refund_amount", "201,101,50", "202,104,75", "203,105,20"],
    "berths": ["berth_no,boatyard_id,nightly_price", "A1,1,30", "A2,1,20", "B1,2,45", "C1,3,10"],
}  # fmt: skip


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("yard"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # Stretches of time by their header's unit.
        ("What is the average sail time in minutes?", [[140]]),
        ("What is the longest sail time?", [[300]]),
        # Numbers that are listed.
        ("How many charters have a crew of 2 or 3?", [[3]]),
        ("How many charters have a crew of 2, 3 or 5?", [[4]]),
        # Days against the day by which something had to happen, whatever the verb.
        ("How many charters were brought back after the due date?", [[3]]),
        ("What percentage of charters were completed after the due date?", [[50]]),
        # Means and sums of groups against a limit, or against the mean of all.
        ("Which boatyards have an average sail time above the overall average sail time?", [["Compass"]]),
        ("Which boatyards' average sail time is below the overall average sail time?",
         [["Anchor"], ["Beacon"]]),
        ("Which boatyards have total sail minutes over 150?", [["Anchor"], ["Compass"]]),
        ("Which sailors sailed more than 200 minutes in total?",
         [["Ann Ash"], ["Cid Cedar"], ["Eve Elm"]]),
        # A mean of each kind, and no sum over the number of kinds.
        ("What is the average number of sail minutes for each fault?",
         [["Leak", 140], ["Mast", 90], [None, 165]]),
        # Each of what is most common, not the first alone.
        ("What are the most common faults? Give the number of charters for each fault.",
         [["Leak", 3], ["Mast", 1]]),
        # Things and what is shown of them, in an order.
        ("Show all berths with their nightly price, cheapest first.",
         [["C1", 10], ["A2", 20], ["A1", 30], ["B1", 45]]),
        ("list sailors and standing", [["Ann Ash", "active"], ["Bob Birch", "active"],
         ["Cid Cedar", "lapsed"], ["Dee Dorn", "lapsed"], ["Eve Elm", "active"]]),
        # Who did what is no group, and "live" no state.
        ("How many charters were made by active sailors?", [[5]]),
        ("How many boatyards live in Hove?", [[2]]),
        # How often something was done is no amount.
        ("Which sailors chartered more than 2 times?", [["Ann Ash"]]),
        # A number of things is no thing of that number.
        ("Which sailors never chartered?", [["Dee Dorn"]]),
    ],
)  # fmt: skip
def test_figures_are_told_as_analysts_ask(
    question: str, rows: list[list[Any]], yard: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert shown_rows(answer(question, yard, tmp_path)) == rows


@pytest.mark.parametrize(
    "question",
    [
        "What is the total revenue?",
        "Which boatyards bring in the most revenue?",
        "What is the average charter value?",
    ],
)
def test_what_is_given_back_or_on_top_is_no_revenue(
    question: str, yard: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert answer(question, yard, tmp_path)["outcome"] != "answered"
