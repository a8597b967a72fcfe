"""Figures of groups that have enough rows, means that headers tell, and ids of whoever a row is about."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "orchards": [
        "OrchardNo,OrchardName,County,avg_yield,trees",
        *("1,Ashe,Kent,10,100", "2,Bree,Kent,20,300", "3,Cole,Kent,60,200", "4,Dale,Fife,40,500"),
        *("5,Elm,Fife,50,700", "6,Firs,Down,70,900"),
    ],
    "Grower": [
        "ID,Sex,Born",
        *("4001,F,1950-01-01", "4002,M,1951-02-02", "4003,F,1952-03-03", "4004,M,1953-04-04"),
        *("4005,F,1954-05-05", "4006,M,1955-06-06"),
    ],
    "Sampling": [
        "SampleNo,ID,Taken,pH",
        *("1,4001,2020-01-01,6", "2,4001,2020-02-01,7", "3,4002,2020-03-01,5", "4,4003,2020-04-01,8"),
        *("5,4004,2020-05-01,9", "6,4005,2020-06-01,4"),
    ],
}


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("farm"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("For each county with at least two orchards, show the county and the total number of trees.",
         [["Fife", 1200], ["Kent", 600]]),
        ("Show the total trees for each county with more than 2 orchards.", [["Kent", 600]]),
        ("For each county with more than one orchard, show the average yield.", [["Fife", 45], ["Kent", 30]]),
        # What is a mean already is not added up.
        ("What is the average yield for each county?", [["Down", 70], ["Fife", 45], ["Kent", 30]]),
        # An id beside a number of the row's own is that of whom the row is about.
        ("What is the average pH of growers with sex F?", [[6.25]]),
        ("How many growers have a sampling?", [[5]]),
    ],
)  # fmt: skip
def test_groups_with_enough_rows_and_means(
    question: str, rows: list[list[Any]], farm: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(question, farm, tmp_path)

    assert found["outcome"] == "answered", found.get("refusal")
    assert shown_rows(found) == rows
