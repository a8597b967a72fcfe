"""What is no revenue, whose state it is, how many kinds there are of what was done, what rows contain."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

STAGE = {
    "acts": ["actId,actName,actTown", "1,Red Pines,Hull", "2,Slow Tide,Hull", "3,Tin Larks,Bath"],
    "gigs": [
        "gigId,gigName,gigHall,gigKind,gigBasePrice",
        "1,Spring One,Barn,folk,10",
        "2,Spring Two,Barn,jazz,20",
        "3,Autumn One,Dome,folk,30",
        "4,Autumn Two,Dome,rock,40",
    ],
    "lineups": [
        "linId,linGigId,linActId,linFeeAmt",
        "1,1,1,100",
        "2,2,1,200",
        "3,3,1,300",
        "4,1,2,400",
        "5,3,2,500",
    ],
    "guests": [
        "gstId,gstName,gstJoinDt,gstCancelDt",
        "1,Ann,2022-01-01,2023-01-01",
        "2,Bea,2022-02-01,",
        "3,Cal,2022-03-01,",
    ],
    "seats": [
        "seatId,seatGigId,seatGuestId,seatPrice,seatDiscAmt,seatState",
        "1,1,1,12,1,paid",
        "2,1,2,10,0,cancelled",
        "3,2,2,45,2,paid",
        "4,3,3,30,0,cancelled",
        "5,4,3,40,3,paid",
    ],
}
LISTS = {
    "songs": [
        "song_id,song_title,writer_id,seconds",
        "1,Dawn,1,100",
        "2,Dusk,2,200",
        "3,Noon,2,300",
    ],
    "writers": ["writer_id,writer_name", "1,Ada", "2,Bo"],
    "mixes": ["mix_id,mix_name", "1,Long Songs", "2,Morning", "3,Evening"],
    "mix_songs": ["mix_id,song_id", "1,1", "1,2", "2,2", "2,3"],
}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(STAGE, tmp_path_factory.mktemp("stage"))


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(LISTS, tmp_path_factory.mktemp("lists"))


@pytest.mark.parametrize(
    "question",
    [
        "What is the total revenue per hall?",
        "Show the total seat sales by hall.",
        "How many guests cancelled?",
    ],
)
def test_fees_and_discounts_are_no_revenue(question: str, stage: Any, tmp_path: Path) -> None:
    assert answer(question, stage, tmp_path)["outcome"] != "answered"


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which guests have cancelled?", [["Ann"]]),
        ("Which acts played at least 3 different kinds of gigs?", []),
        ("Which acts played at least 2 different kinds of gigs?", [["Red Pines"]]),
        ("How many different kinds of gigs did each act play?", [["Red Pines", 2], ["Slow Tide", 1]]),
        ("Which gigs sold seats for more than their base price?", [["Spring One"], ["Spring Two"]]),
        ("Which guests spent more than 50 on seats?", [["Bea"], ["Cal"]]),
        (
            "For each town, show the number of acts and the average fee.",
            [["Bath", 1, None], ["Hull", 2, 300]],
        ),
    ],
)
def test_kinds_and_sums_are_of_what_was_done(
    question: str, rows: list[Any], stage: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, stage, tmp_path)), key=str) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which mixes contain songs longer than 250 seconds?", [["Morning"]]),
        ("Which mixes contain at least 2 songs?", [["Long Songs"], ["Morning"]]),
        ("Which mixes contain songs by at least 2 different writers?", [["Long Songs"]]),
        ("What is the average number of songs per mix?", [[2]]),
    ],
)
def test_what_rows_contain_is_what_they_have(
    question: str, rows: list[Any], lists: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, lists, tmp_path))) == rows
