"""Words beside the name of a table, and what they do not speak of: members, shows' own attendance, an age."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

STAGE = {
    "hall": ["hall_id,hall_name,average_crowd,town", "1,Orb,500,Ulm", "2,Pit,300,Bonn", "3,Rim,100,Ulm"],
    "gig": [
        "gig_id,hall_id,gig_name,crowd,year", "1,1,Opening,40,2014", "2,1,Jam,60,2015", "3,2,Gala,20,2014",
    ],
    "drummer": [
        "drummer_id,name,tune_name,age,cell_number,home_phone", "1,Ann,Drum Up,30,71,81",
        "2,Bob,Beat,50,72,82", "3,Cid,Roll,40,73,83",
    ],
    "drummer_in_gig": ["gig_id,drummer_id,fee", "1,1,10", "2,1,20", "3,2,90"],
    "crew": ["crew_id,crew_name,tent", "1,Dee,A", "2,Eve,A", "3,Fay,B"],
    "seat": ["seat_id,crew_id,hall_id", "1,1,1", "2,2,1"],
}  # fmt: skip


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(STAGE, tmp_path_factory.mktemp("stage"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the average crowd of the gigs?", [[40.0]]),
        ("List the names of drummers in gigs in year 2014.", [["Ann"], ["Bob"]]),
        ("What is the name of the drummer whose tune name contains 'Drum'?", [["Ann"]]),
        ("Which tent has the most crew members?", [["A"]]),
        ("Show the name, cell phone and home phone of each drummer.",
         [["Ann", 71, 81], ["Bob", 72, 82], ["Cid", 73, 83]]),
        # Whoever sits in no hall is of none.
        ("How many crew members does each hall have?", [["Orb", 2]]),
    ],
)  # fmt: skip
def test_words_beside_a_table_are_read_with_it(
    stage: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert shown_rows(answer(question, stage, tmp_path)) == rows


def test_nobody_earns_an_age(stage: list[dict[str, Any]], tmp_path: Path) -> None:
    found = answer("Which drummer spent the most?", stage, tmp_path)

    assert found["outcome"] != "answered" or "age" not in found["columns"]
