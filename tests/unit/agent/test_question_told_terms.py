"""Words that a question tells otherwise than it uses them: turned, in part, of an end, of what is unknown."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "valleys": [
        "valley_id,B2,B3,B7,B8",
        *("1,Arlen,North,40,50", "2,Bress,North,20,10", "3,Corvo,South,10,40", "4,Dunmor,South,50,60"),
    ],
    "growers": [
        "grower_id,sex,valley_id,terms,born_on",
        *("1,F,1,W,1950-02-01", "2,M,1,M,1961-05-01", "3,F,2,W,1972-07-01", "4,M,2,M,1983-01-02"),
        *("5,F,3,M,1954-03-01", "6,M,3,M,1995-09-01", "7,F,4,W,1946-09-01", "8,M,4,M,1997-09-01"),
    ],
    "probes": [
        "probe_id,grower_id,FRR,pH-W,rank,taken_on",
        *("1,1,10,5.5,3,2019-02-01", "2,1,4,6.5,1,2019-05-01", "3,2,8,7.5,2,2020-02-01"),
        *("4,3,6,8.5,5,2020-05-04", "5,3,2,5.5,4,2021-02-01", "6,4,9,6.0,6,2021-02-03"),
        *("7,5,7,7.0,7,2021-07-01", "8,6,3,9.5,8,2021-08-01", "9,7,5,4.5,9,2021-09-01"),
    ],
}


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("farm"))


def _check(question: str, rows: list[list[Any]], tables: list[dict[str, Any]], folder: Path) -> None:
    found = answer(question, tables, folder)

    assert found["outcome"] == "answered", found.get("refusal")
    got = [[round(cell, 6) if isinstance(cell, float) else cell for cell in row] for row in shown_rows(found)]
    assert got == [[round(cell, 6) if isinstance(cell, float) else cell for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # The words of the term stand in another order.
        ("Which valley has the highest number of floods recorded? "
         "B8 refers to the number of recorded floods.", [["Dunmor"]]),
        # What is told is not said, and holds where the answer takes it for granted.
        ("What is the average rainfall in 2020 of valleys in the North? "
         "B7 refers to the rainfall in 2020; B3 refers to quarter.", [[30]]),
        # A header in the place of a word beside a cell.
        ("How many growers are in the South quarter, where B3 contains the quarter?", [[4]]),
        # Two terms parted by "and".
        ("What is the ratio of weekly growers to monthly growers? "
         "Weekly refers to terms = 'W' and monthly refers to terms = 'M'.", [[3 / 5]]),
        # A cell alone.
        ("How many growers have weekly deliveries? 'W' stands for weekly deliveries.", [[3]]),
        # The term is the header itself.
        ("How many growers of rank are there? Of rank refers to terms = 'M'.", [[5]]),
    ],
)  # fmt: skip
def test_terms_are_found_where_they_are_used(
    question: str, rows: list[list[Any]], farm: list[dict[str, Any]], tmp_path: Path
) -> None:
    _check(question, rows, farm, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # What it is said of is nowhere in the data: the header tells it.
        ("How many female growers have a good level of ferrous residue? Good refers to 3 < FRR < 8.", [[4]]),
        ("How many growers whose soil acidity is within the usual band are female? "
         "Within the usual band refers to pH-W between 6 and 8.", [[2]]),
        # Told by a share.
        ("What percentage of growers are settled in vouchers? "
         "Percentage = DIVIDE(COUNT(terms = 'W'), COUNT(grower_id)) * 100.", [[37.5]]),
        ("For growers born after 1950, what is the percentage of weeklies? "
         "Percentage = COUNT(grower_id where terms = 'W') / COUNT(grower_id) * 100.", [[100 / 6]]),
        # A figure of something that nothing knows.
        ("Give the growth rate of sightings from 2019 to 2020 for the valley Arlen. "
         "Growth rate = (B8 - B7) / B7 * 100.", [[25]]),
    ],
)  # fmt: skip
def test_what_is_unknown_is_left_to_what_is_told(
    question: str, rows: list[list[Any]], farm: list[dict[str, Any]], tmp_path: Path
) -> None:
    _check(question, rows, farm, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the best rank of the probes? Best rank refers to MIN(rank).", [[1]]),
        ("Which is the sourest probe? Sourest refers to MIN(pH-W).", [[9]]),
        ("How many probes were taken in 2021? In 2021 refers to taken_on LIKE '2021%'.", [[5]]),
        ("What is the mean residue of the probes? Mean residue refers to AVG(FRR).", [[6]]),
    ],
)
def test_ends_and_functions_are_told(
    question: str, rows: list[list[Any]], farm: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(question, farm, tmp_path)

    assert found["outcome"] == "answered", found.get("refusal")
    assert [row[0] for row in shown_rows(found)] == [row[0] for row in rows]


@pytest.mark.parametrize(
    "question",
    [
        # The end that is told is not the one that is asked for.
        "What is the highest rank of the probes? Worst refers to MIN(rank).",
        # "The highest" is nothing that a header tells.
        "Which grower has the highest ferrous residue in the usual band? Usual band refers to FRR < 8.",
        # What is explained has no place in the answer.
        "How many growers are female? B3 refers to quarter.",
    ],
)
def test_what_is_told_and_not_used_is_refused(
    question: str, farm: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert answer(question, farm, tmp_path)["outcome"] != "answered"
