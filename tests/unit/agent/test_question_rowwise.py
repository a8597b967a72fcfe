"""Questions for rows: by their number, a few of them, and figures of rows that nothing tells."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

VAULTS = [
    "vault_no,owner,branch,balance,opened",
    "1001,Ann Lee,North,5200,2014-03-01", "1002,Bob Ray,South,120,2019-07-11",
    "1003,Cyd Orr,North,9900,2011-01-20", "1004,Ann Lee,East,700,2020-05-05",
]  # fmt: skip
CALLS = [
    "call_id,opened,customer,priority,status",
    "1,2024-01-03,Ann,High,open", "2,2024-01-09,Bob,Low,closed", "3,2024-02-11,Ann,Low,open",
    "4,2024-03-01,Cyd,High,closed", "5,2024-03-09,Ann,Medium,open", "6,2024-04-09,Ann,Low,closed",
]  # fmt: skip
GAMES = [
    "game_id,date,opponent,result,attendance",
    "1,2024-09-01,Bears,W,54000", "2,2024-09-08,Eagles,L,61000", "3,2024-09-15,Hawks,W,58200",
    "4,2024-09-22,Rams,L,49800", "5,2024-09-29,Lions,T,55300",
]  # fmt: skip
SALES = [
    "sale_id,date,rep,product,units,amount",
    "1,2023-02-03,Ann,Desk,3,900", "2,2023-05-09,Bob,Lamp,10,400", "3,2024-01-12,Ann,Chair,6,720",
    "4,2024-03-02,Cyd,Desk,2,600", "5,2024-08-20,Bob,Chair,4,480",
]  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    other = [line.replace("result", "place").replace(",W,", ",Home,") for line in GAMES]
    other = [line.replace("attendance", "crowd").replace(",L,", ",Away,") for line in other]
    made = {"other": other, "vaults": VAULTS, "calls": CALLS, "games": GAMES, "sales": SALES}
    return {name: ingest_tables({name: lines}, tmp_path_factory.mktemp(name)) for name, lines in made.items()}


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("vaults", "Which vault is the oldest?", [[1003]]),
        ("vaults", "Which vault has the highest balance?", [[1003]]),
        ("vaults", "List the vaults in North", [[1001], [1003]]),
        ("vaults", "Who has the highest balance?", [["Cyd Orr"]]),
        ("vaults", "Which owner has the most vaults?", [["Ann Lee"]]),
        ("games", "How many games did they win?", [[2]]),
        ("games", "Total attendance of games they won", [[112200]]),
        ("games", "What was the average attendance of the games they lost?", [[55400]]),
        ("games", "How many games did they tie?", [[1]]),
        ("calls", "Show me a call", [[1, "2024-01-03", "Ann", "High", "open"]]),
        ("calls", "Show me one call", [[1, "2024-01-03", "Ann", "High", "open"]]),
        (
            "calls",
            "List 2 calls of Ann",
            [[1, "2024-01-03", "Ann", "High", "open"], [3, "2024-02-11", "Ann", "Low", "open"]],
        ),
        ("calls", "Show me a high priority call", [[1, "2024-01-03", "Ann", "High", "open"]]),
    ],
)
def test_rows_are_told_as_they_are_asked_for(
    tables: dict[str, list[dict[str, Any]]],
    tmp_path: Path,
    name: str,
    question: str,
    expected: Sequence[Sequence[Any]],
) -> None:
    found = answer(question, tables[name], tmp_path)
    answered = len(expected[0])

    assert [row[:answered] for row in shown_rows(found)] == expected, found


@pytest.mark.parametrize(
    ("name", "question", "word"),
    [
        ("other", "What is the total crowd of the games they won?", "won"),
        ("sales", "total amount for it", "it"),
        ("sales", "What is the total amount of them?", "them"),
    ],
)
def test_a_figure_of_what_nothing_tells_is_not_that_of_all_rows_and_it_is_said_why(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, name: str, question: str, word: str
) -> None:
    found = answer(question, tables[name], tmp_path)

    assert found["outcome"] == "refused"
    assert any(f"“{word}”" in note for note in found["notes"]), found["notes"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("wards with a Green gain", [["Ash"], ["Elm"]]),
        ("How many wards had a Blue hold?", [[1]]),
    ],
)
def test_how_something_ended_is_told_by_the_cells_that_have_the_words(
    tmp_path: Path, question: str, expected: Sequence[Sequence[Any]]
) -> None:
    wards = ["ward,mayor,party,result", "Ash,Al Moss,Blue,Lost to Green gain", "Fir,Bea Lind,Green,Stayed"]
    wards += ["Elm,Cal West,Red,Retired Green gain", "Oak,Dot Hays,Blue,Retired Blue hold"]
    made = ingest_tables({"wards": wards}, tmp_path)

    assert shown_rows(answer(question, made, tmp_path)) == expected


@pytest.mark.parametrize("question", ["Which rep sold the most?", "Which rep sold the most in 2024?"])
def test_what_was_sold_the_most_may_be_so_many_or_for_so_much(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, question: str
) -> None:
    found = answer(question, tables["sales"], tmp_path)

    assert found["outcome"] == "ambiguous"
    assert ["units" in each["reading"] for each in found["readings"]] == [True, False]


def test_the_unit_that_is_said_is_what_was_sold_the_most(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    found = answer("Which rep sold the most units?", tables["sales"], tmp_path)

    assert shown_rows(found)[0][0] == "Bob"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("employee with the highest spending", [["Ann", 1350]]),
        ("employees whose total amount of expenses is more than 1000", [["Ann", 1350], ["Dee", 1200]]),
        ("which employees have total expenses below 500", [["Bob", 300]]),
        ("who still works in IT", [["Ann"]]),
    ],
)
def test_what_each_spent_is_added_up(
    tmp_path: Path, question: str, expected: Sequence[Sequence[Any]]
) -> None:
    staff = ["emp_id,name,department,status", "1,Ann,IT,active", "2,Bob,IT,left", "3,Dee,HR,active"]
    staff += ["4,Eve,HR,left", "5,Fay,HR,active"]
    costs = ["expense_id,emp_id,category,amount", "1,1,Travel,700", "2,1,Hotel,650", "3,2,Travel,300"]
    made = ingest_tables({"employees": staff, "expenses": [*costs, "4,3,Hotel,1200"]}, tmp_path)

    assert answer(question, made, tmp_path).get("rows") == expected
