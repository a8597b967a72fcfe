"""Questions to sheets of open data and encyclopedias: a year in a header, medals that nobody won, totals."""

from typing import Any

import pytest

from tests.fakes.question_tables import Ask, asking, shown_rows

SHEETS = {
    "parishes": [
        "Parish,Valley,Population (2011),Population (2021),Area (km²)",
        "Alder,North,420,510,12.5",
        "Birch,North,380,300,9.5",
        "Cedar,South,150,150,7.5",
        "Dogwood,South,610,640,20.25",
    ],
    "medals": [
        "Nation,Continent,Gold,Silver,Bronze,Total",
        "Kenya,Africa,7,4,0,11",
        "Ghana,Africa,0,1,3,4",
        "Spain,Europe,5,0,2,7",
        "Norway,Europe,9,6,5,20",
        "Japan,Asia,2,3,4,9",
    ],
    "engines": [
        "Class,Wheels,No. built,No. preserved",
        "A1,4-4-0,75,0",
        "B2,4-4-0,12,3",
        "C3,2-6-0,40,0",
    ],
    "series": [
        "No. overall,No. in season,Season,Title",
        "1,1,1,Dawn",
        "2,2,1,Noon",
        "3,1,2,Dusk",
        "4,2,2,Night",
        "5,3,2,Later",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(SHEETS, tmp_path_factory.mktemp("open_data"))


@pytest.mark.parametrize(
    ("sheet", "question", "rows"),
    [
        ("parishes", "What was the population of Birch in 2021?", [[300]]),
        ("parishes", "In 2011, what was the population of Birch?", [[380]]),
        ("parishes", "Which parish had more than 500 inhabitants in 2021?", [["Alder"], ["Dogwood"]]),
        ("parishes", "What was the total population of the North valley in 2011?", [[800]]),
        ("parishes", "How much did the population of Alder grow between 2011 and 2021?", [[90]]),
        ("parishes", "How much did the population of Birch fall from 2011 to 2021?", [[80]]),
        ("parishes", "Which parishes had a smaller population in 2021 than in 2011?", [["Birch"]]),
        ("parishes", "What is the population 2021 minus the population 2011 of Dogwood?", [[30]]),
        ("medals", "Which nations won no silver?", [["Spain"]]),
        ("medals", "Which nations have not won a single gold medal?", [["Ghana"]]),
        ("medals", "How many nations won no bronze?", [[1]]),
        ("medals", "What is the total number of bronze medals won by nations from Africa?", [[3]]),
        ("medals", "What is the average number of gold medals for European nations?", [[7.0]]),
        ("engines", "Which classes have none preserved?", [["A1"], ["C3"]]),
        ("series", "Which titles are from season 2?", [["Dusk"], ["Later"], ["Night"]]),
    ],
)
def test_open_data_is_asked_in_plain_words(ask: Ask, sheet: str, question: str, rows: list[Any]) -> None:
    found = ask(sheet, question)

    assert found["outcome"] == "answered", found
    assert sorted(shown_rows(found)) == rows


@pytest.mark.parametrize(
    "question",
    [
        "What was the population of Birch in 2031?",
        "How much did the area of Birch grow between 2011 and 2021?",
        "What was the population of Birch between 2011 and 2021?",
    ],
)
def test_a_year_that_no_header_has_is_not_passed_over(ask: Ask, question: str) -> None:
    assert ask("parishes", question)["outcome"] != "answered"
