"""Requests as analysts write them: to the letter, with who has which part and what the answer lists."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from services.agent.question.rewording.clarified import without_clarifying
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "employees": [
        "emp_id,emp_name,desk_cd", "301,Ada,N", "302,Bo,N", "303,Cy,S", "304,Di,S", "305,Ed,S",
    ],
    "members": ["member_id,full_name,level_cd", *(f"{at},M{at},{'AB'[at % 2]}" for at in range(1, 41))],
    "loans": [
        "loan_id,member_id,approved_by,loan_date,amount,loan_status",
        "1,4,301,2022-01-03,10,ok", "2,5,301,2022-01-09,20,failed", "3,6,302,2022-02-03,30,ok",
        "4,7,305,2023-02-05,40,ok", "5,7,305,2023-03-05,50,ok", "6,9,305,2023-03-09,60,failed",
    ],
    "gifts": [
        "gift_id,sender_id,receiver_id,worth",
        "1,1,2,5", "2,1,3,6", "3,2,40,7", "4,3,1,8", "5,40,3,9", "6,1,30,10",
    ],
    "vouchers": ["voucher_code,disc_type", "V1,PCT", "V2,FIX", "V3,PCT"],
    "voucher_redemptions": [
        "redemption_id,voucher_code,member_id,redeemed_at", "1,V1,2,2022-01-01", "2,V1,3,2022-02-01",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("club"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # A header of who did it refers to the only persons whose numbers it spreads over.
        ("Which employee has the most loans?", [["Ed"]]),
        ("number of loans per employee", [["Ada", 2], ["Bo", 1], ["Ed", 3]]),
        # Of two parts the verb says which.
        ("How many members have sent a gift?", [[4]]),
        ("How many members have received a gift?", [[5]]),
        # What has not come about is told by the rows for it, whatever the noun is made of the verb.
        ("Which vouchers have never been redeemed? Return the voucher code and its discount type.",
         [["V2", "FIX"], ["V3", "PCT"]]),
        ("Which loans are successful? Return the loan id.", [[1], [3], [4], [5]]),
        # What a closing list names, beside figures that the question tells.
        ("For each month of 2022, how many loans were made and how many of those loans are marked as failed? "
         "Return the month as YYYY-MM, the number of loans and the number failed.",
         [["2022-01", 2, 1], ["2022-02", 1, 0]]),
        ("What percent of loans are failed for each employee? Return the name and the percent of all loans "
         "that failed.",
         [["Ada", 50], ["Bo", 0], ["Ed", 100 / 3]]),
        ("What is the loss rate by level: failed loans as a percent of all loans of that level?",
         [["A", 0], ["B", 50]]),
    ],
)  # fmt: skip
def test_a_request_is_answered_to_the_letter(
    club: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = sorted(shown_rows(answer(question, club, tmp_path)))
    assert found == [
        [pytest.approx(cell) if isinstance(cell, float) else cell for cell in row] for row in rows
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Which loans have never been repaid?",
        "Which members have received a gift but have never sent a voucher?",
    ],
)
def test_what_no_rows_tell_is_refused(club: list[dict[str, Any]], tmp_path: Path, question: str) -> None:
    assert answer(question, club, tmp_path)["outcome"] != Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Which 3 clubs have most fans? Ties go to the club whose name comes first. Return the club.",
         "Which 3 clubs have most fans? Return the club."),
        ("How many bids are there? Consider bids of every status.", "How many bids are there?"),
        ("How many bids, including withdrawn ones?", "How many bids, including withdrawn ones?"),
        ("How many bids, including cancelled ones?", "How many bids?"),
        ("How many bids, whether open or closed?", "How many bids?"),
        ("number of bids per town, including towns with none",
         "number of bids per town, including towns with none"),
        ("How much did each port take? Use the port of the ship sold.", "How much did each ship port take?"),
        ("Which clients in Peru (country code PE) paid?", "Which clients with country code PE paid?"),
        ("How many were verified (they have a verification day)?", "How many were verified?"),
        ("How many were verified (they have a passport)?", "How many were verified (they have a passport)?"),
        ("How long does a sold ship lie, on average in days from the order date to the sale date?",
         "what is the average number of days from the order date to the sale date?"),
        ("How long does a rejected bid lie, on average in days from the order date to the sale date?",
         "How long does a rejected bid lie, on average in days from the order date to the sale date?"),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_passed_over(question: str, plain: str) -> None:
    assert without_clarifying(question) == plain
