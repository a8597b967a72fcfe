"""Several figures in one answer."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "trainers": ["trainer_id,trainer_name,city", "1,Ida,Rye", "2,Jon,Rye", "3,Kim,Hove"],
    "members": [
        "member_id,member_name,trainer_id,plan,town",
        "1,Ann,1,gold,Rye", "2,Bob,1,basic,Rye", "3,Cid,2,gold,Hove",
        "4,Dee,3,basic,Hove", "5,Eve,3,basic,Rye", "6,Fay,3,gold,",
    ],
    "visits": [
        "visit_id,member_id,minutes,fee,kind",
        "11,1,30,5,swim", "12,1,60,7,gym", "13,2,45,5,gym",
        "14,3,20,4,swim", "15,4,50,9,gym", "16,4,40,2,gym",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("club"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # Of the rows that are grouped.
        ("What are the top 2 members by total fee? Return the name, number of visits and total fee.",
         [["Ann", 2, 12], ["Dee", 2, 11]]),
        ("For each kind, return the number of visits and the average number of minutes.",
         [["gym", 4, 48.75], ["swim", 2, 25]]),
        ("number of visits and number of different members per kind", [["gym", 4, 3], ["swim", 2, 2]]),
        ("For each plan, the number of gym visits and the number of swim visits",
         [["basic", 3, 0], ["gold", 1, 2]]),
        # Of other rows, beside each thing or added up over a group of them.
        ("Return the name, number of members and total fee of the trainers in Rye.",
         [["Ida", 2, 17], ["Jon", 1, 4]]),
        ("For every city, show the number of trainers and the number of members.",
         [["Hove", 1, 3], ["Rye", 2, 3]]),
        ("For each plan, the number of members and the number of gym visits",
         [["basic", 3, 3], ["gold", 3, 1]]),
        ("Which members made more than one visit? Name and number of visits.", [["Ann", 2], ["Dee", 2]]),
        # What a sentence of its own asks to be returned: told by what it must be.
        ("Which members have never visited? Return the member's id and the member's name.",
         [[5, "Eve"], [6, "Fay"]]),
        ("What percent of the members in each plan have a town? Return the plan and the percent.",
         [["basic", 100], ["gold", 100 * (2 / 3)]]),
        ("Which trainer has the most members? Return the coach's name and the count.", [["Kim", 3]]),
        ("Share of gold members per town, i.e. gold ones as a percent of all? Return town and percent.",
         [["Hove", 50], ["Rye", 100 * (1 / 3)], [None, 100]]),
        ("Which members have no visits? Return the id and the percent.", []),
        ("What is the average fee per kind? Return the kind and the number of members.",
         [["gym", 5.75, 3], ["swim", 4.5, 2]]),
        # What is passed over, and what may not be.
        ("Split the number of visits by plan and by kind, please.",
         [["basic", "gym", 3], ["gold", "gym", 1], ["gold", "swim", 2]]),
        ("I'd like the number of members by plan", [["basic", 3], ["gold", 3]]),
        ("Which members account for the most visits?", [["Ann"], ["Dee"]]),
        ("Which member spent the most in visits?", [["Ann"]]),
        ("Trainers with more than 2 visits", [["Ida"]]),
        ("How many trainers are there per member plan?", [["basic", 2], ["gold", 3]]),
        # Values that are wanted one by one: rows of their own, or columns beside groups.
        ("how many gold and how many basic members are there?", [["basic", 3], ["gold", 3]]),
        ("average fee of gym visits versus swim visits", [["gym", 5.75], ["swim", 4.5]]),
        ("What is the combined fee for gym and for swim?", [[32]]),
        ("for each trainer, how many gold and how many basic members, side by side",
         [["Ida", 1, 1], ["Jon", 1, 0], ["Kim", 1, 2]]),
        ("For each plan, how many members visited and how many failed?", []),
        # How many there are, and what they come to.
        ("number and sum of visits by kind", [["gym", 4, 23], ["swim", 2, 9]]),
        ("visits per kind: number and sum", [["gym", 4, 23], ["swim", 2, 9]]),
        ("How many visits were for the gym, and what is their total fee?", [[4, 23]]),
        ("number and sum of fees of visits by kind", []),
        # A figure of all rows, by groups.
        ("average number of visits per member by town", [["Hove", 1.5], ["Rye", 1.5]]),
        ("How many visits per member are there in each town?", [["Hove", 1.5], ["Rye", 1.5]]),
        # How many times.
        ("Members who visited at least 2 times", [["Ann"], ["Dee"]]),
        ("members who paid at least 2 times", []),
        ("List the 2 visits with the highest fee, showing kind and fee, highest first",
         [["gym", 9], ["gym", 7]]),
        ("trainers we've never had a basic member with", [["Jon"]]),
        # What is left out.
        ("number of members by town. Skip members with no town.", [["Hove", 2], ["Rye", 3]]),
        ("number of visits by kind, visits of more than 45 minutes not counted", [["gym", 2], ["swim", 2]]),
        ("number of members by town; all members are included", [["Hove", 2], ["Rye", 3], [None, 1]]),
        ("number of members by town", [["Hove", 2], ["Rye", 3], [None, 1]]),
        ("total fee per trainer, only include trainers who have sold something",
         [["Ida", 17], ["Jon", 4], ["Kim", 11]]),
    ],
)  # fmt: skip
def test_all_figures_are_shown(
    club: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    shown = shown_rows(answer(question, club, tmp_path))
    assert sorted(shown, key=str) == sorted(rows, key=str)
