"""Limits that no row keeps both of, kinds that are counted, and names that are picked by a figure."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "mills": [
        "mill_id,mill_name,region,workers,street",
        "1,Alder,Ost,50,4 Low Lane", "2,Birch,Ost,10,9 High Lane", "3,Cedar,West,60,1 Low Lane",
        "4,Dale,Nord,12,3 Old Lane", "5,Elm,Nord,44,2 Old Lane",
    ],
    "looms": ["loom_id,mill_id,workers,is_new", "1,1,2,yes", "2,1,9,no", "3,2,4,yes", "4,3,3,no"],
    "clerks": ["clerk_id,first_name,middle_name,last_name", "1,Ann,J,Poe", "2,Bo,K,Ray", "3,Cy,L,Dunn"],
}  # fmt: skip


@pytest.fixture(scope="module")
def mills(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("mills"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which regions have mills with more than 40 workers and mills with less than 20 workers?",
         [["Nord"], ["Ost"]]),
        ("Which mills have a loom with more than 7 workers and a loom with less than 3 workers?",
         [["Alder"]]),
        ("How many mills are listed?", [[5]]),
        ("What are the names of the 2 mills with the most workers?", [["Alder"], ["Cedar"]]),
        ("What is the first, middle and last name of the clerks?",
         [["Ann", "J", "Poe"], ["Bo", "K", "Ray"], ["Cy", "L", "Dunn"]]),
    ],
)  # fmt: skip
def test_each_limit_is_kept_by_itself(
    mills: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = sorted(row[: len(rows[0])] for row in shown_rows(answer(question, mills, tmp_path)))
    assert found == rows


def test_no_mill_keeps_both_of_two_limits(mills: list[dict[str, Any]], tmp_path: Path) -> None:
    found = answer("Which mills have more than 40 workers and less than 20 workers?", mills, tmp_path)
    assert found["outcome"] != Outcome.ANSWERED
