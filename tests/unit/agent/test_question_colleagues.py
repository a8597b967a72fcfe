"""What colleagues say of one table: figures told first, "us", the most that anyone did, prices in passing."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.rewording.colloquial import say_colloquial
from services.agent.question.rewording.gerunds import say_gerunds
from services.agent.question.rewording.sameheader import say_header_once
from tests.fakes.question_tables import answer, ingest_files, shown_rows, write_csv

LIFTS = [
    "lift_no,skier,valley,pass_kind,ridden_on,rides,metres_climbed,pass_price,night_pass",
    "L1,Ada Holt,Ahrn,season,2024-01-05,12,8400,310,no",
    "L2,Bo Krane,Ahrn,day,2024-01-06,4,2100,45,yes",
    "L3,Cy Dorn,Sarn,day,2024-01-06,6,3900,45,no",
    "L4,Di Falk,Sarn,week,2024-02-01,9,5200,180,yes",
    "L5,Ed Gant,Sarn,season,2024-02-11,15,9900,320,no",
]
CREW = [
    "crew_no,full_name,division,post,age,yearly_wage,sails_nightly",
    "1,Ann Bly,deck,mate,41,52000,yes",
    "2,Bob Cary,deck,cook,28,31000,no",
    "3,Cas Dove,engine,stoker,63,38000,yes",
    "4,Dee Ewing,deck,mate,35,47000,no",
]
LETS = [
    "let_no,lodger_name,town,nights,lodgers",
    "T1,Ann Bly,Ely,9,2",
    "T2,Bob Cary,Ely,3,4",
    "T3,Cas Dove,Rye,5,1",
]
ORDERS = [
    "order_no,buyer,land,item,pieces,total,made_by",
    "P1,Gil Ash,Chile,vase,3,120,Ray Moor",
    "P2,Hal Birk,Chile,bowl,1,40,Sue Nord",
    "P3,Ivy Cole,Peru,vase,2,95,Ray Moor",
    "P4,Joy Dean,Peru,plate,6,160,Ray Moor",
]

ROOMS = ["room_no,storey,beds", "R1,1,2", "R2,4,3", "R3,6,1", "R4,3,2"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {}
    for name, lines in {
        "passes": LIFTS,
        "crew": CREW,
        "orders": ORDERS,
        "lets": LETS,
        "rooms": ROOMS,
    }.items():
        folder = tmp_path_factory.mktemp(name)
        made[name] = ingest_files([write_csv(folder, name, lines)], folder / "out")
    return made


@pytest.mark.parametrize(
    ("name", "question", "rows"),
    [
        # A header said of each of two cells.
        ("passes", "How many passes are there where valley is Ahrn or valley is Sarn?", [[5]]),
        ("passes", "For passes where the pass kind is day or the pass kind is week, what is the skier?",
         [["Bo Krane"], ["Cy Dorn"], ["Di Falk"]]),
        # A level says of which header it is one.
        ("rooms", "How many rooms are above the third storey?", [[2]]),
        ("rooms", "What is the total of beds below storey 4?", [[4]]),
        # "Either … or …", and two ends of an age in words.
        ("passes", "How many passes were sold for either day or week?", [[3]]),
        ("crew", "Could you give me the full names of everyone who is at least 30 but no more than 45?",
         [["Ann Bly"], ["Dee Ewing"]]),
        # Figures told before their question.
        ("passes", "Counting the passes of Ahrn or Sarn, how many are they?", [[5]]),
        ("crew", "Averaging over the mates, what are they paid?", [[49500]]),
        ("orders", "Summing up the pieces of the orders of vases, how many is that?", [[5]]),
        ("passes", "What pass kinds are there in Sarn, listed distinctly?", [["day"], ["season"], ["week"]]),
        # The end of a figure as its mean is asked for.
        ("passes", "How many rides, maximally, did skiers in Ahrn take?", [[12]]),
        # What yields a wage is no number of rows.
        ("crew", "Who is the lowest paid crew member?", [["Bob Cary"]]),
        ("crew", "Which crew work in the deck division and are older than 30?", [["Ann Bly"], ["Dee Ewing"]]),
        # Figures of a header that is a total.
        ("orders", "What is the average total of orders where item is vase?", [[107.5]]),
        ("orders", "For orders where the land is Peru, what is the sum of the total?", [[255]]),
        # What one pays, and how long the longest is.
        ("passes", "What's the least I could get away with paying for a day pass?", [[45]]),
        ("passes", "Which skiers could get a pass for 170 to 200?", [["Di Falk"]]),
        ("lets", "How many nights did the longest let in Ely take?", [[9]]),
        ("lets", "What's the longest anyone stayed in Ely?", [[9]]),
        # A figure that rows are told by, and those whose names they have.
        ("lets", "How long do lodgers in Ely usually stay?", [[6]]),
        ("lets", "Which lodgers in Ely stayed between eight and ten nights?", [["Ann Bly"]]),
        ("crew", "Who in the engine division is over 60?", [["Cas Dove"]]),
        ("crew", "How many of us are cooks?", [[1]]),
        # Who does it, and with what.
        ("orders", "What do people in Peru buy?", [["plate"], ["vase"]]),
        ("orders", "Who bought plates, and how much did they pay?", [["Joy Dean", 160]]),
        # Rows of persons, and what they do.
        ("orders", "How many people bought vases?", [[2]]),
        ("orders", "What are the buyer and total of orders where land is Peru?",
         [["Ivy Cole", 95], ["Joy Dean", 160]]),
    ],
)  # fmt: skip
def test_what_a_colleague_says_is_answered(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, name: str, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, tables[name], tmp_path)
    assert found["outcome"] == "answered", found
    assert sorted(shown_rows(found)) == rows


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("orders", "What do buyers in Peru dislike?"),
        ("orders", "What sorts of vases do we have?"),
        ("crew", "What is the shoe size of the crew?"),
        ("crew", "How many crew, maximally, mutinied?"),
    ],
)
def test_names_are_no_answer_to_what_else_is_asked_of_them(
    tables: dict[str, list[dict[str, Any]]], tmp_path: Path, name: str, question: str
) -> None:
    assert answer(question, tables[name], tmp_path)["outcome"] != "answered"


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Averaging over the tugs, how old are they?", "on average, how old are the tugs?"),
        ("Summing over the tolls, how much was paid?", "how much was paid for the tolls in total?"),
        ("Averaged by crew, how long do they sail?", "for each crew, how long do they sail on average?"),
        ("Counting the tugs in Goole, how many are there?", "how many tugs in Goole are there?"),
        ("What trades do they ply, listed distinctly?", "What trades do they ply?"),
    ],
)
def test_figures_told_first_are_asked_as_others_are(question: str, plain: str) -> None:
    assert say_gerunds(question) == plain


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Where the kind is ash or the kind is oak, how many?", "Where the kind is ash or oak, how many?"),
        ("where kind is ash or kind is oak or kind is elm", "where kind is ash or oak or elm"),
        ("where age is less than 3 or age is more than 9", "where age is less than 3 or age is more than 9"),
    ],
)
def test_a_header_is_said_once_before_its_cells(question: str, plain: str) -> None:
    assert say_header_once(question) == plain


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Who paid somewhere between 5 and 9?", "Who paid between 5 and 9?"),
        ("Which tugs do we have, and what are they priced at?",
         "Which tugs do we have, and what is their price?"),
        ("How are tugs priced on average?", "how much do tugs cost on average?"),
        ("Were they by road or by rail?", "Were they by road or rail?"),
        ("What does a mate typically make?", "how much does a mate typically make?"),
        ("What does a baker make?", "What does a baker make?"),
    ],
)  # fmt: skip
def test_what_is_said_in_passing_is_said_plainly(question: str, plain: str) -> None:
    assert say_colloquial(question) == plain
