"""Rows that belong to none of the groups: tickets of nobody, where they are counted by team."""

from collections.abc import Sequence

from services.agent.question.composing.nodes import add_conditions
from services.agent.question.plans.plan import Condition, InSet, Lookup, Missing, Plan, RowSet
from services.agent.question.tables.schema import Catalog


def without_nothing(plan: Plan, catalog: Catalog) -> Plan:
    """Leave out rows that refer to nothing where what they refer to is listed: no seller is no group.

    Neither is nothing one of the different values of a column. A group without a value of the rows' own,
    such as notes that are empty, stays.
    """
    (first, *others) = plan.outputs
    if plan.distinct and not others and first.column and first.column.nulls and not first.function:
        return add_conditions(plan, [Missing(first.column, negated=True)])
    keys = {output.column.table for output in plan.outputs if output.column and not output.function}
    if not plan.grouped or keys <= {plan.rows.table.name}:
        return plan
    return add_conditions(plan, _filled(plan.rows.table.name, plan.lookups, catalog))


def _filled(table: str, lookups: Sequence[Lookup], catalog: Catalog) -> list[Condition]:
    """Return what the rows of a table must fulfil to find something in each of its look-ups."""
    found: list[Condition] = []
    for each in (lookup for lookup in lookups if lookup.many.table == table):
        there = each.one.table
        inner = _filled(there, lookups, catalog)
        if inner:
            found.append(InSet(each.many, RowSet(catalog.by_name[there], tuple(inner)), each.one))
        elif each.many.nulls:
            found.append(Missing(each.many, negated=True))
    return found
