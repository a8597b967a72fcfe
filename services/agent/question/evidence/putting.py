"""Puts what rows are told by in the place of the mark that stood for them in a plan."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from services.agent.question.evidence.conditions import Told
from services.agent.question.plans.opposites import OPPOSITES, opposite
from services.agent.question.plans.parts import parts_of, rebuild
from services.agent.question.plans.plan import (
    AnyOf,
    Between,
    Compare,
    CompareColumns,
    Comparison,
    Condition,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.tables.columns import Column

Marks = Mapping[tuple[str, str], Told]
"""Table and header of a mark -> what it tells."""


def put_back(plan: Plan, marks: Marks) -> Plan | None:
    """Return a plan in the tables' own columns; None where it leaves a mark out, or has it elsewhere."""
    used = {(part.column.table, part.column.name) for part in parts_of(plan) if isinstance(part, Compare)}
    if not {*marks} <= used:
        return None
    try:
        told: Plan = rebuild(plan, partial(_told, marks=marks))
    except _NoOppositeError:
        return None
    left = any(isinstance(part, Column) and (part.table, part.name) in marks for part in parts_of(told))
    return None if left else told


class _NoOppositeError(Exception):
    """What does not hold for some rows can be said in no condition."""


def _told(part: Any, *, marks: Marks) -> Any:
    if isinstance(part, RowSet | AnyOf):
        return replace(part, conditions=_all(part.conditions, marks, is_any=isinstance(part, AnyOf)))
    return replace(part, when=_all(part.when, marks)) if isinstance(part, Output) else part


def _all(conditions: tuple[Condition, ...], marks: Marks, *, is_any: bool = False) -> tuple[Condition, ...]:
    found = list[Condition]()
    for each in conditions:
        told = tuple(_conditions(each, marks))
        if is_any and len(told) > 1:
            raise _NoOppositeError
        found += told
    return tuple(dict.fromkeys(found))


def _conditions(condition: Condition, marks: Marks) -> Iterator[Condition]:
    key = (condition.column.table, condition.column.name) if isinstance(condition, Compare) else None
    if key is None or key not in marks or not isinstance(condition, Compare):
        yield condition
        return
    holds = bool(condition.value) == (condition.comparison is Comparison.EQUAL)
    told = marks[key].conditions
    if holds:
        yield from told
    elif len(told) == 1:
        yield _denied(told[0])
    else:
        yield AnyOf(tuple(map(_denied, told)))


def _denied(condition: Condition) -> Condition:
    match condition:
        case CompareColumns():
            return replace(condition, comparison=OPPOSITES[condition.comparison])
        case Between(column, low, high):
            return AnyOf((Compare(column, Comparison.LESS, low), Compare(column, Comparison.MORE, high)))
    denied = opposite(condition)
    if denied is None:
        raise _NoOppositeError
    return denied
