"""Groups told behind their figure, the day that it goes by, deeds in two words, means of groups."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

SCHOOL = {
    "tutors": [
        "Tutor No,Tutor,Post,Town",
        "1,Ann,Coach,Rye",
        "2,Bob,Coach,Hove",
        "3,Cy,Helper,Rye",
        "4,Di,Coach,Rye",
    ],
    "pupils": [
        "Pupil No,Pupil,Level,Enrolled",
        "11,Eve,Beginner,Yes",
        "12,Flo,Advanced,No",
        "13,Gus,Beginner,No",
        "14,Hal,Beginner,Yes",
    ],
    "lessons": [
        "Lesson No,Pupil No,Tutor No,Lesson Date,Kept",
        "101,11,1,2023-02-01,Yes",
        "102,12,1,2023-08-02,No",
        "103,13,2,2024-01-10,Yes",
        "104,11,1,2024-02-03,No",
        "105,12,3,2024-03-05,Yes",
        "106,11,1,2024-08-07,Yes",
        "107,14,4,2024-09-01,Yes",
    ],
    "loans": [
        "Loan No,Pupil No,Lent On,Due Date,Returned,Weekly Fee,Weeks Billed",
        "201,11,2023-12-20,2024-01-10,2024-01-09,5,3",
        "202,12,2024-01-05,2024-01-19,2024-01-25,4,2",
        "203,12,2024-03-01,2024-03-29,2024-04-02,4,4",
        "204,13,2024-12-30,2025-01-13,,6,2",
    ],
    "invoices": [
        "Invoice No,Lesson No,Invoice Date,Total,Paid On",
        "301,101,2023-12-30,20,2024-01-03",
        "302,103,2024-01-12,30,",
        "303,104,2024-02-05,50,2024-02-06",
        "304,105,2024-03-07,70,",
        "305,107,2024-09-02,10,2024-09-03",
    ],
    "repairs": [
        "Repair No,Workshop,Sent On,Result On",
        "401,Kolb,2024-01-01,2024-01-05",
        "402,Kolb,2024-02-01,2024-02-03",
        "403,Marl,2024-03-01,2024-03-11",
        "404,Marl,2024-04-01,",
    ],
    "stock": ["Item No,Item,On Hand,Reorder Level", "1,Reed,5,5", "2,Bow,9,4", "3,Rosin,1,6"],
}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """A music school: lessons with tutors, loans that come back, invoices, and workshops for repairs."""
    return ingest_tables(SCHOOL, tmp_path_factory.mktemp("school"))


CASES: list[tuple[str, list[list[Any]]]] = [
    # Groups that are told behind a figure, by the row that each row refers to.
    (
        "What percent of the 2024 lessons weren't kept, by the town of the tutor they were given by?",
        [["Hove", 0], ["Rye", 25]],
    ),
    ("How many lessons were there in 2024 per level of the pupil?", [["Advanced", 1], ["Beginner", 4]]),
    ("How many lessons in 2024 per coach?", [["Ann", 2], ["Bob", 1], ["Di", 1]]),
    # The day that a figure goes by.
    (
        "How much did we invoice in 2024 for each level (by invoice date)?",
        [["Advanced", 70], ["Beginner", 90]],
    ),
    ("How much did we invoice in 2024 per level, by the date it was paid?", [["Beginner", 80]]),
    (
        "Loan income in 2024 per level: weekly fee times weeks billed, by the date it was lent.",
        [["Advanced", 24], ["Beginner", 12]],
    ),
    (
        "Loan income in 2024 per level (weekly fee times weeks billed), by due date.",
        [["Advanced", 24], ["Beginner", 15]],
    ),
    ("How many invoices have no paid on date?", [[2]]),
    # Deeds in two words, and one column against another.
    ("How many loans came back after the due date?", [[2]]),
    ("What percent of returned loans came back late?", [[100 * (2 / 3)]]),
    ("How many loans were given back before the due date?", [[1]]),
    ("Items with on hand at or below the reorder level", [["Reed"], ["Rosin"]]),
    ("How many loans went out at a weekly fee below the average weekly fee?", [[2]]),
    # Figures in percent, and means of numbers.
    (
        "Average number of weeks billed per loan, for each level of pupil, to one decimal.",
        [["Advanced", 3], ["Beginner", 2.5]],
    ),
    (
        "How much did the number of lessons change from the first half of 2024 to the second half of 2024, "
        "in percent? Minus for a drop.",
        [[-100 * (1 / 3)]],
    ),
    ("Lessons in July to December 2024 compared with July to December 2023: percentage change?", [[100]]),
    (
        "How did lessons in the second half of 2024 develop against the second half of 2023, in percent?",
        [[100]],
    ),
    # Days that each of a group take.
    (
        "How long does each workshop take on average, in days from sending the repair to the result? "
        "Leave out repairs with no result yet.",
        [["Kolb", 3], ["Marl", 10]],
    ),
    (
        "How many days does each workshop take on average from sent on to result on?",
        [["Kolb", 3], ["Marl", 10]],
    ),
    # More than the groups have on average.
    ("Which pupils had more lessons than the average pupil?", [["Eve"], ["Flo"]]),
    ("Which pupils have more lessons than average? Name and number.", [["Eve", 3], ["Flo", 2]]),
    ("Which coaches gave more lessons in 2024 than the average coach did that year?", [["Ann"]]),
    # What is owed, and means of two kinds against each other.
    ("What do pupils with level Beginner still owe us on invoices without a payment date, in total?", [[30]]),
    ("What do pupils with level Advanced still owe us on unpaid invoices?", [[70]]),
    (
        "How much bigger is the average weeks billed for an enrolled pupil than for an unenrolled one?",
        [[1 / 3]],
    ),
    ("How many lessons, of those kept, were in 2024?", [[4]]),
    ("How many lessons, of those not kept, were given by Ann?", [[2]]),
]


@pytest.mark.parametrize(("question", "rows"), CASES, ids=[question for question, _ in CASES])
def test_answers(question: str, rows: list[list[Any]], school: list[dict[str, Any]], tmp_path: Path) -> None:
    result = answer(question, school, tmp_path)

    assert result["outcome"] == "answered", result.get("doubtful")
    assert sorted(shown_rows(result)) == [[pytest.approx(cell) for cell in row] for row in sorted(rows)]


@pytest.mark.parametrize(
    "question",
    [
        "Which pupils have never been seen? Name and level.",
        "Which pupils returned more loans than the average pupil?",
        "How much did we invoice in 2024 per level, by the date it was shredded?",
    ],
)
def test_refuses_what_nothing_says(question: str, school: list[dict[str, Any]], tmp_path: Path) -> None:
    """A verb or a day that is nowhere in the data is passed over by no answer."""
    assert answer(question, school, tmp_path)["outcome"] != "answered"
