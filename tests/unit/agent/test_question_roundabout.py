"""What a question that is refused as it stands asks in other words: by idioms, and without its setting."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.language.idioms import idioms_in, read_idiom
from services.agent.question.language.roles import ROUNDABOUT, read_role, roles_in
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

CREW = [
    "sailor,deck,wage,birth_date,hire_date,mate,mobile",
    "Ada Lark,Upper,900,1961-02-03,2015-01-05,Ms Pine,77-01",
    "Ben Moss,Lower,700,1988-07-09,2003-04-02,Mr Oak,77-02",
    "Cyd Reed,Upper,800,1975-11-30,2019-08-01,Ms Pine,77-03",
    "Dot Vane,Lower,650,1999-05-21,2021-03-15,Mr Oak,77-04",
]  # fmt: skip
COURSES = [
    "workshop,topic,tutor,signups,fee,starts", "Knots,Ropes,Eva Stone,12,40,2024-02-01",
    "Splices,Ropes,Ron Falk,30,90,2024-03-01", "Sails,Canvas,Eva Stone,21,60,2024-04-01",
]  # fmt: skip
POEMS = [
    "poem,poet,author,pages,publication_year,weight", "Brine,x,Nora Lind,12,1950,3",
    "Tar,x,Paul Ames,40,1990,9",
    "Foam,x,Nora Lind,33,2001,5",
]  # fmt: skip
WARD = [
    "nr,first_name,last_name,age,ailment,doctor,days_in_hospital", "1,Ada,Lark,25,scurvy,Dr. Hale,4",
    "2,Ben,Moss,61,gout,Dr. Hale,21", "3,Cyd,Reed,33,gout,Dr. Bird,30", "4,Dot,Vane,70,scurvy,Dr. Bird,2",
]  # fmt: skip
DOCTORS = ["doctor,phone", "Dr. Hale,555-1", "Dr. Bird,555-2"]

TOOLS = ["tool,maker", "Saw,Ferro", "Axe,Ferro", "Hoe,Stahl"]
LOANS = ["loan_id,tool,neighbour", "1,Saw,Ann", "2,Axe,Bob", "3,Axe,Cyd", "4,Hoe,Ann", "5,Axe,Dot"]
SPARES = ["spare,score", "Cog,3", "Pin,9"]
SWAPS = ["swap_id,spare,by", "1,Cog,Ann", "2,Cog,Bob", "3,Pin,Ann"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {
        "crew": {"sailors": CREW},
        "courses": {"workshops": COURSES},
        "poems": {"poems": POEMS},
        "ward": {"patients": WARD, "doctors": DOCTORS},
        "tools": {"tools": TOOLS, "loans": LOANS},
        "spares": {"spares": SPARES, "swaps": SWAPS},
    }
    return {name: ingest_tables(each, tmp_path_factory.mktemp(name)) for name, each in made.items()}


@pytest.mark.parametrize(
    ("domain", "question", "rows"),
    [
        ("crew", "Who was born longest ago?", [["Ada Lark"]]),
        ("crew", "Who came into the world before all the other sailors?", [["Ada Lark"]]),
        ("crew", "Who has the fattest pay packet?", [["Ada Lark"]]),
        ("crew", "Which sailor has been with us longest?", [["Ben Moss"]]),
        ("crew", "Who is our newest recruit?", [["Dot Vane"]]),
        ("crew", "Who was taken on last?", [["Dot Vane"]]),
        ("crew", "How can I get Cyd Reed on the phone?", [["77-03"]]),
        ("courses", "Which workshop have most people signed up for?", [["Splices"]]),
        ("courses", "Which workshop draws the biggest crowd?", [["Splices"]]),
        ("courses", "What does Eva Stone give lessons in?", [["Knots"], ["Sails"]]),
        ("courses", "When does Sails get under way?", [["2024-04-01"]]),
        ("courses", "All in all, how many people have signed up for Ropes?", [[42]]),
        ("poems", "What has Nora Lind written?", [["Brine"], ["Foam"]]),
        ("poems", "Which poems in our collection came from the pen of Nora Lind?", [["Brine"], ["Foam"]]),
        ("poems", "Which poems first appeared in print before 1980?", [["Brine"]]),
        ("poems", "Which poem would take the longest to read?", [["Tar"]]),
        ("poems", "Which poem tips the scales the most?", [["Tar"]]),
        ("ward", "What number do I ring to talk to the physician treating Ben Moss?", [["555-1"]]),
        ("ward", "What is the phone of the doctor of patient Cyd Reed?", [["555-2"]]),
        ("ward", "Who was in hospital for more than 25 days? Give first and last names.", [["Cyd", "Reed"]]),
        ("ward", "How long do people typically stay in hospital, on average, for each ailment?",
         [["gout", 25.5], ["scurvy", 3.0]]),
        ("ward", "How many people are in the care of Dr. Bird?", [[2]]),
        ("ward", "How many patients are in their sixties?", [[1]]),
        ("tools", "Which tool is the most popular?", [["Axe"]]),
        ("tools", "Which tool is in the greatest demand?", [["Axe"]]),
    ],
)  # fmt: skip
def test_what_was_refused_is_asked_in_other_words(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, domain: str, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, tables[domain], tmp_path)
    assert found["outcome"] == "answered", found
    assert sorted(shown_rows(found)) == rows


@pytest.mark.parametrize(
    ("domain", "question"),
    [
        ("crew", "Who tips the scales the most?"),
        ("crew", "Which sailor has turned up more often than anybody else?"),
        ("poems", "Which poem have most people signed up for?"),
        ("poems", "Which poems in our collection are good?"),
        ("ward", "Who was born in the hospital?"),
        ("spares", "Which spare is the most popular?"),
        ("ward", "How many of our nurses are in their sixties?"),
    ],
)
def test_what_no_header_tells_of_stays_refused(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, domain: str, question: str
) -> None:
    assert answer(question, tables[domain], tmp_path)["outcome"] != "answered"


def test_an_idiom_says_what_takes_its_place() -> None:
    role = read_role("[n] weight, mass")
    idiom = read_idiom("tip/tips THE scale/scales THE MOST", role)
    assert idiom.template == "has the {way} {c}"
    assert idiom.pattern.search(" who tips the scales the most?")
    assert not idiom.pattern.search(" who tips the scales the mostly")
    assert any(
        each.pattern.search(" which came from the pen of X")
        for each in idioms_in("which came from the pen of X")
    )


def test_every_line_of_the_idioms_and_of_the_roundabout_questions_is_a_pattern() -> None:
    said = "what which who has have been the most of in up to for it is how many people can one out a first"
    assert all(each.pattern for each in idioms_in(said))
    assert list(roles_in("who was born longest ago", ROUNDABOUT))
