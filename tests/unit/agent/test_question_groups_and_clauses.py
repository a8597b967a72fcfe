"""Names for codes, clauses that deny, limits of groups, and what a last sentence says, of a made stage."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

STAGE = {
    "crew": [
        "crew_id,crew_name,trade,town", "CR01,Ann Birch,Sound,Leeds", "CR02,Bo Cedar,Light,Leeds",
        "CR03,Cy Dale,Sound,York", "CR04,Di Elm,Light,York", "CR05,Ed Fir,Sound,York",
    ],
    "show": [
        "show_id,show_date,rigger_crew,seats_sold,takings,length_km,delayed,rating",
        "1,2023-02-01,CR01,50,500.00,10,Y,4", "2,2023-05-02,CR01,60,900.00,20,N,5",
        "3,2023-08-03,CR02,70,700.00,10,N,", "4,2023-11-04,CR02,80,800.00,30,N,5",
        "5,2024-02-05,CR01,90,990.00,30,N,3",
        "6,2024-05-06,CR03,40,400.00,20,N,",
        "7,2024-08-07,CR03,30,600.00,10,Y,2", "8,2024-11-08,CR04,20,300.00,10,N,4",
        "9,2024-12-09,CR04,10,100.00,10,N,5",
    ],
    "repair": [
        "repair_no,show_id,kind,cost,sponsor_paid,date_in,date_out",
        "r1,1,Lamp,40,Y,2023-02-02,2023-02-06", "r2,2,Lamp,60,N,2023-05-03,2023-05-05",
        "r3,3,Cable,100,N,2023-08-04,2023-08-05", "r4,5,Cable,200,Y,2024-02-06,2024-02-13",
        "r5,7,Lamp,10,N,2024-08-08,2024-08-10",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(STAGE, tmp_path_factory.mktemp("stage"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("number of shows by rigger", [["Ann Birch", 3], ["Bo Cedar", 2], ["Cy Dale", 2], ["Di Elm", 2]]),
        ("Who was the rigger of show 6?", [["Cy Dale"]]),
        ("Which riggers have more than 2 shows? I want rigger name and how many.", [["Ann Birch", 3]]),
        ("What percent of the shows were delayed, by rigger?",
         [["Ann Birch", 33.333], ["Bo Cedar", 0], ["Cy Dale", 50], ["Di Elm", 0]]),
        # Of a kind of things, each of them.
        ("number of shows per sound crew", [["Ann Birch", 3], ["Cy Dale", 2]]),
    ],
)  # fmt: skip
def test_things_go_by_their_names_whatever_header_refers_to_them(
    stage: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert _rounded(shown_rows(answer(question, stage, tmp_path))) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many repairs where the sponsor did not pay happened on shows in 2023?", [[2]]),
        ("How many repairs where the sponsor paid happened on shows in 2023?", [[1]]),
        ("Name the crew who have done at least 2 shows and were never delayed.", [["Bo Cedar"], ["Di Elm"]]),
        ("How many crew had no delayed shows?", [[3]]),
        ("Which crew had shows in 2024 but none in 2023?", [["Cy Dale"], ["Di Elm"]]),
    ],
)
def test_a_denial_belongs_to_its_own_clause(
    stage: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert sorted(shown_rows(answer(question, stage, tmp_path))) == rows


def test_a_thing_that_was_never_so_is_none_that_once_was_not(
    stage: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer("Which crew with at least 2 shows were never delayed?", stage, tmp_path)

    assert found["outcome"] != Outcome.ANSWERED or sorted(shown_rows(found)) == [["Bo Cedar"], ["Di Elm"]]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How much more did we take in takings in 2024 than in 2023, as a percentage of 2023?", [[-17.586]]),
        ("How did takings in the last quarter of 2024 develop against the last quarter of 2023, in percent?",
         [[-50]]),
        ("By how many percent did takings rise in 2024 compared with 2023?", [[-17.586]]),
        ("How many percent more takings were there in 2024 than in 2023?", [[-17.586]]),
        ("In percent, how did takings change from 2023 to 2024?", [[-17.586]]),
    ],
)  # fmt: skip
def test_changes_are_in_percent_wherever_that_is_said(
    stage: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, stage, tmp_path)

    assert found["outcome"] != Outcome.ANSWERED or _rounded(shown_rows(found)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which crew have at least 2 shows and an average of more than 55 seats sold? Name, shows, average.",
         [["Ann Birch", 3, 66.667], ["Bo Cedar", 2, 75]]),
        ("Which crew have at least 2 shows and total takings under 1200?",
         [["Cy Dale", 2, 1000], ["Di Elm", 2, 400]]),
        ("list the 2 crew with the most shows", [["Ann Birch"], ["Bo Cedar"]]),
        ("How many rated shows are there?", [[7]]),
        ("Number of shows per rigger. Delayed shows only.", [["Ann Birch", 1], ["Cy Dale", 1]]),
        ("Takings per kilometre in 2024 by trade (all takings divided by all kilometres)?",
         [["Light", 20], ["Sound", 33.167]]),
        ("How many days are repairs away on average (date out minus date in), per kind?",
         [["Cable", 4], ["Lamp", 2.667]]),
        ("How many shows have takings above the average takings of delayed shows?", [[5]]),
        ("Number of shows for each quarter of 2024, labelled 2024-Q1 and so on",
         [["2024-Q1", 1], ["2024-Q2", 1], ["2024-Q3", 1], ["2024-Q4", 2]]),
        ("What share of the total cost of repairs was on ones where the sponsor paid? In percent.",
         [[58.537]]),
    ],
)  # fmt: skip
def test_groups_keep_what_a_question_limits_and_shows(
    stage: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert _rounded(shown_rows(answer(question, stage, tmp_path))) == rows


@pytest.mark.parametrize("question", ["unit rate by kind", "rate per hour by kind"])
def test_rates_are_not_added_up_unasked(tmp_path: Path, question: str) -> None:
    lines = ["job_no,kind,rate_per_hour", "1,Lamp,20", "2,Lamp,30", "3,Cable,25"]
    jobs = ingest_tables({"job": lines}, tmp_path)

    assert "SUM" not in (answer(question, jobs, tmp_path).get("sql") or "")


def _rounded(rows: list[list[Any]]) -> list[list[Any]]:
    return sorted([round(cell, 3) if isinstance(cell, float) else cell for cell in row] for row in rows)
