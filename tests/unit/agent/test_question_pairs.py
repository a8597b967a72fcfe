"""Tables that only pair things, numbers that count things, both ends of a way, states by their codes."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import interpret
from services.agent.question.refusing import leaves_each
from services.agent.question.rewording.closings import without_closing
from tests.fakes.question_tables import answer, catalog_of, check_rows, ingest_tables

STAGE = {
    "actor": ["aid,name,home_state", "1,Ada Moss,TX", "2,Bo Field,OH", "3,Cy Grant,TX", "4,Di Hart,OH"],
    "play": [
        "pid,title,year,tid,award_num",
        "1,The Ferry,2018,1,0",
        "2,Cold Tea,2019,1,3",
        "3,Blue Door,2019,2,5",
        "4,Two Moons,2020,2,0",
        "5,Last Hat,2020,2,2",
    ],
    "theatre": ["tid,name,town_code", "1,Globe Hall,LD", "2,Old Barn,YK", "3,New Tent,PT", "4,Red Barge,YK"],
    "town": ["town_code,town_name", "LD,Leeds", "YK,York", "PT,Perth"],
    "performs": ["aid,pid", "1,1", "1,2", "1,3", "2,3", "2,4", "3,4", "3,5", "1,5", "2,5"],
    "style": ["sid,style_name", "1,farce", "2,drama", "3,mime"],
    "play_style": ["pid,sid", "1,1", "2,1", "2,2", "3,2", "4,2", "5,1", "5,2"],
    "district": ["tid,district", "1,North", "2,South", "3,South"],
    "tour": [
        "tour_id,from_theatre,to_theatre,is_open,departure_time,elapsed_min",
        "1,1,2,1,900,80",
        "2,1,3,0,2210,60",
        "3,2,3,1,1000,45",
        "4,1,2,0,1130,95",
        "5,2,1,1,1200,90",
        "6,3,1,1,1300,50",
        "7,1,2,1,1400,70",
        "8,3,2,1,1500,75",
    ],
}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(STAGE, tmp_path_factory.mktemp("stage"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many plays of each style are there?", [["drama", 4], ["farce", 3]]),
        ("Which style has the most plays in 2020?", [["drama", 2, 2]]),
        ("Which style has the most plays after 2018?", [["drama", 2, 4]]),
        ("Number of plays of each style in 2020", [["drama", 2], ["farce", 1]]),
        ("Number of plays per actor in 2020", [["Ada Moss", 1], ["Bo Field", 2], ["Cy Grant", 2]]),
        ("Which plays have more than 2 actors?", [["Last Hat"]]),
        ("Which actors never performed in a farce?", [["Di Hart"]]),
        ("What is the average number of actors per play?", [[9 / 5]]),
        ("What is the average number of styles per play?", [[7 / 5]]),
    ],
)
def test_pairs_are_counted(
    question: str, rows: list[list[Any]], stage: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, stage, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "What is the total number of awards of plays in each theatre?",
            [["Globe Hall", 3], ["Old Barn", 7]],
        ),
        ("Which play has the most awards?", [["Blue Door", 5]]),
        ("What is the average number of awards per play for each year?", [[2018, 0], [2019, 4], [2020, 1]]),
        ("How many plays does each district have?", [["North", 2], ["South", 3]]),
        ("Average elapsed time of tours in minutes", [[70.625]]),
    ],
)
def test_headers_that_count_are_added_up(
    question: str, rows: list[list[Any]], stage: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, stage, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many tours go from Leeds to York?", [[3]]),
        ("How many tours depart from Leeds and arrive in Perth?", [[1]]),
        ("How many tours are there from York?", [[2]]),
        ("How many tours are closed?", [[2]]),
        ("What is the ratio of open to closed tours?", [[3]]),
        ("How many actors are from Texas?", [[2]]),
        ("How many plays of theatres in York are there?", [[3]]),
        ("Which theatres have no tours departing from them and no tours arriving at them?", [["Red Barge"]]),
        (
            "How many tours are there from each theatre?",
            [["Globe Hall", 4], ["New Tent", 2], ["Old Barn", 2]],
        ),
        ("List the codes and names of towns.", [["LD", "Leeds"], ["PT", "Perth"], ["YK", "York"]]),
    ],
)
def test_ends_states_and_what_is_not_so(
    question: str, rows: list[list[Any]], stage: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, stage, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which plays have awards above the average of their theatre?", [["Blue Door"], ["Cold Tea"]]),
        ("How many plays have fewer awards than their theatre's average?", [[3]]),
    ],
)
def test_rows_against_the_mean_of_their_own(
    question: str, rows: list[list[Any]], stage: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, stage, tmp_path)


def test_what_is_asked_of_each_is_no_single_figure(stage: list[dict[str, Any]], tmp_path: Path) -> None:
    result = answer("How many plays after 2018 does each style have?", stage, tmp_path)

    assert result["outcome"] != "answered" or result["rows"] == [["drama", 4], ["farce", 2]]


def test_each_of_some_things_has_a_figure_of_its_own(stage: list[dict[str, Any]]) -> None:
    catalog = catalog_of(stage)
    one = interpret("How many plays are there?", catalog).readings[0].plan
    many = interpret("How many plays are there in each year?", catalog).readings[0].plan

    assert leaves_each(one, "For each year, how many plays are there?")
    assert not leaves_each(many, "For each year, how many plays are there?")
    assert not leaves_each(one, "How many plays are there?")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Which buyers never paid, by buyer id and name?",
            "Which buyers never paid? Return the buyer id and name.",
        ),
        ("What are total sales, by region and month?", "What are total sales, by region and month?"),
    ],
)
def test_what_is_shown_may_stand_behind_by(question: str, said: str) -> None:
    assert without_closing(question) == said


LETTERS = {
    "letter": ["lid,subject", "1,Rent", "2,Roof", "3,Heat", "4,Fence", "5,Keys", "6,Lawn"],
    "quote": ["quoting,quoted", "2,1", "3,1", "4,3", "5,3", "6,3", "6,2", "1,4"],
    "stamp": ["sid,colour", "1,red", "2,blue"],
}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(LETTERS, tmp_path_factory.mktemp("letters"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which letters are never quoted?", [["Keys"], ["Lawn"]]),
        (
            "How many times was each letter quoted? Show the subject.",
            [["Fence", 1], ["Heat", 3], ["Rent", 2], ["Roof", 1]],
        ),
    ],
)
def test_pairs_of_one_kind_are_told_by_who_does_it(
    question: str, rows: list[list[Any]], letters: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, letters, tmp_path)


def test_what_is_quoted_does_not_quote(letters: list[dict[str, Any]], tmp_path: Path) -> None:
    assert answer("How many letters quote 'Heat'?", letters, tmp_path)["outcome"] != "answered"
