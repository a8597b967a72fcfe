"""Rows of which either of two clauses holds, of different columns."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

ROWERS = {
    "rowers": [
        "rower,crew,country,medals,weight_kg", "Ann,Swift,Malta,25,61", "Bo,Swift,Fiji,3,92",
        "Cy,Gale,Malta,1,78",
        "Di,Gale,Chad,30,95", "Ed,Storm,Fiji,8,70", "Flo,Storm,Chad,2,66",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def rowers(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(ROWERS, tmp_path_factory.mktemp("rowers"))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "What is the rower of rowers where medals is greater than 20 or weight kg is greater than 90?",
            ["Ann", "Bo", "Di"],
        ),
        ("Which rowers have more than 20 medals or a weight over 90 kg?", ["Ann", "Bo", "Di"]),
        # "20 medals or more" ends in front of no "than".
        ("Which rowers have more than 20 medals or more than 90 kg?", ["Ann", "Bo", "Di"]),
        ("Which rowers have 25 medals or more?", ["Ann", "Di"]),
        ("What is the rower of rowers where crew is Storm or country is Malta?", ["Ann", "Cy", "Ed", "Flo"]),
        (
            "For rowers where the crew is Storm or the country is Malta, what is the rower?",
            ["Ann", "Cy", "Ed", "Flo"],
        ),
        ("Which rowers are from Malta or have more than 20 medals?", ["Ann", "Cy", "Di"]),
        ("Which rowers are in Storm or Gale?", ["Cy", "Di", "Ed", "Flo"]),
    ],
)
def test_rows_are_kept_of_which_either_clause_holds(
    rowers: list[dict[str, Any]], tmp_path: Path, question: str, names: list[str]
) -> None:
    found = answer(question, rowers, tmp_path)
    assert found["outcome"] == Outcome.ANSWERED
    assert [row[0] for row in shown_rows(found)] == names
