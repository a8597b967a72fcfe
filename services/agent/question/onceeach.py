"""Whether a plan over several sheets takes a row for the whole thing: an employee has one in each month.

Where each sheet lists a thing once, its rows are no more things once the sheets are read together. Who worked
the most hours is then no longer who has the row with the most, and twelve rows of an employee are no twelve
employees. What was meant of the sheets, nobody has said: such a plan is not believed.
"""

from services.agent.question.plans.parts import answering
from services.agent.question.plans.plan import Function, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table
from services.agent.question.tables.uniting import United

_GENERAL = frozenset(["name", "full", "id", "code", "number"])
"""Words of a header that leave open what is called so."""


def takes_rows_for_things(plan: Plan, united: United) -> bool:
    """Whether rows are ranked or counted as the things of which each sheet has a row."""
    table = plan.rows.table
    family = united.families.get(table.name)
    if family is None or plan.grouped:
        return False
    once = {column.name for column in table.columns if _is_once_in_each(column, family.tables)}
    if not once:
        return False
    shown = {output.column.name for output in answering(plan) if output.column and not output.function}
    ranked = plan.rows.extreme is not None or plan.limit is not None or plan.ties
    if ranked and shown & once and table.source.teller not in shown:
        return True
    counted = any(output.function is Function.COUNT and output.column is None for output in plan.outputs)
    return counted and any(_names_rows(column, table) for column in table.columns if column.name in once)


def _is_once_in_each(column: Column, parts: list[Table]) -> bool:
    """Whether no sheet has a value twice, though several have the same."""
    if column.unique or not (column.is_text or column.role == "id"):
        return False
    own = [each for part in parts for each in part.columns if each.name.casefold() == column.name.casefold()]
    return all(each.unique for each in own)


def _names_rows(column: Column, table: Table) -> bool:
    """Whether the column says which of the things that its table is called after a row is about."""
    return set(column.words) <= {*table.words, *_GENERAL}
