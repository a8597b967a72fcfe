"""What an agency and its help desk ask: invoices and their days, tickets without anybody, states and sums."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

AGENCY = {
    "buyers": [
        "buyer_id,buyer_name,joined_on,left_on",
        "1,Lind & Co,2022-01-05,",
        "2,Hall Ltd,2022-02-01,2023-03-08",
    ],
    "employees": ["employee_id,full_name,hourly_rate", "1,Vera Holm,60", "2,Otto Lind,80", "3,Ruth Sand,70"],
    "jobs": ["job_id,job_name,buyer_id", "1,Job A,1", "2,Job B,2", "3,Job C,1"],
    "stints": ["stint_id,job_id,employee_id,hours", "1,1,1,4", "2,2,1,3", "3,2,2,5", "4,1,3,2", "5,3,2,6"],
    "invoices": [
        "invoice_no,job_id,issued_on,due_on,paid_on,amount,status",
        *(
            "I-1,1,2023-01-10,2023-02-10,2023-02-20,100,paid",
            "I-2,2,2023-01-20,2023-02-20,2023-02-01,300,paid",
        ),
        *("I-3,3,2024-01-15,2024-02-15,,250,open", "I-4,1,2024-02-02,2024-03-02,,50,overdue"),
    ],
}
DESK = {
    "tickets": [
        "ticket_id,opened_at,first_response_at,closed_at,urgency,assigned_to,status",
        *("1,2024-01-01 09:00,2024-01-01 10:00,2024-01-01 12:00,low,Rosa,closed",),
        *(
            "2,2024-01-08 09:00,2024-01-08 12:00,,high,,open",
            "3,2024-02-01 08:00,2024-02-01 08:30,,low,,pending",
        ),
        *("4,2024-01-15 10:00,2024-01-15 11:30,2024-01-16 10:00,high,Tess,closed",),
        *("5,2024-02-03 09:00,2024-02-03 10:00,2024-02-03 12:00,low,Tess,closed",),
        *("6,2024-01-20 09:00,2024-01-20 10:00,,high,Rosa,pending",),
    ],
}
SHOP = {
    "buyers": ["buyer_id,name,segment", "1,Ann Lind,retail", "2,Bo Hall,trade", "3,Cy Rand,trade"],
    "goods": [
        "good_id,good_name,category,unit_price,unit_cost,stock,reorder_level",
        "1,Lamp,light,30,20,4,4",
        "2,Rug,cloth,50,35,7,3",
    ],
    "orders": [
        "order_id,buyer_id,order_date,channel,shipping_cost",
        *("1,1,2023-01-05,web,9", "2,2,2023-02-05,web,0", "3,2,2024-01-05,phone,0", "4,3,2024-03-01,web,1"),
    ],
    "order_items": [
        "item_id,order_id,good_id,quantity,unit_price",
        *("1,1,1,1,30", "2,2,1,2,30", "3,2,2,1,50", "4,3,2,3,50", "5,4,1,1,30"),
    ],
    "returns": ["return_id,order_id,good_id,quantity", "1,1,1,1", "2,3,2,2"],
}
WARD = {
    "stays": [
        "name,ward,cover,nights,renewal_count",
        *(
            "Ann,red,private,3,1",
            "Bob,blue,state,5,0",
            "Cid,red,state,2,2",
            "Dee,blue,private,4,1",
            "Eve,red,state,1,0",
        ),
    ]
}
TILL = {
    "orders": [
        "order_no,client,product,quantity,unit_price",
        *("1,Ann,Lamp,2,30", "2,Bo,Desk,3,400", "3,Ann,Lamp,1,30", "4,Cy,Pen,300,2.5"),
    ]
}
SQUAD = {
    "players": [
        "player_name,team,age",
        *("Ann,north,22", "Bo,north,30", "Cy,south,25", "Di,south,28"),
    ]
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    all_of = {"agency": AGENCY, "desk": DESK, "ward": WARD, "shop": SHOP, "squad": SQUAD, "till": TILL}
    return {name: ingest_tables(tables, tmp_path_factory.mktemp(name)) for name, tables in all_of.items()}


@pytest.mark.parametrize(
    ("name", "question", "rows"),
    [
        ("agency", "Which employees worked on Job A?", [["Ruth Sand"], ["Vera Holm"]]),
        ("agency", "Which employees worked on both Job A and Job B?", [["Vera Holm"]]),
        ("agency", "how many invoices in 2024", [[2]]),
        ("agency", "Total invoiced in 2024", [[300]]),
        ("agency", "How much was paid in 2023?", [[400]]),
        ("agency", "How much is outstanding?", [[300]]),
        ("agency", "How much is overdue?", [[50]]),
        ("agency", "What is the total of all unpaid invoices?", [[300]]),
        ("desk", "Unassigned tickets", [["2"], ["3"]]),
        ("desk", "how many tickets are not assigned to anyone?", [[2]]),
        ("desk", "Closed vs open tickets", [["closed", 3], ["open", 1]]),
        ("desk", "tickets in January 2024", [["1"], ["2"], ["4"], ["6"]]),
        ("desk", "Busiest month for tickets", [["January"]]),
        ("desk", "What is the fastest response time?", [[0.5]]),
        ("desk", "average time to close by urgency", [["high", 24.0], ["low", 3.0]]),
        ("shop", "Revenue by category", [["cloth", 200.0], ["light", 120.0]]),
        ("shop", "average order value", [[80.0]]),
        ("shop", "Average order value by channel", [["phone", 150.0], ["web", 56.666666666666664]]),
        ("shop", "Which goods need to be reordered?", [["Lamp"]]),
        (
            "shop",
            "How much did each buyer spend?",
            [["Ann Lind", 30.0], ["Bo Hall", 260.0], ["Cy Rand", 30.0]],
        ),
        ("shop", "Which buyers spent more than 100?", [["Bo Hall"]]),
        ("shop", "how many units were sold in 2023?", [[4]]),
        ("shop", "What is our best selling category?", [["cloth"], ["light"]]),
        ("shop", "stock of each good", [["Lamp", 4], ["Rug", 7]]),
        ("squad", "How old are the players of each club on average?", [["north", 26.0], ["south", 26.5]]),
        ("squad", "What is the total age of the players of each club?", [["north", 52], ["south", 53]]),
        ("ward", "What are the total nights for every one of the wards?", [["blue", 9], ["red", 6]]),
        (
            "ward",
            "What is the total nights for each ward? Give the ward and the total.",
            [["blue", 9], ["red", 6]],
        ),
        (
            "ward",
            "What are the summed nights for all the wards? Giving wards and sums.",
            [["blue", 9], ["red", 6]],
        ),
        ("ward", "total nights where clearance is private", [[7]]),
        ("ward", "how many stays with a cover of state and unit red?", [[2]]),
    ],
)
def test_is_answered(
    data: dict[str, list[dict[str, Any]]], name: str, question: str, rows: list[list[Any]], tmp_path: Path
) -> None:
    found = answer(question, data[name], tmp_path)

    assert found["outcome"] == "answered", found
    told = [row[:1] if len(rows[0]) == 1 else row for row in shown_rows(found)]
    assert [[str(cell) for cell in row] for row in told] == [[str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("agency", "What did the hours cost per job?"),
        ("agency", "Which buyers paid more than 20?"),
        ("shop", "Which goods did we sell more than 3 of?"),
        ("shop", "revenue from light in 2023 vs 2024"),
        ("squad", "How old are the players of each team?"),
        ("till", "How many orders over $500?"),
        ("ward", "What is the number of extensions of the stays?"),
    ],
)
def test_is_no_answer_to_something_else(
    data: dict[str, list[dict[str, Any]]], name: str, question: str, tmp_path: Path
) -> None:
    assert answer(question, data[name], tmp_path)["outcome"] != "answered"


def test_what_buyers_spend_is_no_cost_of_shipping(
    data: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    found = answer("Which buyer spent the most?", data["shop"], tmp_path)

    assert [row[-1] for row in shown_rows(found)] == ["Bo Hall"]


def test_paid_late_is_no_state_of_being_due(data: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    found = answer("Which invoices were paid late?", data["agency"], tmp_path)

    told = [found["sql"] or "", *(reading["sql"] for reading in found.get("readings") or ())]
    assert any('"paid_on" > "due_on"' in sql for sql in told)
