"""What persons have a part in, told by bare headers, by verbs, by full names and by whose rows are meant."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from services.agent.question.composing.joins import known_joins
from services.agent.question.rewording.asroles import say_as_part
from services.agent.question.rewording.aswellas import say_as_well
from services.agent.question.rewording.headers.nameparts import say_name_parts
from services.agent.question.rewording.headers.thannamed import say_higher_behind
from tests.fakes.question_tables import answer, catalog_of, ingest_tables, shown_rows

CHOIRS = {
    "singers": [
        "singer_no,first_name,last_name,wage,born_in",
        "1,Ada,Frost,300,1950", "2,Ben,Moss,450,1961", "3,Cyd,Frost,380,1972", "4,Dot,Lark,500,1983",
        "5,Eli,Moss,290,1990", "6,Fay,Vane,410,1957", "7,Gus,Lark,360,1966", "8,Hal,Vane,330,1979",
    ],
    "listeners": [
        "listener_id,first_name,last_name,age,rank_level",
        "101,Ada,Moss,31,1", "102,Ben,Frost,52,2", "103,Cyd,Lark,47,2", "104,Dot,Vane,24,1",
        "105,Eli,Frost,63,3", "106,Fay,Moss,38,2",
    ],
    "choirs": ["choir_id,choir_name,head", "1,Dawn,2", "2,Dusk,4", "3,Noon,7"],
    "places_in_choirs": [
        "singer,choir", "1,1", "2,1", "3,1", "4,2", "5,2", "6,2", "7,3", "8,3", "1,3",
    ],
    "recitals": [
        "recital_id,theme,coach,sung_in,begun,over",
        "1,Stars,2,1960,2020-01-01,2020-01-04", "2,Rivers,2,1970,2020-02-01,2020-02-02",
        "3,Storms,4,1980,2020-03-01,2020-03-09", "4,Lanterns,6,1990,2020-04-01,2020-04-03",
    ],
    "outings": [
        "listener,recital,tickets,total_spent,method",
        "101,1,2,20,Card", "102,1,1,10,Cash", "102,2,3,33,Card", "103,3,1,12,Cash", "105,3,2,25,Card",
        "106,4,4,44,Cash",
    ],
}  # fmt: skip
ESSAYS = {
    "presses": ["press_id,press_name,town", "1,Oak,Ulm", "2,Elm,Rye", "3,Ash,Ulm", "4,Fir,Lee"],
    "essays": [
        "essay_id,title,printed_in,sheets",
        "1,On Rain,1,10", "2,On Snow,2,12", "3,On Wind,2,30", "4,On Hail,3,22", "5,On Fog,4,9",
    ],
    "quotations": ["quoting_essay,quoted_essay", "2,1", "3,1", "4,1", "5,2", "5,3"],
    "painters": ["painter_no,painter_name", "11,Quill", "12,Thread", "13,Glue"],
    "covers": ["cover_id,essay,painted_by,grade", "1,1,11,P", "2,2,11,F", "3,3,12,P", "4,4,12,P", "5,5,11,F"],
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {"choirs": CHOIRS, "essays": ESSAYS}
    return {name: ingest_tables(lines, tmp_path_factory.mktemp(name)) for name, lines in made.items()}


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("choirs", "Who is the head of Dusk?", [["Dot", "Lark"]]),
        (
            "choirs",
            "Show the names of the heads of all choirs.",
            [["Ben", "Moss"], ["Dot", "Lark"], ["Gus", "Lark"]],
        ),
        ("choirs", "How many singers does each choir have?", [["Dawn", 3], ["Dusk", 3], ["Noon", 3]]),
        ("choirs", "Which choirs have Gus Lark as their head?", [["Noon"]]),
        ("choirs", "What is the wage of the singer Ben Moss?", [[450]]),
        ("choirs", "What is the wage of the head of Dusk?", [[500]]),
        ("choirs", "Which singers have a higher wage than the head of the Dusk choir?", None),
        ("essays", "Which presses have a press id greater than the press Elm?", [["Ash"], ["Fir"]]),
        ("choirs", "Which singer has coached the most recitals?", [["Ben", "Moss"]]),
        ("choirs", "How many singers have never coached a recital?", [[5]]),
        ("choirs", "What is the total amount spent by listeners older than 40?", [[80]]),
        ("choirs", "What is the total amount spent by listeners of rank level 2?", [[99]]),
        ("choirs", "How much did listeners older than 40 pay in total?", None),
        ("choirs", "Which listeners paid by card as well as in cash?", [["Ben", "Frost"]]),
        ("essays", "How many essays were printed in Elm?", [[2]]),
        ("essays", "How many essays are there for each town?", [["Lee", 1], ["Rye", 2], ["Ulm", 2]]),
        ("essays", "How many covers were painted by each painter?", [["Quill", 3], ["Thread", 2]]),
    ],
)
def test_who_has_which_part_is_found(
    tables: dict[str, list[dict[str, Any]]],
    tmp_path: Path,
    name: str,
    question: str,
    expected: Sequence[Sequence[Any]] | None,
) -> None:
    found = answer(question, tables[name], tmp_path)

    if expected is None:
        assert found["outcome"] != "answered", found
        return
    assert found["outcome"] == "answered", found
    assert sorted(shown_rows(found)) == sorted(list(row) for row in expected)


def test_numbers_told_by_what_was_done_are_joined(tables: dict[str, list[dict[str, Any]]]) -> None:
    joins = {(edge.many.path, edge.one.path) for edge in known_joins(catalog_of(tables["essays"]))}

    assert ("essays.printed_in", "presses.press_id") in joins
    assert ("quotations.quoted_essay", "essays.essay_id") in joins
    assert ("covers.painted_by", "painters.painter_no") in joins
    assert not any(many == "essays.sheets" for many, _ in joins)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("flats that have Ada Frost as their agent", "flats with agent Ada Frost"),
        ("flats that have a garden as their yard", "flats that have a garden as their yard"),
    ],
)
def test_who_is_had_as_a_part_is_said_beside_it(said: str, plain: str) -> None:
    assert say_as_part(said) == plain


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("who paid by card as well as in cash", "who paid both by card and in cash"),
        ("which lamp was sold the most times?", "which lamp was sold most often?"),
        ("show names as well as ages", "show names as well as ages"),
    ],
)
def test_as_well_as_says_both_ways_of_one_deed(said: str, plain: str) -> None:
    assert say_as_well(said) == plain


def test_a_first_and_last_name_are_two_names() -> None:
    assert say_name_parts("the first and last name of each") == "the first name and last name of each"


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("who have a higher wage than the mean wage", "who have a wage higher than the mean wage"),
        ("lamps with a lower unit price than 5", "lamps with a unit price lower than 5"),
        ("a higher wage than 5", "a higher wage than 5"),
    ],
)
def test_what_is_higher_stands_before_that_it_is(said: str, plain: str) -> None:
    assert say_higher_behind(said) == plain
