"""Rates, shares and averages per thing, of one table and over several, told in a sentence or in two."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.rewording.zeros import say_zeros
from tests.fakes.question_tables import answer, check_rows, ingest_tables


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    vans = ["11,1,active,1,D", "12,1,active,0,E", "13,2,retired,0,D", "14,3,active,1,E"]
    vans += ["15,3,active,0,D", "16,3,active,0,D", "17,2,active,0,D", "18,1,active,1,D"]
    repaired, washed = (11, 11, 12, 13, 14, 14, 14, 18), (11, 13, 14, 15)
    sheets = {
        "depots": ["depot_id,depot_name,region", "1,Alder,North", "2,Birch,North", "3,Cedar,South"],
        "vans": ["van_id,depot_id,van_state,is_leased,fuel_cd", *vans],
        "repairs": ["repair_id,van_id,cost", *(f"{n},{van},{n}" for n, van in enumerate(repaired, 101))],
        "washes": ["wash_id,van_id,price", *(f"{n},{van},5" for n, van in enumerate(washed, 201))],
        "claims": [
            "claim_id,van_id,claim_kind,claimed_amount,settled_amount,claim_state",
            *("401,11,glass,100,50,settled", "402,11,theft,80,20,open"),
            *("403,14,glass,60,60,settled", "404,15,theft,40,10,settled"),
        ],
        "trips": [
            "trip_id,van_id,seats_taken,seats_empty,sent_on,due_on,outcome,check_in,check_out",
            *("301,11,8,2,2024-01-01,2024-01-02,completed,2024-01-01,2024-01-03",),
            *("302,12,4,6,2024-01-05,2024-01-04,completed,2024-01-05,2024-01-06",),
            *("303,14,10,10,2024-02-01,2024-02-01,refused,2024-02-01,2024-02-04",),
            *("304,14,20,0,2024-02-03,2024-02-01,completed,2024-02-03,2024-02-05",),
            *("305,15,4,4,2024-03-01,2024-03-09,refused,2024-03-01,2024-03-02",),
            *("306,16,2,6,2024-03-01,2024-03-01,completed,2024-03-01,2024-03-03",),
            *("307,17,3,3,2024-03-04,2024-03-03,completed,2024-03-04,2024-03-05",),
            *("308,18,3,3,2024-03-04,2024-03-08,completed,2024-03-04,2024-03-06",),
        ],
    }
    return ingest_tables(sheets, tmp_path_factory.mktemp("fleet"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("repairs per van for each region", [["North", 1], ["South", 1]]),
        ("number of repairs per van by depot name", [["Alder", 4 / 3], ["Birch", 0.5], ["Cedar", 1]]),
        ("number of washes divided by number of repairs by region", [["North", 0.4], ["South", 2 / 3]]),
        (
            "How many washes do we have per 100 active vans in each region?",
            [["North", 25], ["South", 200 / 3]],
        ),
        (
            "average number of repairs per van by depot name, counting vans without a repair as zero",
            [["Alder", 4 / 3], ["Birch", 0.5], ["Cedar", 1]],
        ),
    ],
)
def test_figures_of_different_tables_are_divided_by_groups(
    question: str, rows: list[list[Any]], fleet: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, fleet, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many vans are there for leased vans and for ordinary vans?", [[0, 5], [1, 3]]),
        ("number of vans by leased flag", [[0, 5], [1, 3]]),
        ("total seats taken for diesel vans and for electric vans", [["D", 20], ["E", 34]]),
        (
            "What percent of trips were sent on or before the due date, for leased vans and for other vans?",
            [[0, 50], [1, 75]],
        ),
    ],
)
def test_two_kinds_named_one_after_the_other_are_groups(
    question: str, rows: list[list[Any]], fleet: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, fleet, tmp_path)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("total settled amount for settled claims", [[120]]),
        ("number of repairs per distinct van", [[1.6]]),
        (
            "Break the total price down by van state, in percent of the overall price.",
            [["active", 75], ["retired", 25]],
        ),
        (
            "For settled claims, what part of the money did they really pay out, by claim kind? "
            "Give total settled amount over total claimed amount as a fraction. "
            "Return the claim kind and the fraction.",
            [["glass", 110 / 160], ["theft", 0.25]],
        ),
        (
            "How full are the trips by outcome? Return the outcome and the seats taken as a percent of all "
            "seats (seats taken plus seats empty).",
            [["completed", 100 * 40 / 60], ["refused", 50]],
        ),
        ("total number of nights of completed trips", [[10]]),
        (
            "What do completed trips carry per night by fuel cd? "
            "Divide the total seats taken by the total number of nights.",
            [["D", 16 / 7], ["E", 8]],
        ),
    ],
)
def test_a_quotient_that_is_told_is_asked_for(
    question: str, rows: list[list[Any]], fleet: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_rows(question, rows, fleet, tmp_path)


@pytest.mark.parametrize(
    "question",
    [
        "How full are the purple trips by outcome? Give total seats taken over total seats empty.",
        "How full are trips that left late, by outcome? Give total seats taken over total seats empty.",
        "What do we get for trips without claims by outcome? Give total seats taken over total seats empty.",
        "How full is a trip per van by outcome? Divide the total seats taken by the total seats empty.",
        "repairs per van for each driver",
    ],
)
def test_what_would_be_left_out_of_a_quotient_is_refused(
    question: str, fleet: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert answer(question, fleet, tmp_path)["outcome"] != "answered"


def test_things_with_none_are_counted_where_it_is_said() -> None:
    said = "How many trips does a van make on average, by depot? Count vans with no trips as zero and go on."

    assert say_zeros(said) == "number of trips divided by number of vans, by depot. Go on."
    assert say_zeros("trips per van, counting drivers with no trips as zero").startswith("trips per van,")
