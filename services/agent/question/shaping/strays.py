"""Rows that are none of those asked for: tickets of nobody, where they are counted by team; totals of all."""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Any

from services.agent.question.composing.joins import known_joins
from services.agent.question.composing.nodes import condition_column
from services.agent.question.language.words import name_words
from services.agent.question.plans.parts import add_conditions, rebuild
from services.agent.question.plans.plan import (
    Compare,
    Comparison,
    Condition,
    InSet,
    Lookup,
    Missing,
    OneOf,
    Plan,
    RowSet,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog
from services.agent.question.tables.totals import totals_in


def without_strays(plan: Plan, catalog: Catalog) -> Plan:
    """Leave out rows that are none of those the question is about."""
    return without_nothing(without_totals(plan, catalog), catalog)


def without_totals(plan: Plan, catalog: Catalog) -> Plan:
    """Leave out rows that sum up the others, unless a value says which rows are meant."""
    totals = totals_in(catalog)
    if not totals:
        return plan

    def change(part: Any) -> Any:
        if not isinstance(part, RowSet) or part.table.name not in totals or any(map(_names, part.conditions)):
            return part
        column, labels = totals[part.table.name]
        return replace(part, conditions=(*part.conditions, _other_than(column, labels)))

    changed: Plan = rebuild(plan, change)
    return changed


def _names(condition: Condition) -> bool:
    """Whether a condition says which text a cell holds."""
    match condition:
        case OneOf(column, _, negated):
            return column.is_text and not negated
        case Compare(column, comparison):
            return column.is_text and comparison is Comparison.EQUAL
    return False


def _other_than(column: Column, labels: Sequence[str]) -> Condition:
    if len(labels) == 1:
        return Compare(column, Comparison.UNEQUAL, labels[0])
    return OneOf(column, tuple(labels), negated=True)


def without_nothing(plan: Plan, catalog: Catalog) -> Plan:
    """Leave out rows that refer to nothing where what they refer to is listed: no seller is no group.

    Neither is nothing one of the different values of a column, nor the best of groups: nobody has the most
    tickets. What has no day is of no month. Of all groups, that without a value of the rows' own, such as
    notes that are empty, stays.
    """
    (first, *others) = plan.outputs
    if plan.distinct and not others and first.column and first.column.nulls and not first.function:
        return add_conditions(plan, [Missing(first.column, negated=True)])
    if plan.grouped and (undated := _undated(plan)):
        plan = add_conditions(plan, [Missing(each, negated=True) for each in undated])
    if plan.grouped and _is_best(plan):
        nothing = [each.column for each in plan.outputs if each.column and not each.function]
        own = [each for each in nothing if each.table == plan.rows.table.name and each.nulls]
        plan = add_conditions(plan, [Missing(each, negated=True) for each in own])
    if plan.grouped:
        known = {edge.many for edge in known_joins(catalog)}
        shown = [each.column for each in plan.outputs if each.column and not each.function]
        plan = add_conditions(
            plan, [Missing(key, negated=True) for key in shown if _refers(key, plan, known)]
        )
    keys = {output.column.table for output in plan.outputs if output.column and not output.function}
    if not plan.grouped or keys <= {plan.rows.table.name}:
        return plan
    return add_conditions(plan, _filled(plan.rows.table.name, plan.lookups, catalog))


def _refers(column: Column, plan: Plan, known: Set[Column]) -> bool:
    """Whether rows are grouped by the number of what they refer to, and some refer to nothing."""
    referring = column in known or column.role == "id" or name_words(column.name)[-1:] == ("by",)
    own = column.table == plan.rows.table.name and column not in map(condition_column, plan.rows.conditions)
    return referring and own and bool(column.nulls)


def _undated(plan: Plan) -> list[Column]:
    """Return the days by whose stretches rows are grouped that have none: what never was is of no year."""
    days = [each.column for each in plan.outputs if each.bucket and each.column and not each.function]
    limited = {condition_column(each) for each in plan.rows.conditions}
    home = plan.rows.table.name
    return [day for day in days if day.table == home and day.is_date and day.nulls and day not in limited]


def _is_best(plan: Plan) -> bool:
    """Whether the groups are ranked by a figure, and only the first are kept."""
    ranked = any(plan.outputs[each.output].function for each in plan.order[:1])
    return ranked and (plan.limit is not None or plan.ties) and not plan.within


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
        elif each.many == catalog.by_name[table].key and each.one.distinct < each.many.distinct:
            found.append(
                InSet(each.many, RowSet(catalog.by_name[there]), each.one)
            )  # Of pairs, some have none.
    return found
