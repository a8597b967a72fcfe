"""Whether a plan speaks of what the question says that happened, and of the right day."""

from collections.abc import Sequence, Set

from services.agent.question.language.money import WORTH_VERBS
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.dated import Within
from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import Compare, OneOf, Plan, Scalar
from services.agent.question.slots.events import days_of, events_at, is_attribute, is_event
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column


def misses_events(plan: Plan, view: View) -> bool:
    """Whether a plan says nothing of what happened, or dates it by another day than the verb says."""
    verbs = [at for at in range(len(view.items)) if is_event(view, at) and not is_attribute(view, at)]
    if any(_speaks_of_worth(plan, view, at) for at in verbs):
        return False
    periods = [at for at, item in enumerate(view.items) if item.period and not item.period.clock]
    days = {column for at in periods for column, _, _ in days_of(view, at)}
    parts = [*parts_of(plan)]
    within = {part.column for part in parts if isinstance(part, Within)}
    if days and within and not days & within:
        return True
    columns = [part for part in parts if isinstance(part, Column)]
    told = _cells_told(parts)
    states = [at for at in verbs if _is_told(view.items[at], told)]
    done = [item for item in view.items if item.normal.endswith("ed") and item.values]
    if not all(_is_told(item, told) for item in done) and _dates_unnamed(within, view):
        return True  # "Hired in May": a state, and no day on which those began who had to do with it.
    happened = {at: events_at(view, at) for at in verbs}
    columns += [end for column in columns if column.span for end in (column.span.start, column.span.end)]
    tables = {column.table for column in columns} | {plan.rows.table.name}
    by_table = (
        [event.table.name for event in events if event.by_table]
        for at, events in happened.items()
        if at not in states  # A state tells what happened, whatever tables tell of it as well.
    )
    if any(names and tables.isdisjoint(names) for names in by_table):
        return True
    buckets = {output.column for output in plan.outputs if output.bucket}
    happened_on = {event.date for events in happened.values() for event in events if event.date}
    return bool(buckets and happened_on) and not buckets & happened_on


def _cells_told(parts: Sequence[object]) -> set[tuple[Column, Scalar]]:
    """Return the cells that the conditions of a plan ask for, each with its column."""
    one = {(each.column, each.value) for each in parts if isinstance(each, Compare)}
    return one | {(each.column, value) for each in parts if isinstance(each, OneOf) for value in each.values}


def _is_told(item: Item, told: Set[tuple[Column, Scalar]]) -> bool:
    return any((hit.column, value) in told for hit in item.values for value in hit.values)


def _dates_unnamed(days: Set[Column], view: View) -> bool:
    """Whether days are asked of a table that is none of those the question names."""
    named = {hit.table.name for item in view.items for hit in item.tables if hit.strength >= NAMES}
    return any(day.table not in named for day in days)


def _speaks_of_worth(plan: Plan, view: View, at: int) -> bool:
    """Whether ``pay`` says what rows are worth: no payment says which vendor it was made to."""
    asked = {output.column.table for output in plan.outputs if output.column and not output.function}
    worth = [output for output in plan.outputs if output.function and output.column == plan.rows.table.worth]
    if view.items[at].normal not in WORTH_VERBS or not worth or not asked:
        return False
    ways = [(event.table.name, name) for event in events_at(view, at) for name in asked]
    return not any(one == other or view.graph.path(one, other, to_one=True) for one, other in ways)
