"""One question in many wordings: other words, other order, other forms, and words left out."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, write_csv

STAFF = [
    "id,name,job,annual_wage,gender,hired,town,age",
    "1,Alma Reed,welder,32000,F,2015-03-01,Selby,51",
    "2,Boris Kane,painter,28000,M,2018-07-12,Otley,34",
    "3,Clara Voss,welder,35500,F,2012-01-20,Selby,47",
    "4,Dirk Lund,driver,24000,M,2020-11-05,Goole,29",
    "5,Edna Moss,driver,26500,F,2019-02-15,Otley,62",
]
PLANES = [
    "Plane,Maker,Top speed (mph),Length (m),First flight,Number built,Fate",
    "Heron,Alder,210,9.1,1931,40,Lost",
    "Swift,Birch,340,8.2,1938,2100,Lost",
    "Crane,Alder,180,14.5,1935,7,Win",
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {}
    for name, lines in {"workers": STAFF, "table": PLANES}.items():
        folder = tmp_path_factory.mktemp(name)
        made[name] = ingest_files([write_csv(folder, name, lines)], folder / "out")
    return made


@pytest.mark.parametrize(
    ("table", "question", "expected"),
    [
        ("workers", "What is the mean pay of welders?", [33750]),
        ("workers", "Where job is welder, what is the average wage?", [33750]),
        ("workers", "How much do welders usually earn?", [33750]),
        ("workers", "average salary welder", [33750]),
        ("workers", "What is the highest yearly pay in Selby?", [35500]),
        ("workers", "Who makes the most money?", ["Clara Voss"]),
        ("workers", "Who earns more than 30k a year?", ["Alma Reed", "Clara Voss"]),
        ("workers", "How many women are there?", [3]),
        ("workers", "Which ladies are drivers?", ["Edna Moss"]),
        ("workers", "Staff members aged 30 to 50", ["Boris Kane", "Clara Voss"]),
        ("workers", "What does Dirk Lund do for a living?", ["driver"]),
        ("workers", "workers age 30-50", ["Boris Kane", "Clara Voss"]),
        ("workers", "workers between 30 and 50 years old", ["Boris Kane", "Clara Voss"]),
        ("workers", "Who was hired between the years 2015 and 2018?", ["Alma Reed", "Boris Kane"]),
        ("workers", "average wage job", ["driver", "painter", "welder"]),
        ("workers", "number workers town", ["Goole", "Otley", "Selby"]),
        ("workers", "Which one is the oldest?", ["Edna Moss"]),
        ("workers", "the ones that joined in 2018", ["Boris Kane"]),
        ("workers", "Workers in Otley. I only need the names.", ["Boris Kane", "Edna Moss"]),
        ("workers", "I need a list of everybody in Selby", ["Alma Reed", "Clara Voss"]),
        ("workers", "welders, youngest first", ["Alma Reed", "Clara Voss"]),
        ("workers", "Who joined first?", ["Clara Voss"]),
        ("workers", "How old is the youngest person in Otley?", [34]),
        ("workers", "What is the name of the most aged worker?", ["Edna Moss"]),
        ("table", "How fast can the Heron go?", [210]),
        ("table", "Which company built the Swift?", ["Birch"]),
        ("table", "Who made the plane with a length of 14.5 m?", ["Alder"]),
        ("table", "The Crane was built by which maker?", ["Alder"]),
        ("table", "What is the lowest top speed for an aircraft by Alder?", [180]),
        ("table", "Which planes are under 9 meters long?", ["Swift"]),
    ],
)
def test_a_question_is_answered_alike_in_every_wording(
    table: str,
    question: str,
    expected: list[Any],
    tables: dict[str, list[dict[str, Any]]],
    tmp_path: Path,
) -> None:
    result = answer(question, tables[table], tmp_path)

    assert result["outcome"] == "answered", result["unknown_words"]
    first = (result["answer_columns"] or [0])[0]
    assert sorted(row[first] for row in result["rows"]) == sorted(expected), result["sql"]


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("workers", "How many plumbers are there?"),
        ("workers", "What is the salary of the astronauts?"),
    ],
)
def test_what_no_word_of_the_table_explains_is_refused(
    table: str, question: str, tables: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert answer(question, tables[table], tmp_path)["outcome"] != "answered"
