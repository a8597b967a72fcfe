"""Tables that have a row each for the same number: they join to the one that names the rows."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import check_rows, ingest_tables

SHEETS = {
    "mills": [
        "mill_code,mill_name,river",
        *(f"{700 + at},{name},{river}" for at, (name, river) in enumerate(
            [("Ash", "Dee"), ("Bow", "Dee"), ("Cob", "Esk"), ("Dun", "Esk"), ("Elm", "Esk"), ("Fen", "Dee")]
        )),
    ],
    "outputs": ["mill_code,flour_kg,shift", *(f"{700 + at},{at * 10 + 5},day" for at in range(6))],
    "audits": ["mill,hygiene_score,dust_level", *(f"{700 + at},{90 - at},{at % 3}" for at in range(5))],
}  # fmt: skip


@pytest.fixture(scope="module")
def mills(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(SHEETS, tmp_path_factory.mktemp("mills"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which mill has the highest flour kg?", [["Fen", 55]]),
        ("What is the total flour kg for each river?", [["Dee", 75], ["Esk", 105]]),
        ("Name the mills with a hygiene score above 87.", [["Ash"], ["Bow"], ["Cob"]]),
    ],
)
def test_keys_of_both_sides_join(
    question: str, rows: list[list[Any]], mills: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, mills, tmp_path)
