"""What people ask of a company's sheets in words that no header has: heads, absences, the most common."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "trainers": [
        "Trainer,Team,Wage,Started On,Age Group", "Ana,Yoga,3000,2015-03-01,2", "Bo,Yoga,2500,2019-05-01,3",
        "Cy,Swim,2700,2012-01-01,3", "Di,Swim,2000,2021-09-01,2", "Ed,Boxing,3100,2020-01-01,3",
        "Flo,Boxing,1900,2022-02-01,3",
    ],
    "classes": [
        "Class Code,Class,Trainer,Capacity,Status", "C1,Pilates,Ana,18,Open", "C2,Spin,Bo,25,Full",
        "C3,Aqua,Cy,30,Closed", "C4,Barre,Ana,16,Open",
    ],
    "bookings": [
        "Booking,Class Code,Booked On,Rating,Noted By", "B1,C1,2023-02-01,4,Kim", "B2,C1,2024-02-01,4,",
        "B3,C2,2023-03-01,5,Lee", "B4,C3,2024-04-01,1,", "B5,C1,2024-05-01,4,Kim", "B6,C2,2024-06-01,5,Kim",
        "B7,C1,2024-07-01,4,Lee", "B8,C3,2024-08-01,4,Kim", "B9,C1,2024-09-01,1,Kim",
    ],
    "absences": [
        "Entry,Trainer,Start Date,Days,Reason", "1,Ana,2024-01-02,3,Sick", "2,Ana,2024-02-02,9,Holiday",
        "3,Bo,2023-02-02,5,Sick", "4,Cy,2024-05-02,2,Holiday", "5,Di,2023-05-02,1,Sick",
    ],
    "budget": [
        "Team,Year,Budget", "Yoga,2023,100", "Yoga,2024,110", "Swim,2023,200", "Swim,2024,220",
        "Boxing,2023,50", "Boxing,2024,60",
    ],
}  # fmt: skip
FLEET = {
    "aircraft": ["Tail No,Seats", "T1,100", "T2,150", "T3,90"],
    "flights": [
        "Flight,Tail No,Flight Date,Crew Shift,Bags Lost,Passengers Carried",
        "F1,T1,2024-05-01,Day,3,100", "F2,T1,2024-05-01,Night,1,90", "F3,T2,2024-05-02,Day,9,80",
        "F4,T2,2024-05-03,Night,0,150", "F5,T3,2024-05-03,Day,2,70", "F6,T3,2024-05-04,Day,2,60",
    ],
    "expenses": [
        "Expense ID,Spent On,Category,Vendor,Cost", "E1,2023-02-01,Fuel,Petra,50",
        "E2,2024-02-01,Fuel,Petra,40", "E3,2024-03-01,Rent,Hall,70", "E4,2024-04-01,Fuel,Olio,45",
        "E5,2023-04-01,Rent,Hall,1",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(FLEET, tmp_path_factory.mktemp("fleet"))


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("gym"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("headcount by team", [["Boxing", 2], ["Swim", 2], ["Yoga", 2]]),
        ("headcount in Yoga", [[2]]),
        ("top 2 earners", [["Ed"], ["Ana"]]),
        ("lowest earners in Yoga", [["Bo"]]),
        ("trainers per age group", [[2, 2], [3, 4]]),
        ("the most common rating", [[4]]),
        ("how many bookings per trainer", [["Ana", 5], ["Bo", 2], ["Cy", 2]]),
        ("total days absent by reason", [["Holiday", 11], ["Sick", 9]]),
        ("which trainers have never been absent?", [["Ed"], ["Flo"]]),
        ("who was absent the most days", [["Ana"]]),
        ("how many days was Ana absent", [[12]]),
        ("total budget for 2024", [[390]]),
        ("budget by team for 2024", [["Boxing", 60], ["Swim", 220], ["Yoga", 110]]),
    ],
)
def test_what_is_counted_or_added_up_follows_from_what_the_rows_are(
    question: str, rows: list[list[Any]], gym: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert shown_rows(answer(question, gym, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("classes with more capacity than Pilates", [["Aqua"], ["Spin"]]),
        ("which classes have a lower capacity than Spin?", [["Barre"], ["Pilates"]]),
        ("trainers whose wage is higher than that of Cy", [["Ana"], ["Ed"]]),
        ("trainers who started before Bo", [["Ana"], ["Cy"]]),
        ("classes that are neither open nor full", [["Aqua"]]),
        ("classes nobody has a booking for", [["Barre"]]),
        ("bookings where nobody is named in noted by", [["B2"], ["B4"]]),
        ("bookings with nothing entered under noted by", [["B2"], ["B4"]]),
        ("classes booked in 2023 but not in 2024", []),
        ("classes with bookings in 2024 but none in 2023", [["Aqua"]]),
        ("classes with more capacity than 20", [["Aqua"], ["Spin"]]),
        ("which trainer has been here the longest", [["Cy"]]),
        ("who is the trainer of Aqua", [["Cy"]]),
        ("trainers sorted by name", [["Ana"], ["Bo"], ["Cy"], ["Di"], ["Ed"], ["Flo"]]),
        ("the main reason for absences", [["Sick"]]),
        ("the main reason for absences in days", [["Holiday"]]),
    ],
)
def test_conditions_are_read_in_the_words_that_people_use(
    question: str, rows: list[list[Any]], gym: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert shown_rows(answer(question, gym, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("which aircraft lost the most bags", [["T2"]]),
        ("how many passengers did we carry in 2024", [[550]]),
        ("flights that carried fewer than 75 passengers", [["F5"], ["F6"]]),
        ("which day had the highest bags lost in total?", [["2024-05-02"]]),
        ("which day had the most passengers carried", [["2024-05-03"]]),
        ("which category costs us the most?", [["Fuel"]]),
        ("which vendor did we pay the most in 2024?", [["Hall"]]),
        ("how much did we spend on fuel in 2024", [[85]]),
        ("loss rate by crew shift: bags lost / passengers carried", [["Day", 16 / 310], ["Night", 1 / 240]]),
        ("what is the loss rate, bags lost divided by passengers carried?", [[17 / 550]]),
    ],
)
def test_figures_are_found_by_what_was_done_and_how_they_are_computed(
    question: str, rows: list[list[Any]], fleet: list[dict[str, Any]], tmp_path: Path
) -> None:
    found = shown_rows(answer(question, fleet, tmp_path))

    assert [[str(cell) for cell in row] for row in found] == [[str(cell) for cell in row] for row in rows]


def test_the_best_by_no_figure_is_offered_by_several(fleet: list[dict[str, Any]], tmp_path: Path) -> None:
    best, worst = (answer(f"what is our {way} aircraft?", fleet, tmp_path) for way in ("best", "worst"))

    assert (best["outcome"], worst["outcome"]) == ("ambiguous", "ambiguous")
    assert [figure in str(best["readings"]) for figure in ("Seats", "Passengers Carried", "Bags")] == [
        True, True, False,
    ]  # fmt: skip
    assert "sum of Bags Lost is the highest" in worst["readings"][0]["reading"]
