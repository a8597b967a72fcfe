"""What a sentence behind the question tells: figures in signs, letters for words, things of a kind, top n."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, check_rows, ingest_tables


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """A ferry line: boats, the trips that they made, who took them, and what came back."""
    trips = [
        *("1,1,1,10.0,5,100,done,N,2023-01-05", "2,1,2,20.0,4,200,done,Y,2023-02-09"),
        *("3,2,1,30.0,10,300,late,N,2023-03-01", "4,2,2,5.0,8,90,done,N,2024-02-03"),
        *("5,3,1,40.0,6,500,void,Y,2024-03-01", "6,1,3,25.0,5,250,late,N,2024-03-05"),
        *("7,1,1,15.0,3,60,done,N,2023-06-05", "8,3,3,55.0,9,700,done,Y,2023-07-09"),
    ]
    sheets = {
        "fl_boat": [
            "boat_id,boat_nm,boat_typ,hull_len,day_cost",
            *("1,Alba,fast,20,80", "2,Bris,slow,30,50", "3,Cora,slow,40,60"),
        ],
        "fl_trip": [
            "trip_id,boat_id,guest_id,dist_km,stop_cnt,fare_amt,trip_status,is_walk_on,trip_dt",
            *trips,
        ],
        "fl_guest": [
            "guest_id,guest_nm,home_port,tier,seat_no",
            *("1,Ann,Rye,gold,2", "2,Bob,Hove,basic,3", "3,Cid,Rye,basic,1", "4,Dee,Hove,gold,4"),
        ],
    }
    return ingest_tables(sheets, tmp_path_factory.mktemp("ferries"))


_DENSITY = [["fast", 17 / 70], ["slow", 33 / 130]]
_DONE = [["fast", 12 / 45], ["slow", 17 / 60]]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the sum of stops / sum of distance in km for each boat type?", _DENSITY),
        ("What is the stop density for each boat type? Stop density = sum of stops / sum of distance in km.",
         _DENSITY),
        ("What is the stop density for each boat type? It is the sum of stops / the sum of distance in km.",
         _DENSITY),
        ("What is the average stop density per boat type? "
         "Stop density = sum of stops / sum of distance in km.",
         _DENSITY),
        ("What is SUM(stop_cnt)/SUM(dist_km) for each boat type?", _DENSITY),
        ("What is the stop density for each boat type, over trips with status done? "
         "Stop density = sum of stops / sum of distance in km.", _DONE),
        ("What is the number of trips for each boat type, among trips with status done?",
         [["fast", 3], ["slow", 2]]),
        ("What is the done rate for each boat type? "
         "This is the number of done trips / the number of all trips.",
         [["fast", 3 / 4], ["slow", 2 / 4]]),
        ("What is the done rate of trips by boat type? "
         "Done rate = number of done trips / number of all trips.",
         [["fast", 3 / 4], ["slow", 2 / 4]]),
    ],
)  # fmt: skip
def test_figures_are_told_in_signs(
    question: str, rows: list[list[Any]], ferries: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, ferries, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many repeat guests are there? A repeat guest has at least three trips.", [[1]]),
        ("Return the number of prime guests for each home port. A prime guest has tier gold.",
         [["Hove", 1], ["Rye", 1]]),
        ("What is the total trip count (TTC) for each boat type?", [["fast", 4], ["slow", 4]]),
        ("What is the AF and TC for each boat type? AF is the average fare and TC is the number of trips.",
         [["fast", 152.5, 4], ["slow", 397.5, 4]]),
        ("What is the ATF for each boat type? "
         "ATF (average trip fare) is the sum of fares divided by the number of trips.",
         [["fast", 152.5], ["slow", 397.5]]),
        ("What is the average trip fare (ATF) for each boat type?", [["fast", 152.5], ["slow", 397.5]]),
    ],
)  # fmt: skip
def test_letters_and_things_of_a_kind_are_what_they_are_told_to_be(
    question: str, rows: list[list[Any]], ferries: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, ferries, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the total fare for each boat? Return the top 1.", [["Cora", 1200]]),
        ("What is the total fare for each boat type? Give only the bottom 1.", [["fast", 610]]),
        ("Which boat types have the highest done rate? Return the top 1 boat types and the rate. "
         "Done rate = number of done trips / number of trips.", [["fast", 3 / 4]]),
    ],
)  # fmt: skip
def test_as_many_are_returned_as_another_sentence_says(
    question: str, rows: list[list[Any]], ferries: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, ferries, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the share of late trips among trips of slow boats?", [[1 / 4]]),
        ("What is the share of gold guests among guests from Rye?", [[1 / 2]]),
        ("What is the late share among trips of slow boats?", [[1 / 4]]),
        ("What is the average fare per done trip for each boat type?", [["fast", 120], ["slow", 395]]),
        ("What percent of trips were done for each boat type?", [["fast", 75], ["slow", 50]]),
        ("How many walk-on trips are there?", [[3]]),
        ("What fraction of trips were walk-ons?", [[3 / 8]]),
        ("How many guests have seat number 3?", [[1]]),
    ],
)  # fmt: skip
def test_shares_are_of_what_is_named(
    question: str, rows: list[list[Any]], ferries: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, ferries, tmp_path)


@pytest.mark.parametrize(
    "question",
    [
        "How many trips does each boat make on average? Return the top 2.",
        "What is the idle length per boat type? Idle length = sum of hull length - sum of distance.",
    ],
)
def test_what_would_leave_something_out_is_not_answered(
    question: str, ferries: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert answer(question, ferries, tmp_path).get("outcome") != "answered"


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the stop percent for each boat type? Stop percent = 100 * sum of stops / sum of distance.",
         [["fast", 1700 / 70], ["slow", 3300 / 130]]),
        ("What is the stop density for each boat type? "
         "Stop density = sum of stops / sum of distance over done trips.", _DONE),
        ("What is the stop work for each boat type? "
         "Stop work = sum of stops times distance / number of trips.",
         [["fast", (50 + 80 + 125 + 45) / 4], ["slow", (300 + 40 + 240 + 495) / 4]]),
        ("What is the yield per trip (YpT) for each boat type? YpT = sum of fares / number of trips.",
         [["fast", 152.5], ["slow", 397.5]]),
        ("How many long trips are there for each boat type? A long trip takes a distance over 25 km.",
         [["slow", 3]]),
    ],
)  # fmt: skip
def test_told_quotients_may_be_in_hundreds_and_of_some_rows(
    question: str, rows: list[list[Any]], ferries: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, ferries, tmp_path)


def test_the_total_of_rows_is_of_their_own_amounts(tmp_path: Path) -> None:
    sheets = {
        "orders": ["order_id,channel,total_amount", "1,web,50", "2,web,70", "3,shop,30"],
        "payments": ["pay_id,order_id,amount,pay_state", "1,1,20,paid", "2,1,30,open", "3,3,10,paid"],
    }
    tables = ingest_tables(sheets, tmp_path)

    check_rows("What is the total amount of paid payments?", [[30]], tables, tmp_path)
    check_rows(
        "What is the total amount of orders by channel?", [["shop", 30], ["web", 120]], tables, tmp_path
    )


def test_one_amount_may_be_a_percent_of_another(tmp_path: Path) -> None:
    bills = ["bill_id,branch,gross_amt,agency_fee", "1,Rye,100,20", "2,Rye,300,20", "3,Hove,50,10"]
    tables = ingest_tables({"bills": bills}, tmp_path)
    shares = [["Hove", 20], ["Rye", 10]]

    check_rows(
        "What percent of the gross amount is the agency fee for each branch?", shares, tables, tmp_path
    )
    check_rows(
        "For each branch, what percent of the gross bill amount is the agency fee?", shares, tables, tmp_path
    )
