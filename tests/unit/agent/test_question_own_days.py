"""What rows are by their own days and numbers, whatever another table calls so: late, open, most booked."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

YARD = {
    "hauliers": ["haulier_id,haulier_name,country", "1,Brisk,Spain", "2,Volt,Italy", "3,Tern,Spain"],
    "drivers": [
        "driver_id,driver_name,shift,town", "1,Ann,late,Oslo", "2,Bo,early,Rome", "3,Cy,late,Oslo",
        "4,Di,early,Oslo",
    ],
    "goods": ["good_code,good_name", "G1,Slate", "G2,Brick", "G3,Lime"],
    "loadings": [
        "loading_id,good_code,driver_id,tons", "1,G1,1,4", "2,G2,1,3", "3,G3,3,9", "4,G1,2,1", "5,G1,4,2",
    ],
    "deliveries": [
        "delivery_id,haulier_id,good_code,ordered_on,promised_on,delivered_on",
        "1,1,G1,2024-01-01,2024-01-10,2024-01-12", "2,1,G2,2024-01-03,2024-01-11,2024-01-09",
        "3,2,G3,2024-02-01,2024-02-10,2024-02-20", "4,2,G1,2024-02-03,2024-02-12,2024-02-13",
        "5,3,G2,2024-03-01,2024-03-09,2024-03-08",
    ],
}  # fmt: skip
DESK = {
    "firms": ["firm_id,firm_name", "1,Alba", "2,Brio", "3,Cora"],
    "bills": ["bill_id,firm_id,amount,status", "1,1,10,open", "2,2,20,paid", "3,2,5,open"],
    "calls": [
        "call_id,firm_id,opened_at,closed_at,is_urgent,minutes", "1,1,2024-01-01,2024-01-03,yes,5",
        "2,1,2024-01-02,,no,10", "3,2,2024-01-05,,yes,20", "4,2,2024-01-06,,no,40",
        "5,3,2024-01-07,2024-01-09,no,10",
    ],
    "desks": ["desk_id,floor,kind", "1,2,high", "2,3,low", "3,2,low"],
    "bookings": [
        "booking_id,desk_id,firm_id,total_price", "1,2,1,10", "2,2,1,30", "3,1,2,5", "4,2,3,7", "5,3,2,9",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(YARD, tmp_path_factory.mktemp("yard"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(DESK, tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many deliveries arrived later than promised?", [[3]]),
        ("How many late deliveries were there?", [[3]]),
        ("Which haulier has the highest share of late deliveries?", [["Volt"]]),
    ],
)
def test_late_deliveries_are_so_by_their_days(
    yard: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert shown_rows(answer(question, yard, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many open calls are there?", [[3]]),
        ("What is the ratio of urgent to non-urgent minutes?", [[25 / 60]]),
        ("How many open bills are there?", [[2]]),
    ],
)
def test_open_calls_are_so_by_their_days_though_bills_are_called_open(
    desk: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert shown_rows(answer(question, desk, tmp_path)) == rows


@pytest.mark.parametrize(
    "question", ["Which desk has the most bookings?", "Which desk was booked most often?"]
)
def test_rows_without_a_name_are_told_by_their_number(
    desk: list[dict[str, Any]], tmp_path: Path, question: str
) -> None:
    found = answer(question, desk, tmp_path)
    assert found["outcome"] == Outcome.ANSWERED
    assert [row[0] for row in found["rows"]] == [2]
