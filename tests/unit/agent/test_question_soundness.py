"""Plans that are none, whatever reader made them."""

from dataclasses import replace
from datetime import date

import pytest

from services.agent.question.doubts.soundness import is_sound
from services.agent.question.linking.linker import link
from services.agent.question.plans.dated import Within
from services.agent.question.plans.plan import (
    Compare,
    Comparison,
    Condition,
    Function,
    Order,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

KEY = Column("jobs", "Job No", "BIGINT", role="id", rows=9, distinct=9, unique=True)
DAY = Column("jobs", "Day", "DATE", role="date", rows=9, distinct=9)
SIZE = Column("jobs", "Size", "BIGINT", role="measure", rows=9, distinct=9)
TOWN = Column("jobs", "Town", "VARCHAR", role="category", rows=9, distinct=2)
JOBS = Table("jobs", 9, (KEY, DAY, SIZE, TOWN), ("job",))


def in_year(year: int) -> Within:
    return Within(DAY, date(year, 1, 1), date(year + 1, 1, 1), str(year))


@pytest.mark.parametrize(
    ("conditions", "sound"),
    [
        ((Compare(DAY, Comparison.MORE, 40),), False),
        ((Compare(SIZE, Comparison.MORE, 40),), True),
        ((Compare(SIZE, Comparison.EQUAL, "Oslo"),), False),
        ((in_year(2023), in_year(2024)), False),
        ((in_year(2023), Within(DAY, date(2023, 6, 1), None, "since June 2023")), True),
    ],
)
def test_conditions_compare_like_with_like(conditions: tuple[Condition, ...], sound: bool) -> None:
    plan = Plan(RowSet(JOBS, conditions), (Output(None, Function.COUNT),))

    assert is_sound(plan, []) is sound


@pytest.mark.parametrize("function", [Function.SUM, Function.AVERAGE, Function.MEDIAN])
def test_nothing_is_computed_with_a_key(function: Function) -> None:
    assert not is_sound(Plan(RowSet(JOBS), (Output(KEY, function),)), [])
    assert is_sound(Plan(RowSet(JOBS), (Output(SIZE, function),)), [])


def test_a_thing_over_several_rows_is_not_listed_for_one_of_them() -> None:
    denied = Compare(SIZE, Comparison.UNEQUAL, 3)

    assert not is_sound(Plan(RowSet(JOBS, (denied,)), (Output(TOWN),), distinct=True), [])
    assert is_sound(Plan(RowSet(JOBS, (denied,)), (Output(KEY),), order=(Order(0, False),)), [])


PLACE = Column("depots", "Town", "VARCHAR", role="category", rows=4, distinct=3, words=("town",))
DEPOTS = Table("depots", 4, (Column("depots", "Depot No", "BIGINT", rows=4), PLACE), ("depot",))


@pytest.mark.parametrize(
    ("question", "sound"),
    [
        ("jobs for each town of the depot", False),
        ("jobs for each town of the job", True),
        ("jobs for each town", True),
        ("how many jobs are in the job's own town", False),
    ],
)
def test_a_column_is_of_the_table_that_it_is_said_to_be_of(question: str, sound: bool) -> None:
    town = replace(TOWN, words=("town",))
    catalog = Catalog([replace(JOBS, columns=(KEY, town)), DEPOTS])
    plan = Plan(RowSet(JOBS), (Output(town), Output(None, Function.COUNT)), grouped=True)

    assert is_sound(plan, link(question, catalog)) is sound
