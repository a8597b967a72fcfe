"""What rows of two kinds share, what some have none of, who made them, and how long that took."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

HALL = {
    "sculptors": [
        "sculptor_id,name,country,birth_year", "1,Ann Poe,Malta,1900", "2,Bo Ray,Fiji,1850",
        "3,Cy Fox,Malta,1860", "4,Di Orr,Chad,1910",
    ],
    "curators": [
        "curator_id,first_name,last_name,country,date_of_birth", "1,Eve,Low,Malta,1970-01-01",
        "2,Fay,Kim,Peru,1960-05-05", "3,Gus,Lee,,1950-03-03",
    ],
    "badges": ["badge_id,curator_id,kind,issued_on", "1,1,blue,2020-02-02", "2,2,gold,2019-01-01"],
    "statues": [
        "statue_id,title,sculptor_id,carved_year,weight_kg,price", "1,Dawn,1,1930,900,50",
        "2,Dusk,2,1880,200,700", "3,Noon,3,1901,450,90", "4,Moon,1,1940,100,800", "5,Star,4,1950,40,30",
    ],
    "loans": [
        "loan_id,statue_id,amount,borrowed_on,returned_on,status", "1,1,10,2024-01-01,2024-01-11,MOVE",
        "2,2,30,2024-02-01,,MOVE", "3,5,20,2024-03-01,2024-03-21,LOAN",
    ],
    "repairs": [
        "repair_id,statue_id,amount,code", "1,1,500,LOAN", "2,2,700,WEAR", "3,2,100,WEAR", "4,3,20,LOAN",
    ],
    "tours": ["tour_id,curator_id,duration_min", "1,1,30", "2,2,60", "3,2,90"],
}  # fmt: skip


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(HALL, tmp_path_factory.mktemp("hall"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which countries have both sculptors and curators?", [["Malta"]]),
        ("In which countries do both sculptors and curators live?", [["Malta"]]),
        ("Which countries are shared by sculptors and curators?", [["Malta"]]),
        ("Which countries have sculptors but no curators?", [["Chad"], ["Fiji"]]),
        (
            "Which countries are common to sculptors born before 1890 and sculptors born after 1895?",
            [["Malta"]],
        ),
        # Each statue has one loan at most, and some have none.
        ("Which statues have a loan but no repair?", [["Star"]]),
        ("How many statues have a loan?", [[3]]),
        ("What are the titles of statues that have a loan and a repair?", [["Dawn"], ["Dusk"]]),
        ("What is the average loan amount?", [[20]]),
        # Groups of statues are not asked for.
        ("How many statues are by sculptors from Malta?", [[3]]),
        ("What are the titles of statues by sculptors from Malta?", [["Dawn"], ["Moon"], ["Noon"]]),
        ("List the titles of statues by sculptors born after 1890.", [["Dawn"], ["Moon"], ["Star"]]),
        # A unit says of which numbers a limit is one.
        ("List the names of sculptors with statues of more than 500 kg.", [["Ann Poe"]]),
        ("List the full names of curators born before 1965.", [["Fay", "Kim"], ["Gus", "Lee"]]),
        # Tours last, and loans are returned after some days.
        ("How long does it take on average until a loan is returned?", [[15.0]]),
        ("How many days does it take on average for a loan to be returned?", [[15.0]]),
        ("What is the average time to return a loan?", [[15.0]]),
    ],
)
def test_rows_are_told_by_what_they_share(
    question: str, rows: list[list[Any]], hall: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(question, hall, tmp_path)
    assert found["outcome"] == Outcome.ANSWERED, found
    assert sorted(shown_rows(found)) == rows


def test_the_oldest_person_is_no_owner_of_the_oldest_thing(
    hall: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer("Which curator with a badge is the oldest?", hall, tmp_path)
    assert found["outcome"] != Outcome.ANSWERED or shown_rows(found) == [["Fay", "Kim"]]
