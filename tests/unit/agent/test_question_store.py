"""Questions on what was sold and used, at which price, less which discount, and on what is in store."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

SHOP = {
    "Departments": ["DeptID,DeptName", "1,Shrubs", "2,Tools"],
    "Growers": ["GrowerID,GrowerName,Country", "1,Kent,UK", "2,Dijk,Netherlands", "3,Tulip,Netherlands"],
    "Items": [
        "ItemID,ItemName,DeptID,GrowerID,ListPrice,OnHand,MinStock,Retired",
        "10,Box,1,1,10,5,20,no", "11,Rose,1,2,4,30,20,no", "12,Fork,2,3,20,1,5,yes", "13,Rake,2,3,8,40,5,no",
    ],
    "Orders": [
        "OrderID,Buyer,OrderDate,ShipDate",
        "1,Ann,2023-01-05,2023-01-07", "2,Bob,2023-02-01,2023-02-11", "3,Ann,2024-03-01,",
    ],
    "OrderLines": [
        "OrderID,ItemID,Quantity,UnitPrice,Discount",
        "1,10,2,10,0.1", "1,12,1,20,0", "2,11,10,4,0.25", "2,13,3,8,0", "3,12,4,20,0.5", "3,10,1,10,0",
    ],
}  # fmt: skip
PLANT = {
    "jobs": [
        "Job No,Job Type,Hours Spent,Tech ID", "1,Overhaul,4,T1", "2,Check,1,T1",
        "3,Overhaul,6,T2", "4,Check,2,T2",
    ],
    "techs": ["Tech ID,Tech Name,Hourly Rate", "T1,Ann,30", "T2,Bob,20"],
    "parts": ["Part No,Part Name,Vendor,Unit Cost,In Stock", "P1,Belt,SKF,10,3", "P2,Fuse,Festo,2.5,100"],
    "job_parts": ["Job No,Part No,Qty", "1,P1,2", "1,P2,4", "2,P2,1", "3,P1,1", "4,P2,6"],
}  # fmt: skip
SCHOOL = {
    "pupils": ["pupil_id,grade_level", *(f"{number},{9 + number % 2}" for number in range(20))],
    "scores": ["score_id,pupil_id,mark", *(f"{number},{number},{50 + number % 2}" for number in range(20))],
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    sets = {"shop": SHOP, "plant": PLANT, "school": SCHOOL}
    return {name: ingest_tables(each, tmp_path_factory.mktemp(name)) for name, each in sets.items()}


@pytest.mark.parametrize(
    ("of", "question", "rows"),
    [
        ("shop", "What was our revenue after discounts by department?", [["Shrubs", 58], ["Tools", 84]]),
        ("shop", "Total sales by item department, taking the discount into account",
         [["Shrubs", 58], ["Tools", 84]]),
        ("shop", "What was the revenue before discounts by department?", [["Shrubs", 70], ["Tools", 124]]),
        ("shop", "What was our revenue in 2023?", [[104]]),
        ("shop", "Which Dutch grower's items sold the most units?", [["Dijk", 10]]),
        ("shop", "Which item sold the most units?", [["Rose", 10]]),
        ("shop", "Which items that aren't retired are below their minimum stock?", [["Box"]]),
        ("shop", "How many items are below their minimum stock level?", [[2]]),
        ("shop", "Which items have less on hand than their minimum stock?", [["Box"], ["Fork"]]),
        ("shop", "Total inventory value", [[510]]),
        ("plant", "Which part has been used the most, counting quantity?", [["Fuse", 11]]),
        ("plant", "What did we spend on parts for each job type, using the unit cost of the parts?",
         [["Check", 17.5], ["Overhaul", 40]]),
        ("plant", "How much did we spend on parts in total?", [[57.5]]),
        ("plant", "How much did we spend on Festo parts?", [[27.5]]),
        ("plant", "What is the labour cost by job type (hours times hourly rate)?",
         [["Check", 70], ["Overhaul", 240]]),
        ("school", "Average mark by grade level", [[9, 50], [10, 51]]),
    ],
)  # fmt: skip
def test_what_was_sold_used_and_is_in_store(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, of: str, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, tables[of], tmp_path)

    assert found["outcome"] == "answered", found["notes"]
    assert found["rows"] == rows


def test_the_value_of_what_is_in_store_is_no_number_of_pieces(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    found = answer("What is the value of the stock on hand by department?", tables["shop"], tmp_path)

    assert found["outcome"] != "answered" or found["rows"] == [["Shrubs", 170], ["Tools", 340]]


STAYS = {
    "rooms": ["room_no,room_type,nightly_rate", "1,Single,80", "2,Suite,200", "3,Single,90"],
    "bookings": [
        "booking_id,room_no,booked_on,arrival,departure",
        "1,1,2023-01-01,2023-02-01,2023-02-03", "2,2,2023-01-05,2023-02-10,2023-02-20",
        "3,1,2023-02-01,2023-02-20,2023-02-28", "4,3,2023-03-01,2023-04-01,2023-04-02",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def stays(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(STAYS, tmp_path_factory.mktemp("stays"))


def test_guests_arrive_before_they_depart(stays: list[dict[str, Any]], tmp_path: Path) -> None:
    assert answer("How many bookings lasted more than 5 nights?", stays, tmp_path)["rows"] == [[2]]


@pytest.mark.parametrize(
    "question",
    [
        "Total room revenue (nights times nightly rate) by room type",
        "Average number of nights by room type",
        "Which room type takes the longest on average?",
    ],
)
def test_a_rate_is_no_number_of_nights(stays: list[dict[str, Any]], tmp_path: Path, question: str) -> None:
    assert "nightly_rate" not in (answer(question, stays, tmp_path)["sql"] or "")
