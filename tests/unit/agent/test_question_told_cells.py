"""Evidence told in passing: words for cells, months by number, parts of means, what stays as asked."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "lodges": [
        "LodgeID,LodgeName,Region,Grade",
        *("1,Fern,NOR,Plain", "2,Gorse,NOR,Fancy", "3,Heath,SOU,Plain", "4,Ivy,NOR,Plain"),
    ],
    "readings": [
        "LodgeID,Period,Usage",
        *("1,202101,120", "1,202102,240", "1,202201,360", "2,202101,600", "2,202206,480"),
        *("3,202112,720", "3,202203,84", "4,202111,96", "4,202212,12"),
    ],
    "visits": [
        "VisitID,LodgeID,Arrived,Hour,Fee,Guests",
        *("1,1,2021-05-01,08:30:00,30,2", "2,1,2021-06-01,13:00:00,50,4", "3,2,2021-06-09,11:15:00,90,3"),
        *("4,3,2022-01-10,16:45:00,20,1", "5,3,2022-02-11,09:00:00,40,2", "6,4,2022-03-12,18:20:00,10,5"),
    ],
}


@pytest.fixture(scope="module")
def inns(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("inns"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # A range of months without a header, and a month by its number.
        ("What was the total usage in 2021? "
         "Year 2021 can be presented as Between 202101 And 202112.", [[1776]]),
        ("How many lodges had a usage of more than 200 for the month of June 2022? "
         "June 2022 refers to Period = 202206.", [[1]]),
        # A part of a mean is the mean of parts.
        ("What was the average monthly usage of NOR lodges in 2021? "
         "Average monthly usage = AVG(Usage) / 12; year 2021 refers to Period BETWEEN 202101 AND 202112.",
         [[22]]),
        # A header that is said with its table, and words for a cell of it.
        ("How many more plain lodges does the north have compared to the south? The north can be "
         "represented as the Region value in the lodges table is 'NOR'; the south can be represented as "
         "the Region value in the lodges table is 'SOU'.", [[1]]),
        # Times of the day as cells write them.
        ("How many visits were early? Early refers to Hour < '12:00:00'.", [[3]]),
        # What only says that a cell is a name.
        ("What is the grade of Fern? Fern is the name; grade refers to Grade.", [["Plain"]]),
        # The figure of any two rows, by a long term.
        ("What is the ratio of lodges that are plain against lodges that are fancy? ratio of lodges that are "
         "plain against lodges that are fancy = COUNT(Grade = 'Plain') / COUNT(Grade = 'Fancy').", [[3]]),
    ],
)  # fmt: skip
def test_words_are_told_in_passing(
    question: str, rows: list[list[Any]], inns: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(question, inns, tmp_path)

    assert found["outcome"] == "answered", found.get("refusal")
    assert shown_rows(found) == rows


def test_an_end_that_is_told_is_no_end_of_sums(inns: list[dict[str, Any]], tmp_path: Path) -> None:
    found = answer("Which lodge has the lowest fee? Lowest fee refers to MIN(Fee).", inns, tmp_path)
    assert found["outcome"] != "answered" or shown_rows(found) == [["Ivy"]]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What is the difference between the total fee of NOR lodges and SOU lodges?", [[120]]),
        ("What is the ratio of the visits of NOR lodges to those of SOU lodges?", [[2]]),
        ("Subtract the average fee of SOU lodges from the average fee of NOR lodges.", [[15]]),
        ("How many more visits were there in NOR lodges compared to SOU lodges?", [[2]]),
        ("What is the grade of the lodge called Gorse? Give its region.", [["Fancy", "NOR"]]),
    ],
)
def test_the_second_of_two_is_of_what_the_first_is_of(
    question: str, rows: list[list[Any]], inns: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = answer(question, inns, tmp_path)

    assert found["outcome"] == "answered", found.get("refusal")
    assert shown_rows(found) == rows
