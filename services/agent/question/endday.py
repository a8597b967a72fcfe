"""Answers about the rows of the last or the first day of all: ``the stock on the latest count date``."""

from collections.abc import Callable

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.composing.nodes import add_conditions
from services.agent.question.plans.plan import Extreme, InSet, Plan, RowSet
from services.agent.question.plans.printer import to_sql
from services.agent.question.rewording.timing.enddays import end_day_in
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

Ask = Callable[[str], Reading | None]

_SURE = 0.97


def read_end_day(question: str, catalog: Catalog, ask: Ask) -> Reading | None:
    """Answer the question without the day, and keep the rows of that day; None for all other questions."""
    found = end_day_in(question, catalog)
    if found is None:
        return None
    plain = ask(found.without)
    if plain is None or not _may_be_kept(plain.plan, found.day):
        return None
    rows = RowSet(catalog.by_name[found.day.table], extreme=Extreme(found.day, found.is_last))
    last = InSet(found.day, rows, found.day)
    plan = add_conditions(plain.plan, [last])
    return print_reading(plan, to_sql(plan), plain.confidence * _SURE, plain.matches)


def _may_be_kept(plan: Plan, day: Column) -> bool:
    """Whether a plan is of rows that have the day, and says nothing of days itself."""
    dated = any(output.column == day or output.bucket for output in plan.outputs)
    return plan.rows.table.name == day.table and plan.rows.extreme is None and not dated
