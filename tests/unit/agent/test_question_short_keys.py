"""Keys in short, numbers of several tables in one column, texts that names hold, codes of countries."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.language.countries import ALL_CODES, CODES
from services.agent.question.tables.names import Names
from tests.fakes.question_tables import answer, ingest_tables

PURSE = {
    "users": [
        "uid,username,email,country,state,joined_at",
        "1,ada_m,ada@post.example,NO,live,2022-01-05 10:00:00",
        "2,bo_f,bo@mail.example,UK,live,2022-02-06 11:00:00",
        "3,cy_g,cy@post.example,NO,closed,2022-02-07 12:00:00",
        "4,di_l,di@web.example,SE,live,2022-03-08 13:00:00",
        "5,ed_m,ed@post.example,SE,closed,2022-03-09 14:00:00",
    ],
    "shops": [
        "sid,shop_name,country,is_live",
        "1,Kiosk,NO,true",
        "2,Depot,SE,false",
        "3,Stall,UK,true",
    ],
    "coupons": ["cid,sid,code", "1,1,ONE", "2,1,TWO", "3,2,SIX"],
    "wallet_moves": [
        "txid,sender_id,sender_type,receiver_id,receiver_type,amount,moved_at",
        "1,1,user,1,shop,10,2023-01-02 10:00:00",
        "2,1,user,2,user,20,2023-01-20 10:01:00",
        "3,2,user,2,shop,30,2023-02-03 10:02:00",
        "4,1,shop,2,user,40,2023-02-13 10:03:00",
        "5,3,user,1,shop,50,2023-03-01 10:04:00",
        "6,2,shop,4,user,60,2023-03-11 10:05:00",
    ],
    "notices": ["id,uid,about,sent_at", "1,1,move,2023-01-03", "2,4,coupon,2023-01-04"],
}
LOT = {
    "salespersons": ["id,first_name,last_name", "1,Ada,Moss", "2,Bo,Field", "3,Cy,Grant"],
    "customers": ["id,first_name,last_name,country", "1,Flo,Hart,NOR", "2,Gus,Ives,SWE", "3,Hal,Joy,NOR"],
    "cars": ["id,make,cost", "1,Rover,100", "2,Rover,150", "3,Comet,90", "4,Comet,80"],
    "sales": [
        "id,car_id,salesperson_id,customer_id,sale_price,sale_date",
        "1,1,1,1,120,2023-05-02",
        "2,2,1,2,160,2023-05-09",
        "3,3,2,2,95,2023-06-09",
    ],
    "payments": [
        "id,sale_id,payment_amount,paid_on",
        "1,1,60,2023-05-03",
        "2,1,60,2023-06-03",
        "3,2,160,2023-06-09",
    ],
}
DESK = {
    "dskcustomer": [
        "custId,custName,custStatus",
        "C1,Ada,active", "C2,Bo,active", "C3,Cy,closed", "C4,Di,closed",
    ],
    "dskadvisor": ["advId,advName,advActive", "1,Eve,true", "2,Fay,false"],
    "dskaccount": ["accId,accCustId,accAdvId", "1,C1,2", "2,C2,1", "3,C3,1"],
    "dskticker": [
        "tkrId,tkrSymbol,tkrName",
        "T1,AAX,Aax Energy", "T2,BLM,Blum Holdings", "T3,CRO,Crown Foods",
    ],
    "dskdailyprice": [
        "dpTkrId,dpDate,dpHigh,dpLow,dpClose",
        "T1,2023-01-02,12,9,10",
        "T1,2023-01-03,13,10,12",
        "T2,2023-01-02,5,3,4",
    ],
    "dsktrade": [
        "trdId,trdCustId,trdTkrId,trdType,trdShares,trdPrice,trdDateTime",
        "1,C1,T1,buy,5,11,2023-01-02 09:00:00",
        "2,C1,T1,buy,6,12,2023-01-03 09:00:00",
        "3,C2,T1,sell,4,12,2023-02-03 09:30:00",
        "4,C3,T2,buy,9,4,2023-02-04 09:30:00",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {"purse": PURSE, "lot": LOT, "desk": DESK}
    return {name: ingest_tables(tables, tmp_path_factory.mktemp(name)) for name, tables in made.items()}


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        # A uid numbers users, and a column beside a number says of which table it is.
        ("purse", "Which users have no notices?", [["bo_f"], ["cy_g"], ["ed_m"]]),
        ("purse", "Which shops have no coupons?", [["Stall"]]),
        ("purse", "Which users have never sent a move?", [["di_l"], ["ed_m"]]),
        ("purse", "Which shops have never received a move?", [["Stall"]]),
        ("purse", "What is the total amount received by each shop?", [["Depot", 30], ["Kiosk", 60]]),
        ("purse", "How many users are from Norway?", [[2]]),
        ("purse", "Which shops are from the United Kingdom?", [["Stall"]]),
        ("purse", "What is the total amount by month in 2023?",
         [["2023-01-01", 30], ["2023-02-01", 70], ["2023-03-01", 110]]),
        ("purse", "List the usernames of users whose email ends in '@web.example' or '@mail.example'.",
         [["bo_f"], ["di_l"]]),
        ("purse", "How many users have a username that starts with a?", [[1]]),
        # Persons of two kinds, each with a verb of theirs; the revenue is of the sales.
        ("lot", "Who sold the most cars?", [["Ada", "Moss", 2]]),
        ("lot", "How many sold cars are there per make?", [["Comet", 1], ["Rover", 2]]),
        ("lot", "Who bought the most cars?", [["Gus", "Ives", 2]]),
        ("lot", "Which salespersons have no sales?", [["Cy", "Grant"]]),
        ("lot", "What is the total revenue?", [[375]]),
        ("lot", "How many Norwegian customers are there?", [[2]]),
        ("lot", "Which customers never bought a car? Return the customer id and last name.", [[3, "Joy"]]),
        ("lot", "Which makes have the most sales? Return the make and the number of sales, top 2.",
         [["Rover", 2], ["Comet", 1]]),
        # What all tables are called by first says nothing, and an adjective is of the rows behind it.
        ("desk", "How many customers are there per status?", [["active", 2], ["closed", 2]]),
        ("desk", "How many active customers have made a trade?", [[2]]),
        ("desk", "Which customers have never made a trade? Return the customer id.", [["C4"]]),
        ("desk", "List the symbols of tickers whose name contains 'energy' or 'holdings' in any letter case.",
         [["AAX", "Aax Energy"], ["BLM", "Blum Holdings"]]),
        ("desk", "What is the average price at which each ticker was bought?",
         [["Aax Energy", 11.5], ["Blum Holdings", 4]]),
        ("desk", "How many shares did each customer buy?", [["Ada", 11], ["Cy", 9]]),
        ("desk", "For each ticker, show the highest high price and the lowest low price.",
         [["Aax Energy", 13, 9, "T1"], ["Blum Holdings", 5, 3, "T2"]]),
    ],
)  # fmt: skip
def test_rows_are_joined_and_told_as_their_headers_mean(
    sets: dict[str, list[dict[str, Any]]], tmp_path: Path, name: str, question: str, expected: list[Any]
) -> None:
    found = answer(question, sets[name], tmp_path)
    assert found["rows"] == expected


def test_numbers_of_other_tables_are_null_in_the_join(
    sets: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    sql = answer("What is the total amount received by each shop?", sets["purse"], tmp_path)["sql"]
    assert "'shop' THEN" in sql


@pytest.mark.parametrize(
    ("names", "table", "expected"),
    [
        ({"authors": ["aid", "name"], "papers": ["pid", "aid"]}, "papers",
         [("papers", "id"), ("authors", "id")]),
        ({"coins": ["cid", "year"], "clubs": ["cid", "town"]}, "clubs", [("cid",), ("town",)]),
        ({"bills": ["paid", "due"]}, "bills", [("paid",), ("due",)]),
        ({"users": ["uid", "age"], "moves": ["id", "invited_by_uid"]}, "moves",
         [("id",), ("invited", "by", "users", "id")]),
    ],
)  # fmt: skip
def test_initials_before_an_id_stand_for_one_table_alone(
    names: dict[str, list[str]], table: str, expected: list[tuple[str, ...]]
) -> None:
    assert Names(names).headers(table) == expected


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (["crmlead", "crmvisit", "crmaccount"], [("lead",), ("visit",), ("account",)]),
        (["orders", "order_lines", "order_notes"], [("orders",), ("order", "lines"), ("order", "notes")]),
        (["parts", "partners", "parties"], [("parts",), ("partners",), ("parties",)]),
    ],
)
def test_what_all_tables_begin_with_is_left_out_where_words_remain(
    tables: list[str], expected: list[tuple[str, ...]]
) -> None:
    names = Names({table: ["id", "name", "town"] for table in tables})
    assert [names.table(table) for table in tables] == expected


def test_countries_have_their_codes() -> None:
    assert CODES["norway"] == CODES["norwegian"] == ("no", "nor")
    assert {"gb", "uk", "usa"} <= ALL_CODES
