"""Ratios in one plain sentence: per unit and per thing, by groups of other tables, of parts and states."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.rewording.plainly import ask_plainly
from services.agent.question.rewording.proportions import reword_proportions
from tests.fakes.question_tables import answer, check_rows, ingest_tables


@pytest.fixture(scope="module")
def dairy(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    runs = ["11,1,1,A,6,90.0,done,100,80", "12,1,2,A,4,30.0,canc,50,40", "13,2,3,B,5,50.0,done,60,60"]
    runs += ["14,2,1,B,2,20.0,done,40,30", "15,3,2,A,3,60.0,canc,80,40", "16,3,4,B,5,25.0,done,20,10"]
    runs += ["17,4,1,A,1,10.0,done,10,10", "18,4,3,B,4,40.0,canc,40,30"]
    sheets = {
        "drivers": ["driver_id,driver_name,bureau", "1,Ada,East", "2,Bea,West", "3,Cem,East", "4,Dan,West"],
        "farms": [
            "farm_id,farm_name,region,rank_no,farm_source,deal,is_certified",
            *("1,Alder,North,1,fair,cancelled,true", "2,Birch,North,2,web,kept,false"),
            *("3,Cedar,South,1,web,kept,true", "4,Dell,South,2,fair,kept,false"),
            *("5,Elm,North,1,fair,cancelled,false", "6,Fern,North,2,web,kept,false"),
            *("7,Gorse,South,1,web,kept,false", "8,Holt,South,2,web,kept,false"),
        ],
        "runs": ["run_id,farm_id,pm_id,route_cd,drive_hours,fuel_cost,run_state,plan_l,taken_l", *runs],
        "cans": [
            "can_id,run_id,litres",
            *("101,11,40", "102,11,20", "103,12,10", "104,13,30", "105,14,20", "106,15,50", "107,16,10"),
            *("108,17,8", "109,17,2", "110,18,20"),
        ],
        "spills": ["spill_id,can_id,litres_lost", "201,101,4", "202,103,5", "203,106,10"],
        "notes": ["note_id,sender_id,receiver_id", "1,1,2", "2,2,1", "3,4,3", "4,3,4"],
        "tastings": [
            "tasting_id,farm_id,held_on,asked_guests,came_guests",
            *("301,1,2024-05-01,20,10", "302,2,2024-05-02,10,9", "303,3,2024-05-03,40,10"),
            *("304,4,2024-05-04,10,7", "305,1,2024-05-05,30,15"),
        ],
    }
    return ingest_tables(sheets, tmp_path_factory.mktemp("dairy"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the fuel cost per drive hour by region?", [["North", 190 / 17], ["South", 135 / 13]]),
        (
            "What is the ratio of fuel cost to drive hours for each region?",
            [["North", 190 / 17], ["South", 135 / 13]],
        ),
        (
            "How does the ratio of fuel cost to drive hours differ by region?",
            [["North", 190 / 17], ["South", 135 / 13]],
        ),
        (
            "What is the total taken as a percentage of the planned litres for each region?",
            [["North", 84], ["South", 60]],
        ),
        (
            "What is the fuel cost per drive hour for runs of route A by region?",
            [["North", 12], ["South", 17.5]],
        ),
        ("What is the average litres per run for each region?", [["North", 30], ["South", 22.5]]),
        ("How many litres per run does each region collect?", [["North", 30], ["South", 22.5]]),
        ("What is the average fuel cost per run for each region?", [["North", 47.5], ["South", 33.75]]),
    ],
)
def test_amounts_are_told_per_unit_or_thing_for_each_group(
    question: str, rows: list[list[Any]], dairy: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, dairy, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What percent of the guests came per region?", [["North", 340 / 6], ["South", 34]]),
        ("Per region, what percentage of the asked guests came?", [["North", 340 / 6], ["South", 34]]),
        ("What percentage of the cans does each region account for?", [["North", 50], ["South", 50]]),
        (
            "What percentage of the total litres does each region account for?",
            [["North", 400 / 7], ["South", 300 / 7]],
        ),
        ("What is the percentage of cancelled runs for each region?", [["North", 25], ["South", 50]]),
        ("What percentage of runs were cancelled for each rank no?", [[1, 50], [2, 25]]),
        ("How many farms are there for each rank no?", [[1, 4], [2, 4]]),
        ("How many farms are there for each source?", [["fair", 3], ["web", 5]]),
        ("How many runs were cancelled?", [[3]]),
        ("How many runs are there for each bureau of the product manager?", [["East", 5], ["West", 3]]),
        (
            "What percentage of runs were cancelled for each product manager bureau?",
            [["East", 20], ["West", 200 / 3]],
        ),
    ],
)
def test_parts_and_shares_are_told_for_each_group(
    question: str, rows: list[list[Any]], dairy: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, dairy, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What percent of the total planned litres was the total taken?", [[75]]),
        (
            "For each region, what percent of the total planned litres was the total taken litres?",
            [["North", 84], ["South", 60]],
        ),
        (
            "What fraction of the asked guests were the total came guests by region?",
            [["North", 34 / 60], ["South", 0.34]],
        ),
        ("How many runs were there at each farm?", [["Alder", 2], ["Birch", 2], ["Cedar", 2], ["Dell", 2]]),
        ("How many runs were there at each certified farm?", [["Alder", 2], ["Cedar", 2]]),
        ("Number of runs for each certified farm", [["Alder", 2], ["Cedar", 2]]),
        (
            "What percent of the runs at each certified farm were on route A?",
            [["Alder", 100], ["Cedar", 50]],
        ),
    ],
)
def test_parts_follow_their_wholes_and_yes_or_no_says_which_things_are_told_of(
    question: str, rows: list[list[Any]], dairy: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, dairy, tmp_path)


@pytest.mark.parametrize(
    "question",
    [
        "How many litres were spilled for each region?",
        "What percentage of the litres is collected in runs for each region?",
        "How many litres were delivered in percent per run for each region?",
    ],
)
def test_what_other_rows_tell_is_no_ratio_of_these(
    question: str, dairy: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert answer(question, dairy, tmp_path)["outcome"] != "answered"


def test_a_ratio_of_costs_is_none_of_what_it_costs_to_do_something() -> None:
    said = "what is the ratio of fuel cost to drive hours for each region"

    assert ask_plainly(said) == said
    assert ask_plainly("what does it cost to rent the red one").endswith("cost the red one")


def test_rows_that_did_something_are_no_rows_of_each_group() -> None:
    said = "what percentage of trial runs failed for each region"

    assert reword_proportions(said) == said


def test_it_is_each_of_the_groups_that_were_named_before() -> None:
    asked = "For each payment method, what fraction of the total amount does it account for?"
    of_each = "what fraction of the total amount does each payment method account for?"
    assert reword_proportions(asked) == reword_proportions(of_each)
