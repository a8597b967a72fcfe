"""Asides of precise questions: which rows are left out, which day is meant, what the signs are."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.rewording.precisely import say_precisely
from tests.fakes.question_tables import answer, ingest_files, write_csv

TENANTS = """tenant_id,tenant,district
1,Ann,North
2,Bob,South
3,Cy,South
""".splitlines()
REPAIRS = """repair_id,tenant_id,request_date,finish_date,state,cost
11,1,2022-12-20,2023-01-04,done,100
12,1,2023-02-11,2023-02-14,done,200
13,2,2023-03-12,2023-03-13,withdrawn,50
14,3,2023-05-02,2023-05-05,done,300
15,3,2023-08-10,2023-08-20,rejected,80
16,2,2023-12-31,2024-01-10,done,120
17,2,2024-04-01,2024-04-09,done,60
18,1,2024-05-01,2024-05-09,withdrawn,40
""".splitlines()

ORDERS = """order_no,tenant_id,order_date,minutes
1,1,2023-02-01,10
2,2,2023-03-01,20
3,3,2023-01-15,30
4,1,2022-11-30,30
""".splitlines()


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Repairs that tenants asked for: some were withdrawn, and some finished in another year."""
    folder = tmp_path_factory.mktemp("homes")
    files = [
        write_csv(folder, name, lines)
        for name, lines in (("tenants", TENANTS), ("repairs", REPAIRS), ("orders", ORDERS))
    ]
    return ingest_files(files, folder / "out")


CASES: list[tuple[str, list[list[Any]]]] = [
    # Rows that are left out, and rows that are not.
    ("How many repairs are there, leaving the withdrawn repairs out?", [[6]]),
    ("How many repairs are there, withdrawn repairs left out?", [[6]]),
    ("What is the total cost across all repairs that weren't withdrawn?", [[860]]),
    ("What is the total cost of repairs, counting withdrawn ones too?", [[950]]),
    ("What is the total cost of repairs, whatever their state?", [[950]]),
    # The day that puts rows into a year or quarter.
    ("How many repairs were there in 2023, going by the finish date?", [[5]]),
    ("How many repairs were there in 2023, going by the request date?", [[5]]),
    ("How many repairs were there in 2024 (finish date)?", [[3]]),
    ("How many repairs were there in 2024 (request date)?", [[2]]),
    ("How many repairs were there in 2024, year by finish date?", [[3]]),
    (
        "Total cost of repairs per quarter of 2023, by request date. Quarters as 1, 2, 3, 4.",
        [[1, 250], [2, 300], [3, 80], [4, 120]],
    ),
    # The first day of each group.
    (
        "When was the first order from tenants in each district placed?",
        [["North", "2022-11-30"], ["South", "2023-01-15"]],
    ),
]


@pytest.mark.parametrize(("question", "rows"), CASES, ids=[question for question, _ in CASES])
def test_asides(question: str, rows: list[list[Any]], homes: list[dict[str, Any]], tmp_path: Path) -> None:
    """Asides are read or explained, and the answer is what they ask for."""
    result = answer(question, homes, tmp_path)
    assert result["outcome"] == "answered", result.get("doubtful")
    assert [[str(cell) for cell in row] for row in result["rows"]] == [
        [str(cell) for cell in row] for row in rows
    ]


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        (
            "How did cost change from 2023 to 2024? Minus if it fell.",
            "How did cost change from 2023 to 2024.",
        ),
        ("By what percent did it differ? Positive for growth.", "By what percent did it differ."),
        ("How much higher is it; negative if it is lower?", "How much higher is it?"),
        ("Who never paid, not even on a late one?", "Who never paid?"),
    ],
)
def test_what_changes_nothing_is_left_out(question: str, plain: str) -> None:
    """Signs that every difference has, and rows that ``never`` leaves out anyway, are no news."""
    assert say_precisely(question) == plain


@pytest.mark.parametrize(
    "question",
    [
        "How many members are taking books out?",
        "How many orders were there in 2023 and 2024, going by the sending date?",
        "Orders per quarter? Call the quarters spring, summer, autumn, winter.",
        "How did cost change from 2023 to 2024? Minus if it rose.",
        "By what percent did it differ? Positive for a fall.",
        "How many customers are there with cancelled ones?",
        "How many of the orders that weren't delivered were paid?",
    ],
)
def test_others_stay(question: str) -> None:
    """What only looks alike is left as it is."""
    assert say_precisely(question) == question
