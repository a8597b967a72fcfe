"""A figure of each group in several periods, each in a column of its own; and quarters as they are told."""

from pathlib import Path
from typing import Any

import pytest

from services.agent.question.plans.written import Written, read_written
from tests.fakes.question_tables import answer, ingest_tables, shown_rows

TABLES = {
    "growers": ["grower_id,grower_name,region,joined_on", "1,Ash,East,2022-02-01", "2,Birch,East,2023-03-01",
                "3,Cedar,West,2023-04-01", "4,Dogwood,West,2022-05-01", "5,Elm,West,2022-06-01"],
    "consignments": ["consignment_id,grower_id,state,created_at,promised_on,left_on",
                     "1,1,sent,2022-01-05 10:00:00,2022-01-09,2022-01-08",
                     "2,3,sent,2022-05-05 10:00:00,2022-05-09,2022-05-08",
                     "3,4,held,2023-02-05 10:00:00,2023-02-09,",
                     "4,2,sent,2023-02-06 10:00:00,2023-02-10,2023-02-09",
                     "5,5,sent,2023-05-06 10:00:00,2023-05-10,2023-05-09"],
    "consignment_lines": ["line_id,consignment_id,crate_type,kilos", "1,1,A,10", "2,1,B,20", "3,2,A,40",
                          "4,3,A,50", "5,4,B,60", "6,5,B,10", "7,5,A,70"],
    "leases": ["lease_id,tenant,signed_on,ended_on", "1,Gale,2022-03-01,2022-03-21",
               "2,Hull,2022-03-01,2022-09-01", "3,Ives,2023-01-10,"],
}  # fmt: skip


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return ingest_tables(TABLES, tmp_path_factory.mktemp("market"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many growers joined in 2022 and in 2023 for each region?", [["East", 1, 1], ["West", 2, 1]]),
        ("For each region, return the number of growers who joined in 2022 and the number who joined "
         "in 2023.",
         [["East", 1, 1], ["West", 2, 1]]),
        ("Compare the number of growers who joined in 2022 and 2023 for each region. Return the region, the "
         "number for 2023, the number for 2022 and the growth from 2022 to 2023 in percent of the 2022 "
         "number.",
         [["East", 1, 1, 0.0], ["West", 1, 2, -50.0]]),
        ("Compare the number of consignments created in each quarter of 2023 with the same quarter of 2022. "
         "Return the quarter as Q1 to Q4, the number in 2022 and the number in 2023.",
         [["Q1", 1, 2], ["Q2", 1, 1]]),
        ("Show how the number of consignments developed by state. Count the consignments created in 2022 and "
         "in 2023, and compute the growth as the difference in percent of the 2022 count. Return the state, "
         "both counts and the growth.", [["held", 0, 1, None], ["sent", 2, 2, 0.0]]),
    ],
)  # fmt: skip
def test_each_period_is_a_column_beside_the_groups(
    market: list[dict[str, Any]], tmp_path: Path, question: str, rows: list[Any]
) -> None:
    assert shown_rows(answer(question, market, tmp_path)) == rows


@pytest.mark.parametrize(
    "question",
    [
        "How many growers joined in 2022 and 2023 for each region?",
        "Compare the number of growers who joined in 2022 and 2023 for each region. Return the region, the "
        "number for 2022, the number for 2023 and the growth from 2023 to 2022 in percent.",
    ],
)
def test_periods_that_may_be_meant_together_or_turned_are_no_columns(
    market: list[dict[str, Any]], tmp_path: Path, question: str
) -> None:
    assert [len(row) for row in shown_rows(answer(question, market, tmp_path))] in ([], [2, 2])


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many kilos were created in each quarter of 2023?", [[1, 110], [2, 80]]),
        ("What is the total of kilos of consignments created in each year?", [[2022, 70], [2023, 190]]),
    ],
)
def test_rows_without_a_day_go_by_the_day_of_what_they_are_a_part_of(
    market: list[dict[str, Any]], tmp_path: Path, question: str, rows: Any
) -> None:
    assert shown_rows(answer(question, market, tmp_path)) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What are the earliest and the latest joining dates for each region?",
         [["East", "2022-02-01", "2023-03-01"], ["West", "2022-05-01", "2023-04-01"]]),
        ("What are the date of the first and of the last joining for each region?",
         [["East", "2022-02-01", "2023-03-01"], ["West", "2022-05-01", "2023-04-01"]]),
        ("For each state, what are the first and the last date on which a consignment was promised?",
         [["held", "2023-02-09", "2023-02-09"], ["sent", "2022-01-09", "2023-05-10"]]),
        ("Which regions have at least two growers, with the first and the last joining date?", None),
    ],
)  # fmt: skip
def test_both_ends_of_a_day_are_told_in_any_form(
    market: list[dict[str, Any]], tmp_path: Path, question: str, rows: Any
) -> None:
    found = shown_rows(answer(question, market, tmp_path))

    assert found == rows if rows else {len(row) for row in found} <= {3}


