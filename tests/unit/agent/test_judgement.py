"""What the rows say of a reading: nothing found, one group only, rows multiplied."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from services.agent.choice import Choice
from services.agent.frame import Engine
from services.agent.guard import QueryResult
from services.agent.judgement import EMPTY, FAN_OUT, ONE_GROUP, judge
from services.agent.question.plans.plan import Lookup, Output, Plan, RowSet
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table
from tests.fakes.question_tables import answer, ingest_files, write_csv

ORDERS = [
    "order_id,customer,city,status,amount,ordered",
    "1,Jon Smith,Leeds,open,5.5,2024-01-10",
    "2,Jon Smith,York,paid,,2024-02-11",
    "3,Anna Bell,York,paid,7.5,2024-03-12",
    "4,Carl Ode,Leeds,void,,2024-04-13",
]
NAME = Column("orders", "customer", "VARCHAR", rows=4, distinct=3)
ORDER_ID = Column("orders", "order_id", "BIGINT", role="id", rows=4, distinct=4, unique=True)


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("orders")
    return ingest_files([write_csv(folder, "orders", ORDERS)], folder / "out")


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("orders of customers whose name contains Smyth", "customer has no “Smyth”; near it: “Jon Smith”."),
        ("how many orders in 2025", "ordered goes from 2024-01-10 to 2024-04-13."),
        ("orders with amount over 100", "amount goes from 5.5 to 7.5."),
    ],
)
def test_where_nothing_is_found_the_answer_says_what_is_near(
    question: str, near: str, orders: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = answer(question, orders, tmp_path)

    assert result["rows"] in ([], [[0]])
    assert near in (result["notes"] if result["outcome"] == "answered" else result["suggestions"])


def test_a_figure_of_missing_cells_is_believed_less(orders: list[dict[str, Any]], tmp_path: Path) -> None:
    missing = answer("average amount of void orders", orders, tmp_path)
    found = answer("average amount of open orders", orders, tmp_path)

    assert found["rows"] == [[5.5]]
    assert missing["rows"] == [[None]]
    assert missing["confidence"] == pytest.approx(EMPTY * found["confidence"])


def test_one_group_of_all_rows_is_believed_less(orders: list[dict[str, Any]], tmp_path: Path) -> None:
    one = answer("total amount per year", orders, tmp_path)
    more = answer("total amount per month", orders, tmp_path)

    assert one["rows"] == [[2024, 13.0]]
    assert one["confidence"] == pytest.approx(ONE_GROUP * more["confidence"])


def _listing(rows: int, confidence: float) -> tuple[Choice, QueryResult]:
    """Four orders listed beside a column of another table, whose rows the join multiplied or not."""
    other = Column("customers", "customer", "VARCHAR", rows=4, distinct=3)
    table = Table("orders", 4, (NAME, ORDER_ID))
    plan = Plan(RowSet(table), (Output(ORDER_ID), Output(other)), lookups=(Lookup(NAME, other),))
    choice = Choice(Engine.RULES, "SELECT", "Orders", plan, confidence=confidence)
    listed = pa.table({"order_id": list(range(rows)), "customer": ["x"] * rows})
    return choice, QueryResult(("order_id", "customer"), ("BIGINT", "VARCHAR"), listed, rows, truncated=False)


def test_rows_that_a_join_multiplied_are_refused() -> None:
    judged = judge(*_listing(6, 1.0))

    assert judged.sql is None
    assert judged.interpretation is not None
    assert judged.interpretation.doubtful is not None
    assert judged.interpretation.doubtful.confidence == FAN_OUT


def test_rows_that_no_join_multiplied_are_believed_as_before() -> None:
    choice, result = _listing(4, 0.8)

    assert judge(choice, result) == replace(choice, notes=())
