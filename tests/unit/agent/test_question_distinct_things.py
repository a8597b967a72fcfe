"""Roles of persons, different things that others have, and clauses that hold together, in several tables."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

CREW = [
    "crew_id,crew_name,job,hired_on",
    "1,Ada Moll,skipper,2015-02-01", "2,Ben Roth,skipper,2018-05-01", "3,Cleo Hart,deckhand,2019-06-01",
    "4,Dora Kess,skipper,2020-07-01", "5,Emil Voss,deckhand,2021-03-01",
]  # fmt: skip
TRIPS = [
    "trip_id,skipper_id,boat_id,sailed_on,riders,catch_kg",
    "1,1,1,2023-05-01,10,40", "2,1,2,2024-05-01,4,15", "3,2,1,2024-06-01,8,30", "4,2,3,2024-07-01,9,25",
    "5,1,3,2023-08-01,7,10",
]  # fmt: skip
BOATS = [
    "boat_id,boat_name,pier_id,hull_type", "1,Gull,1,steel", "2,Tern,2,wood", "3,Swan,3,wood",
]  # fmt: skip
PIERS = ["pier_id,pier_name,town_id", "1,North Pier,1", "2,South Pier,2", "3,West Pier,2"]
TOWNS = ["town_id,town_name,county_id", "1,Alm,1", "2,Brook,2"]
COUNTIES = ["county_id,county_name", "1,Downshire", "2,Upshire"]
RENTERS = [
    "renter_id,renter_name,email,club_card",
    "1,Finn Ager,finn@mail.example,gold", "2,Gwen Bird,,", "3,Hans Cole,hans@mail.example,",
    "4,Iris Dunn,,silver",
]  # fmt: skip
HIRES = [
    "hire_id,renter_id,boat_id,hired_on,state,paid",
    "1,1,1,2024-01-05,done,50", "2,1,2,2024-02-05,done,60", "3,1,3,2024-03-05,void,70",
    "4,2,1,2024-01-06,done,50", "5,2,1,2024-04-05,done,55", "6,3,2,2024-05-05,void,65",
]  # fmt: skip
TABLES = {
    "crew": CREW, "trips": TRIPS, "boats": BOATS, "piers": PIERS, "towns": TOWNS, "counties": COUNTIES,
    "renters": RENTERS, "hires": HIRES,
}  # fmt: skip


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("harbour"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("list the skippers", [["Ada Moll"], ["Ben Roth"], ["Dora Kess"]]),
        ("How many skippers are there?", [[3]]),
        ("Which skippers have no trips?", [["Dora Kess"]]),
        ("top 1 skipper by riders", [["Ada Moll", 21]]),
        ("Which skippers were hired before 2016? Return the skipper's name.", [["Ada Moll"]]),
        ("total riders per skipper", [["Ada Moll", 21], ["Ben Roth", 17]]),
        ("total catch weight per skipper", [["Ada Moll", 65], ["Ben Roth", 55]]),
    ],
)
def test_persons_are_called_by_their_role(
    question: str, rows: list[Any], harbour: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, harbour, tmp_path))) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which renters have hires at 2 or more different piers?", [["Finn Ager"]]),
        ("Which renters have done hires at at least two different piers?", [["Finn Ager"]]),
        ("Which renters have hires at 3 or more different piers?", [["Finn Ager"]]),
        ("Which renters have done hires at 3 or more different piers?", []),
        ("Top 1 renters by number of different boats", [["Finn Ager", 3]]),
        (
            "Which renters with a club card have hires at 2 or more different piers? Return the name, the "
            "club card and the number of piers.",
            [["Finn Ager", "gold", 3]],
        ),
        ("Which renters hired a boat at least twice?", [["Finn Ager"], ["Gwen Bird"]]),
    ],
)
def test_different_things_are_counted_once(
    question: str, rows: list[Any], harbour: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, harbour, tmp_path))) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which renters with a club card have hires?", [["Finn Ager"]]),
        ("Which renters who have an email address do not have any hires with state done?", [["Hans Cole"]]),
        ("How many renters have no email but hired a boat at least twice?", [[1]]),
    ],
)
def test_clauses_about_things_hold_together(
    question: str, rows: list[Any], harbour: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, harbour, tmp_path))) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("total paid per boat type", [["steel", 155], ["wood", 195]]),
        ("total paid per county", [["Downshire", 155], ["Upshire", 195]]),
        ("total riders carried in 2024 (by sailed on)", [[21]]),
    ],
)
def test_groups_and_days_are_found_by_what_they_are_of(
    question: str, rows: list[Any], harbour: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, harbour, tmp_path))) == rows


@pytest.mark.parametrize(
    "question",
    [
        "Which renters have hires at 2 or more different marinas?",
        "Which renters with a parrot have hires at 2 or more different piers?",
        "Which renters have an email address and were kind?",
        "list the pirates",
    ],
)
def test_what_no_table_knows_is_refused(question: str, harbour: Any, tmp_path: Path) -> None:
    assert answer(question, harbour, tmp_path)["outcome"] != "answered"
