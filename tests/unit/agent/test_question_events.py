"""What happened, and when: verbs that say which table and which day a question is about."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, shown_rows, write_csv

MEMBERS = """member_id,member,joined_on,left_on
1,Ann,2021-03-01,
2,Bob,2021-09-10,2023-02-01
3,Cy,2022-01-05,2023-11-30
4,Di,2022-06-30,
5,Eve,2023-01-15,
6,Fay,2023-04-02,2024-01-20
""".splitlines()
TOOLS = """tool_id,tool,maker,acquired_on
1,Drill,Bosk,2020-01-04
2,Saw,Bosk,2021-02-01
3,Sander,Makro,2022-05-06
4,Plane,Makro,2022-12-01
5,Router,Bosk,2023-02-02
""".splitlines()
RENTALS = """rental_id,tool_id,member_id,rental_date,due_date,returned_on,fee
11,1,1,2022-02-01,2022-02-08,2022-02-07,10
12,2,1,2022-03-15,2022-03-20,2022-03-25,20
13,1,2,2022-11-20,2022-11-27,2022-11-27,10
14,3,3,2023-01-10,2023-01-17,2023-01-30,15
15,4,3,2023-04-10,2023-04-12,2023-04-11,25
16,1,4,2023-05-01,2023-05-08,2023-05-18,10
17,2,4,2023-05-31,2023-06-05,,20
18,1,1,2023-10-30,2023-11-05,2023-11-02,10
""".splitlines()


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """A club that lends tools: each row has several days, and things happen in a table of their own."""
    folder = tmp_path_factory.mktemp("club")
    files = [
        write_csv(folder, name, lines)
        for name, lines in (("members", MEMBERS), ("tools", TOOLS), ("rentals", RENTALS))
    ]
    return ingest_files(files, folder / "out")


CASES: list[tuple[str, list[list[Any]]]] = [
    ("How many members joined in 2022?", [[2]]),
    ("how many members left during 2023", [[2]]),
    ("members who left before 2023-06-01", [["Bob"]]),
    ("How many members quit between 1 January 2023 and 31 December 2023?", [[2]]),
    ("How many members have left?", [[3]]),
    ("How many members signed up in 2021?", [[2]]),
    ("How many tools were acquired in 2022?", [[2]]),
    ("In 2022, how many tools did we acquire?", [[2]]),
    ("total fee of rentals returned in May 2023", [[10]]),
    ("How many rentals were due in June 2023?", [[1]]),
    ("tools rented in 2022", [["Drill"], ["Saw"]]),
    ("tools rented per year", [[2022, 3], [2023, 5]]),
    ("new members by year", [[2021, 2], [2022, 2], [2023, 2]]),
    (
        "rentals per month of 2022, with the month written as YYYY-MM",
        [["2022-02", 1], ["2022-03", 1], ["2022-11", 1]],
    ),
    ("How many rentals were made in each quarter of 2022? Use the quarter number.", [[1, 2], [4, 1]]),
    ("On average, how many days did the rentals last?", [[9.142857142857142]]),
    ("average days from rental to return by maker", [["Bosk", 8.6], ["Makro", 10.5]]),
    ("average number of days between a member joining and their first rental", [[362.0]]),
    ("median days between due date and return", [[0.0]]),
    ("In which month of 2023 (as YYYY-MM) did we rent the most tools?", [["2023-05"]]),
]


@pytest.mark.parametrize(("question", "rows"), CASES, ids=[question for question, _ in CASES])
def test_a_verb_says_on_which_day(
    question: str, rows: list[list[Any]], club: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer(question, club, tmp_path)

    assert result["outcome"] == "answered", result["readings"]
    assert shown_rows(result) == rows


def test_a_year_is_no_figure(club: list[dict[str, Any]], tmp_path: Path) -> None:
    result = answer("By how much did the fee in 2022 exceed that of 2023?", club, tmp_path)

    assert "> 2023" not in str(result["sql"])
