"""Figures said apart from their headers, what rows earn, and how many rows are returned."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.rewording.topreturned import say_top_returned
from tests.fakes.question_tables import answer, ingest_tables

WARD = {
    "drugs": ["drug_id,drug_name,unit_price", "1,Salvin,10", "2,Mendol,20", "3,Rubex,30"],
    "doctors": ["doc_id,first_name,last_name", "1,Ada,Moss", "2,Bo,Field", "3,Cy,Grant"],
    "patients": ["patient_id,last_name", "1,Hart", "2,Ives", "3,Joy"],
    "treatments": [
        "treatment_id,patient_id,doc_id,drug_id,start_dt,end_dt,state,tot_drug_amt",
        "1,1,1,1,2023-01-01,2023-01-11,completed,5",
        "2,1,2,1,2023-02-01,2023-02-21,completed,6",
        "3,2,1,2,2023-03-01,2023-03-04,stopped,7",
        "4,2,1,2,2023-04-01,2023-04-05,stopped,8",
        "5,3,3,3,2023-05-01,,ongoing,8",
    ],
    "outcomes": [
        "outcome_id,treatment_id,day7_spot_cnt,day30_spot_cnt,itch_score_d0,itch_score_wk9,seen_dt",
        "1,1,10,4,4,1,2023-01-08",
        "2,2,20,6,6,2,2023-02-08",
        "3,3,30,9,8,6,2023-03-08",
    ],
}
SHOW = {
    "venues": ["venue_id,venue_name,city", "1,Oak Hall,Hull", "2,Elm Hall,Bath"],
    "acts": ["act_id,act_name", "1,The Reeds", "2,The Vales"],
    "shows": ["show_id,venue_id,title", "1,1,Dawn", "2,2,Dusk", "3,2,Noon"],
    "bookings": ["booking_id,show_id,act_id,fee_amt", "1,1,1,900", "2,2,2,800", "3,3,2,700"],
    "tickets": [
        "ticket_id,show_id,price,ticket_state",
        "1,1,20,paid", "2,1,30,paid", "3,2,40,refunded", "4,2,25,paid", "5,3,15,paid",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {"ward": WARD, "show": SHOW}
    return {name: ingest_tables(tables, tmp_path_factory.mktemp(name)) for name, tables in made.items()}


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("ward", "What is the average spot count on day 7?", [[20]]),
        ("ward", "How many outcomes have a spot count on day 30 above 5?", [[2]]),
        ("ward", "What is the total drug amount of all treatments?", [[34]]),
        ("ward", "What is the average itch score at day 0?", [[6]]),
        ("ward", "What is the average itch score at day 0 by drug name?", [["Mendol", 8], ["Salvin", 5]]),
        ("ward", "What is the relief percent? Relief percent = 100 * (sum of itch score day 0 - sum of itch "
         "score week 9) / sum of itch score day 0.", [[50]]),
        ("ward", "What is the average number of days from start date to end date of completed treatments?",
         [[15]]),
        ("ward", "Which patients have more than one doctor?", [["Hart"]]),
        ("show", "What is the total revenue of paid tickets?", [[90]]),
        ("show", "Which show had the highest revenue from paid tickets?", [["Dawn", 50]]),
        ("show", "What is the revenue from tickets per city?", [["Bath", 80], ["Hull", 50]]),
    ],
)  # fmt: skip
def test_figures_are_found_by_what_their_headers_mean(
    sets: dict[str, list[dict[str, Any]]], tmp_path: Path, name: str, question: str, expected: list[Any]
) -> None:
    assert answer(question, sets[name], tmp_path)["rows"] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which rooms are booked most? Return the top 3 rooms and their prices.",
         "Which 3 rooms are booked most? Return the rooms and their prices."),
        ("Which guests paid the most? Return the name and the total of the top 5.",
         "Which 5 guests paid the most? Return the name and the total."),
        ("What are the highest bids? Return the bidder, top two.",
         "What are the two highest bids? Return the bidder."),
        ("Which two rooms are booked most? Return the top 3 rooms.",
         "Which two rooms are booked most? Return the top 3 rooms."),  # the question has said how many
        ("Which rooms are red? Return the top 3 rooms.", "Which rooms are red? Return the top 3 rooms."),
    ],
)  # fmt: skip
def test_the_number_of_rows_is_said_before_them(question: str, expected: str) -> None:
    assert say_top_returned(question) == expected


def test_what_rows_are_ranked_by_is_asked_for_too_where_it_is_listed(
    sets: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    found = answer("Drug name and unit price of the most expensive drug?", sets["ward"], tmp_path)
    assert (found["rows"], found.get("answer_columns")) in [
        ([["Rubex", 30]], None),
        ([["Rubex", 30]], [0, 1]),
    ]


def test_no_mean_is_of_the_row_behind_another(tmp_path: Path) -> None:
    lines = ["full_name,age,reason,weeks_stayed", "Ada,30,stroke,4", "Bo,41,fracture,9", "Cy,52,stroke,6",
             "Di,63,burns,3", "Ed,44,fracture,8"]  # fmt: skip
    made = ingest_tables({"inpatients": lines}, tmp_path)
    found = answer("What is the average stay after stroke?", made, tmp_path)
    assert found["outcome"] != "answered" or found["rows"] == [[5]]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Whose age is above 50?", [["Cy"], ["Di"]]),
        ("Whose age is the highest?", [["Di", 63]]),
        ("How many patients have not reached 50 yet?", [[3]]),
        ("What is the average age depending on the reason?",
         [["burns", 63], ["fracture", 42.5], ["stroke", 41]]),
        ("How are the patients spread over the reasons, in numbers?",
         [["burns", 1], ["fracture", 2], ["stroke", 2]]),
    ],
)  # fmt: skip
def test_whose_and_how_many_where_are_asked_plainly(
    tmp_path: Path, question: str, expected: list[Any]
) -> None:
    lines = [
        "full_name,age,reason",
        "Ada,30,stroke",
        "Bo,41,fracture",
        "Cy,52,stroke",
        "Di,63,burns",
        "Ed,44,fracture",
    ]
    made = ingest_tables({"patients": lines}, tmp_path)
    assert answer(question, made, tmp_path)["rows"] == expected
