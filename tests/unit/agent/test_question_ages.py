"""Ages of people of whom the sheet only says when they were born, and what all of their wages come to."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

NOW = "2025-06-30"
STAFF = {
    "employees": [
        "Employee ID,Name,Department,Salary,Birth Date,Hire Date",
        "1,Anna Engel,Sales,50000,1960-06-30,2012-03-01", "2,Ben Adler,Sales,42000,1985-07-01,2024-12-06",
        "3,Clara Lang,Finance,61000,1990-01-15,2015-09-20",
        "4,David Graf,Finance,39000,1995-09-23,2018-05-05",
    ]
}  # fmt: skip
WRITERS = {"writers": ["Name,Born,Died", "Ada,1815-12-10,1852-11-27", "Bram,1847-11-08,1912-04-20"]}


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(STAFF, tmp_path_factory.mktemp("staff"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How old is Anna Engel?", [[65]]),
        ("How old is Ben Adler?", [[39]]),
        ("employees older than 50", [["Anna Engel"]]),
        ("How many employees are under 40?", [[3]]),
        ("How many employees are over 30?", [[3]]),
        ("How old is the oldest employee?", [[65]]),
        ("average age by department", [["Finance", 32], ["Sales", 52]]),
        ("What is the range of ages?", [[29, 65]]),
        ("who is the oldest employee?", [["Anna Engel", "1960-06-30"]]),
        ("newest employee", [["Ben Adler", "2024-12-06"]]),
        ("total payroll", [[192000]]),
        ("How much do we pay in salaries?", [[192000]]),
        ("salary costs by department", [["Finance", 100000], ["Sales", 92000]]),
        ("Which department spends the most on salaries?", [["Finance", 100000]]),
        ("What is the range of salaries?", [[39000, 61000]]),
    ],
)
def test_an_age_is_the_whole_years_since_birth(
    staff: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, staff, tmp_path, now=NOW)

    assert found["outcome"] == "answered", found["notes"]
    assert found["rows"] == rows


def test_the_reading_says_until_when_an_age_is_counted(staff: list[dict[str, Any]], tmp_path: Path) -> None:
    assert f"age on {NOW} by Birth Date" in answer("average age", staff, tmp_path, now=NOW)["reading"]


def test_the_dead_do_not_grow_older(tmp_path: Path) -> None:
    writers = ingest_tables(WRITERS, tmp_path)

    assert answer("How old is Ada?", writers, tmp_path, now=NOW)["outcome"] != "answered"


VISITS = {
    "members": [
        "member_id,name,town,birth_date,joined_on",
        "1,Ann,York,1980-01-02,2022-03-01", "2,Bo,York,1991-05-06,2023-04-05",
        "3,Cy,Hull,1975-07-07,2023-01-09", "4,Di,Hull,1988-08-08,2021-11-30",
    ],
    "visits": [
        "visit_id,member_id,kind,visit_date",
        "10,1,Guided,2023-02-01", "11,1,Guided,2023-05-01", "12,2,Guided,2024-01-09",
        "13,4,Guided,2023-03-03", "14,3,Alone,2023-03-04",
    ],
}  # fmt: skip


def test_a_year_is_that_of_the_visit_and_not_of_whoever_came(tmp_path: Path) -> None:
    question = "For each town, how many different members had a guided visit in 2023?"

    found = answer(question, ingest_tables(VISITS, tmp_path), tmp_path)

    assert found["rows"] == [["Hull", 1], ["York", 1]]
