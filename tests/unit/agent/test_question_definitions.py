"""Words that a question explains itself, and rows that it keeps to."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.definitions import explain
from services.agent.question.tables.schema import Catalog
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "trainers": ["trainer_id,trainer_name,city", "1,Ida,Rye", "2,Jon,Rye", "3,Kim,Hove"],
    "members": [
        "member_id,member_name,trainer_id,plan,joined_on,left_on",
        "1,Ann,1,gold,2023-01-05,", "2,Bob,1,basic,2023-02-05,2024-01-01", "3,Cid,2,gold,2023-03-05,",
        "4,Dee,3,basic,2023-04-05,", "5,Eve,3,basic,2023-05-05,2024-02-01", "6,Fay,3,gold,2023-06-05,",
    ],
    "visits": [
        "visit_id,member_id,minutes,fee,price,kind,status",
        "11,1,30,5,1,swim,kept", "12,1,60,7,2,gym,missed", "13,2,45,5,1,gym,kept",
        "14,3,20,4,2,swim,kept", "15,4,50,9,3,gym,missed", "16,4,40,2,1,gym,kept",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("club"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Return the trainer name and total income per trainer. "
         "Income refers to the sum of fee in the visits table.",
         [["Ida", 17], ["Jon", 4], ["Kim", 11]]),
        ("What is the total cost by plan, where cost is minutes times fee?",
         [["basic", 755], ["gold", 650]]),
        ("Define the margin on a visit as fee times 10 minus minutes. What is the average margin per kind?",
         [["gym", 8.75], ["swim", 20]]),
        ("What is the average margin, where margin is fee minus minutes divided by 10?", []),
        ("How many regulars are there per plan? Regulars are members with at least 2 visits.",
         [["basic", 1], ["gold", 1]]),
        # Formulas in signs, over some rows only.
        ("Net fee is fee - price. Return the trainer name and the total net fee per trainer.",
         [["Ida", 13], ["Jon", 2], ["Kim", 7]]),
        ("Margin = (fee - price) / fee. Show the average margin per status, rounded to 2 decimals.",
         [["kept", 0.65], ["missed", 0.69]]),
        ("Net fee refers to fee minus price, summed over kept visits. Show it by plan.",
         [["basic", 5], ["gold", 6]]),
        ("Return the plan and takings, highest first. "
         "Takings are the sum of fee over visits with status kept.",
         [["gold", 9], ["basic", 7]]),
        # Figures of many rows.
        ("Turnout means the percentage of visits with status kept. What is the turnout per plan?",
         [["basic", 200 / 3], ["gold", 200 / 3]]),
        ("Keep rate = kept visits divided by all visits. Give the keep rate per kind as a percentage.",
         [["gym", 50], ["swim", 100]]),
        ("Loss is missed visits as a percentage of visits with a fee over 2. What is the loss?", [[40]]),
        # States, and things of a kind.
        ("A member is current when left_on is empty. How many current members are there per plan?",
         [["basic", 1], ["gold", 3]]),
        ("We call a visit 'long' if its minutes are at least 45. How many visits are long?", [[3]]),
        ("A cheap visit is one where the fee is below 5. Number of cheap visits per plan?",
         [["basic", 1], ["gold", 1]]),
        # Rows that the whole question keeps to.
        ("Consider only visits with status kept. What is the total fee per plan?",
         [["basic", 7], ["gold", 9]]),
        ("What is the total fee per plan? Do not count missed visits.", [["basic", 7], ["gold", 9]]),
        ("What is the total fee per plan, missed ones excluded?", [["basic", 7], ["gold", 9]]),
        ("What is the total fee per plan, odd ones excluded?", []),
        ("Look only at current members (left_on is empty). How many members are there per trainer name?",
         [["Ida", 1], ["Jon", 1], ["Kim", 2]]),
        ("Takings are minutes times fee, ignoring missed visits. What are the total takings per plan?",
         [["basic", 305], ["gold", 230]]),
        # What cannot be read is refused.
        ("Takings are fee times minutes, ignoring visits of odd members. What are the total takings?", []),
        (r"A \1 visit is one where the fee is below \5. Number of \1 visits per plan?", []),
        ("Zeal is fee minus minutes divided by 10. What is the total zeal?", []),
        ("Consider only purple visits. What is the total fee per plan?", []),
    ],
)  # fmt: skip
def test_what_is_explained_is_computed(
    club: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    shown = shown_rows(answer(question, club, tmp_path))
    assert sorted(map(_rounded, shown), key=str) == sorted(map(_rounded, rows), key=str)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    ["show " + "a, " * 600 + "z", "a," + " " * 1990 + "x", "," * 1990, "(" * 1990, ", where a is b" * 140,
     "? only a" * 100 + "?" * 1100 + "(", "Ignore foo bar. " * 120, "x is a " + "divided by b " * 150],
    ids=range(8),
)  # fmt: skip
def test_a_long_text_of_nothing_is_refused_in_time(
    club: list[dict[str, Any]], tmp_path: Path, text: str
) -> None:
    assert answer(text, club, tmp_path)["outcome"] == "refused"


def _rounded(row: list[Any]) -> list[Any]:
    return [round(cell, 6) if isinstance(cell, float) else cell for cell in row]


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Who has the highest takings? Takings are the sum of sale_price in the sales table.",
         "Who has the highest total sale price?"),
        ("What is the yield per field, where yield is the harvest divided by the area?",
         "What is the harvest divided by the area per field?"),
        ("How many late parcels were there? Late means days taken is over 3.",
         "How many parcels whose days taken is over 3 were there?"),
        ("An active user is one with status A. List the active users by town.",
         "List the users with status A by town."),
        ("Count a reader as keen if they have at least 3 loans. How many readers are keen?",
         "How many readers with at least 3 loans?"),
        ("Who is the oldest player? Ann is a goalkeeper.", None),
        ("Which orders are late?", None),
    ],
)  # fmt: skip
def test_what_a_word_means_is_put_in_its_place(question: str, plain: str | None) -> None:
    assert explain(question, Catalog([]), lambda *_: None).question == (plain or question)
