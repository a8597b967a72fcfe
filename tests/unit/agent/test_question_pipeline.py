"""Questions that people ask of offers and what came of them: kinds that are counted, outcomes, terms."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

TABLES = {
    "agents": [
        "agent_code,agent_name,branch,yearly_target",
        "A1,Nina Hart,Leeds,900", "A2,Omar Moss,York,800", "A3,Petra Tran,Leeds,700",
    ],
    "quotes": [
        "quote_no,agent_code,line,status,premium,quoted_on,decided_on",
        "Q1,A1,Fleet,Closed Won,500,2023-01-03,2023-02-03",
        "Q2,A1,Property,Closed Lost,900,2023-01-10,2023-01-15",
        "Q3,A2,Fleet,Closed Won,300,2023-02-01,2023-02-11",
        "Q4,A2,Property,Closed Won,350,2023-03-01,2023-04-20",
        "Q5,A3,Fleet,Open,4000,2023-05-01,",
        "Q6,A1,Fleet,Closed Lost,100,2023-05-05,2023-05-25",
    ],
    "touches": [
        "touch_id,quote_no,agent_code,touch_type,touch_date,minutes",
        "1,Q1,A1,Visit,2023-01-04,30", "2,Q1,A1,Call,2023-02-05,10", "3,Q3,A2,Visit,2023-02-06,50",
        "4,Q4,A2,Visit,2023-03-02,20", "5,Q5,A3,Call,2023-05-02,5", "6,Q6,A1,Call,2023-05-06,15",
    ],
}  # fmt: skip
COLLEGE = {
    "entries": [
        "entry_id,pupil,term,state,mark",
        "1,Ann,Spring 2024,Finished,40", "2,Bob,Spring 2024,Finished,80", "3,Cid,Spring 2024,Dropped,",
        "4,Ann,Autumn 2023,Finished,45", "5,Bob,Autumn 2023,Finished,55", "6,Cid,Autumn 2023,Dropped,90",
    ],
    "pupils": ["pupil,town", "Ann,Ghent", "Bob,Bruges", "Cid,Ghent"],
}  # fmt: skip


@pytest.fixture(scope="module")
def sales(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("sales"))


@pytest.fixture(scope="module")
def college(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(COLLEGE, tmp_path_factory.mktemp("college"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which agent made the most visits?", [["Omar Moss", 2]]),
        ("Average minutes of visits by agent", [["Nina Hart", 30], ["Omar Moss", 35]]),
        ("How many touches were there each month from January through March 2023 (month number is fine)?",
         [[1, 1], [2, 2], [3, 1]]),
        ("Top 2 agents by won premium", [["Omar Moss", 650], ["Nina Hart", 500]]),
        ("Top 1 agents by fleet premium", [["Petra Tran", 4000]]),
        ("Which agent brought in the most money from won quotes?", [["Omar Moss", 650]]),
        ("How many quotes were won?", [[3]]),
        ("Which agent won the most quotes?", [["Omar Moss", 2]]),
        ("How many quotes took more than 15 days from quoted on to decided on?", [[3]]),
        ("How many won quotes took more than 15 days between quoted on and decided on?", [[2]]),
    ],
)  # fmt: skip
def test_offers_and_what_came_of_them(
    sales: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, sales, tmp_path)

    assert found["outcome"] == "answered", found["notes"]
    assert found["rows"] == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What percentage of marked entries got below 50?", [[40]]),
        ("What percentage of entries had a mark below 50 in Spring 2024?", [[pytest.approx(100 / 3)]]),
        ("How many marked entries are there in Spring 2024?", [[2]]),
        ("How many entries did each pupil finish?", [["Ann", 2], ["Bob", 2]]),
    ],
)
def test_rows_that_have_a_mark_or_were_finished(
    college: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, college, tmp_path)

    assert found["outcome"] == "answered", found["notes"]
    assert found["rows"] == rows


def test_marks_that_only_the_verb_tells_of_are_not_added_up(
    college: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer("What percentage of graded entries were above 50?", college, tmp_path)

    assert "SUM(" not in (found["sql"] or "").replace("SUM(COUNT", "")
