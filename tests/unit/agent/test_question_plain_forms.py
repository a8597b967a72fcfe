"""Basic English that is put another way round: measures behind their numbers, ends, lists that go on so."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome, interpret
from services.agent.question.language.idioms import spelt_out
from services.agent.question.language.practising import PRACTISED
from services.agent.question.language.units import without_unit
from tests.fakes.question_tables import answer, catalog_of, ingest_tables, shown_rows

BOATS = [
    "boat,type,flag,length_m,first_voyage,skipper,taken", "Alba,Ferry,Malta,120,1850,Ann Roe,12",
    "Brig,Ferry,Malta,180,1790,Bo Tarn,40", "Cog,Tug,Chile,30,1851,Ann Roe,25",
    "Dhow,Ferry,Chile,160,1999,Cy Wood,7", "Ebb,Tug,Malta,45,1901,Di Moor,3",
    "Fluyt,Barge,Chile,90,1777,Bo Tarn,18",
]  # fmt: skip
PLAYERS = [
    "player,sport,height_cm,weight_kg,coach,born", "Ann Roe,Rowing,180,70,Flo Hart,1999-02-03",
    "Bo Tarn,Rowing,190,92,Gus Lamb,2001-05-06", "Cy Wood,Boxing,170,66,Flo Hart,1998-07-08",
    "Di Moor,Boxing,168,64,Gus Lamb,2004-01-01",
]  # fmt: skip
TALES = ["tale,writer,copies", "Under Elms,Ann Roe,4", "Over Oaks,Bo Tarn,2", "Ash,Ann Roe,9"]
ROOMS = [
    "room_no,quarter,rent,opened", "11,North,500,1999", "12,South,700,2004", "13,North,650,2011",
    "14,South,900,1980",
]  # fmt: skip
LESSONS = ["lesson,tutor,price", "Knots,Eva Stone,40", "Splices,Ron Falk,90", "Sails,Eva Stone,60"]
LETS = [
    "let,quarter,floor_area_m2,rooms,rent",
    "A1,North,120,4,900",
    "A2,South,60,2,500",
    "A3,North,80,1,650",
]
PETS = ["pet,kind,weight_kg,owner_no", "Rex,Dog,20,1", "Tom,Cat,4,2", "Bes,Dog,30,2"]
OWNERS = ["owner_no,owner,town", "1,Ann Roe,Ayr", "2,Bo Tarn,Rye"]
SALES = [
    "order_no,item,unit_price,ordered_on,delivered_on", "1,Lamp,20.5,2024-01-05,2024-01-09",
    "2,Chair,45,2024-02-11,2024-02-20", "3,Lamp,19,2024-04-01,",
]  # fmt: skip
CROSSINGS = ["bridge,river,toll_car,toll_truck", "Alder Bridge,Tarn,2,8", "Birch Bridge,Orne,3,9"]
TUTORS = ["tutor,desk", "Eva Stone,A1", "Ron Falk,B2"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    made = {
        "boats": {"boats": BOATS},
        "players": {"players": PLAYERS},
        "tales": {"tales": TALES},
        "rooms": {"rooms": ROOMS},
        "lets": {"lets": LETS},
        "sales": {"orders": SALES},
        "crossings": {"bridges": CROSSINGS},
        "pets": {"pets": PETS, "owners": OWNERS},
        "lessons": {"lessons": LESSONS, "tutors": TUTORS},
    }
    return {name: ingest_tables(each, tmp_path_factory.mktemp(name)) for name, each in made.items()}


@pytest.mark.parametrize(
    ("domain", "question", "rows"),
    [
        ("boats", "How many ferries have more than 150 metres in length?", [[2]]),
        ("boats", "Which boats are longer than 150 metres from bow to stern?", [["Brig"], ["Dhow"]]),
        ("boats", "How many metres does the Cog measure from bow to stern?", [[30]]),
        ("boats", "How long is the shortest ferry?", [[120]]),
        (
            "boats",
            "How many boats sail for Malta, how many for Chile and so on for every country?",
            [["Chile", 3], ["Malta", 3]],
        ),
        ("boats", "Who gives the orders on board the Dhow?", [["Cy Wood"]]),
        ("boats", "What is the highest number taken?", [[40]]),
        ("players", "How heavy are the rowers on average?", [[81]]),
        ("players", "How tall is the shortest boxer?", [[168]]),
        ("players", "What is Ann Roe's body height?", [[180]]),
        ("players", "With Flo Hart as coach, show the players.", [["Ann Roe"], ["Cy Wood"]]),
        ("players", "Who was not even born yet when 2000 ended?", [["Bo Tarn"], ["Di Moor"]]),
        ("players", "Who are the people working out under Gus Lamb's guidance?", [["Bo Tarn"], ["Di Moor"]]),
        ("tales", "How many copies of Under Elms are left?", [[4]]),
        ("rooms", "Which room is the newest?", [[13]]),
        ("rooms", "Which rooms were already open in 1999?", [[11], [14]]),
        ("rooms", "When was the oldest room opened?", [[1980]]),
        ("rooms", "Which rooms cost less than 600? Room numbers are enough.", [[11]]),
        ("lets", "Which lets have a floor area of more than 100 square metres?", [["A1"]]),
        ("sales", "When did order 2 get there?", [["2024-02-20"]]),
        ("crossings", "What does the Alder Bridge cross?", [["Tarn"]]),
        ("rooms", "How old is the oldest room - which year is it from?", [[1980]]),
        ("pets", "Which dog has the highest weight?", [["Bes"]]),
        ("lessons", "Who is the tutor of the lesson Splices?", [["Ron Falk"]]),
    ],
)
def test_what_is_put_another_way_is_read(
    domain: str,
    question: str,
    rows: list[list[object]],
    tables: dict[str, list[dict[str, Any]]],
    tmp_path: Path,
) -> None:
    assert sorted(shown_rows(answer(question, tables[domain], tmp_path)), key=str) == rows


@pytest.mark.parametrize(
    ("domain", "question"),
    [
        ("players", "How tall is the oldest boxer?"),
        ("boats", "How many boats sail for Malta and how many for Chile?"),
        ("boats", "Put the boats side by side."),
    ],
)
def test_what_says_something_else_is_not_turned(
    domain: str, question: str, tables: dict[str, list[dict[str, Any]]]
) -> None:
    found = interpret(question, catalog_of(tables[domain]))
    shown = found.readings[0].sql if found.outcome is Outcome.ANSWERED else ""
    assert 'MIN("height_cm")' not in shown
    assert " per " not in shown


@pytest.mark.parametrize(
    ("domain", "question"),
    [
        ("lets", "What is the cheapest place in the North?"),
        ("lets", "In how many of the lets can I keep a dog?"),
        ("lets", "How many of the lets do people sleep in?"),
        ("sales", "What do I have to pay for a lamp?"),
        ("crossings", "What do I have to pay to cross the Birch Bridge?"),
    ],
)
def test_what_is_said_of_rows_is_not_passed_by(
    domain: str, question: str, tables: dict[str, list[dict[str, Any]]]
) -> None:
    found = interpret(question, catalog_of(tables[domain]))
    shown = found.readings[0].sql if found.outcome is Outcome.ANSWERED else ""
    assert '"rooms")' not in shown
    assert "SUM(" not in shown
    assert '"river"' not in shown
    assert "COUNT(*)" not in shown


def test_one_line_of_an_event_stands_for_all_ways_to_say_it() -> None:
    said = spelt_out("@climbed/scaled climb/scale")
    assert "BE/HAVE+been first? climbed/scaled THE? last/latest/most+recently ^" in said
    assert any("did/has/have/had" in each and "climb/scale/climbed/scaled" in each for each in said)
    assert spelt_out("BE born => have {c}") == ("BE born => have {c}",)


def test_what_persons_do_is_told_in_normal_form() -> None:
    assert PRACTISED["rower"] == ("rowing",)
    assert PRACTISED["water polo player"] == ("water polo",)
    assert all(word == word.casefold().strip() for each in PRACTISED.values() for word in each)


def test_a_unit_behind_a_header_is_left_out() -> None:
    assert without_unit(("height", "cm")) == ("height",)
    assert without_unit(("cm",)) == ("cm",)


def test_a_square_unit_is_left_out_too() -> None:
    assert without_unit(("floor", "area", "m", "2")) == ("floor", "area")
