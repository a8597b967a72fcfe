"""Divides figures of different tables by groups: "test rides divided by leads for each brand".

Both figures are computed beside the rows of the table where their ways to the groups meet: no row counts
more often than once, and a thing without any adds nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from services.agent.question.plans.plan import (
    Beside,
    Combination,
    Condition,
    Function,
    InSet,
    Lookup,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.tables.schema import Catalog

_ADDED = (Function.COUNT, Function.SUM)
"""What may be added up over what the things of a group have."""


def divide_by_groups(left: Plan, right: Plan, catalog: Catalog, *, is_each: bool) -> Plan | None:
    """Divide two figures of different tables for the same groups; None where their ways do not meet.

    Args:
        left: The figure that is divided, for each group.
        right: What it is divided by, for the same groups.
        catalog: Their tables.
        is_each: Whether what is divided is asked for each of the other's things: then it is what those have.
    """
    *keys, figure = left.outputs
    *others, whole = right.outputs
    added = all(each.function in _ADDED and not each.distinct for each in (figure, whole))
    meeting = _meeting(left, right) if added and keys == others else None
    if meeting is None:
        return None
    name, shared = meeting
    if is_each and right.rows.table.name != name:
        return None
    one, other = _beside(left, name, catalog), _beside(right, name, catalog)
    conditions = tuple[Condition, ...]()
    if is_each:
        other, conditions = whole, right.rows.conditions
    ratio = replace(one, combination=Combination.RATIO, other=other)
    rows = RowSet(catalog.by_name[name], conditions)
    return replace(right, rows=rows, outputs=(*keys, ratio), lookups=shared)


def set_beside(plans: Sequence[Plan], catalog: Catalog) -> Plan | None:
    """Set figures of different tables side by side, for the same groups; None where their ways do not meet.

    Each is computed beside the rows of the table where their ways meet, and added up: none of these rows is
    left out of a group since it has nothing of another table.
    """
    first = plans[0]
    met = {_meeting(first, plan) for plan in plans[1:]}
    keys = _keys(first)
    if len(met) != 1 or None in met or any(set(_keys(plan)) != set(keys) for plan in plans):
        return None
    name, shared = next(each for each in met if each)
    figures = [_added(plan, name, catalog) for plan in plans]
    if None in figures or any(each.outputs[-1].function is None for each in plans):
        return None
    outputs = (*keys, *(each for each in figures if each))
    return Plan(RowSet(catalog.by_name[name]), outputs, lookups=shared, grouped=True)


def _keys(plan: Plan) -> tuple[Output, ...]:
    return tuple(output for output in plan.outputs if output.function is None)


def _added(plan: Plan, name: str, catalog: Catalog) -> Output | None:
    """Return a plan's figure, added up over what the rows of a table have; a mean as two that are."""
    figure = plan.outputs[-1]
    if figure.distinct or figure.combination or figure.when or figure.rows:
        return None
    if figure.function in _ADDED:
        beside = _beside(plan, name, catalog)
        return beside if beside.rows is None else replace(beside, combination=Combination.ADDED)
    if figure.function is not Function.AVERAGE or plan.rows.table.name == name:
        return None
    total, number = (
        _beside(replace(plan, outputs=(replace(figure, function=each),)), name, catalog)
        for each in (Function.SUM, Function.COUNT)
    )
    return replace(total, combination=Combination.RATIO, other=number)


def _meeting(left: Plan, right: Plan) -> tuple[str, tuple[Lookup, ...]] | None:
    """Return the first table that both are of or look up, and what is looked up from there for the groups."""
    if not (_is_chain(left) and _is_chain(right)):
        return None
    names = [[left.rows.table.name], [right.rows.table.name]]
    for found, plan in zip(names, (left, right), strict=True):
        found += [each.one.table for each in plan.lookups]
    met = next((name for name in names[0] if name in names[1]), None)
    if met is None:
        return None
    rests = [plan.lookups[found.index(met) :] for found, plan in zip(names, (left, right), strict=True)]
    keys = {output.column.table for output in left.outputs if output.column and not output.function}
    there = {met, *(each.one.table for each in rests[0])}
    return (met, rests[0]) if rests[0] == rests[1] and keys <= there else None


def _is_chain(plan: Plan) -> bool:
    """Whether each table is looked up from the one before."""
    at = plan.rows.table.name
    for each in plan.lookups:
        if each.many.table != at or each.again:
            return False
        at = each.one.table
    return True


def _beside(plan: Plan, name: str, catalog: Catalog) -> Output:
    """Return a plan's figure for the rows of a table that its own rows belong to, or are."""
    figure, rows = plan.outputs[-1], plan.rows
    if rows.table.name == name:
        return replace(figure, when=rows.conditions)
    path = list[Lookup]()
    for each in plan.lookups:
        path.append(each)
        if each.one.table == name:
            break
    return replace(figure, rows=_belonging(rows, path, catalog))


def _belonging(rows: RowSet, path: Sequence[Lookup], catalog: Catalog) -> RowSet:
    """Describe those of some rows that belong to one at the end of their way."""
    first, *further = path
    if not further:
        return replace(rows, conditions=(*rows.conditions, Beside(first.many, first.one)))
    near = _belonging(RowSet(catalog.by_name[first.one.table]), further, catalog)
    return replace(rows, conditions=(*rows.conditions, InSet(first.many, near, first.one)))
