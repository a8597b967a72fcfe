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
    for name, lines in {"riders": RIDERS, "teas": TEAS}.items():
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
