"""Rows that refer to one table in several roles."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "stops": [
        "stop_code,stop_name,county",
        "AAA,Alder,Kent", "BBB,Birch,Kent", "CCC,Cedar,Essex", "DDD,Dale,Essex",
    ],
    "rides": [
        "ride_id,origin_stop,destination_stop,fare",
        "11,AAA,BBB,4", "12,AAA,CCC,7", "13,BBB,CCC,5", "14,CCC,AAA,6", "15,AAA,DDD,9",
    ],
    "town": ["town_name,people", "Ayr,10", "Bute,20", "Cove,30", "Dell,40", "Eton,50", "Fife,60"],
    "adjoining": [
        "town_name,adjoins", "Ayr,Bute", "Ayr,Cove", "Bute,Ayr", "Cove,Ayr", "Dell,Eton", "Eton,Dell",
        "Fife,Cove", "Cove,Fife",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def buses(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("buses"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("number of rides by origin county", [["Essex", 1], ["Kent", 4]]),
        ("total fare by county of destination", [["Essex", 21], ["Kent", 10]]),
        ("How many rides departed from stops in Essex?", [[1]]),
        ("average fare of rides to stops in Essex", [[7]]),
        # Of a header that is the key's own, no role: what lies next to what.
        ("Which towns adjoin Ayr?", [["Bute"], ["Cove"]]),
    ],
)
def test_the_role_that_is_said_is_taken(
    buses: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert sorted(shown_rows(answer(question, buses, tmp_path))) == rows


@pytest.mark.parametrize("question", ["number of rides by county", "How many rides are there in Essex?"])
def test_no_role_is_taken_that_nobody_says(
    buses: list[dict[str, Any]], tmp_path: Path, question: str
) -> None:
    assert answer(question, buses, tmp_path)["outcome"] != Outcome.ANSWERED
