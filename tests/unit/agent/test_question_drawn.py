"""A log without a table of those whom it is about: which of them have none, how many have more than one."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

LOG = {
    "bookings": [
        "booking_no,guest,hut,nights,price,state,arrived",
        "1,Ada,Ridge,2,80,paid,2023-05-02", "2,Ben,Ridge,1,40,open,2023-06-11",
        "3,Ada,Lake,3,150,paid,2024-01-20", "4,Cyd,Lake,2,100,refused,2023-08-05",
        "5,Ben,Ridge,4,160,paid,2023-09-09", "6,Cyd,Ridge,1,45,open,2024-03-01",
        "7,Dot,Lake,5,260,paid,2024-04-14", "8,Dot,Lake,1,55,refused,2024-07-30",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(LOG, tmp_path_factory.mktemp("log"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which guests have no bookings in 2024?", [["Ben"]]),
        ("guests who booked in Ridge but not in Lake", [["Ben"]]),
        ("which guests booked in both Ridge and Lake?", [["Ada"], ["Cyd"]]),
        ("guests with both paid and open bookings", [["Ben"]]),
        ("which guests never had a refused booking", [["Ada"], ["Ben"]]),
        ("how many guests have more than one paid booking", [[1]]),
        ("guests with more than 1 paid booking", [["Ada"]]),
        ("how many guests booked more than once", [[4]]),
        ("what share of guests have a paid booking", []),  # Of guests, or of bookings: both are offered.
        # What they spent is the total of their rows.
        ("guests who spent more than 200", [["Ada"], ["Dot"]]),
        ("who spent more than 200 in total?", [["Ada"], ["Dot"]]),
        ("guests whose bookings add up to less than 150", [["Cyd"]]),
        ("which guests have an average booking over 90", [["Ada"], ["Ben"], ["Dot"]]),
        ("guests whose average price is above 90", [["Ada"], ["Ben"], ["Dot"]]),
        ("how much has each guest spent", [["Ada", 230], ["Ben", 200], ["Cyd", 145], ["Dot", 315]]),
        # A word that denies is never passed over.
        ("huts where nothing was refused", []),
        ("guests with no price above 100", []),
    ],
)  # fmt: skip
def test_those_whom_rows_name_are_asked_about(
    log: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert sorted(shown_rows(answer(question, log, tmp_path)), key=str) == sorted(rows, key=str)


GAMES = [
    "day,player,club,cup,sets_won,result,minutes",
    "2024-01-03,Ann,Hill,City,3,won,40", "2024-01-09,Bob,Lake,City,1,lost,55",
    "2024-02-02,Ann,Lake,Open,0,lost,35", "2024-02-09,Cyd,Hill,Open,3,won,60",
    "2024-03-01,Bob,Hill,Open,2,lost,50", "2024-03-08,Cyd,Lake,City,3,won,45",
]  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "Which players have never won a City game?",  # Not: who has none there.
        "Total hours per player",  # Not: their minutes.
        "games with more than 2 breaks",
    ],
)
def test_what_no_plan_says_is_refused(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, question: str
) -> None:
    games = ingest_tables({"games": GAMES}, tmp_path_factory.mktemp("games"))

    found = answer(question, games, tmp_path)

    assert found["outcome"] != "answered", found["sql"]


def test_the_statement_says_what_the_drawn_table_is(log: list[dict[str, Any]], tmp_path: Path) -> None:
    found = answer("how many guests booked more than once", log, tmp_path)

    assert found["sql"].startswith('WITH "guests" AS')
    assert [each["name"] for each in found["tables"]] == ["bookings"]
    assert found["joins"] == []
    assert "rows from the guests of bookings where" in found["reading"]


def test_a_total_of_the_log_needs_no_drawn_table(log: list[dict[str, Any]], tmp_path: Path) -> None:
    assert "WITH" not in answer("who spent the most at Ridge?", log, tmp_path)["sql"]
