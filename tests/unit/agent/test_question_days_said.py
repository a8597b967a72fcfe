"""Which day a question goes by, and of which rows only some have one: shops that closed."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, shown_rows, write_csv

SHOPS = [
    "shop_id,shop_name,town,floor_sqm,opened_on,closed_on",
    "1,Alder,Hull,80,2018-03-01,2020-03-01", "2,Birch,Hull,60,2019-05-10,",
    "3,Cedar,Leeds,90,2019-06-01,2019-07-01",
    "4,Dill,Leeds,40,2021-01-15,",
]  # fmt: skip
FITTINGS = [
    "fit_id,shop_id,booked_on,fit_date,fit_state,minutes",
    "1,1,2023-01-02,2023-01-09,held,30", "2,1,2023-01-03,2023-02-06,held,40",
    "3,2,2023-02-07,2023-02-13,missed,50",
    "4,2,2023-03-01,2023-03-08,called_off,20", "5,4,2023-04-04,2023-04-10,held,60",
    "6,4,2023-10-02,2023-10-16,missed,10",
]  # fmt: skip
FEES = [
    "fee_id,fit_id,due_on,paid_on,channel,amount",
    "1,1,2023-01-20,2023-01-18,card,50", "2,2,2023-02-20,2023-02-24,card,70",
    "3,3,2023-02-20,2023-03-02,cash,60",
    "4,5,2023-04-20,2023-04-26,card,90", "5,6,2023-10-25,,cash,40",
]  # fmt: skip
NOVELS = [
    "novel_id,title,publisher,submitted_on,published_on",
    "1,Ash,Nib,2021-01-01,2021-03-02", "2,Oak,Nib,2021-02-01,", "3,Elm,Quill,2021-06-01,2022-01-07",
    "4,Fir,Quill,2022-02-01,2022-05-02",
]  # fmt: skip


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Shops of which some closed, and fittings in them that are booked for a day."""
    folder = tmp_path_factory.mktemp("chain")
    tables = (("shops", SHOPS), ("fittings", FITTINGS), ("fees", FEES), ("novels", NOVELS))
    return ingest_files([write_csv(folder, name, lines) for name, lines in tables], folder / "out")


DAYS: list[tuple[str, list[list[Any]]]] = [
    ("How many fittings were there on each day of the week?", [["Monday", 5], ["Wednesday", 1]]),
    ("How many fittings are there on each weekday by booking date?",
     [["Monday", 2], ["Tuesday", 3], ["Wednesday", 1]]),
    ("Which day of the week has the most fittings, by fitting date, and how many are there?",
     [["Monday", 5]]),
    ("In which month of 2023 were the most fittings, going by the booking date?", [["January"]]),
    ("How many fittings were held in each month of 2023, by fitting date? Return the month as YYYY-MM.",
     [["2023-01", 1], ["2023-02", 1], ["2023-04", 1]]),
    ("How many fittings had a fit date in each month of 2023?",
     [["2023-01-01", 1], ["2023-02-01", 2], ["2023-03-01", 1], ["2023-04-01", 1], ["2023-10-01", 1]]),
    ("How many fittings were there in each quarter of 2023?", [[1, 4], [2, 1], [4, 1]]),
    ("Which quarter of 2023 had the most fittings?", [[1]]),
    ("How many fittings were booked per quarter from 2023 to 2024?",
     [["2023-01-01", 4], ["2023-04-01", 1], ["2023-10-01", 1]]),
]  # fmt: skip
DONE: list[tuple[str, list[list[Any]]]] = [
    ("How many shops have closed?", [[2]]),
    ("For each town, how many shops have closed?", [["Hull", 1], ["Leeds", 1]]),
    ("How many shops closed?", [[2]]),
    ("Which shops closed?", [["Alder"], ["Cedar"]]),
    ("What is the average floor of shops that closed?", [[85]]),
    ("How many shops closed per year?", [[2019, 1], [2020, 1]]),
    ("In which year were the fewest novels published?", [[2021]]),
    ("How many novels published?", [[3]]),
    ("List the names of closed shops and the town.", [["Alder", "Hull"], ["Cedar", "Leeds"]]),
    ("List the names of shops that have closed and the number of days each was open, longest first.",
     [["Alder", 731], ["Cedar", 30]]),
    ("How many days was each closed shop open?", [["Alder", 731], ["Cedar", 30]]),
    ("How many days were shops open on average in each town?", [["Hull", 731], ["Leeds", 30]]),
    ("List the name and the number of days from opening to closing of closed shops",
     [["Alder", 731], ["Cedar", 30]]),
]  # fmt: skip
BETWEEN: list[tuple[str, list[list[Any]]]] = [
    ("For held and for missed fittings, what is the average number of days between booking and fitting date?",
     [["held", 15.67], ["missed", 10]]),
    ("What is the average number of minutes of held and of missed fittings?",
     [["held", 43.33], ["missed", 30]]),
    ("How many held and how many missed fittings are there?", [["held", 3], ["missed", 2]]),
    ("How many fittings were held and how many were missed?", [["held", 3], ["missed", 2]]),
    ("How many held or missed fittings are there?", [[5]]),
    ("For fees that were paid late, how many days late were they on average in each payment channel?",
     [["card", 5], ["cash", 10]]),
    ("What is the average number of days from submission to publication of published novels?", [[123.33]]),
]  # fmt: skip


