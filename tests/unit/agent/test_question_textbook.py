"""Sentences as exercises put them: both of two years, either of two clauses, things beside others."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.rewording.textbook import say_textbook
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

WEAVING = {
    "weavers": [
        "weaver_id,weaver_name,town,age",
        *("1,Ada,Ulm,20", "2,Bo,Ulm,61", "3,Cy,Bonn,35", "4,Di,Kiel,52", "5,Ed,Kiel,70"),
    ],
    "fairs": ["fair_id,fair_name,town", "1,Loom Day,Ulm", "2,Wool Week,Bonn", "3,Silk Fest,Mainz"],
    "stalls": [
        "stall_id,weaver_id,fair_id,year,takings",
        *("1,1,1,2014,10", "2,1,2,2015,20", "3,2,1,2014,30", "4,3,2,2015,5", "5,3,2,2014,5", "6,3,1,2015,7"),
    ],
    "rugs": [
        "rug_id,weaver_id,rug_name,cost,sold_on", "1,1,Fern,90,2024-01-02", "2,1,Moss,40,2024-02-03",
        "3,2,Reed,70,2024-03-04", "4,4,Sedge,20,2024-01-05",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def weaving(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(WEAVING, tmp_path_factory.mktemp("weaving"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # Each year by itself, and no row of both.
        ("Which weavers had stalls in both 2014 and 2015?", [["Ada"], ["Cy"]]),
        ("How many weavers had a stall in 2014 and also in 2015?", [[2]]),
        ("Find the name and town of the weavers with stalls in both 2014 and 2015.",
         [["Ada", "Ulm"], ["Cy", "Bonn"]]),
        # Either of two clauses, or of two limits.
        ("Which weavers live in Kiel or have more than 1 rug?", [["Ada"], ["Di"], ["Ed"]]),
        ("How many weavers are older than 60 or younger than 30?", [[3]]),
        # What rows of two kinds share.
        ("Which towns have both weavers older than 60 and weavers younger than 60?", [["Kiel"], ["Ulm"]]),
        ("Which towns have both weavers and fairs?", [["Bonn"], ["Ulm"]]),
        ("Show the towns shared by weavers older than 60 and weavers younger than 30.", [["Ulm"]]),
        # A row for each pair.
        ("Show the names of weavers and the rugs they have woven.",
         [["Ada", "Fern"], ["Ada", "Moss"], ["Bo", "Reed"], ["Di", "Sedge"]]),
        ("List each weaver's name, town, and the cost of his or her rug.",
         [["Ada", "Ulm", 40], ["Ada", "Ulm", 90], ["Bo", "Ulm", 70], ["Di", "Kiel", 20]]),
        ("How much does the most expensive rug cost?", [[90]]),
        ("What is the age of the weavers who live in the town of Ulm or the town of Bonn?", None),
    ],
)  # fmt: skip
def test_exercises_are_answered(
    weaving: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]] | None
) -> None:
    found = answer(question, weaving, tmp_path)

    if rows is None:
        assert found["outcome"] != "answered" or sorted(shown_rows(found)) == [[20], [35], [61]]
    else:
        assert sorted(shown_rows(found)) == rows


def test_no_row_lies_in_two_years(weaving: list[dict[str, Any]], tmp_path: Path) -> None:
    assert answer("Which stalls were in both 2014 and 2015?", weaving, tmp_path)["outcome"] != "answered"


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("List his or her id.", "List their id."),
        ("How many mares have not gone through any check?", "How many mares have not had any check?"),
        ("Who lives in the state of Ohio or the state of Utah?", "Who lives in the state of Ohio or Utah?"),
        ("tours in 2014 and also in 2015", "tours in both 2014 and 2015"),
        ("with either 3 seats or 1 seat", "with 3 or 1 seats"),
        ("What is the maximum width and the average of all doors?",
         "What is the maximum and average width of all doors?"),
        ("How much does the latest repair cost?", "what is the cost of the latest repair?"),
        ("Which is it? Show both the name and the id.", "Which is it? Show the name and the id."),
        ("the average price for different colours", "the average price for each colours"),
        ("List names in reversed lexicographical order.", "List names in descending alphabetical order."),
        ("names that contain the substring 'ab'", "names that contain 'ab'"),
        ("How many doors in total are listed?", "How many doors are there?"),
        ("Show the name of every door.", "Show the name of every door."),
    ],
)  # fmt: skip
def test_what_exercises_say_their_own_way_is_said_plainly(said: str, plain: str) -> None:
    assert say_textbook(said) == plain


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the average cost of rugs for each weaver with at least two rugs?", [["Ada", 65.0]]),
        ("What is the average takings of stalls for each weaver with more than 1 stalls?",
         [["Ada", 15.0], ["Cy", 17 / 3]]),
    ],
)  # fmt: skip
def test_figures_are_computed_for_groups_that_have_enough(
    weaving: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, weaving, tmp_path)

    assert [row[0] for row in shown_rows(found)] == [row[0] for row in rows]
    assert [row[-1] for row in shown_rows(found)] == pytest.approx([row[1] for row in rows])
