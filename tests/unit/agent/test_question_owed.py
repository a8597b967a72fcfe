"""What is unpaid, overdue or owed where a sheet says when it was paid; nights sold at a price per night."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

Sheets = dict[str, list[dict[str, Any]]]
INVOICES = {
    "invoices": [
        "Invoice No,Customer,Invoice Date,Due Date,Net,VAT,Total,Paid On",
        "2025-001,Acme Ltd,2025-01-15,2025-02-15,100,19,119,2025-02-01",
        "2025-002,Bolt AG,2025-02-10,2025-03-10,200,38,238,",
        "2025-003,Acme Ltd,2025-06-20,2025-07-20,300,57,357,",
        "2025-004,Crane Co,2025-03-01,2025-04-01,400,76,476,2025-05-01",
    ]
}
BOOKINGS = {
    "bookings": [
        "Booking,Guest,Room Type,Check In,Nights,Price per Night",
        "B1,Kim,Single,2025-01-02,2,80", "B2,Rossi,Suite,2025-01-09,3,200", "B3,Rossi,Single,2025-02-01,4,80",
        "B4,Lee,Single,2025-02-07,2,80", "B5,Kim,Suite,2025-03-03,1,200", "B6,Lee,Suite,2025-03-09,3,200",
    ]
}  # fmt: skip


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    tables = {"invoices": INVOICES, "bookings": BOOKINGS}
    return {name: ingest_tables(each, tmp_path_factory.mktemp(name)) for name, each in tables.items()}


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How much do customers owe us?", [[595]]),
        ("How much does Bolt AG owe us?", [[238]]),
        ("total unpaid amount by customer", [["Acme Ltd", 357], ["Bolt AG", 238]]),
        ("Which customer owes the most?", [["Acme Ltd", 357]]),
        ("How many invoices are open?", [[2]]),
        ("How many invoices are overdue?", [[1]]),
        ("How many unpaid invoices does Acme Ltd have?", [[1]]),
    ],
)
def test_what_has_no_day_of_payment_is_owed(
    sheets: Sheets, tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, sheets["invoices"], tmp_path, now="2025-06-30")

    assert found["rows"] == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is our total revenue?", [[2040]]),
        ("revenue by room type", [["Single", 640], ["Suite", 1400]]),
        ("How many nights did Rossi stay?", [[7]]),
        ("average price per night", [[140]]),
    ],
)
def test_nights_are_sold_at_a_price_per_night(
    sheets: Sheets, tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert answer(question, sheets["bookings"], tmp_path)["rows"] == rows


def test_who_pays_fastest_is_not_who_paid_first(sheets: Sheets, tmp_path: Path) -> None:
    assert answer("Which customer pays fastest?", sheets["invoices"], tmp_path)["outcome"] != "answered"


def test_the_total_of_what_is_open_is_no_list_of_it(sheets: Sheets, tmp_path: Path) -> None:
    question = "What is the total of the invoices that have not been paid?"

    assert answer(question, sheets["invoices"], tmp_path)["outcome"] != "answered"
