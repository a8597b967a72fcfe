"""Whether a time of the day is left out, or taken for what nobody can know of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from services.agent.question.language.clocks import PARTS
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.verbs import SAID_BY
from services.agent.question.language.words import word_root
from services.agent.question.linking.hours import clocks_of, state_in
from services.agent.question.linking.items import NAMES, Item
from services.agent.question.plans.dated import AtTime, GoingOn, Within
from services.agent.question.plans.parts import answering, parts_of
from services.agent.question.plans.plan import (
    Between,
    Compare,
    CompareFigure,
    Comparison,
    Condition,
    CountRelated,
    Extreme,
    Function,
    InSet,
    OneOf,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.slots.lasting import LASTING
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.hours import TIMELY, days_in, hours_of, own_clock, passes_midnight
from services.agent.question.tables.schema import Table

_OF_DAY = frozenset([*PARTS, *(f"{part}s" for part in PARTS), "noon", "midday", "midnight", "tonight"])
_PLACES = frozenset(["first", "last"])
_LISTED = frozenset(["list", "listed", "table", "chart", "row", "rows", "sheet"])
_WHOSE = ("whose", "their", "its", "his", "her")
_LONG = "hour hours minute minutes long longer longest short shorter shortest length duration worked"
_LENGTHS = frozenset(_LONG.split())
"""Words for how long something goes on."""
_FIGURES = (Function.SUM, Function.AVERAGE, Function.MEDIAN, Function.MINIMUM, Function.MAXIMUM)
_OF_SPEED = frozenset(["fastest", "slowest", "quickest", "best", "worst"])
"""Superlatives of which of two times is the better one."""
_FIRST_YEAR = 1000
"""Numbers below are ages, and no years."""
_FAR = frozenset(["km", "mi", "mile", "miles", "kilometre", "kilometres", "kilometer", "kilometers"])
_OPEN = (Sense.SINCE, Sense.UNTIL)


def mistakes_time(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether a plan leaves out ``after 18:00``, or knows of no midnight that its rows pass.

    Args:
        plan: What was understood.
        conditions: All conditions of its rows.
        items: The question as it was cut.
    """
    home = plan.rows.table
    if _adds_next_row(plan, conditions):
        return True
    if _takes_age_for_year(conditions) or _tells_no_length(plan, items) or _ranks_for_others(plan, items):
        return True
    if _dates_things_for_rows(plan, items):
        return True
    if not (any(map(_is_time, items)) or any(column.is_time for column in home.columns)):
        return False  # Most plans: no need to walk through them.
    parts = [*parts_of(plan)]
    times = [part for part in parts if isinstance(part, AtTime)]
    going = [part for part in parts if isinstance(part, GoingOn)]
    if _leaves_time(times, going, items) or _passes_days(times, items) or _asks_two_times(plan):
        return True
    if not any(column.is_time for column in home.columns):
        return False
    if _ranks_number(plan, items) or _leaves_length(plan, items) or _leaves_end(plan, items):
        return True
    if _measures_other(plan, conditions, items) or (times and _takes_state(home, times, items)):
        return True
    ranked, tables = _ranked(plan), [part for part in parts if isinstance(part, Table)]
    ordered = {each.column for each in times if each.start != each.end} | {*ranked}
    ordered |= {each.end for each in going if days_in(home)}  # On the day on which it began, or the next?
    over = any(passes_midnight(table, column) for table in tables for column in ordered)
    return over or _ranks_only_day(plan, conditions) or _mixes_days(plan, ranked, conditions, items)


def _adds_next_row(plan: Plan, conditions: Sequence[Condition]) -> bool:
    """Whether a figure is computed of one row, that behind another: "the average stay after a stroke"."""
    beside = [each for each in conditions if isinstance(each, CompareFigure) and each.column.is_order]
    added = (Function.SUM, Function.AVERAGE, Function.MEDIAN)
    return any(each.offset for each in beside) and any(each.function in added for each in plan.outputs)


