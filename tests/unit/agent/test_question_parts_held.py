"""Who has which part in rows, who made them, and by which rows things go together."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question import Outcome
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

_KEEPERS = [
    "Ann,Poe", "Bo,Ray", "Cy,Fox", "Di,Orr", "Ed,Low", "Flo,Kim", "Gus,Lee", "Hal,May", "Ida,Roe", "Jo,Ash",
    "Kay,Elm", "Ann,Ray",
]  # fmt: skip
_HEADS = [31, 31, 33, 42, 35, 36, 37, 31, 39, 33]
_ASSISTING = [31, 32, 33, 34, 35, 41, 42, 31]
ZOO = {
    "keepers": ["keeper_id,name,surname,wage"]
    + [f"{31 + at},{name},{2000 + 50 * at}" for at, name in enumerate(_KEEPERS)],
    "houses": ["house_id,title,head,area"]
    + [f"{at + 1},House{chr(65 + at)},{head},{90 + at}" for at, head in enumerate(_HEADS)],
    "sponsors": ["ssn,name,pledge_date,card_no"]
    + [f"{70001 + at},Firm{chr(75 + at)},20{10 + at}-03-01,{5000 + at if at else ''}" for at in range(6)],
    "visits": ["visit_id,sponsor,assisting_keeper,ordered_on,promised_on,delivered_on,status"]
    + [
        f"{at + 1},{70001 + at % 5},{keeper},2024-04-02,2024-05-0{at + 1},2024-05-0{at + 1 + at % 2},done"
        for at, keeper in enumerate(_ASSISTING)
    ]
    + ["9,70001,31,2024-04-02,2024-05-09,,open"],
    "complaints": ["complaint_id,visit_id,reason,amount,settled", "1,1,late,10,5", "2,3,rude,20,",
        "3,3,lost,30,9"],
    "bills": ["bill_id,sponsor,total,paid", "1,70001,10,Y", "2,70002,20,N", "3,70003,15,Y"],
    "upkeep": ["sponsor,year_month,litres"]
    + [f"{70001 + at % 3},{2023 + at // 6}{1 + at % 6:02},{10 + at * at}" for at in range(12)],
    "animals": ["animal_id,nickname,house_id", "1,Leo,1", "2,Mia,1", "3,Rex,2", "4,Zoe,2"],
    "programs": ["program_id,subject,house_id", "1,Swimming,1", "2,Painting,1", "3,Singing,2"],
    "trainings": [
        "training_id,program_id,room,led_by", "1,1,Hall,31", "2,1,Yard,31", "3,2,Hall,38", "4,3,Yard,42",
    ],
    "attendances": ["animal_id,training_id", "1,1", "3,2", "3,3", "4,4"],
}  # fmt: skip


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(ZOO, tmp_path_factory.mktemp("zoo"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # A header of houses says that somebody is the head of them.
        ("Which keepers are the head of more than one house?", [["Ann", "Poe"], ["Cy", "Fox"]]),
        ("Which keepers head at least two houses?", [["Ann", "Poe"], ["Cy", "Fox"]]),
        ("Who heads the most houses?", [["Ann", "Poe"]]),
        (
            "List the keepers who are not head of any house.",
            [["Bo", "Ray"], ["Di", "Orr"], ["Hal", "May"], ["Jo", "Ash"], ["Kay", "Elm"]],
        ),
        ("Which keepers led at least two trainings?", [["Ann", "Poe"]]),
        # The last word of a header says whose number it is.
        ("Which keeper has the most visits?", [["Ann", "Poe"]]),
        # A sponsor's ssn is what visits name, though card numbers are theirs alone as well.
        ("Which sponsors have no visits?", [["FirmP"]]),
        # What claims call late is another thing than what came late.
        ("How many visits were delivered late?", [[4]]),
        ("How many complaints are not settled yet?", [[1]]),
        ("How many bills are not yet paid?", [[1]]),
        ("What is the total litres in 2023?", [[115]]),
        ("What is the total litres in March 2024?", [[74]]),
        ("What is the total litres between February and April 2024?", [[224]]),
        ("Which sponsors signed their pledge before 2012?", [["FirmK"], ["FirmL"]]),
        # Animals are in a program by the trainings they attended, not by the house that both have.
        ("List the nicknames of animals that took Swimming.", [["Leo"], ["Rex"]]),
        ("How many animals took the Singing program?", [[1]]),
        ("Which keeper has the highest wage, including ties?", [["Ann", "Ray"]]),
        ("What is the highest wage and who earns it?", [["Ann", "Ray", 2550]]),
        (
            "What is the payout rate, where payout rate = SUM(settled) / SUM(amount) * 100?",
            [[pytest.approx(100 * 14 / 60)]],
        ),
    ],
)
def test_parts_and_ways_are_taken_from_headers(
    zoo: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, zoo, tmp_path)
    assert found["outcome"] == Outcome.ANSWERED
    assert shown_rows(found) == rows


FUND = {
    "patrons": [
        "patron_id,first_name,last_name,town", "1,Ann,Poe,Ely", "2,Bo,Ray,Ely", "3,Cy,Poe,Ayr",
        "4,Di,Orr,Ayr",
    ],
    "donations": [
        "donation_id,patron_id,amount,given_on,method", "1,1,900,2024-01-01,card", "2,1,300,2024-02-01,cash",
        "3,2,800,2024-02-05,card", "4,3,150,2024-03-01,card", "5,4,950,2024-03-04,cash",
    ],
    "schemes": ["scheme_id,title", "1,Wells", "2,Books"],
    "expenses": [
        "expense_id,scheme_id,amount,spent_on", "1,1,10,2024-01-01", "2,1,20,2024-02-01", "3,2,5,2024-02-02",
    ],
    "bills": ["bill_no,scheme_id,cost,issued", "1,1,10,2024-01-01", "2,2,30,2024-01-02"],
}  # fmt: skip


@pytest.fixture(scope="module")
def fund(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(FUND, tmp_path_factory.mktemp("fund"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # The first of a list of headers is no word for the second.
        ("What are the first name, last name and amount of the largest donation?", [["Di", "Orr", 950]]),
        (
            "Show the first name, last name and amount of donations by cash.",
            [["Ann", "Poe", 300], ["Di", "Orr", 950]],
        ),
        ("Who gave the largest donation?", [["Di", "Orr"]]),
        ("What is the largest donation and who made it?", [["Di", "Orr", 950]]),
        ("Which patron made the largest donation and how much was it?", [["Di", "Orr", 950]]),
        ("List patrons who gave more than 1000 in total.", [["Ann", "Poe"]]),
        ("How much was spent on each scheme?", [["Books", 5], ["Wells", 30]]),
        ("What is the average bill?", [[20]]),
        # Those told of behind "by" gave it, and are no groups.
        ("What is the total amount of donations given by patrons whose town is Ely?", [[2000]]),
    ],
)
def test_who_made_rows_is_asked_of_whom_they_name(
    fund: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    found = answer(question, fund, tmp_path)
    assert found["outcome"] == Outcome.ANSWERED
    assert shown_rows(found) == rows
