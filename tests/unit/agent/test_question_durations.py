"""How long things take and how old they are, of sheets that only say when they began, ended or were made."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TICKETS = {
    "tickets": [
        "Ticket No,Created,Closed,Agent,Priority,Category",
        "1,2025-01-02,2025-01-06,Nora,Urgent,Login", "2,2025-01-03,2025-01-05,Tom,Low,Billing",
        "3,2025-02-01,2025-02-13,Nora,Urgent,Billing", "4,2025-02-03,,Tom,Low,Login",
    ]
}  # fmt: skip
TRIPS = {
    "trips": [
        "Trip No,Plate,Driver,Start,End,Distance km",
        "1,AB-1,Gil,2025-01-31 22:30:00,2025-02-01 00:00:00,80",
        "2,AB-2,Amy,2025-02-04 08:50:00,2025-02-04 11:20:00,140",
        "3,AB-1,Amy,2025-02-09 09:00:00,2025-02-09 09:30:00,30",
    ],
    "vehicles": ["Plate,Make,Year", "AB-1,Ford,2015", "AB-2,Iveco,2021", "AB-3,Ford,2022"],
}  # fmt: skip
TABLES = {"tickets": TICKETS, "trips": TRIPS}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    return {name: ingest_tables(tables, tmp_path_factory.mktemp(name)) for name, tables in TABLES.items()}


@pytest.mark.parametrize(
    ("sheet", "question", "rows"),
    [
        ("tickets", "how long does it take to close a ticket", [[6]]),
        ("tickets", "on average, how long do urgent tickets take to close?", [[8]]),
        ("tickets", "average time to close by category", [["Billing", 7], ["Login", 4]]),
        ("tickets", "how long did it take to close ticket 3", [[12]]),
        ("tickets", "which agent takes the longest to close tickets on average", [["Nora"]]),
        ("trips", "average trip duration", [[1.5]]),
        ("trips", "how long do trips take on average", [[1.5]]),
        ("trips", "average duration of trips in minutes", [[90]]),
        ("trips", "average hours from start to end by driver", [["Amy", 1.5], ["Gil", 1.5]]),
        ("trips", "trips per month", [["2025-01-01", 1], ["2025-02-01", 2]]),
        ("trips", "how many trips ended in February 2025", [[3]]),
        ("trips", "vehicles older than 5 years", [["AB-1"]]),
        ("trips", "vehicles older than 2020", [["AB-1"]]),
        ("trips", "how old is AB-2", [[4]]),
        ("trips", "average age of the Ford vehicles", [[6.5]]),
    ],
)
def test_how_long_and_how_old_is_told_of_days_and_years(
    sheet: str,
    question: str,
    rows: list[list[Any]],
    sheets: dict[str, list[dict[str, Any]]],
    tmp_path: Path,
) -> None:
    result = answer(question, sheets[sheet], tmp_path, now="2025-06-30")

    assert result["outcome"] == "answered"
    assert shown_rows(result) == rows


@pytest.mark.parametrize("question", ["how long do trips take", "how long did Amy take"])
def test_no_kilometres_are_told_for_how_long_something_takes(
    question: str, sheets: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert answer(question, sheets["trips"], tmp_path)["outcome"] != "answered"
