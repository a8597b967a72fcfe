"""Joins: what speaks for them, and what a tenant says of them."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, write_csv

CLIENTS = [
    "number,town",
    *(f"{number},{town}" for number, town in ((71, "Bonn"), (72, "Lyon"), (73, "Rome"))),
]
DEALS = ["deal,buyer,payer,worth", "A,71,72,10", "B,71,73,20", "C,72,73,40"]


def say(verdict: str, column: str = "buyer", to_column: str = "number") -> dict[str, str]:
    ends = {"table": "deals", "column": column, "to_table": "clients", "to_column": to_column}
    return {**ends, "verdict": verdict}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("joins")
    files = [write_csv(folder, "clients", CLIENTS), write_csv(folder, "deals", DEALS)]
    return ingest_files(files, folder / "out")


def test_numbers_whose_names_say_nothing_join_once_confirmed(tables: Any, tmp_path: Path) -> None:
    assert answer("total worth by town", tables, tmp_path)["outcome"] == "refused"

    told = answer("total worth by town", tables, tmp_path, joins=[say("confirmed")])

    assert told["rows"] == [["Bonn", 30], ["Lyon", 40]]
    (join,) = told["joins"]
    assert (join["table"], join["to_table"], join["verdict"]) == ("deals", "clients", "confirmed")
    assert join["evidence"]["types"] == ["BIGINT", "BIGINT"]


def test_which_end_is_named_first_makes_no_difference(tables: Any, tmp_path: Path) -> None:
    ends = {"table": "clients", "column": "number", "to_table": "deals", "to_column": "payer"}

    told = answer("total worth by town", tables, tmp_path, joins=[{**ends, "verdict": "confirmed"}])

    assert told["rows"] == [["Lyon", 10], ["Rome", 60]]


def test_a_confirmed_join_that_would_count_twice_is_not_used_and_told(tables: Any, tmp_path: Path) -> None:
    visits = ingest_files(
        [write_csv(tmp_path, "visits", ["guest,day", "71,1", "71,2", "72,1"])], tmp_path / "out"
    )
    verdict = {**say("confirmed"), "to_table": "visits", "to_column": "guest"}

    told = answer("total worth", [*tables, *visits], tmp_path, joins=[verdict])

    assert told["rows"] == [[70]]
    assert told["notes"] == [
        "The confirmed join of deals.buyer and visits.guest is not used: it would count rows more than once, "
        "since neither column has another value in each row."
    ]


def test_an_answer_out_of_another_table_hears_nothing_of_an_unusable_join(
    tables: Any, tmp_path: Path
) -> None:
    files = [write_csv(tmp_path, "visits", ["guest,day", "71,1", "71,2", "72,1"])]
    files += [write_csv(tmp_path, "expenses", ["what,cost", "paper,3", "ink,4"])]
    others = ingest_files(files, tmp_path / "out")
    verdict = {**say("confirmed"), "to_table": "visits", "to_column": "guest"}

    told = answer("total cost", [*tables, *others], tmp_path, joins=[verdict])

    assert (told["rows"], told["notes"]) == ([[7]], [])


def test_what_is_said_of_tables_that_are_not_asked_is_nothing(tables: Any, tmp_path: Path) -> None:
    elsewhere = {**say("confirmed"), "to_table": "staff"}

    told = answer("total worth", tables, tmp_path, joins=[elsewhere])

    assert (told["rows"], told["notes"], told["joins"]) == ([[70]], [], [])
