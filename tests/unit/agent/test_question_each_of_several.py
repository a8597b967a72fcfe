"""Figures of each from several tables, what rows come to in all, lapses between days, snapshots, parties."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

MARKET = {
    "growers": [
        "grwId,grwName,grwValley,grwInvitedById,grwQuitDt",
        "1,Ada Moll,East,,",
        "2,Ben Roth,East,1,2023-05-01",
        "3,Cid Vane,West,1,",
        "4,Dora Kess,West,2,",
        "5,Eva Lund,East,,",
    ],
    "pears": ["pear_id,pear_name,colour", "1,Comice,green", "2,Bosc,brown", "3,Forelle,red"],
    "plantings": [
        "plant_id,grower_id,pear_id,trees",
        "1,1,1,10",
        "2,1,2,20",
        "3,2,1,30",
        "4,3,3,40",
    ],
    "stalls": [
        "stall_id,stall_name,square,asking_price",
        "1,Red Stall,North,100",
        "2,Blue Stall,North,200",
        "3,Gold Stall,South,300",
        "4,Old Stall,South,50",
    ],
    "traders": ["trader_id,trader_name,town", "1,Finn,Hill", "2,Gwen,Hill", "3,Hans,Dale", "4,Ida,Dale"],
    "lettings": [
        "letting_id,stall_id,trader_id,let_price,let_dt,let_state",
        "1,1,1,120,2023-01-05,active",
        "2,2,1,180,2023-02-10,ended",
        "3,1,2,90,2023-03-15,ended",
        "4,3,3,310,2023-04-20,active",
    ],
    "visits": [
        "visit_id,stall_id,trader_id,visit_dt",
        "1,1,1,2023-01-01",
        "2,2,2,2023-02-01",
        "3,4,4,2023-03-01",
    ],
    "dues": [
        "due_id,letting_id,amt,due_paid_dt",
        "1,1,60,2023-01-10",
        "2,1,70,2023-03-10",
        "3,2,30,2023-02-12",
        "4,3,20,2023-06-01",
        "5,4,500,2023-04-25",
    ],
    "stall_snapshots": [
        "snap_id,snapshot_date,stall_id,is_open",
        "1,2023-03-31,1,true",
        "2,2023-03-31,2,true",
        "3,2023-03-31,3,true",
        "4,2023-06-30,1,true",
        "5,2023-06-30,2,false",
        "6,2023-06-30,3,true",
    ],
    "notes": [
        "note_id,sender_id,sender_type,reader_id,sent_on",
        "1,1,trader,1,2023-01-02",
        "2,1,grower,1,2023-01-03",
        "3,2,trader,1,2022-01-04",
    ],
}


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(MARKET, tmp_path_factory.mktemp("market"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "For each square, how many stalls are there and what is the average let price?",
            [["North", 2, 130], ["South", 2, 310]],
        ),
        (
            "For each square, show the number of stalls and the number of lettings.",
            [["North", 2, 3], ["South", 2, 1]],
        ),
        (
            "What are the highest and the lowest let price in each square?",
            [["North", 180, 90], ["South", 310, 310]],
        ),
        ("When was each trader's first and last letting?",
         [["Finn", "2023-01-05", "2023-02-10"], ["Gwen", "2023-03-15", "2023-03-15"],
          ["Hans", "2023-04-20", "2023-04-20"]]),
        ("What is the average number of pears per grower?", [[4 / 3]]),
    ],
)  # fmt: skip
def test_figures_of_each_are_of_all_that_it_has(
    question: str, rows: list[Any], market: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, market, tmp_path))) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which traders paid more than 100 in dues in total?", [["Finn"], ["Hans"]]),
        ("Which traders paid more than 100 in dues in total in 2022?", []),
        ("Which stalls were let for more than their asking price?", [["Gold Stall"], ["Red Stall"]]),
        ("How many stalls were let below their asking price?", [[2]]),
        ("Which traders visited a stall but never let one?", [["Ida"]]),
        ("Which traders let stalls in at least 2 different squares?", []),
        ("How many growers did each grower invite?", [["Ada Moll", 2], ["Ben Roth", 1]]),
        ("Which grower invited the most growers?", [["Ada Moll"]]),
        ("Which growers have never planted a pear?", [["Dora Kess"], ["Eva Lund"]]),
    ],
)
def test_things_are_told_by_what_was_done_with_them(
    question: str, rows: list[Any], market: Any, tmp_path: Path
) -> None:
    assert sorted(shown_rows(answer(question, market, tmp_path))) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many dues were paid within 10 days after the letting date?", [[3]]),
        ("How many dues were paid within 2 weeks after the letting date?", [[3]]),
        ("How many stalls were open at the latest snapshot?", [[2]]),
        ("Which stalls were open at the latest snapshot?", [["Gold Stall"], ["Red Stall"]]),
        ("How many notes were sent by traders?", [[2]]),
        ("How many notes did traders send in 2023?", [[1]]),
        ("How many notes were sent by growers?", [[1]]),
    ],
)
def test_days_and_parties_are_kept(question: str, rows: list[Any], market: Any, tmp_path: Path) -> None:
    assert sorted(shown_rows(answer(question, market, tmp_path))) == rows


@pytest.mark.parametrize(
    "question",
    [
        "How many stalls are open?",
        "What is the total revenue per square from dragons?",
        "For each square, the number of stalls and the average number of dragons",
    ],
)
def test_what_nobody_said_is_refused(question: str, market: Any, tmp_path: Path) -> None:
    assert answer(question, market, tmp_path)["outcome"] != "answered"
