"""What a question only hints at: columns by numbers or units, groups by pronouns, things without a word."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, write_csv

RIDERS = [
    "rider_name,squad,locker_number,age,ride_minutes,joined_year,origin",
    "Ada Crane,North,311,41,92,2012,Portugal",
    "Bo Quist,North,312,19,88,2016,Norway",
    "Cy Marr,South,313,33,104,2009,Portugal",
    "Di Lowe,South,314,27,97,2018,Chile",
]
CALLERS = [
    "forename,surname,years_old,desk,reason,waiting_minutes,calls_answered",
    "Ada,Crane,41,East,refund,12,3",
    "Bo,Quist,19,East,delivery,55,2",
    "Bo,Crane,63,West,refund,4,9",
    "Di,Lowe,27,West,delivery,30,5",
]
TEAS = [
    "tea_name,enclosure,leaf,tin_price,discount_percent,strength",
    "Amberfall,East Shed,Assam,12,10,7",
    "Brightmoor,East Shed,Oolong,38,10,4",
    "Coldwater,West Shed,Assam,45,0,9",
    "Duskhill,West Shed,Oolong,31,0,5",
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {}
    for name, lines in {"riders": RIDERS, "teas": TEAS, "callers": CALLERS}.items():
        folder = tmp_path_factory.mktemp(name)
        made[name] = ingest_files([write_csv(folder, name, lines)], folder / "out")
    return made


@pytest.mark.parametrize(
    ("table", "question", "expected"),
    [
        ("riders", "What is the squad of number 313?", [["South"]]),
        ("riders", "What was the squad of the rider whose locker was numbered 312?", [["North"]]),
        ("riders", "How many riders are there where accession year is before 2015?", [[2]]),
        ("riders", "What are the squads and the averaged ages of the riders in each of them?",
         [["North", 30], ["South", 30]]),
        ("riders", "Squad by squad, how old are the riders on average?", [["North", 30], ["South", 30]]),
        ("riders", "How old are the riders by squad on average?", [["North", 30], ["South", 30]]),
        ("riders", "Which rider has lived the longest so far?", [["Ada Crane", 41]]),
        ("riders", "What is the name of the rider who was minimally aged?", [["Bo Quist", 19]]),
        ("riders", "Where age is the maximum, what is the rider name?", [["Ada Crane", 41]]),
        ("riders", "What is the locker number of the rider where ride minutes is the minimum?",
         [[312, "Bo Quist", 88]]),
        ("riders", "Which riders have already passed the age of 27?", [["Ada Crane"], ["Cy Marr"]]),
        ("riders", "How many riders have reached the age of 27?", [[3]]),
        ("riders", "What are the names of riders whose ages were lesser than 27?", [["Bo Quist"]]),
        ("riders", "Who is our oldest rider, by rider name?", [["Ada Crane"]]),
        ("riders", "What is the average ride minutes of riders with the highest joined year?", [[97]]),
        ("riders", "How many riders have the lowest ride minutes?", [[1]]),
        ("callers", "How old is the youngest caller?", [[19]]),
        ("callers", "Which callers are 27 years old?", [["Di", "Lowe"]]),
        ("callers", "Who waited the longest?", [["Bo", "Quist", 55]]),
        ("callers", "Who had the longest wait?", [["Bo", "Quist", 55]]),
        ("callers", "Who had a refund?", [["Ada", "Crane"], ["Bo", "Crane"]]),
        ("callers", "What are the averaged minutes waited by callers whose desk was East?", [[33.5]]),
        ("callers", "How many people does each desk look after?", [["East", 2], ["West", 2]]),
        ("teas", "Which Assam teas over 30 a tin?", [["Coldwater"]]),
        ("teas", "How high does the strength go among the teas in the East Shed?", [[7]]),
        ("teas", "What is the tin price of the teas enclosed in West Shed with a strength of 9?", [[45]]),
    ],
)  # fmt: skip
def test_hints_are_followed(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, table: str, question: str, expected: list[Any]
) -> None:
    assert answer(question, tables[table], tmp_path)["rows"] == expected


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("teas", "What is the foreman of teas whose leaf is Assam?"),
        ("riders", "What is the zebra of the riders from Chile?"),
        ("teas", "What is the average value with 10 percent discount?"),
    ],
)
def test_nothing_else_is_shown_for_what_no_column_holds(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, table: str, question: str
) -> None:
    assert answer(question, tables[table], tmp_path)["outcome"] == "refused"


@pytest.mark.parametrize(
    "question", ["How many riders have a year above 300?", "What is the age of number 9999?"]
)
def test_numbers_that_no_column_can_hold_are_no_hints(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str
) -> None:
    said = answer(question, tables["riders"], tmp_path)
    assert "locker_number" not in (said.get("sql") or "")


SALES = [
    "sale_no,account,clerk,goods,quantity,unit_price,street",
    "1,KD100,1,kettle,5,20,Mill Lane",
    "2,KD100,2,kettle,1,22,Mill Lane",
    "3,KD101,1,lamp,9,8,High Row",
    "4,KD102,2,lamp,2,9,High Row",
]
ACCOUNTS = [
    "account,firm,opened",
    "KD100,Larkhill Foods,2019-02-01",
    "KD101,Penrow Garage,2020-05-11",
    "KD102,Orchard Toys,2020-08-19",
    "KD103,Wending Print,2021-01-04",
]


@pytest.fixture(scope="module")
def trade(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("trade")
    files = [write_csv(folder, "sales", SALES), write_csv(folder, "customers", ACCOUNTS)]
    return ingest_files(files, folder / "out")


def test_customers_go_by_their_firms_and_not_by_codes(trade: list[dict[str, Any]], tmp_path: Path) -> None:
    said = answer("Number of sales per customer", trade, tmp_path)
    assert ["Larkhill Foods", 2] in said["rows"]


def test_a_percentage_of_each_group_is_written_in_percent(
    trade: list[dict[str, Any]], tmp_path: Path
) -> None:
    said = answer("What percentage of the customers on each firm have a sale?", trade, tmp_path)
    assert sorted(row[-1] for row in said["rows"]) == [0, 100, 100, 100]


@pytest.mark.parametrize(
    "question",
    [
        "Goods by goods, how many pieces were sold in all?",
        "On which street does somebody pay the least for their goods?",
        "In each street, how often is a clerk zonked on average?",
    ],
)
def test_rows_are_not_counted_for_pieces_or_payments(
    trade: list[dict[str, Any]], tmp_path: Path, question: str
) -> None:
    assert "COUNT(" not in (answer(question, trade, tmp_path).get("sql") or "")


def test_the_figure_that_found_a_row_is_no_answer_to_who(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    said = answer("Which tea has the least strength, and who picks it?", tables["teas"], tmp_path)
    assert said["outcome"] == "refused"