def _dates_things_for_rows(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``had an order in each year`` has become the year in which those who had one were new."""
    related = [each for each in plan.rows.conditions if isinstance(each, InSet | CountRelated)]
    related = [each for each in related if not getattr(each, "negated", False)]
    owners = [each for each in related if isinstance(each, InSet) and each.key.unique]
    own = {output.column for output in plan.outputs if output.bucket}
    own |= {each.column for each in plan.rows.conditions if isinstance(each, Within)}
    days = [column for column in own if column and column.table == plan.rows.table.name]
    if days and not any(_has_free_days(each.rows) for each in related if each not in owners):
        return False
    if not days and _has_free_days(plan.rows):
        days = [day.column for each in owners for day in each.rows.conditions if isinstance(day, Within)]
    return any(not any(_tells_day(item, day) for item in items) for day in days)


def _has_free_days(rows: RowSet) -> bool:
    """Whether rows have days of their own, of which nothing is said."""
    dated = any(column.is_date for column in rows.table.columns)
    return dated and not any(isinstance(each, Within) for each in rows.conditions)


def _tells_day(item: Item, day: Column) -> bool:
    """Whether a piece names a day, by its header or by a verb for what happened on it."""
    verb = word_root(item.normal)
    named = any(hit.column == day and hit.strength >= NAMES for hit in item.columns)
    return named or not days_told(day).isdisjoint({verb, *SAID_BY.get(verb, ())})


def _ranks_for_others(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``whose first order was in 2024`` has become the first of all, or any of theirs."""
    for at, (whose, place) in enumerate(pairwise(items)):
        behind = items[at + 2 : at + 4]
        rows = next((item for item in behind if any(hit.strength >= NAMES for hit in item.tables)), None)
        if whose.normal in _WHOSE and place.normal in (*TIMELY, "very first") and rows:
            return not any(map(_is_end_of_each, (plan, *parts_of(plan))))
    return False


def _is_end_of_each(part: object) -> bool:
    """Whether a part of a plan tells the first or last of the rows of each."""
    if isinstance(part, Output):
        return part.function in (Function.MINIMUM, Function.MAXIMUM)
    return bool(isinstance(part, Extreme) and part.group) or bool(isinstance(part, Plan) and part.within)


def _takes_age_for_year(conditions: Sequence[Condition]) -> bool:
    """Whether ``older than 5 years`` has become years after the year 5."""
    limits = [each for each in conditions if isinstance(each, Compare) and each.column.is_year]
    return any(isinstance(each.value, int | float) and each.value < _FIRST_YEAR for each in limits)


def _tells_no_length(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how long does it take`` has become a day, or how many kilometres it was."""
    words = [item.normal for item in items]
    if words[:2] != ["how", "long"] or LASTING.isdisjoint(words):
        return False
    told = [each.column for each in answering(plan) if each.column and each.function is not Function.COUNT]
    return any(column.is_date or not _FAR.isdisjoint(column.unit_words) for column in told if not column.span)


def _is_time(item: Item) -> bool:
    return item.normal in _OF_DAY or bool(item.period and item.period.clock)


def _leaves_time(times: Sequence[AtTime], going: Sequence[GoingOn], items: Sequence[Item]) -> bool:
    """Whether a time of the day, or a part of it, is said and asked of no column."""
    ends = {each.start for each in times} | {each.end for each in times} | {each.at for each in going}
    for item in items:
        if item.period and item.period.clock:
            clock = item.period.clock
            if not {clock.start, clock.end} - {None} <= ends:
                return True
        elif item.normal in _OF_DAY and not item.is_link:
            return True
    return False


def _passes_days(times: Sequence[AtTime], items: Sequence[Item]) -> bool:
    """Whether ``since 18:00 on 3 May`` is said of moments: later days may be meant, too."""
    moments = any(not each.column.is_time for each in times)
    led = any(before.has(*_OPEN) and after.period and after.period.clock for before, after in pairwise(items))
    return moments and led and any(item.period and not item.period.clock for item in items)


def _ranked(plan: Plan) -> list[Column]:
    """Return the columns of times of which a plan takes the first, the last, or some of them."""
    found = [plan.rows.extreme.column] if plan.rows.extreme else []
    if plan.ties or plan.limit is not None:
        found += [each for term in plan.order if (each := plan.outputs[term.output].column)]
    edges = (Function.MINIMUM, Function.MAXIMUM)
    found += [each.column for each in plan.outputs if each.column and each.function in edges]
    return [column for column in found if column.is_time or column.is_order]


def _mixes_days(
    plan: Plan, ranked: Sequence[Column], conditions: Sequence[Condition], items: Sequence[Item]
) -> bool:
    """Whether the first of rows of many days is taken by its time alone, or by its place."""
    said = any(item.normal in _PLACES and not (item.values or item.tables) for item in items)
    if not (said and ranked) or any(item.normal in _LISTED for item in items):
        return False
    home = plan.rows.table
    days = days_in(home)
    if any(column.is_order for column in ranked):
        clock = own_clock(home)
        return clock is not None and clock.is_time
    grouped = {output.column for output in plan.outputs if plan.grouped}
    return bool(days) and not any(day in grouped or _is_fixed(day, conditions) for day in days)


def _is_fixed(day: Column, conditions: Sequence[Condition]) -> bool:
    """Whether all rows are of one day, or weekday."""
    for each in conditions:
        if isinstance(each, Within) and each.column == day and _is_one(each.start, each.end):
            return True
        if isinstance(each, Compare) and each.column == day and each.comparison is Comparison.EQUAL:
            return True
        if isinstance(each, OneOf) and each.column == day and len(each.values) == 1 and not each.negated:
            return True
    return False


def _is_one(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and end - start == timedelta(days=1)


def _measures_other(plan: Plan, conditions: Sequence[Condition], items: Sequence[Item]) -> bool:
    """Whether how long rows are, which their two times say, is taken for minutes of something else."""
    home = plan.rows.table
    if hours_of(home) is None or not any(_tells_length(item) for item in items):
        return False
    used = {output.column for output in plan.outputs if output.function in _FIGURES}
    used |= {each.column for each in conditions if isinstance(each, Compare | Between)}
    if plan.rows.extreme:
        used.add(plan.rows.extreme.column)
    named = {hit.column for item in items for hit in item.columns if hit.strength >= NAMES}
    return any(each and each.is_measure and each.span is None and each not in named for each in used)


def _tells_length(item: Item) -> bool:
    plain = not any(hit.strength >= NAMES for hit in item.columns)
    return plain and any(word in _LENGTHS for word in item.normal.split())


def _takes_state(home: Table, times: Sequence[AtTime], items: Sequence[Item]) -> bool:
    """Whether ``works after 22:00``, ``is open until 8`` has become when that begins: it goes on, too."""
    state = state_in(items) if hours_of(home) else []
    if not state:
        return False
    others = [item for at, item in enumerate(items) if at not in state]
    said = {hit.column for item in others for hit in item.columns}
    said |= {column for item in others for column, _ in clocks_of(item, home)}
    return not all(each.column in said for each in times)


def _ranks_number(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether the earliest lesson has become the one of the lowest number, or the fastest time the latest."""
    said = {item.normal for item in items}
    if not said.isdisjoint(_OF_SPEED) and any(column.is_time for column in _ranked(plan)):
        return True
    timed = bool(said & {"earliest", "latest"})
    edges = (Function.MINIMUM, Function.MAXIMUM)
    taken = [output.column for output in plan.outputs if output.column and output.function in edges]
    taken += [plan.rows.extreme.column] if plan.rows.extreme else []
    return timed and any(column.is_number and not column.is_year for column in taken)


def _leaves_length(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether ``how long`` is answered with a time of the day."""
    asked = any(one.has(Sense.HOW) and other.normal == "long" for one, other in pairwise(items))
    return asked and any(output.column and output.column.is_time for output in plan.outputs[:1])


def _ranks_only_day(plan: Plan, conditions: Sequence[Condition]) -> bool:
    """Whether the first of one day is taken by its day, though each has its time."""
    day = plan.rows.extreme.column if plan.rows.extreme else None
    clock = own_clock(plan.rows.table)
    timed = clock is not None and clock.is_time
    return timed and day is not None and day.is_date and _is_fixed(day, conditions)


def _leaves_end(plan: Plan, items: Sequence[Item]) -> bool:
    """Whether all rows are shown where the first or the last of them is asked for."""
    edges = (Function.MINIMUM, Function.MAXIMUM)
    picked = plan.rows.extreme or plan.ties or plan.limit is not None
    if picked or any(output.function in edges for output in plan.outputs):
        return False
    led = zip([None, *items], items, strict=False)
    return any(
        item.normal in TIMELY and not item.values and (before is None or before.normal == "the")
        for before, item in led
    )


def _asks_two_times(plan: Plan) -> bool:
    """Whether a row would have to be in the morning and in the evening."""
    times = [each for each in plan.rows.conditions if isinstance(each, AtTime)]
    pairs = [(one, other) for one in times for other in times if one.column == other.column]
    return any(one.end and other.start and one.end <= other.start != one.start for one, other in pairs)
