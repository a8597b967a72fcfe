"""Rows that are rows of another table too, that pairs link, or that a header places in another's row."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

REGATTA = {
    "person": [
        "person_id,name,birth_year,height", "1,Ann,1990,170", "2,Bob,1980,190", "3,Cid,1985,180",
        "4,Dee,1970,199",
    ],
    "sea_rower": ["sea_rower_id,person_id,prizes,rank_no", "1,1,500,3", "2,2,100,1", "3,3,900,2"],
    "voyage": ["id,name,leader", "1,Ebb,Orr", "2,Neap,Poe", "3,Surge,Rae"],
    "hull": ["id,name,hull_kind,lost_in_voyage", "1,Gull,Sloop,1", "2,Tern,Yawl,1", "3,Skua,Sloop,3"],
    "lighthouse": ["lighthouse_id,lighthouse_name", "1,North", "2,South", "3,East"],
}  # fmt: skip
NOTES = {
    "note": ["note_id,title,writer", "1,Tides,Orr", "2,Knots,Poe", "3,Charts,Orr", "4,Ropes,Rae"],
    "label": ["label_id,label_name,sample_note_id", "1,sea,4", "2,gear,2"],
    "note_label": ["note_id,label_id", "1,1", "3,1", "2,2", "4,2"],
}


@pytest.fixture(scope="module")
def regatta(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(REGATTA, tmp_path_factory.mktemp("regatta"))


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(NOTES, tmp_path_factory.mktemp("notes"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the name of the sea rower with the highest prizes?", [["Cid"]]),
        ("List the names of sea rowers in descending order of prizes.", [["Cid"], ["Ann"], ["Bob"]]),
        ("Show the names of sea rowers sorted by height.", [["Ann"], ["Cid"], ["Bob"]]),
        # The tallest of them, and not of all persons.
        ("What are the prizes of the tallest sea rower?", [[100]]),
        ("Show the names and prizes of each sea rower.", [["Ann", 500], ["Bob", 100], ["Cid", 900]]),
        ("How many voyages did not lose any hull?", [[1]]),
        ("What are the names of the voyages that lost a Sloop?", [["Ebb"], ["Surge"]]),
        ("How many light houses are there?", [[3]]),
        ("Return the names of voyages and the number of hulls for each, in descending order.",
         [["Ebb", 2], ["Surge", 1]]),
    ],
)  # fmt: skip
def test_rows_are_told_by_the_table_that_they_are_rows_of(
    regatta: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert shown_rows(answer(question, regatta, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What are the titles of the notes with the label sea?", [["Charts"], ["Tides"]]),
        ("How many notes have the label gear?", [[2]]),
    ],
)
def test_things_go_together_by_the_rows_of_pairs(
    notes: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert shown_rows(answer(question, notes, tmp_path)) == rows


CLUBS = {
    "pupil": ["pupil_id,pupil_name", "1,Ann", "2,Bob", "3,Cid", "4,Dee"],
    "sport": ["sport_id,sport_name", "1,Chess", "2,Tennis", "3,Golf"],
    "plays": ["pupil_id,sport_id", "1,1", "1,2", "2,1", "3,2", "3,3"],
}


@pytest.fixture(scope="module")
def clubs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(CLUBS, tmp_path_factory.mktemp("clubs"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What are the ids of pupils that do not have any sport?", [[4]]),
        ("What are the names of pupils that have no sport?", [["Dee"]]),
    ],
)  # fmt: skip
def test_things_are_told_by_their_own_rows_and_not_by_those_of_pairs(
    clubs: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert shown_rows(answer(question, clubs, tmp_path)) == rows


def test_who_has_two_of_many_has_both(clubs: list[dict[str, Any]], tmp_path: Path) -> None:
    found = answer("Find the names of the pupils who take part in Chess and Tennis.", clubs, tmp_path)

    assert found["outcome"] != "answered" or shown_rows(found) == [["Ann"]]
