"""Answers about the rows of the last or the first day of all: ``the stock on the latest count date``."""

import re
from collections.abc import Callable
from dataclasses import replace

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.plans.parts import add_conditions, parts_of
from services.agent.question.plans.plan import Extreme, Function, InSet, Plan, RowSet
from services.agent.question.plans.printer import to_sql
from services.agent.question.rewording.timing.enddays import end_day_in
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

Ask = Callable[[str], Reading | None]

_SURE = 0.97
_SNAPSHOT = "snapshot"
_ON_ONE = re.compile(
    rf"\b(?:latest|last|first|newest|earliest|recent)\s+(?:\w+\s+)?{_SNAPSHOT}", re.IGNORECASE
)
"""What rows are called that tell the same things again on each of several days."""


def read_end_day(question: str, catalog: Catalog, ask: Ask) -> Reading | None:
    """Answer the question without the day, and keep the rows of that day; None for all other questions."""
    found = end_day_in(question, catalog)
    if found is None:
        return None
    plain = ask(found.without)
    if plain is None:
        return None
    rows = RowSet(catalog.by_name[found.day.table], extreme=Extreme(found.day, found.is_last))
    last = InSet(found.day, rows, found.day)
    plan = add_conditions(plain.plan, [last]) if _may_be_kept(plain.plan, found.day) else None
    plan = plan or _kept_beside(plain.plan, last)
    if plan is None:
        return None
    return print_reading(plan, to_sql(plan), plain.confidence * _SURE, plain.matches)


def _kept_beside(plan: Plan, last: InSet) -> Plan | None:
    """Keep the rows of the day where things are told by these: the cars that were in stock then."""
    beside = [each for each in plan.rows.conditions if isinstance(each, InSet) and not each.negated]
    dated = [each for each in beside if each.rows.table.name == last.column.table]
    picked = plan.grouped or plan.having or plan.rows.extreme or plan.lookups
    if len(dated) != 1 or picked or dated[0].rows.extreme:
        return None
    (only,) = dated
    kept = replace(only, rows=replace(only.rows, conditions=(*only.rows.conditions, last)))
    conditions = tuple(kept if each == only else each for each in plan.rows.conditions)
    return replace(plan, rows=replace(plan.rows, conditions=conditions))


def adds_all_days(plan: Plan, question: str) -> bool:
    """Whether snapshots of all days are counted, of which each holds the same things once more."""
    if _SNAPSHOT in question.casefold() and not _ON_ONE.search(question):
        return False
    parts = tuple(parts_of(plan))
    rows = {part for part in parts if isinstance(part, Table) and _SNAPSHOT in part.words}
    dated = {part.table for part in parts if isinstance(part, Column) and part.is_date}
    beside = any(isinstance(part, InSet) and part.rows.table in rows for part in parts)
    added = any(output.function in (Function.COUNT, Function.SUM) for output in plan.outputs)
    return any(table.name not in dated for table in rows) and (beside or added)


def _may_be_kept(plan: Plan, day: Column) -> bool:
    """Whether a plan is of rows that have the day, and says nothing of days itself."""
    dated = any(output.column == day or output.bucket for output in plan.outputs)
    return plan.rows.table.name == day.table and plan.rows.extreme is None and not dated
