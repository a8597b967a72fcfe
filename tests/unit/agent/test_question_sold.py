"""Flat sheets of what was sold or spent: how many pieces, for how much, and what is meant by `sales`."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

WINE = {
    "wine_sales": [
        "Date,Wine,Colour,Country,Bottles,Unit Price,Customer",
        "2023-02-03,Riesling,White,France,10,8,Hotel Adler",
        "2023-05-09,Merlot,Red,Italy,5,12,Cafe Nord",
        "2024-02-11,Riesling,White,Italy,7,8,Cafe Nord",
        "2024-02-20,Merlot,Red,France,4,12,Hotel Adler",
        "2024-03-05,Syrah,Red,Italy,2,20,Cafe Nord",
    ]
}
SALES = {
    "sales": [
        "Date,Region,Product,Rep,Units,Amount",
        "2023-01-05,North,Desk,Mia,2,240", "2023-03-09,South,Lamp,Jon,9,180",
        "2024-01-20,North,Lamp,Mia,3,60", "2024-02-02,South,Desk,Jon,1,120",
        "2024-02-17,South,Lamp,Mia,4,80", "2024-05-01,North,Lamp,Jon,1,20",
    ]
}  # fmt: skip
EXPENSES = {
    "expenses": [
        "Date,Category,Description,Paid By,Amount",
        "2025-01-03,Travel,Train,Anna,80", "2025-01-19,Food,Lunch,Ben,20", "2025-02-02,Travel,Taxi,Ben,35",
        "2025-03-11,Rent,Office,Anna,500", "2025-03-12,Food,Lunch,Anna,15",
    ]
}  # fmt: skip
CROPS = {
    "crops": [
        "Crop,Field,Area (ha),Harvest (t),Price per t",
        "Wheat,A1,12,80,200", "Potatoes,B2,6,230,100", "Oats,C2,5,20,210",
    ]
}  # fmt: skip
TABLES = {"wine": WINE, "sales": SALES, "expenses": EXPENSES, "crops": CROPS}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    return {name: ingest_tables(tables, tmp_path_factory.mktemp(name)) for name, tables in TABLES.items()}


@pytest.mark.parametrize(
    ("sheet", "question", "rows"),
    [
        ("wine", "What was our revenue in 2024?", [[144]]),
        ("wine", "How much revenue did we make from red wine in 2023?", [[60]]),
        ("wine", "sales by country", [["France", 128], ["Italy", 156]]),
        ("wine", "revenue by colour", [["Red", 148], ["White", 136]]),
        ("wine", "sales of white wine in 2024", [[56]]),
        ("wine", "What are our sales in 2023?", [[140]]),
        ("wine", "Which country has the most sales?", [["Italy", 156]]),
        ("wine", "Which month had the highest sales in 2024?", [["2024-02-01", 104]]),
        ("wine", "top 1 customers by revenue", [["Cafe Nord", 156]]),
        ("wine", "top 2 wines by sales", [["Riesling", 136], ["Merlot", 108]]),
        ("wine", "What is our best selling wine?", [["Riesling", 17]]),
        ("wine", "Which wine sells best in Italy?", [["Riesling", 7]]),
        ("wine", "the worst-selling wine", [["Syrah", 2]]),
        ("crops", "What is the total revenue?", [[43200]]),
        ("crops", "Which crop has the highest revenue?", [["Potatoes", 23000]]),
        ("crops", "Which crop brings the most money?", [["Potatoes", 23000]]),
        ("sales", "sales by region", [["North", 320], ["South", 380]]),
        ("sales", "sales in 2024", [[280]]),
        ("sales", "What were our sales in February 2024?", [[200]]),
        ("sales", "Which region has the most sales?", [["South", 380]]),
        ("sales", "top 1 reps by sales", [["Mia", 380]]),
        ("sales", "What percent of sales did Jon make in 2023?", [[pytest.approx(42.857, abs=0.001)]]),
        ("sales", "How did sales grow from 2023 to 2024?", [[pytest.approx(-1 / 3)]]),
        ("sales", "best selling product", [["Lamp", 17]]),
        ("sales", "How many lamps did Mia sell?", [[7]]),
        ("sales", "How many lamps were sold in the South?", [[13]]),
        ("sales", "How many sales did Mia make?", [[3]]),
        ("sales", "Total amount outside the North", [[380]]),
        ("sales", "total amount from February to May 2024", [[220]]),
        ("sales", "total amount between December and February 2024", [[260]]),
        ("expenses", "expenses by category", [["Food", 35], ["Rent", 500], ["Travel", 115]]),
        ("expenses", "show me our expenses per month",
         [["2025-01-01", 100], ["2025-02-01", 35], ["2025-03-01", 515]]),
        ("expenses", "number of expenses by category", [["Food", 2], ["Rent", 1], ["Travel", 2]]),
        ("expenses", "top 1 expenses", [["2025-03-11", "Rent", "Office", "Anna", 500]]),
        ("expenses", "the 2 smallest expenses in March",
         [["2025-03-12", "Food", "Lunch", "Anna", 15], ["2025-03-11", "Rent", "Office", "Anna", 500]]),
    ],
)  # fmt: skip
def test_money_that_was_taken_or_spent_is_added_up(
    sheets: dict[str, list[dict[str, Any]]], tmp_path: Path, sheet: str, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, sheets[sheet], tmp_path)

    assert found["outcome"] == "answered", found["notes"]
    assert found["rows"] == rows


@pytest.mark.parametrize(
    "question",
    ["How much did Cafe Nord spend?", "How much did we earn in 2024?", "Who bought the most?"],
)
def test_what_one_bottle_costs_is_no_amount_of_many(
    sheets: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str
) -> None:
    found = answer(question, sheets["wine"], tmp_path)

    assert found["outcome"] != "answered" or "* " in found["sql"] or "Bottles" in found["sql"]


@pytest.mark.parametrize("question", ["How much did we sell in 2024?", "sales between March and May"])
def test_what_is_not_said_is_not_guessed(
    sheets: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str
) -> None:
    """Pieces or money; and March to May are those of this year, of which there are none."""
    assert answer(question, sheets["sales"], tmp_path, now="2026-11-27")["outcome"] != "answered"


def test_a_price_of_one_is_added_up_where_the_sum_of_its_header_is_asked_for(
    sheets: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert answer("What is the total unit price?", sheets["wine"], tmp_path)["rows"] == [[60]]
