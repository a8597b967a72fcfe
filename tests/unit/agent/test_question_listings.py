"""Lists of things with a figure of each, in an order, and what they share: what is asked for, in full."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.rewording.ends.directions import say_sorted
from services.agent.question.rewording.sharing import say_shared
from services.agent.question.tables.names import Names
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

Tables = list[dict[str, Any]]
BOATS = {
    "harbour": [
        "harbour_id,name,place,berths,average",
        "1,Old Quay,Rye,40,7", "2,West Basin,Hove,90,5", "3,Mill Dock,Rye,15,2", "4,Long Pier,Deal,60,9",
    ],
    "skipper": [
        "skipper_id,name,country,age",
        "1,Ann Cole,Wales,52", "2,Bo Ray,Malta,29", "3,Cy Holt,Malta,41", "4,Di Marsh,Wales,33",
        "5,Ed Lund,Wales,41",
    ],
    "regatta": [
        "regatta_id,title,harbour_id,year",
        "1,Spring Cup,1,2014", "2,Grand Race,2,2014", "3,Harvest Cup,2,2015", "4,Winter Cup,3,2015",
    ],
    "entry": [
        "regatta_id,skipper_id,prize",
        "1,1,100", "1,2,50", "2,3,200", "3,1,80", "3,2,20", "4,5,60",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def boats(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return ingest_tables(BOATS, tmp_path_factory.mktemp("boats"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "Show name, age for all skippers ordered by age from the oldest to the youngest.",
            [["Ann Cole", 52], ["Cy Holt", 41], ["Ed Lund", 41], ["Di Marsh", 33], ["Bo Ray", 29]],
        ),
        (
            "What are the names and ages for every skipper in descending order of age?",
            [["Ann Cole", 52], ["Cy Holt", 41], ["Ed Lund", 41], ["Di Marsh", 33], ["Bo Ray", 29]],
        ),
        (
            "List the names of harbours in ascending order of berths.",
            [["Mill Dock"], ["Old Quay"], ["Long Pier"], ["West Basin"]],
        ),
        (
            "Show the harbour name and the number of regattas in each harbour.",
            [["Mill Dock", 1], ["Old Quay", 1], ["West Basin", 2]],
        ),
        ("Which countries are shared by at least three skippers?", [["Wales"]]),
        (
            "Show names for all harbours except for harbours having a regatta in year 2014.",
            [["Long Pier"], ["Mill Dock"]],
        ),
        ("What are the different countries of skippers above age 40?", [["Malta"], ["Wales"]]),
        # A header of another table is called "average"; it is no header of what is averaged.
        ("What is the average, minimum and maximum age of all skippers from Wales?", [[42.0, 33, 52]]),
        ("What is the average and maximum berths of all harbours?", [[51.25, 90]]),
        ("Find the number of distinct countries of skippers.", [[2]]),
        (
            "Show the names of skippers and the regattas they have entered.",
            [
                ["Ann Cole", "Harvest Cup"],
                ["Ann Cole", "Spring Cup"],
                ["Bo Ray", "Harvest Cup"],
                ["Bo Ray", "Spring Cup"],
                ["Cy Holt", "Grand Race"],
                ["Ed Lund", "Winter Cup"],
            ],
        ),
    ],
)
def test_a_list_is_given_in_full_and_in_its_order(
    boats: Tables, tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, boats, tmp_path)
    assert found["outcome"] == "answered", found
    assert shown_rows(found) == rows


@pytest.mark.parametrize(
    "question",
    [
        # Cells are not compared with how many rows there are, and courses are no teachers.
        "Show the harbour id with 1 to 2 regattas",
    ],
)
def test_what_would_leave_half_of_it_is_refused(boats: Tables, tmp_path: Path, question: str) -> None:
    assert answer(question, boats, tmp_path)["outcome"] != "answered"


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("List goods in the order of price", "List goods sorted by price"),
        (
            "List the title of all films in alphabetical order.",
            "List the title of all films in alphabetical order.",
        ),
        ("name, and order the results by the level from high to low", "name, sorted by level, descending"),
        ("films sorted by release date from oldest to newest", "films sorted by release date, ascending"),
        (
            "shops in descending order of number of products",
            "shops in descending order of number of products",
        ),
    ],
)
def test_the_way_of_an_order_is_said_last(question: str, plain: str) -> None:
    assert say_sorted(question) == plain


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Which year has most number of fairs?", "Which year has the most fairs?"),
        ("codes that are not used by any form", "codes with no form"),
        ("towns whose rank is either 4 or 7", "towns whose rank is 4 or 7"),
        ("guests above the average age", "guests with age above average"),
        ("films with the word 'Sea' in the title", "films whose title contains 'Sea'"),
    ],
)
def test_what_is_shared_is_what_each_has(question: str, plain: str) -> None:
    assert say_shared(question) == plain


def test_a_plain_word_is_neither_parted_nor_a_short_form() -> None:
    names = Names({"cartoon": ["id", "title"], "course_arrange": ["course_id"], "teacher": ["Name", "Age"]})
    assert names.table("cartoon") == ("cartoon",)
    assert names.headers("teacher")[1] == ("age",)


@pytest.mark.parametrize(
    "question",
    [
        "Show skippers except those with age above 50",
        "harbours except harbours with a number of berths of 40",
        "regattas in the year 2014 or after 2016",
    ],
)
def test_a_limit_is_not_said_as_a_thing_that_is_had(question: str) -> None:
    assert say_shared(question) == question
