"""Cells that look like small words: read as the cells that they are, or the question is refused."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

Tables = list[dict[str, Any]]
PARCELS = [
    "Parcel No,Country,Grade,Weight", "301,IT,A,10", "302,IT,I,20", "303,IN,A,5", "304,BE,I,7", "305,ME,A,9",
    "306,US,A,11", "307,NO,A,13", "308,OR,A,17", "309,DE,A,40", "310,DE,I,50",
]  # fmt: skip
COSTS = [
    "Cost No,Booked,Section,Kind,Amount", "1,2024-01-05,IT,Travel,100", "2,2024-02-05,HR,Travel,300",
    "3,2024-03-05,IT Support,Office,50", "4,2025-01-05,IT,Office,70",
]  # fmt: skip


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return ingest_tables({"parcels": PARCELS}, tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return ingest_tables({"parcels": PARCELS, "costs": COSTS}, tmp_path_factory.mktemp("two"))


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("total weight for IT", 30),
        ("total weight for IN", 5),
        ("Total weight of parcels to BE", 7),
        ("total weight of ME parcels", 9),
        ("Total weight of parcels to US?", 11),
        ("total weight for NO", 13),
        ("Total weight for OR", 17),
        ("total weight from US and IT", 41),
        ("total weight of parcels in grade I?", 77),
        ("TOTAL WEIGHT FOR IT", 30),
        ("total weight for it", 30),
    ],
)
def test_a_cell_in_capitals_is_no_small_word(
    question: str, figure: int, one: Tables, two: Tables, tmp_path: Path
) -> None:
    for tables in (one, two):
        assert answer(question, tables, tmp_path).get("rows") == [[figure]]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Total amount of IT in 2024", 100),
        ("How many costs does IT have?", 2),
        ("total amount of IT Support", 50),
        ("how many costs are not IT", 2),
    ],
)
def test_a_department_in_capitals_is_no_pronoun(
    question: str, figure: int, two: Tables, tmp_path: Path
) -> None:
    assert answer(question, two, tmp_path).get("rows") == [[figure]]


def test_two_such_cells_are_set_side_by_side(two: Tables, tmp_path: Path) -> None:
    rows = answer("weight of IT parcels vs BE parcels", two, tmp_path)["rows"]

    assert rows == [["BE", 7], ["IT", 30]]


@pytest.mark.parametrize("question", ["total weight for AM", "total weight in AS", "Total amount of BE"])
def test_capitals_that_no_row_fits_are_not_passed_over(question: str, two: Tables, tmp_path: Path) -> None:
    assert answer(question, two, tmp_path)["outcome"] == "refused"


def test_small_words_stay_words_where_they_name_nothing(one: Tables, tmp_path: Path) -> None:
    for question in ("TOTAL WEIGHT OF ALL PARCELS", "What is the total weight of all parcels for us?"):
        assert answer(question, one, tmp_path)["rows"] == [[182]]
