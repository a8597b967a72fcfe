"""Keys that no header calls by the name of their table, and pairs whose table begins with "has"."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

BANDS = {
    "labels": ["uid,label,land", "1,North Star,Peru", "2,Old Oak,Malta", "3,Tin Can,Peru", "4,Loud,Fiji"],
    "albums": [
        "album_no,label,venue_from,venue_to",
        *(f"{100 + at},{one},{here},{there}" for at, (one, here, there) in enumerate([
            (1, "AB", "CD"), (1, "AB", "EF"), (2, "CD", "AB"),
            (3, "EF", "AB"), (3, "CD", "EF"), (3, "AB", "EF"),
        ])),
    ],
    "venues": ["venue_code,town,seats", "AB,Ayr,90", "CD,Bute,40", "EF,Cove,20"],
    "musicians": ["musician_id,full_name,age", "1,Ann Poe,20", "2,Bo Ray,31", "3,Cy Dunn,45", "4,Di Fox,52"],
    "has_instrument": ["musician_id,instrument_id", "1,10", "1,11", "2,12", "3,13"],
    "instruments": [
        "instrument_id,kind,instrument_age", "10,flute,3", "11,drum,5", "12,drum,9", "13,flute,1",
        "14,harp,2",
    ],
}  # fmt: skip
BOATS = {
    "boat_names": ["name_id,title", *(f"{at},Boat {at}" for at in range(1, 13))],
    "boats_data": ["id,knots,length", *(f"{at},{at + 4},{30 - at}" for at in range(1, 13))],
    "harbours": ["harbour_id,town", "1,Ayr", "2,Bute"],
}


@pytest.fixture(scope="module")
def bands(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(BANDS, tmp_path_factory.mktemp("bands"))


@pytest.fixture(scope="module")
def boats(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(BOATS, tmp_path_factory.mktemp("boats"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which label has the most albums?", [["Tin Can"]]),
        ("How many albums does the label North Star have?", [[2]]),
        ("Find all labels that have at least 2 albums.", [["North Star"], ["Tin Can"]]),
        # Who has which: no second table of instruments.
        ("Find the full name of musicians who have a drum.", [["Ann Poe"], ["Bo Ray"]]),
        ("Which musicians have both a flute and a drum?", [["Ann Poe"]]),
        ("What is the average age of musicians who do not have a drum?", [[48.5]]),
        ("How many instruments are owned by musicians older than 30?", [[2]]),
        # A header but for the name of its table, where another table has that word alone.
        ("Find the maximum age for each kind of instrument.", [["drum", 9], ["flute", 3], ["harp", 2]]),
    ],
)
def test_rows_are_joined_by_odd_keys(
    bands: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert sorted(shown_rows(answer(question, bands, tmp_path))) == rows


def test_two_tables_of_the_same_rows_are_joined_by_their_numbers(
    boats: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer("What is the title of the boat with the most knots?", boats, tmp_path)
    assert [row[0] for row in shown_rows(found)] == ["Boat 12"]


@pytest.mark.parametrize("question", ["Which labels have more than 2 albums?"])
def test_a_number_that_names_rows_is_no_size(
    bands: list[dict[str, Any]], tmp_path: Path, question: str
) -> None:
    assert shown_rows(answer(question, bands, tmp_path)) == [["Tin Can"]]


@pytest.mark.parametrize(
    "question", ["Which venue has the most albums?", "Which musicians are older than 50 and younger than 30?"]
)
def test_what_nobody_says_is_not_guessed(bands: list[dict[str, Any]], tmp_path: Path, question: str) -> None:
    assert answer(question, bands, tmp_path)["outcome"] != Outcome.ANSWERED
