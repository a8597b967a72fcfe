"""The time between two days is asked for as a column, and groups go by the day that is said beside them."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, write_csv

GARAGES = ["garage_id,garage_name,town", "1,Axle,Leeds", "2,Bolt,York", "3,Crank,York"]
REPAIRS = [
    "repair_id,garage_id,requested_on,finished_on,grade,fee",
    "101,1,2022-01-03,2022-01-08,minor,120",
    "102,1,2022-03-10,2022-03-25,major,400",
    "103,2,2022-06-01,2022-06-03,minor,90",
    "104,2,2022-12-20,2023-01-09,major,510",
    "105,3,2023-02-01,2023-02-11,minor,150",
    "106,3,2023-05-05,2023-05-11,major,300",
]
VISITS = [
    "visit_id,garage_id,visited_on,length_min,kind",
    "1,1,2022-01-05,90,check", "2,1,2022-02-06,30,talk", "3,2,2022-02-09,60,check", "4,3,2023-03-01,45,check",
]  # fmt: skip
BILLS = [
    "bill_no,repair_id,issued_on,due_on,paid_on,method,amount",
    "B1,101,2022-01-10,2022-01-24,2022-01-20,card,120",
    "B2,102,2022-03-26,2022-04-09,2022-05-09,cash,400",
    "B3,103,2022-06-04,2022-06-18,2022-06-28,card,90",
    "B4,104,2023-01-10,2023-01-24,2023-02-03,cash,510",
    "B5,105,2023-02-12,2023-02-26,2023-02-20,card,150",
    "B6,106,2023-05-12,2023-05-26,2023-06-15,card,300",
]


@pytest.fixture(scope="module")
def garages(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Repairs that took some days, and bills of which some were paid too late."""
    folder = tmp_path_factory.mktemp("garages")
    files = [
        write_csv(folder, name, lines)
        for name, lines in (
            ("garages", GARAGES), ("repairs", REPAIRS), ("bills", BILLS), ("visits", VISITS),
        )
    ]  # fmt: skip
    return ingest_files(files, folder / "out")


CASES: list[tuple[str, list[list[Any]]]] = [
    ("Average days from request to finish per grade", [["major", 13.67], ["minor", 5.67]]),
    ("How many days does it take on average from request to finish per town?",
     [["Leeds", 10], ["York", 9.5]]),
    ("What are the average and the longest time from request to finish in days, per grade?",
     [["major", 13.67, 20], ["minor", 5.67, 10]]),
    ("How many days after the issue date do drivers pay their bills, on average per method?",
     [["card", 19], ["cash", 34]]),
    ("How many days late are bills on average, per method, looking only at those paid after the due date?",
     [["card", 15], ["cash", 20]]),
    ("Average days from request to finish by year of finish", [["2022", 7.33], ["2023", 12]]),
    ("How many days from request to finish on average in each of the years 2022 and 2023? "
     "Use the year of the finished date.", [["2022", 7.33], ["2023", 12]]),
    ("Total fee by year of the finished date", [["2022", 610], ["2023", 960]]),
    ("How many repairs were requested in each year?", [["2022", 4], ["2023", 2]]),
    ("How many hours of visits were held per month in 2022?", [["2022-01-01", 1.5], ["2022-02-01", 1.5]]),
    ("Total visit hours by kind", [["check", 3.25], ["talk", 0.5]]),
    ("How many repairs were requested in each year and what is the percent change against the year before?",
     [["2022", 4, None], ["2023", 2, -50]]),
    ("What are the first and the last request date per town?",
     [["Leeds", "2022-01-03", "2022-03-10"], ["York", "2022-06-01", "2023-05-05"]]),
    ("Percentage change in the number of repairs per year of request", [["2022", 4, None], ["2023", 2, -50]]),
]  # fmt: skip


def _rounded(rows: list[list[Any]]) -> list[list[str]]:
    return [[str(round(c, 2) + 0.0 if isinstance(c, int | float) else c) for c in row] for row in rows]


@pytest.mark.parametrize(("question", "rows"), CASES, ids=[question for question, _ in CASES])
def test_lapses(question: str, rows: list[list[Any]], garages: list[dict[str, Any]], tmp_path: Path) -> None:
    """The days between two dates are averaged, compared and put in groups as any figure is."""
    result = answer(question, garages, tmp_path)
    assert result["outcome"] == "answered", result.get("doubtful")
    known = [[int(c) if str(c).isdigit() else c for c in row] for row in rows]
    got = [[int(c) if str(c).isdigit() else c for c in row] for row in result["rows"]]
    assert _rounded(got) == _rounded(known)


LIMITS: list[tuple[str, set[str]]] = [
    ("Which bills were paid more than 15 days after the due date?", {"B2", "B6"}),
    ("Which bills were paid more than 20 days after they were issued?", {"B2", "B3", "B4", "B6"}),
]


@pytest.mark.parametrize(("question", "bills"), LIMITS, ids=[question for question, _ in LIMITS])
def test_limits(question: str, bills: set[str], garages: list[dict[str, Any]], tmp_path: Path) -> None:
    """How long something took limits the rows of which it is said."""
    result = answer(question, garages, tmp_path)
    assert result["outcome"] == "answered", result.get("doubtful")
    assert {row[0] for row in result["rows"]} == bills


REFUSED = [
    "How many days late are bills on average per method?",  # What was early has no part in it.
    "Average fee for each home garage",  # Nothing says which garage of several that is.
]


@pytest.mark.parametrize("question", REFUSED)
def test_doubtful(question: str, garages: list[dict[str, Any]], tmp_path: Path) -> None:
    """What leaves open which rows or groups are meant is not guessed."""
    assert answer(question, garages, tmp_path)["outcome"] != "answered"


def test_at_least_one_is_no_sum(garages: list[dict[str, Any]], tmp_path: Path) -> None:
    """What one row has to have is not asked of the sum of many, and the largest is shown where wanted."""
    question = (
        "Which garages had at least one repair with a fee over 350? Return the garage and the highest fee."
    )
    result = answer(question, garages, tmp_path)
    assert result["outcome"] == "answered", result.get("doubtful")
    assert [row[:2] for row in result["rows"]] == [["Axle", 400], ["Bolt", 510]]
