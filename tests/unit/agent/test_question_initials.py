"""Headers that call a table by its first letters, and the joins that they make."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.tables.names import Names
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

FERRY = {
    "sailor": ["SaiID,LName,Fname,age", "11,Orr,Ida,30", "12,Poe,Jan,41", "13,Rae,Kit,25"],
    "harbour": ["HNO,HName,HPhone", "5,Leith,9911", "6,Oban,9922", "7,Wick,9933"],
    "trade": ["tradid,trade_name", "70,Rigging", "71,Caulking", "72,Splicing"],
    "learns_of": ["saiid,tradid", "11,70", "11,71", "12,70", "13,72"],
    "voyage": ["VID,VName,HNO", "1.101,Ebb,5", "1.102,Flood,5", "2.101,Neap,6"],
    "sails_on": ["SaiID,VID", "11,1.101", "12,1.101", "12,2.101"],
}


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(FERRY, tmp_path_factory.mktemp("ferry"))


def test_a_first_letter_before_a_plain_word_is_the_table() -> None:
    names = Names({each: rows[0].split(",") for each, rows in FERRY.items()})

    assert names.headers("harbour") == [("harbour", "no"), ("harbour", "name"), ("harbour", "phone")]
    assert names.headers("voyage")[2] == ("harbour", "no")
    assert names.headers("sailor")[1] != ("sailor", "name")
    assert names.headers("learns_of") == [("sailor", "id"), ("trade", "id")]


@pytest.mark.parametrize("header", ["paid", "valid", "grid"])
def test_words_that_end_like_a_number_of_rows_stay_whole(header: str) -> None:
    assert Names({"payments": ["amount", header], "values": ["x"], "grids": ["y"]}).headers("payments")[
        1
    ] == (header,)


def test_a_short_form_of_what_no_table_is_called_stands_for_the_table_that_begins_so() -> None:
    names = {"faculty": ["FacID", "Lname"], "teaches": ["FacID", "Year"]}
    assert Names(names).headers("teaches")[0] == ("faculty", "id")


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What are the last names of the sailors that learn Rigging?", [["Orr"], ["Poe"]]),
        ("How many voyages does each harbour have? List the harbour name and the number.",
         [["Leith", 2], ["Oban", 1]]),
        ("What are the names of the harbours that have no voyage?", [["Wick"]]),
        ("What are the last names of the sailors who sail on Neap?", [["Poe"]]),
    ],
)  # fmt: skip
def test_tables_are_joined_by_numbers_in_short(
    ferry: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert shown_rows(answer(question, ferry, tmp_path)) == rows
