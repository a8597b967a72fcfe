"""Money that comes in and money that goes out: each is answered from its own table, or not at all."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.question_tables import answer, ingest_tables

Tables = list[dict[str, Any]]
COSTS = [
    "Expense No,Booking date,Section,Kind,Amount EUR", "1,2024-01-05,Depot,Travel,100",
    "2,2024-04-15,Office,Travel,300", "3,2024-06-05,Depot,Tools,50", "4,2023-12-05,Depot,Tools,70",
    "5,2024-05-09,Depot,Travel,30", "6,2024-07-01,Office,Tools,9",
]  # fmt: skip
SALES = [
    "Invoice no,Invoice date,Ship date,Branch,Net amount", "51,2024-01-05,2024-01-08,North,1000",
    "52,2024-02-11,2024-02-12,South,2000", "53,2023-05-11,2023-05-19,South,4000",
]  # fmt: skip


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return ingest_tables({"expenses_2024": COSTS}, tmp_path_factory.mktemp("costs"))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    tables = {"expenses_2024": COSTS, "sales_2023_24": SALES}
    return ingest_tables(tables, tmp_path_factory.mktemp("both"))


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("total expenses", [[559]]),
        ("total expenses in 2024", [[489]]),
        ("total expenses for Travel", [[430]]),
        ("total expenses for Travel in Q2 2024", [[330]]),
        ("total expenses by kind in 2024", [["Tools", 59], ["Travel", 430]]),
        ("total spend per section", [["Depot", 250], ["Office", 309]]),
        ("total costs in 2024", [[489]]),
        ("How much did we spend on travel in Q2 2024?", [[330]]),
        ("How much did Depot spend on Travel?", [[130]]),
        ("What did we spend in 2023?", [[70]]),
        ("total Amount EUR spent on Travel in April to June 2024", [[330]]),
        ("Which section has the highest expenses?", [["Office", 309]]),
    ],
)
def test_rows_of_spending_are_added_up(
    question: str, rows: list[list[Any]], costs: Tables, both: Tables, tmp_path: Path
) -> None:
    for tables in (costs, both):
        assert answer(question, tables, tmp_path).get("rows") == rows


@pytest.mark.parametrize(
    "question",
    ["total sales in 2024", "revenue by quarter", "What are total sales?", "How much did we earn in 2024?"],
)
def test_income_is_never_added_up_from_expenses(
    question: str, costs: Tables, both: Tables, tmp_path: Path
) -> None:
    assert answer(question, costs, tmp_path)["outcome"] == "refused"
    found = answer(question, both, tmp_path)
    offered = (
        [found["sql"]] if found["outcome"] == "answered" else [each["sql"] for each in found["readings"]]
    )
    assert not any("expenses" in sql for sql in offered)


def test_a_team_called_sales_makes_no_sales_of_expenses(both: Tables, tmp_path: Path) -> None:
    lines = ["Id,Name,Team", "11,Ada,Sales", "12,Bo,Sales", "13,Cy,Support"]
    tables = [*both, *ingest_tables({"people": lines}, tmp_path)]

    found = answer("total sales in 2024", tables, tmp_path)

    sqls = [found["sql"]] if found["outcome"] == "answered" else [each["sql"] for each in found["readings"]]
    assert not any("expenses" in sql for sql in sqls)


def test_the_expenses_of_a_section_called_sales_are_expenses(tmp_path: Path) -> None:
    lines = [line.replace("Depot", "Sales") for line in COSTS]
    tables = ingest_tables({"expenses_2024": lines}, tmp_path)

    assert answer("total expenses of Sales", tables, tmp_path)["rows"] == [[250]]


@pytest.mark.parametrize("question", ["total expenses in 2024", "total expenditure by month"])
def test_expenses_are_never_added_up_from_sales(question: str, both: Tables, tmp_path: Path) -> None:
    sales = [table for table in both if table["name"].startswith("sales")]

    assert answer(question, sales, tmp_path)["outcome"] == "refused"


def test_the_year_in_the_name_of_a_table_is_no_year_of_its_rows(costs: Tables, tmp_path: Path) -> None:
    assert answer("average Amount EUR in 2024", costs, tmp_path)["rows"] == [[489 / 5]]


@pytest.mark.parametrize("word", ["still", "currently"])
def test_whoever_goes_on_is_told_apart_from_all_beside_another_table(
    word: str, costs: Tables, tmp_path: Path
) -> None:
    lines = ["Id,Name,Team,Start date,End date", "11,Ada,A,2020-01-01,2021-01-01", "12,Bo,A,2020-01-01,"]
    lines += ["13,Cy,B,2020-02-01,", "14,Di,B,2020-03-01,2022-01-01", "15,Ed,B,2020-04-01,"]
    people = ingest_tables({"people": lines}, tmp_path)

    found = answer(f"how many people are {word} employed?", [*costs, *people], tmp_path)

    assert found.get("rows") in ([[3]], [])


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many sales in 2024?", [[2]]),
        ("number of sales", [[3]]),
        ("How many sales per branch?", [["North", 1], ["South", 2]]),
        ("which branch has the highest number of sales", [["South", 2]]),
        ("growth of sales from 2023 to 2024, in percent", [[-25]]),
        ("sales in North minus sales in South", [[-5000]]),
        ("how many more sales were there in 2024 than in 2023", [[1]]),
    ],
)
def test_sales_are_counted_where_their_number_is_asked_for_and_else_added_up(
    question: str, rows: list[list[Any]], both: Tables, tmp_path: Path
) -> None:
    assert answer(question, both, tmp_path).get("rows") == rows


def test_a_year_is_none_of_the_figures_of_a_table_that_is_called_by_it(both: Tables, tmp_path: Path) -> None:
    found = answer("difference between sales in 2023 and 2024", both, tmp_path)

    assert not any(
        "expenses_2024" in each["sql"] for each in [*found["readings"], {"sql": found["sql"] or ""}]
    )
