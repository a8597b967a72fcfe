"""What is said of anybody: the most that anyone paid, what one of a kind gets, and what they do."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, write_csv

CREW = [
    "member_name,post,team,joined_year,annual_salary,leave_days,contract",
    "Alma Reed,cook,galley,2019,31000,20,seasonal",
    "Boris Kane,stoker,engine,2021,35000,24,permanent",
    "Clara Voss,mate,deck,2019,52000,30,permanent",
    "Dirk Lund,cook,galley,2020,33000,22,seasonal",
]
TICKETS = [
    "passenger_name,cabin,board,route_km,ticket_price,hold_size_m2",
    "Edna Moss,inner,half,300,120,2",
    "Finn Hart,outer,full,900,410,5",
    "Gus Orme,outer,half,900,350,4",
    "Hild Pask,inner,none,1200,290,1",
]

BASKETS = [
    "client_name,goods,quantity,basket_value,discount_percent",
    "Ivo Lark,soap,3,12,10",
    "Jan Wolde,soap,5,20,0",
    "Kit Yarrow,candle,2,28,10",
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {}
    for name, lines in {"crew": CREW, "tickets": TICKETS, "baskets": BASKETS}.items():
        folder = tmp_path_factory.mktemp(name)
        made[name] = ingest_files([write_csv(folder, name, lines)], folder / "out")
    return made


@pytest.mark.parametrize(
    ("table", "question", "expected"),
    [
        ("tickets", "What is the most that anybody in an outer cabin had to pay?", [[410]]),
        ("tickets", "What's the least anyone ended up paying for an outer cabin?", [[350]]),
        ("tickets", "How many people opted for each board?", [["full", 1], ["half", 2], ["none", 1]]),
        ("tickets", "How many of the tickets go further than 500 km?", [[3]]),
        ("tickets", "Which cabin brings in the most money?", [["outer", 760]]),
        ("tickets", "How many tickets have a hold size in m2 above 3?", [[2]]),
        ("baskets", "How much is a basket with 10 percent off worth on average?", [[20]]),
        ("baskets", "How much is a basket worth on average?", [[20]]),
        ("crew", "In each team, how much does the best-paid person earn in a year?",
         [["deck", 52000], ["engine", 35000], ["galley", 33000]]),
        ("crew", "How much does the lowest-paid worker make in each team?",
         [["deck", 52000], ["engine", 35000], ["galley", 31000]]),
    ],
)  # fmt: skip
def test_what_is_said_of_anybody(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, table: str, question: str, expected: list[Any]
) -> None:
    assert answer(question, tables[table], tmp_path)["rows"] == expected


def test_what_somebody_paid_in_all_may_stand_in_several_rows(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    said = answer("What is the most anybody paid in all?", tables["tickets"], tmp_path)
    assert "MAX(" not in (said.get("sql") or "")
