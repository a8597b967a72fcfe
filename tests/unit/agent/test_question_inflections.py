"""Headers and values in odd forms: bent, turned round, and of the kind that a cell says."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, write_csv

SAILINGS = [
    "sailing_number,ship_name,home_port,cabin_type,crew_size,route_length_km,days_sailed,late_charge",
    "S4,Alba,Selby,inner,20,900,4,0",
    "S5,Brig,Otley,outer,35,2100,9,12",
    "S6,Cora,Selby,outer,28,1500,7,3",
    "S7,Dove,Goole,inner,12,400,2,8",
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("sailings")
    return ingest_files([write_csv(folder, "sailings", SAILINGS)], folder / "out")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What are the names of ships where cabins were of outer type?", ["Brig", "Cora"]),
        ("What is the ship name where types of cabin are inner and ports of home are Goole?", ["Dove"]),
        ("How many sailings are having route lengths in kms greater than 1000?", [2]),
        ("How many over 1000 km?", [2]),
        ("What is the ship name with the larger crew size of all?", ["Brig"]),
        ("What is the home port of the sailing whose days sailed were minimal?", ["Goole"]),
        ("What is the ship name where charges for lateness exceeded 5?", ["Brig", "Dove"]),
        ("What are the counts of sailings for all the types of cabins? Giving types and counts.",
         [["inner", 2], ["outer", 2]]),
        ("What are the averaged day counts of sailing for all the cabin types? Giving types and averages.",
         [["inner", 3], ["outer", 8]]),
    ],
)  # fmt: skip
def test_headers_in_odd_forms(
    tables: list[dict[str, Any]], tmp_path: Path, question: str, expected: list[Any]
) -> None:
    rows = answer(question, tables, tmp_path)["rows"]
    assert [row[: len(expected[0])] if isinstance(expected[0], list) else row[0] for row in rows] == expected


def test_the_number_of_what_is_counted_is_no_header(tables: list[dict[str, Any]], tmp_path: Path) -> None:
    assert answer("What is the number of sailings with inner cabins?", tables, tmp_path)["rows"] == [[2]]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the ship name where berth sort is outer?", [["Brig"], ["Cora"]]),
        ("How many sailings for every company cabin type?", [["inner", 2], ["outer", 2]]),
    ],
)
def test_a_value_says_which_column_is_meant(
    tables: list[dict[str, Any]], tmp_path: Path, question: str, expected: list[Any]
) -> None:
    assert answer(question, tables, tmp_path)["rows"] == expected


def test_a_value_says_no_column_of_which_another_may_be_called_so(tmp_path: Path) -> None:
    lines = ["ship,home_port,end_city", "Alba,Selby,Otley", "Brig,Selby,Goole", "Cora,Goole,Otley"]
    ports = ingest_files([write_csv(tmp_path, "ports", lines)], tmp_path / "out")
    found = answer("What is the ship where starting town is Selby and port name is Otley?", ports, tmp_path)
    assert not found.get("rows")
