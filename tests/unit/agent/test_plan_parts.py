"""What a plan is computed from: each table is joined, and no amount added once for each row about it."""

import pytest

from services.agent.question.plans.parts import adds_repeatedly, joins_all
from services.agent.question.plans.plan import Function, Lookup, Output, Plan, RowSet
from services.agent.question.tables.columns import Column, Formula
from services.agent.question.tables.schema import Table

FEE, KEY = Column("jobs", "fee", "DOUBLE"), Column("jobs", "project_id", "BIGINT")
AMOUNT, COST = (
    Column("projects", "amount", "DOUBLE"),
    Column("projects", "unit_cost", "DOUBLE", words=("unit", "cost")),
)
OWN = Column("projects", "project_id", "BIGINT", unique=True)


def _plan(formula: Formula, *lookups: Lookup, function: Function = Function.SUM) -> Plan:
    column = Column("jobs", "computed", "DOUBLE", formula=formula)
    return Plan(RowSet(Table("jobs", 9, (FEE, KEY))), (Output(column, function),), lookups)


@pytest.mark.parametrize(
    ("formula", "repeats"),
    [
        (Formula("-", AMOUNT, FEE), True),
        (Formula("-", FEE, COST), False),
        (Formula("*", AMOUNT, FEE), False),
        (Formula("*", Column("jobs", "net", "DOUBLE", formula=Formula("-", AMOUNT, FEE)), 2.0), True),
        (Formula("-", FEE, 2.0), False),
    ],
)
def test_an_amount_of_what_rows_refer_to_is_added_once_only(formula: Formula, repeats: bool) -> None:
    assert adds_repeatedly(_plan(formula, Lookup(KEY, OWN))) is repeats


def test_the_mean_of_what_differs_row_by_row_is_fine() -> None:
    assert not adds_repeatedly(_plan(Formula("-", AMOUNT, FEE), Lookup(KEY, OWN), function=Function.AVERAGE))


def test_a_figure_of_a_table_that_is_not_joined_is_none() -> None:
    assert joins_all(_plan(Formula("-", AMOUNT, FEE), Lookup(KEY, OWN)))
    assert not joins_all(_plan(Formula("-", AMOUNT, FEE)))
