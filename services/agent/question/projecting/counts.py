"""The figure by which things were picked, as one that is shown of each: how many of those it had to have."""

from collections.abc import Collection
from dataclasses import replace

from services.agent.question.plans.plan import (
    Comparison,
    Condition,
    CountRelated,
    Function,
    Having,
    InSet,
    Lookup,
    Missing,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.shaping.arranging import renamed, under

_SOME = {Comparison.MORE: 0, Comparison.AT_LEAST: 1, Comparison.EQUAL: 1}
"""Limits that nothing without rows keeps, and from which number on."""


def with_figure(plan: Plan, names: Collection[str]) -> Plan | None:
    """Return a plan that tells the only figure by which it picks things; None without one, or with several.

    Args:
        plan: Which things are meant.
        names: Those of all tables.
    """
    if plan.grouped:
        return plan if sum(each.function is not None for each in plan.outputs) == 1 else None
    limits = [each for each in plan.rows.conditions if isinstance(each, CountRelated)]
    plain = not (plan.limit or plan.ties or plan.within or plan.lookups or plan.rows.extreme)
    if len(limits) != 1 or not plain or not _keeps_some(limits[0], plan):
        return None
    (limit,) = limits
    things = plan.rows.table
    called = renamed(limit.group, names) if limit.rows.table == things else things.name
    again = things.name if called != things.name else ""
    key = under(limit.column, called)
    shown = [Output(under(each, called)) for each in things.names or (limit.column,)]
    keys = [] if Output(key) in shown else [Output(key)]
    count = Output(limit.counted, Function.COUNT, distinct=limit.counted is not None)
    return Plan(
        RowSet(limit.rows.table, _conditions(limit, plan)),
        (*shown, *keys, count),
        lookups=(Lookup(limit.group, key, again), *limit.lookups),
        grouped=True,
        having=(Having(len(shown) + len(keys), limit.comparison, limit.number),),
        answer=tuple(range(len(shown))),
    )


def with_count(plan: Plan, *, first: bool) -> Plan | None:
    """Count the rows of each group beside their only figure; None where that is a count, or none is told.

    Args:
        plan: Which groups are meant.
        first: Whether the count stands before the figure.
    """
    places = [place for place, output in enumerate(plan.outputs) if output.function]
    if not plan.grouped or len(places) != 1 or plan.outputs[places[0]].function is Function.COUNT:
        return None
    at = places[0] if first else places[0] + 1
    outputs = (*plan.outputs[:at], Output(None, Function.COUNT), *plan.outputs[at:])

    def moved(place: int) -> int:
        return place + 1 if place >= at else place

    order = tuple(replace(each, output=moved(each.output)) for each in plan.order)
    having = tuple(replace(each, output=moved(each.output)) for each in plan.having)
    answer = None if plan.answer is None else (*map(moved, plan.answer), at)
    return replace(plan, outputs=outputs, order=order, having=having, answer=answer)


def _keeps_some(limit: CountRelated, plan: Plan) -> bool:
    """Whether the things with a number of rows are told by these rows alone."""
    least = _SOME.get(limit.comparison)
    near = limit.group.table == limit.rows.table.name and limit.column.table == plan.rows.table.name
    return least is not None and limit.number >= least and near and not limit.rows.extreme


def _conditions(limit: CountRelated, plan: Plan) -> tuple[Condition, ...]:
    own = tuple(each for each in plan.rows.conditions if each != limit)
    known: list[Condition] = [InSet(limit.group, RowSet(plan.rows.table, own), limit.column)] if own else []
    known += [Missing(limit.group, negated=True)] if limit.group.nulls else []
    return tuple(dict.fromkeys((*limit.rows.conditions, *known)))
