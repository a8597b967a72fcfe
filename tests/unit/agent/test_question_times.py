"""Time in questions: ranges, days of the week, how long things took, states, and one day against another."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_files, shown_rows, write_csv

WORKERS = """worker_id,worker,hired_on,left_on,trained,hourly_pay
1,Ann,2018-03-05,,1,20
2,Bob,2019-09-09,2023-02-01,0,18
3,Cy,2020-01-06,,1,25
4,Di,2021-06-30,2021-12-31,0,22
5,Eve,2022-01-17,,0,19
6,Fay,2022-04-02,,1,21
7,Gus,2023-05-11,,0,18
8,Hal,2023-05-20,,0,18
""".splitlines()
JOBS = """job_id,worker_id,opened_at,promised_on,finished_at,estimate,cost,insured
11,1,2023-03-06 08:00:00,2023-03-08,2023-03-07 10:00:00,100,90,yes
12,1,2023-03-11 09:00:00,2023-03-14,2023-03-16 09:00:00,200,260,no
13,2,2023-03-12 09:30:00,2023-03-13,2023-03-13 18:00:00,50,50,yes
14,3,2023-04-02 07:00:00,2023-04-05,2023-04-12 07:00:00,300,330,yes
15,3,2023-05-10 10:00:00,2023-05-20,2023-05-20 12:00:00,80,70,no
16,5,2023-05-31 10:00:00,2023-06-10,,120,,no
17,6,2023-07-03 12:00:00,2023-07-04,2023-07-04 15:00:00,60,75,no
18,6,2024-01-08 12:00:00,2024-01-20,,90,,yes
""".splitlines()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """A repair shop: workers come and go, jobs are promised for a day and take their time."""
    folder = tmp_path_factory.mktemp("shop")
    files = [write_csv(folder, name, lines) for name, lines in (("workers", WORKERS), ("jobs", JOBS))]
    return ingest_files(files, folder / "out")


CASES: list[tuple[str, list[list[Any]]]] = [
    # Ranges whose month or year is said once, and parts of a year.
    ("How many jobs were opened from 6 to 12 March 2023?", [[3]]),
    ("How many jobs were opened between 12 March and 10 May 2023?", [[3]]),
    ("How many jobs were opened between March 12 and May 10, 2023?", [[3]]),
    ("jobs opened in the second quarter of 2023, how many?", [[3]]),
    ("How many workers were hired in the 2010s?", [[2]]),
    ("How many jobs were opened in the last 6 months of 2023?", [[1]]),
    # Days of the week.
    ("How many jobs were opened on weekends?", [[3]]),
    ("How many jobs were opened on a Monday?", [[3]]),
    ("jobs opened in March 2023 per day of the week", [["Monday", 1], ["Saturday", 1], ["Sunday", 1]]),
    # States told by a day that is missing or known.
    ("How many jobs are still open?", [[2]]),
    ("How many unfinished jobs are there?", [[2]]),
    ("What is the average hourly pay of current workers?", [[20.166666666666668]]),
    ("How many workers are currently employed?", [[6]]),
    ("How many workers are no longer employed?", [[2]]),
    ("How many former workers are there?", [[2]]),
    ("total cost of finished jobs", [[875]]),
    # One day, or number, against another of the same row.
    ("How many jobs were finished late?", [[2]]),
    ("How many jobs were finished after the promised day?", [[2]]),
    ("How many jobs were finished later than promised?", [[2]]),
    ("How many jobs were finished on time?", [[4]]),
    ("How many jobs have a cost above the estimate?", [[3]]),
    ("How many jobs where the estimate is higher than the cost?", [[2]]),
    # How long rows lasted.
    ("How many jobs took longer than 5 days?", [[2]]),
    ("How many jobs were finished within 2 days of being opened?", [[3]]),
    ("How many jobs were finished more than 4 days after they were opened?", [[3]]),
    ("average time from opening to finish in days", [[4.666666666666667]]),
    ("How long does it take on average to finish a job, in days?", [[4.666666666666667]]),
    ("What is the average job duration in hours?", [[114.58333333333333]]),
    ("What is the cost of the job that took the longest?", [[70]]),
    # What came first or last.
    ("Who was hired first?", [["Ann"]]),
    ("Which worker joined most recently?", [["Hal"]]),
    ("Who was the first worker to leave?", [["Di"]]),
    ("Which of the current workers has been employed the longest?", [["Ann"]]),
    ("When was the last job opened?", [["2024-01-08T12:00:00"]]),
    # Ones and zeros, and yes and no.
    ("How many trained workers are there?", [[3]]),
    ("How many untrained workers are there?", [[5]]),
    ("total cost of non-insured jobs", [[405]]),
    ("How many jobs were not covered by insured?", [[4]]),
    ("average estimate of jobs with and without insured", [[False, 115], [True, 135]]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "rows"), CASES, ids=[question for question, _ in CASES])
def test_time_is_read_from_the_days_of_a_row(
    question: str, rows: list[list[Any]], shop: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer(question, shop, tmp_path)

    assert result["outcome"] == "answered", result["readings"]
    assert shown_rows(result) == rows