def test_rows_by_what_they_are_of_are_those_of_that_table(
    market: list[dict[str, Any]], tmp_path: Path
) -> None:
    question = "How many grower accounts joined in 2022 for each region?"

    assert shown_rows(answer(question, market, tmp_path)) == [["East", 1], ["West", 2]]


@pytest.mark.parametrize(
    ("question", "rest", "way"),
    [
        (
            "Visits per quarter of 2023, the quarter in the form 2023-Q1",
            "Visits per quarter of 2023 ",
            "YYYY-Qn",
        ),
        ("visits per quarter as Q1 to Q4 in 2023", "visits per quarter  in 2023", "Q1 to Q4"),
        ("visits by quarter (as Q1-Q4) in 2022", "visits by quarter  in 2022", "Q1 to Q4"),
        ("visits in Q1 2023 (Q1 only)", "visits in Q1 2023 (Q1 only)", None),
    ],
)
def test_quarters_are_written_as_a_question_says(question: str, rest: str, way: str | None) -> None:
    assert read_written(question) == (rest, Written(way) if way else None)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many growers joined per year, with the percentage growth over the previous year?",
         [[2022, 3, None], [2023, 2, -100 / 3]]),
        ("Return the year, the number of growers who joined and the change in percent against the former "
         "year.",
         [[2022, 3, None], [2023, 2, -100 / 3]]),
        ("How many growers joined in each year, and how much did the number grow in percent against the year "
         "before?", [[2022, 3, None], [2023, 2, -100 / 3]]),
        ("How many growers joined in each year, with the running total?", [[2022, 3, 3], [2023, 2, 5]]),
        ("How many growers joined per year? Return the year, the number and the cumulative total.",
         [[2022, 3, 3], [2023, 2, 5]]),
    ],
)  # fmt: skip
def test_each_stretch_stands_beside_how_it_goes_on_from_the_one_before(
    market: list[dict[str, Any]], tmp_path: Path, question: str, rows: Any
) -> None:
    assert shown_rows(answer(question, market, tmp_path)) == [pytest.approx(row) for row in rows]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Compare the consignments created in 2023 with those created in 2022 for each state. The "
         "change is the "
         "2023 number minus the 2022 number, in percent of the 2022 number. Return the state, the "
         "2022 number, "
         "the 2023 number and the change.", [["held", 0, 1, None], ["sent", 2, 2, 0.0]]),
        ("How did the number of consignments created develop from 2022 to 2023 for each state? "
         "Return the state, "
         "the number in 2022 and the number in 2023.", [["held", 0, 1], ["sent", 2, 2]]),
        ("How many consignments were created in each quarter of 2023? Return the quarter number and "
         "the number.",
         [[1, 2], [2, 1]]),
        ("List the tenant of every lease that ended at most 30 days after signing, together with "
         "the number of "
         "days between signing and ending.", [["Gale", 20]]),
        ("What amount was weighed for each crate type?", []),
    ],
)  # fmt: skip
def test_what_is_said_of_both_periods_and_of_the_list_is_kept(
    market: list[dict[str, Any]], tmp_path: Path, question: str, rows: Any
) -> None:
    assert shown_rows(answer(question, market, tmp_path)) == rows
