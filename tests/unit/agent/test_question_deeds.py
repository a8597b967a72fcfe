"""Verbs of what was done: who does it, with which rows, and what has been done with none of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

GAMES = [
    "game_id,date,opponent,result,attendance,points",
    "1,2024-09-01,Bears,W,54000,21", "2,2024-09-08,Eagles,L,61000,10", "3,2024-09-15,Hawks,W,58200,28",
    "4,2024-09-22,Rams,L,49800,7", "5,2024-09-29,Lions,T,55300,14",
]  # fmt: skip
FILLS = [
    "fill_id,van,date,litres", "1,Van A,2024-01-03,40.5", "2,Van B,2024-01-09,22.0",
    "3,Van A,2024-02-03,55.1", "4,Car C,2024-02-11,18.2",
]  # fmt: skip
LESSONS = [
    "lesson_id,title,teacher,credits", "1,Algebra,Ms Holt,4", "2,Poetry,Mr Dunn,3", "3,Botany,Ms Holt,2",
    "4,Logic,Mr Vane,4",
]  # fmt: skip
SONNETS = [
    "sonnet_id,title,poet,lines,price", "1,Dawn,Ida Moss,14,20", "2,Dusk,Jon Reed,20,25",
    "3,Noon,Ida Moss,32,30", "4,Rain,Kay Birch,8,15",
]  # fmt: skip
DEALS = [
    "deal_id,seller,buyer,car,amount,date", "1,Ann Lee,Moe Vale,Fiat,5000,2024-01-02",
    "2,Bob Ray,Nan West,Audi,15000,2024-01-09", "3,Ann Lee,Moe Vale,Ford,7000,2024-02-09",
    "4,Ann Lee,Pam Orr,Ford,7600,2024-02-11",
]  # fmt: skip
SOLD = [
    "sale_id,seller,car,units,amount",
    "1,Ann Lee,Fiat,2,5000",
    "2,Bob Ray,Audi,1,9000",
    "3,Ann Lee,Ford,1,700",
]
CATS = [
    "cat_id,name,breed,adoption_fee,adopted", "1,Rex,Manx,120,yes", "2,Fly,Siam,150,no", "3,Max,Manx,60,yes",
    "4,Bo,Siam,200,no",
]  # fmt: skip
LOANS = [
    "loan_id,book,borrower,loan_date,due_date,returned", "1,Emma,Ann,2024-01-02,2024-02-12,2024-01-12",
    "2,Dune,Bob,2024-01-05,2024-02-15,", "3,Emma,Cy,2024-02-02,2024-03-12,2024-02-10",
    "4,Ulysses,Ann,2024-03-01,2024-04-12,",
]  # fmt: skip
GOODS = [
    "good_id,name,category,rating,stock",
    "1,Lamp,Home,4.5,10",
    "2,Chair,Home,3.9,5",
    "3,Ball,Sport,4.1,40",
]

FLATS = [
    "flat_no,street,owner,tenant,rent", "11,Elm Road,Hal Moss,Ida Fern,600",
    "12,Oak Lane,Jon Reed,Kay Birch,1200", "13,Elm Road,Hal Moss,Leo Vale,850",
]  # fmt: skip
STAFF = [
    "emp_id,name,department,salary,end_date", "1,Ann,IT,5000,", "2,Bob,IT,4500,2021-05-01",
    "3,Cyd,Sales,4100,", "4,Dee,Sales,4000,2022-01-01",
]  # fmt: skip
STATED = [
    "emp_id,name,department,status",
    "1,Ann,IT,active",
    "2,Bob,IT,left",
    "3,Cyd,Sales,active",
    "4,Dee,HR,left",
]
PLAIN = ["emp_id,name,department,salary", "1,Ann,IT,5000", "2,Bob,IT,4500", "3,Cyd,Sales,4100"]
SALES = [
    "sale_id,date,rep,product,amount", "1,2023-02-03,Ann,Desk,900", "2,2023-05-09,Bob,Lamp,400",
    "3,2024-01-12,Ann,Chair,720", "4,2024-03-02,Cyd,Desk,600", "5,2024-08-20,Bob,Chair,480",
]  # fmt: skip
COSTS = [
    "expense_id,emp_id,category,amount", "1,1,Travel,700", "2,1,Hotel,650", "3,2,Travel,300",
    "4,3,Travel,990", "5,3,Hotel,900",
]  # fmt: skip
FILMS = ["film_id,title,director", "1,Dawn,Ida Moss", "2,Dusk,Jon Reed", "3,Noon,Ida Moss"]
RENTALS = [
    "rental_id,film_id,customer,rented_on", "1,1,Lee Hart,2024-01-02", "2,2,Moe Vale,2024-01-03",
    "3,3,Lee Hart,2024-02-02", "4,3,Nan West,2024-02-12",
]  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {
        "games": GAMES, "fills": FILLS, "lessons": LESSONS, "sonnets": SONNETS, "deals": DEALS, "sold": SOLD,
        "cats": CATS, "loans": LOANS, "goods": GOODS,
        "flats": FLATS, "staff": STAFF, "stated": STATED, "plain": PLAIN, "sales": SALES,
    }  # fmt: skip
    found = {
        name: ingest_tables({name: lines}, tmp_path_factory.mktemp(name)) for name, lines in made.items()
    }
    returned = [line.replace("returned", "returned_on") for line in LOANS]
    several = {
        "lending": {"films": FILMS, "rentals": RENTALS},
        "firm": {"employees": PLAIN, "expenses": COSTS},
    }
    found |= {name: ingest_tables(lines, tmp_path_factory.mktemp(name)) for name, lines in several.items()}
    return found | {"lent": ingest_tables({"loans": returned}, tmp_path_factory.mktemp("lent"))}


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("games", "Games won with attendance over 55000", [[3]]),
        ("games", "How many games were won with attendance over 55000?", [[1]]),
        ("games", "Total points in games won", [[49]]),
        ("games", "Which games did they win?", [[1], [3]]),
        ("games", "Which games did they lose?", [[2], [4]]),
        ("fills", "Which fill has the lowest litres?", [[4]]),
        ("fills", "Which van has the lowest litres?", [["Car C"]]),
        ("fills", "Which van has the most fills?", [["Van A"]]),
        ("lessons", "What has Ms Holt taught?", [["Algebra"], ["Botany"]]),
        ("deals", "Who sold the Audi?", [["Bob Ray"]]),
        ("deals", "Who bought the Audi?", [["Nan West"]]),
        ("deals", "Who bought the most?", [["Nan West"]]),
        ("cats", "How much does it cost on average to adopt a cat?", [[132.5]]),
        ("cats", "How much is it on average to adopt a cat?", [[132.5]]),
        ("cats", "How many cats have been adopted?", [[2]]),
        ("loans", "How many loans have no return date?", [[2]]),
        ("loans", "Which loans have no return date?", [[2], [4]]),
        ("loans", "How many loans have no due date?", [[0]]),
        ("lent", "How many loans have no return date?", [[2]]),
        ("goods", "What is the rating of the Ball?", [[4.1]]),
        ("flats", "Which flat does Leo Vale rent?", [[13]]),
        ("flats", "Which flat does Kay Birch live in?", [[12]]),
        ("flats", "Which flat has the tenant Ida Fern?", [[11]]),
        ("flats", "Who rents flat 12?", [["Kay Birch"]]),
        ("staff", "Who no longer works in IT?", [["Bob"]]),
        ("staff", "How many staff no longer work here?", [[2]]),
        ("stated", "Who no longer works in IT?", [["Bob"]]),
        ("sales", "List 2 reps", [["Ann"], ["Bob"]]),
        ("sales", "List 10 reps", [["Ann"], ["Bob"], ["Cyd"]]),
        ("firm", "Employee with the highest travel spending", [["Cyd"]]),
        ("firm", "Who has the highest travel spending?", [["Cyd"]]),
        ("firm", "Which employee has the lowest hotel costs?", [["Ann"]]),
        ("lending", "Who has borrowed a film by Ida Moss?", [["Lee Hart"], ["Nan West"]]),
        ("lending", "Who borrowed Dawn?", [["Lee Hart"]]),
        ("lending", "How many times was Noon borrowed?", [[2]]),
    ],
)
def test_what_was_done_is_read(
    tables: dict[str, list[dict[str, Any]]], name: str, question: str, expected: Sequence[Any], tmp_path: Path
) -> None:
    result = answer(question, tables[name], tmp_path)

    rows = shown_rows(result)
    assert result["outcome"] == "answered"
    assert [row[: len(expected[0])] for row in rows] == expected


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("lessons", "What has Ms Holt written?"),
        ("sonnets", "What has Ida Moss taught?"),
        ("sonnets", "Which sonnets have been sold?"),
        ("sonnets", "How many sonnets were sold?"),
        ("deals", "What has Ann Lee bought?"),
        (
            "deals",
            "What has Ann Lee sold?",
        ),  # No buyer is what was sold; the car is not what a deal is called.
        ("sold", "Who bought the most?"),
        ("cats", "How many cats are ready to adopt?"),
        ("goods", "What is the price of the Ball?"),
        ("plain", "Who left IT?"),
        ("plain", "Who no longer works in IT?"),
    ],
)
def test_a_deed_that_the_data_do_not_know_is_refused(
    tables: dict[str, list[dict[str, Any]]], name: str, question: str, tmp_path: Path
) -> None:
    assert answer(question, tables[name], tmp_path)["outcome"] == "refused"
