"""Rows of which two ways lead to the same, what was done twice with one thing, and some rows beside all."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "piers": [
        "pier_cd,pier_name,county", "AA,Alm,North", "BB,Brook,North", "CC,Cove,South", "DD,Dell,South",
        "EE,Elm,East", "FF,Fenn,East",
    ],
    "clerks": [
        "clerk_id,clerk_name,pier_cd,manager_id,hired_on",
        "1,Ada,AA,,2019-01-02", "2,Bo,AA,1,2019-03-04", "3,Cy,CC,1,2020-05-06", "4,Di,DD,3,2020-07-08",
        "5,Eve,CC,3,2021-02-03", "6,Flo,EE,2,2021-09-10",
    ],
    "riders": [
        "rider_id,rider_name,county,referred_by,gender",
        "1,Liv,North,,female", "2,Max,North,1,male", "3,Nia,South,1,female", "4,Ola,South,3,male",
        "5,Pia,East,3,female",
    ],
    "crossings": [
        "crossing_id,src_pier_cd,dst_pier_cd,seller_id,checker_id,rider_id,crossed_on,state,fare",
        "1,AA,BB,1,2,1,2024-01-01,done,5", "2,AA,CC,2,2,2,2024-01-02,done,6",
        "3,CC,DD,3,3,3,2024-02-03,void,4",
        "4,DD,CC,4,5,3,2024-03-04,done,7", "5,BB,EE,5,6,4,2024-03-04,done,8",
        "6,EE,FF,6,1,5,2024-04-05,void,10",
        "7,FF,AA,1,1,5,2024-05-06,done,3", "8,CC,AA,2,1,1,2024-06-07,done,2",
    ],
    "stamps": [
        "stamp_id,rider_id,pier_cd,stamped_on",
        "1,1,AA,2024-01-02", "2,2,DD,2024-02-02", "3,3,CC,2024-02-05", "4,4,EE,2024-04-04",
        "5,5,AA,2024-05-05",
    ],
    "praises": [
        "praise_id,rider_id,pier_cd,points",
        "1,1,AA,5", "2,1,BB,4", "3,2,AA,3", "4,3,DD,2", "5,4,EE,5", "6,5,BB,1", "7,1,EE,3",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("ferry"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many crossings went between two piers in the same county?", [[4]]),
        ("How many crossings were between piers in different counties?", [[4]]),
        ("How many crossings were sold and checked by the same clerk?", [[3]]),
        ("Which riders were referred by a rider from the same county?", [["Max"], ["Ola"]]),
        ("Which clerks have a manager at a different pier?", [["Cy"], ["Di"], ["Flo"]]),
        (
            "Which clerks work at a pier in the same county as their manager's pier?",
            [["Bo"], ["Di"], ["Eve"]],
        ),
        ("How many riders praised a pier in their own county?", [[3]]),
    ],
)
def test_two_ways_lead_to_the_same(question: str, rows: list[Any], ferry: Any, tmp_path: Path) -> None:
    assert shown_rows(answer(question, ferry, tmp_path)) == rows


@pytest.mark.parametrize(
    "question",
    [
        "How many crossings were in the same county?",  # as what?
        "How many crossings left a pier in the same county?",
        "Which clerks never worked at the same pier as their manager?",
        "How many crossings were painted by the same clerk?",
    ],
)
def test_ways_that_nobody_tells_are_not_guessed(question: str, ferry: Any, tmp_path: Path) -> None:
    assert answer(question, ferry, tmp_path)["outcome"] != "answered"


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which riders praised a pier that they also stamped?", [["Liv"], ["Ola"]]),
        ("How many riders have praised a pier where they also have a stamp?", [[2]]),
        ("How many riders stamped a pier they praised?", [[2]]),
    ],
)
def test_two_deeds_are_done_to_one_thing(question: str, rows: list[Any], ferry: Any, tmp_path: Path) -> None:
    assert shown_rows(answer(question, ferry, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "For each county, how many riders are there and how many are male?",
            [["East", 1, 0], ["North", 2, 1], ["South", 2, 1]],
        ),
        (
            "How many riders are there and how many are male per county?",
            [["East", 1, 0], ["North", 2, 1], ["South", 2, 1]],
        ),
    ],
)
def test_some_rows_are_counted_beside_all(question: str, rows: list[Any], ferry: Any, tmp_path: Path) -> None:
    assert shown_rows(answer(question, ferry, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "For each pier, how many praises were there and what was the average of points, most "
            "frequent first?",
            [["Alm", 2, 4.0], ["Brook", 2, 2.5], ["Elm", 2, 4.0], ["Dell", 1, 2.0]],
        ),
        (
            "For each pier, show the number of praises and the total of points, highest total first.",
            [["Alm", 2, 8], ["Elm", 2, 8], ["Brook", 2, 5], ["Dell", 1, 2]],
        ),
    ],
)
def test_the_figure_that_comes_first_sorts(
    question: str, rows: list[Any], ferry: Any, tmp_path: Path
) -> None:
    assert shown_rows(answer(question, ferry, tmp_path)) == rows


def test_their_total_is_of_the_rows_counted_before(ferry: Any, tmp_path: Path) -> None:
    for said in ("their average fare", "the average fare"):
        question = f"For each seller, show the number of void crossings and {said}"
        assert shown_rows(answer(question, ferry, tmp_path)) == [["Cy", 1, 4.0], ["Flo", 1, 10.0]]


def test_what_is_true_of_all_rows_is_not_counted_by_days(ferry: Any, tmp_path: Path) -> None:
    assert shown_rows(answer("How many hired clerks are there?", ferry, tmp_path)) == [[6]]
    hired = shown_rows(answer("List the hired clerks", ferry, tmp_path))
    assert hired == [["Ada"], ["Bo"], ["Cy"], ["Di"], ["Eve"], ["Flo"]]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which riders crossed from piers in at least two different counties?", [["Liv"]]),
        ("Which riders praised piers in at least two counties?", [["Liv"]]),
        ("How many riders praised piers in at least two counties?", [[1]]),
        ("How many riders praised piers in at least two different pier counties?", [[1]]),
    ],
)
def test_kinds_are_counted_with_whose_they_are(
    question: str, rows: list[Any], ferry: Any, tmp_path: Path
) -> None:
    assert shown_rows(answer(question, ferry, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many stamped piers are there?", [[4]]),
        ("Which piers have never been stamped?", [["Brook"], ["Fenn"]]),
        ("How many piers were never praised?", [[2]]),
    ],
)
def test_a_deed_is_found_in_its_own_rows(question: str, rows: list[Any], ferry: Any, tmp_path: Path) -> None:
    assert shown_rows(answer(question, ferry, tmp_path)) == rows


@pytest.mark.parametrize(
    "question",
    [
        "How many crossings were sold by the manager of the pier's clerk?",
        "How many stamps were left by a rider of the ferry's crew?",
    ],
)
def test_no_list_stands_for_a_count_and_no_total_for_a_part(
    question: str, ferry: Any, tmp_path: Path
) -> None:
    assert answer(question, ferry, tmp_path)["outcome"] != "answered"
