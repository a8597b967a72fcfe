"""What is asked over a firm's many tables: shares of groups, marks in other rows, words of two tables."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

RIDES = {
    "guides": ["guide_id,name,language,base", *("1,Ann Lind,Dutch,East", "2,Bo Hall,Greek,West")],
    "groups": ["group_id,group,size", "1,5A,20", "2,5B,12"],
    "walkers": ["walker_id,name,group_id", "1,Cy Rand,1", "2,Di Moor,2", "3,Ed Nash,2", "4,Flo Pye,"],
    "tours": [
        "tour_id,guide_id,walker_id,started_on,length_km,rating",
        *("1,1,1,2023-01-05,8,5", "2,1,2,2023-02-05,9,1", "3,2,3,2024-01-05,7,4", "4,,1,2024-03-01,4,3"),
        *("5,2,2,2024-03-04,12,5", "6,1,2,2024-05-01,5,3", "7,1,4,2024-06-01,5,"),
    ],
    "gradings": [
        "grading_id,walker_id,kind,points",
        *("1,1,test,10", "2,2,test,6", "3,2,talk,8", "4,3,talk,4"),
    ],
    "repairs": [
        "repair_id,guide_id,work,cost",
        *("1,1,boots,30", "2,1,rope,50", "3,1,rope,20", "4,2,boots,90"),
    ],
}


@pytest.fixture(scope="module")
def rides(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(RIDES, tmp_path_factory.mktemp("rides"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Share of tours by language", [["Dutch", 4 / 6], ["Greek", 2 / 6]]),
        ("Share of tours by guide", [["Ann Lind", 4 / 6], ["Bo Hall", 2 / 6]]),
        ("best rated guide", [["Bo Hall"]]),
        ("Which is the worst rated language?", [["Dutch"]]),
        ("top 2 best rated guides", [["Bo Hall"], ["Ann Lind"]]),
        ("average points by group", [["5A", 10], ["5B", 6]]),
        ("How many walkers are in each group?", [["5A", 1], ["5B", 2]]),
    ],
)
def test_is_answered(
    question: str, rows: list[list[Any]], rides: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(question, rides, tmp_path)

    assert found["outcome"] == "answered", found
    told = [row[: len(rows[0])] for row in shown_rows(found)]
    assert [[each if isinstance(each, str) else pytest.approx(each) for each in row] for row in rows] == told


@pytest.mark.parametrize(
    "question",
    [
        "Which language has the most tours per guide?",
        "most expensive repair per guide",
        "which tour took the longest",
        "what is the busiest hour",
    ],
)
def test_is_no_answer_to_something_else(question: str, rides: list[dict[str, Any]], tmp_path: Path) -> None:
    found = answer(question, rides, tmp_path)

    if found["outcome"] == "answered":
        assert "COUNT(*)" not in found["sql"], found["sql"]
        assert "length_km" not in found["sql"], found["sql"]


def test_a_mean_per_thing_may_be_that_of_its_sums(rides: list[dict[str, Any]], tmp_path: Path) -> None:
    found = answer("average cost per guide", rides, tmp_path)

    assert found["outcome"] == "ambiguous", found
    told = [reading["sql"] for reading in found["readings"]]
    assert any("COUNT(DISTINCT" in sql for sql in told)
    assert any("AVG(" in sql for sql in told)
