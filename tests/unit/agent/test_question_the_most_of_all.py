"""Things told by one row that is the most of all, by the ends of ways, and by others that they are above."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "piers": [
        "pier_code,town,berths",
        "AA1,Ayr,4", "AA2,Ayr,9", "BB1,Bute,7", "CC1,Cove,6", "DD1,Dell,3", "EE1,Esk,2", "FF1,Fern,5",
    ],
    "towers": ["tower_id,town,metres", "1,Ayr,20", "2,Cove,31", "3,Eton,12"],
    "crossings": [
        "crossing_no,origin,destination,departure_date,boat,fare",
        "11,AA1,BB1,2021-01-05,1,4", "12,AA2,CC1,2021-02-05,2,7", "13,AA1,CC1,2022-01-09,1,5",
        "14,BB1,AA1,2022-03-05,3,6", "15,BB1,AA2,2022-04-01,3,9", "16,CC1,BB1,2022-05-05,2,3",
        "17,EE1,FF1,2022-06-01,1,8", "18,FF1,EE1,2022-06-02,4,8",
    ],
    "boats": ["boat_id,model,maker", "1,Swift,Orr", "2,Heron,Orr", "3,Teal,Penn", "4,Heron,Penn"],
    "guests": [
        "guest_id,first_name,last_name,born",
        "1,Ada,Frost,1960-01-01", "2,Ben,Moss,1970-01-01", "3,Cyd,Frost,1980-01-01",
    ],
    "stays": [
        "stay_id,guest,checked_in,checked_out",
        "1,1,2021-01-01,2021-01-03", "2,2,2021-02-01,2021-02-12", "3,3,2021-03-01,2021-03-05",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("harbour"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which guest had the longest stay?", [["Ben", "Moss"]]),
        ("What is the first and last name of the guest who stayed the longest?", [["Ben", "Moss"]]),
        ("Which town has the most departing crossings?", [["Ayr"]]),
        ("Which piers have no departing crossings?", [["DD1"]]),
        (
            "How many crossings depart from each town?",
            [["Ayr", 3], ["Bute", 2], ["Cove", 1], ["Esk", 1], ["Fern", 1]],
        ),
        ("How many crossings depart in 2021?", [[2]]),
        ("What are the towns that have both a pier and a tower?", [["Ayr"], ["Cove"]]),
        ("List the models of the boats used on the cheapest crossing.", [["Heron"]]),
    ],
)
def test_a_thing_is_told_by_the_row_that_is_meant(
    harbour: list[dict[str, Any]], tmp_path: Path, question: str, expected: Sequence[Sequence[Any]]
) -> None:
    found = answer(question, harbour, tmp_path)

    assert found["outcome"] == "answered", found
    assert sorted(shown_rows(found)) == sorted(list(row) for row in expected)
