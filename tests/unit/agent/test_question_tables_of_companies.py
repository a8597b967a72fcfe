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
    "visits": [
        "visit_id,place,booked_on,scheduled_at",
        *("1,mill,2023-12-01,2024-01-02", "2,dam,2023-12-05,2024-02-02", "3,mill,2024-01-05,2024-03-02"),
    ],
    "trips": [
        "trip_id,van,departed_at,planned_arrival,arrived_at",
        *("1,A,2024-01-02 08:00,2024-01-02 10:00,2024-01-02 11:00",),
        *("2,B,2024-01-03 08:00,2024-01-03 12:00,2024-01-03 09:00",),
        *("3,B,2024-01-05 10:15,2024-01-05 12:00,2024-01-05 12:15", "4,A,2024-01-07 09:30,2024-01-07 12:00,"),
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
        ("Average trip duration?", [[2.0]]),
        ("tours by year from 2023 to 2024", [[2023, 2], [2024, 5]]),
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
        "earliest repair of each guide",
        "Which guide grades the most walkers?",
        "Which walkers have points below 8 in 5A?",
    ],
)
def test_is_no_answer_to_something_else(question: str, rides: list[dict[str, Any]], tmp_path: Path) -> None:
    found = answer(question, rides, tmp_path)

    if found["outcome"] == "answered":
        assert "COUNT(*)" not in found["sql"], found["sql"]
        assert "length_km" not in found["sql"], found["sql"]


def test_what_is_booked_takes_place_on_the_day_it_is_scheduled_for(
    rides: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer("How many visits were there in 2024?", rides, tmp_path)

    assert found["outcome"] == "ambiguous", found
