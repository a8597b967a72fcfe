"""What was sold for how much, where the tables only have quantities and prices of one piece."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

TABLES = {
    "clients": ["client_id,client,country", "1,Acme,Spain", "2,Blue,Italy", "3,Corvo,Spain"],
    "goods": ["good_id,good,category,list_price", "10,Widget,Parts,25", "11,Gadget,Tools,60"],
    "orders": [
        "order_id,client_id,order_date,status,rep,discount_pct",
        "100,1,2024-01-05,shipped,Mia,0",
        "101,2,2024-03-17,shipped,Jon,5",
        "102,1,2024-03-20,returned,Mia,10",
    ],
    "order_lines": [
        "line_id,order_id,good_id,quantity,unit_price",
        "1,100,10,10,25", "2,101,11,2,55", "3,102,10,4,20", "4,102,11,1,60",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("shop"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How much revenue did we make in total?", [[500]]),
        ("What is our total revenue per country?", [["Italy", 110], ["Spain", 390]]),
        ("Total sales by category", [["Parts", 330], ["Tools", 170]]),
        ("Which rep brought in the most revenue?", [["Mia", 390]]),
        ("What was the revenue in March 2024?", [[250]]),
        ("What is the revenue from returned orders?", [[140]]),
        ("Top 1 clients by revenue", [["Acme", 390]]),
        ("What percentage of revenue comes from Parts?", [[66]]),
        ("Which month had the most orders?", [["March", 2]]),
        ("What is the difference between the highest and lowest unit price?", [[40]]),
        ("What is the gap between the highest and the lowest list price in Parts?", [[0]]),
        ("What is the difference between the average and the highest unit price?", [[20]]),
        ("What is the highest discount?", [[10]]),
    ],
)
def test_revenue_is_quantity_times_price(
    shop: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, shop, tmp_path)

    assert found["outcome"] == "answered", found["notes"]
    assert found["rows"] == rows


def test_an_order_is_not_the_bigger_for_its_discount(shop: list[dict[str, Any]], tmp_path: Path) -> None:
    assert answer("What is the biggest order?", shop, tmp_path)["outcome"] != "answered"
