"""What has not happened yet, in everyday words: still need their shots, have yet to come back."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.language.undone import deed_of, plain_deed
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

BEASTS = [
    "beast,kind,jabbed,rehomed_on,vaccination_status",
    "Bruno,goat,yes,2024-01-02,done", "Tilly,goat,no,,pending", "Momo,mule,no,2024-03-02,done",
    "Kiki,mule,yes,,pending", "Rolf,goat,yes,2024-05-02,done", "Otto,mule,yes,2024-06-02,done",
    "Uma,goat,no,,done", "Ziggy,goat,yes,2024-08-02,done",
]  # fmt: skip
LOANS = [
    "loan_id,tool,neighbour,returned_on", "1,Saw,Ann,2024-02-01", "2,Axe,Bob,", "3,Saw,Cyd,2024-03-09",
    "4,Hoe,Ann,", "5,Axe,Dot,",
]  # fmt: skip
TOOLS = ["tool,maker", "Saw,Ferro", "Axe,Ferro", "Hoe,Stahl"]
JOBS = [
    "job,mechanic,finished", "J1,Kim,2024-02-01", "J2,Kim,", "J3,Lou,2024-03-09", "J4,Lou,", "J5,Kim,",
]  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {"beasts": {"beasts": BEASTS}, "tools": {"loans": LOANS, "tools": TOOLS}, "jobs": {"jobs": JOBS}}
    return {name: ingest_tables(each, tmp_path_factory.mktemp(name)) for name, each in made.items()}


@pytest.mark.parametrize(
    ("domain", "question", "rows"),
    [
        ("beasts", "Which goats still need their shots?", [["Tilly"]]),
        ("beasts", "Which mules have yet to get their vaccine?", [["Kiki"]]),
        ("beasts", "Which goats are still waiting for a home?", [["Tilly"], ["Uma"]]),
        ("beasts", "Which mules has nobody taken home yet? Names please", [["Kiki"]]),
        ("beasts", "Which goats still have to be rehomed?", [["Tilly"], ["Uma"]]),
        ("tools", "How many tools are still out with neighbours?", [[3]]),
        ("tools", "How many borrowed tools have not been brought back yet?", [[3]]),
        ("tools", "How many loans have yet to come back?", [[3]]),
        ("jobs", "Which jobs does Kim still have to finish?", [["J2"], ["J5"]]),
        ("jobs", "Which jobs of Lou are still to be finished?", [["J4"]]),
    ],
)
def test_what_has_not_happened_is_asked_by_its_header(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, domain: str, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, tables[domain], tmp_path)
    assert found["outcome"] == "answered", found
    assert sorted(shown_rows(found)) == rows


@pytest.mark.parametrize(
    ("domain", "question"),
    [
        ("jobs", "Which jobs still need their shots?"),
        ("tools", "How many tools by Ferro are still out with neighbours?"),
    ],
)
def test_what_no_header_tells_of_is_no_answer(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, domain: str, question: str
) -> None:
    assert answer(question, tables[domain], tmp_path)["outcome"] != "answered"


def test_small_words_say_nothing_of_a_deed() -> None:
    assert plain_deed("been given a home") == "given home"
    assert deed_of("get their jabs") == deed_of("be vaccinated")
    assert deed_of("out with", still=True) is None
