"""The same question in several plain wordings: all of them have the same answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

GUILDS = ["guild_id,name,place,budget", "1,Weavers,Arle,400", "2,Masons,Bray,900", "3,Potters,Cove,300"]
MEMBERS = [
    "member_id,name,age,town,craft,wage,joined,guild_id",
    "1101,Ada Lark,61,Bray,spinner,310,2019-04-01,1",
    "1102,Ben Moss,25,Cove,cutter,450,2021-06-11,2",
    "1103,Cyd Reed,43,Bray,cutter,520,2015-02-03,2",
    "1104,Dot Vane,38,Arle,glazier,290,2023-09-30,3",
    "1105,Eli Wren,66,Cove,spinner,330,2010-01-15,2",
]
PUPILS = [
    "pupil_id,first_name,last_name,tutor_id,home_town",
    "1,Ann,Ash,1,Dell", "2,Ann,Birch,1,Dell", "3,Ann,Cedar,1,Ford", "4,Bo,Dale,2,Ford", "5,Cy,Elm,2,Dell",
]  # fmt: skip
TUTORS = ["tutor_id,name,age", "1,Mr Oak,51", "2,Ms Pine,44"]
INNS = [
    "Inn,Town,Stars,Rating,Rooms,Price per night,Opened,Has garden",
    "Swan,Dell,4,3.1,40,80,1931,Yes", "Bell,Dell,3,4.6,25,120,1998,No", "Crown,Ford,4,4.0,60,60,1975,Yes",
    "Lamb,Ford,2,2.9,12,45,2011,No", "Plough,Dell,5,4.4,33,150,1960,No",
]  # fmt: skip
MILLS = [
    "Mill,Town,Height (m),Budget,Gross,Shift duration (min)",
    "Top,Dell,30,900,100,50", "Nab,Dell,12,200,700,45", "Low,Ford,9,100,300,35",
]  # fmt: skip
VOTES = ["Parish,Lund%,Lund#,Moss%", "Arle,44.5%,210,55.5%", "Bray,61.0%,480,39.0%"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {
        "guilds": {"guilds": GUILDS, "members": MEMBERS},
        "school": {"pupils": PUPILS, "tutors": TUTORS},
        "inns": {"inns": INNS},
        "mills": {"mills": MILLS},
        "votes": {"votes": VOTES},
    }
    folders = {name: tmp_path_factory.mktemp(name) for name in made}
    return {name: ingest_tables(lines, folders[name]) for name, lines in made.items()}


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("guilds", "Name the member whose wage is the maximum.", [["Cyd Reed"]]),
        ("guilds", "Of all members, which one's wage is the highest?", [["Cyd Reed"]]),
        ("guilds", "Which member gets paid more than anyone else?", [["Cyd Reed"]]),
        ("guilds", "Which guild is the largest-budgeted one?", [["Masons"]]),
        ("guilds", "Of all guilds, which one's budget is the largest? Give its name.", [["Masons"]]),
        ("guilds", "Which guild is represented by the largest number of members?", [["Masons"]]),
        ("guilds", "Which guild shows up with more members than any other?", [["Masons"]]),
        ("guilds", "Who is older than 60?", [["Ada Lark"], ["Eli Wren"]]),
        ("guilds", "Who in the company is older than 60?", [["Ada Lark"], ["Eli Wren"]]),
        ("guilds", "Who joined the company most recently?", [["Dot Vane"]]),
        ("guilds", "Names of members who joined after the year 2020", [["Ben Moss"], ["Dot Vane"]]),
        ("guilds", "Who lives in Bray?", [["Ada Lark"], ["Cyd Reed"]]),
        ("guilds", "What are the guild names?", [["Masons"], ["Potters"], ["Weavers"]]),
        ("guilds", "For the guild Masons, what is the lowest wage?", [[330]]),
        ("guilds", "For the member with id 1103, what is the craft?", [["cutter"]]),
        ("guilds", "What craft does member number 1103 have?", [["cutter"]]),
        ("guilds", "Where is the guild of the oldest member located?", [["Bray"]]),
        ("guilds", "In ascending order of age, what are the names of the members of Masons?",
         [["Ben Moss"], ["Cyd Reed"], ["Eli Wren"]]),
        ("guilds", "List the members of Masons, starting with the youngest.",
         [["Ben Moss"], ["Cyd Reed"], ["Eli Wren"]]),
        ("school", "Which tutor has the most pupils?", [["Mr Oak"]]),
        ("school", "For the home town Ford, what are the names of the pupils?",
         [["Ann", "Cedar"], ["Bo", "Dale"]]),
        ("mills", "Show the mills in Dell, starting with the lowest.", [["Nab"], ["Top"]]),
        ("mills", "Which mill earned the most?", [["Nab"]]),
        ("mills", "Which shifts last longer than 40 minutes?", [["Nab"], ["Top"]]),
        ("votes", "In which parish did Lund get 44.5%?", [["Arle"]]),
        ("inns", "Which inn was opened first?", [["Swan"]]),
        ("inns", "Which inn was opened most recently?", [["Lamb"]]),
        ("inns", "Which inns have a rating above 4?", [["Bell"], ["Plough"]]),
        ("inns", "What is the average price per night of inns with 4 stars?", [[70]]),
        ("inns", "How many inns lack a garden?", [[3]]),
        ("inns", "What is the total number of rooms of the inns in Dell?", [[98]]),
        ("inns", "Which inn is rated best?", [["Bell"]]),
        ("inns", "For every town, what is the average rating?", [["Dell", 4.0333], ["Ford", 3.45]]),
        ("inns", "Of all towns, which one's number of inns is the highest?", [["Dell"]]),
        ("inns", "List the inns of Dell in descending order of rating.", [["Bell"], ["Plough"], ["Swan"]]),
        ("inns", "Show the inns in Dell, from most to least expensive.", [["Plough"], ["Bell"], ["Swan"]]),
        ("inns", "Show the inns in Dell, starting with the one with the most rooms and ending with few.",
         [["Swan"], ["Plough"], ["Bell"]]),
    ],
)  # fmt: skip
def test_a_plain_wording_is_answered_like_its_plainest(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, name: str, question: str, expected: list[Any]
) -> None:
    found = answer(question, tables[name], tmp_path)
    assert found["outcome"] == "answered", found
    assert [_rounded(row) for row in shown_rows(found)] == expected, found["sql"]


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("guilds", "Which worker runs more than anyone else?"),
        ("guilds", "What was member 1103 vaccinated with?"),
        ("inns", "Which inn was painted first?"),
        ("inns", "List the inns, starting with the loudest."),
    ],
)
def test_what_the_data_does_not_say_stays_refused(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, name: str, question: str
) -> None:
    assert answer(question, tables[name], tmp_path)["outcome"] != "answered"


def _rounded(row: Sequence[Any]) -> list[Any]:
    return [round(each, 4) if isinstance(each, float) else each for each in row]
