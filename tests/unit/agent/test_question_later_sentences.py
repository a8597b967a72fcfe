"""Requests of several sentences: what is returned, which groups are kept, two figures by one group."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "growers": [
        "grower_id,grower_name,valley,joined_on",
        "1,Alma Reed,North,2019-05-01", "2,Bo Fisk,North,2018-03-02",
        "3,Cleo Strand,South,2020-07-03", "4,Dag Moe,South,2017-01-04", "5,Ena Voll,West,2021-02-05",
    ],
    "cheese_orders": [
        "order_no,grower_id,placed_on,ship_day,cheese_kg,butter_kg,amount,order_state,is_gift",
        "O1,1,2023-01-05,2023-01-08,10,1,100.0,sent,0", "O2,1,2023-02-06,2023-04-01,20,2,150.0,returned,1",
        "O3,1,2023-04-07,2023-04-09,30,1,200.0,sent,0", "O4,2,2023-05-08,2023-05-09,40,2,50.0,sent,1",
        "O5,3,2023-07-09,2023-10-02,50,1,75.0,lost,0", "O6,3,2023-08-10,2023-08-15,60,4,25.0,sent,0",
        "O7,4,2023-10-11,2023-10-21,70,1,300.0,sent,1", "O8,4,2023-11-12,2024-01-03,80,2,20.0,returned,0",
        "O9,5,2022-12-13,2023-01-02,90,9,60.0,sent,0",
    ],
    "tastings": ["tasting_no,taster_id,score", "1,501,7", "2,502,8", "3,501,9"],
}  # fmt: skip


@pytest.fixture(scope="module")
def dairy(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("dairy"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # What is returned, and how quarters are written.
        ("How many orders were placed in 2023? Return a single number.", [[8]]),
        ("How many orders were placed in each quarter of 2023? Return the quarter as YYYY-Qn and the number.",
         [["2023-Q1", 2], ["2023-Q2", 2], ["2023-Q3", 2], ["2023-Q4", 2]]),
        # Of what is counted a part, and another figure of the same groups.
        ("How many orders were placed in each quarter of 2023, and how many of them have since been "
         "returned? Return the quarter as YYYY-Qn, the number placed and the number returned.",
         [["2023-Q1", 2, 1], ["2023-Q2", 2, 0], ["2023-Q3", 2, 0], ["2023-Q4", 2, 1]]),
        ("How many orders are there per grower and how many of these are gifts?",
         [["Alma Reed", 3, 1], ["Bo Fisk", 1, 1], ["Cleo Strand", 2, 0], ["Dag Moe", 2, 1],
          ["Ena Voll", 1, 0]]),
        ("What is the total amount per valley, and how many orders are there?",
         [["North", 500.0, 4], ["South", 420.0, 4], ["West", 60.0, 1]]),
        # Groups that have enough rows.
        ("What is the average amount per valley? Only valleys with at least 2 orders.",
         [["North", 125.0], ["South", 105.0]]),
        ("What is the average amount per order state, for states with more than 1 order? Return the "
         "state and the average.", [["returned", 85.0], ["sent", 122.5]]),
        ("What is the total amount per valley? Leave out valleys with fewer than 2 sent orders.",
         [["North", 500.0], ["South", 420.0]]),
        ("Which valleys have at least 4 orders?", [["North"], ["South"]]),
        # Which of those that are level comes first.
        ("Which 2 growers have the most orders? If growers are level, take the one who joined earlier first. "
         "Return the grower's name and the number of orders.", [["Alma Reed", 3], ["Dag Moe", 2]]),
        ("Which 2 growers have the most orders? Break ties by grower name.",
         [["Alma Reed"], ["Cleo Strand"]]),
        ("Top 2 growers by number of orders, ties broken alphabetically",
         [["Alma Reed", 3], ["Cleo Strand", 2]]),
        # Which day counts, in a bracket, a clause or a sentence of its own; what is done anyway.
        ("How many orders were there in each quarter of 2023 (by ship day)?",
         [[1, 2], [2, 3], [3, 1], [4, 2]]),
        ("How many orders were there per year? Use the year of the ship day and orders of every state. "
         "Return the year and the number.", [[2023, 8], [2024, 1]]),
        ("What is the total amount per valley (sent orders only, by ship day, every order state) in 2023?",
         [["North", 350.0], ["South", 325.0], ["West", 60.0]]),
        ("How many kilos (cheese plus butter) were ordered per valley? Return the valley and the number of "
         "kilos.",
         [["North", 106.0], ["South", 268.0], ["West", 99.0]]),
        # Several figures, each asked for in words of its own.
        ("For returned orders, how many are there and what is the average amount, per valley?",
         [["North", 1, 150.0], ["South", 1, 20.0]]),
        ("For sent orders, what are the average and the highest amount, per valley? Return the valley, the "
         "average and the maximum.",
         [["North", 350 / 3, 200.0], ["South", 162.5, 300.0], ["West", 60.0, 60.0]]),
        ("For orders that were sent, what are the average and the maximum number of days from the day placed "
         "to the ship day, per valley?", [["North", 2.0, 3], ["South", 7.5, 10], ["West", 20.0, 20]]),
        # Rows that a later sentence keeps.
        ("What is the total amount per valley? Count only returned orders.",
         [["North", 150.0], ["South", 20.0]]),
    ],
)  # fmt: skip
def test_later_sentences_are_folded_into_the_first(
    dairy: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert sorted(shown_rows(answer(question, dairy, tmp_path))) == rows


@pytest.mark.parametrize(
    "question",
    [
        "How many orders are there per valley and how many of them are haunted?",
        "What is the total amount per valley? Only valleys with at least 2 storms.",
        "Which 2 growers have the most orders? If they are level, take the louder one first.",
        "How many orders were placed per month and how many growers joined?",
        "How many tastings are there by taster? Return the taster's name and the number of tastings.",
        "For orders that were sent, how many are there and how many storms were there, per valley?",
        "What is the total amount per valley? Ties go to the grower who joined earlier.",
    ],
)
def test_a_later_sentence_that_is_not_understood_is_never_passed_over(
    dairy: list[dict[str, Any]], tmp_path: Path, question: str
) -> None:
    assert answer(question, dairy, tmp_path)["outcome"] != Outcome.ANSWERED