def _rounded(rows: list[list[Any]]) -> list[list[Any]]:
    return [[round(cell, 2) if isinstance(cell, float) else cell for cell in row] for row in rows]


@pytest.mark.parametrize(("question", "rows"), [*DAYS, *DONE, *BETWEEN])
def test_days_are_those_that_the_question_says(
    chain: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert _rounded(sorted(shown_rows(answer(question, chain, tmp_path)))) == rows


COUNTERS = ["counter_id,shop_id,counter_name", "1,1,Till", "2,1,Desk", "3,2,Bar"]
READINGS = [
    "reading_id,counter_id,taken_on,reading_amt",
    "1,1,2023-01-31,50", "2,1,2023-02-28,20", "3,2,2023-01-31,80", "4,2,2023-02-28,60", "5,3,2023-01-31,70",
]  # fmt: skip
PATRONS = ["patron_id,patron_name,patron_since", "1,Ann,2022-01-01", "2,Bo,2023-02-02", "3,Cy,2023-02-03"]
LOGINS = [
    "login_id,patron_id,login_at,platform",
    "1,1,2023-02-05 10:00:00,phone", "2,1,2023-03-05 10:00:00,web", "3,2,2023-03-06 11:00:00,web",
]  # fmt: skip


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Readings of counters on some days, and patrons who log in."""
    folder = tmp_path_factory.mktemp("counted")
    tables = (("counters", COUNTERS), ("readings", READINGS), ("patrons", PATRONS), ("logins", LOGINS))
    return ingest_files([write_csv(folder, name, lines) for name, lines in tables], folder / "out")


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many readings are there on the latest taken date?", [[2]]),
        ("What is the total reading amount on the latest taken date?", [[80]]),
        ("What is the total reading amount on the first taken date?", [[200]]),
        ("How many patrons logged in in each month of 2023?", [["2023-02-01", 1], ["2023-03-01", 2]]),
        ("How many patrons logged in on web in March 2023?", [[2]]),
        ("How many patrons never logged in?", [[1]]),
        ("Which patrons had no logins since March 2023?", [["Cy"]]),
    ],
)
def test_the_last_day_and_the_days_of_deeds(
    counted: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[list[Any]]
) -> None:
    assert sorted(shown_rows(answer(question, counted, tmp_path))) == rows


@pytest.mark.parametrize(
    "question",
    [
        "What is the latest reading amount of each counter?",
        "What is the most recent reading of each counter?",
        "What was the reading amount of each counter's last reading?",
    ],
)
def test_the_latest_amount_is_that_of_the_latest_row(
    counted: list[dict[str, Any]], tmp_path: Path, question: str
) -> None:
    rows = shown_rows(answer(question, counted, tmp_path))

    assert sorted((row[0], next(cell for cell in row[1:] if isinstance(cell, int))) for row in rows) == [
        ("Bar", 70), ("Desk", 60), ("Till", 20),
    ]  # fmt: skip


def test_who_did_something_in_a_year_is_not_who_joined_in_it(
    counted: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert answer("How many patrons danced in 2023?", counted, tmp_path)["outcome"] == "refused"
    assert shown_rows(answer("How many patrons joined in 2023?", counted, tmp_path)) == [[2]]
