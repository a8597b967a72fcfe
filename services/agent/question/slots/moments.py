"""Binds periods - a year, a month, a quarter, a day - to columns of dates."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.composing.comparisons import TIME_SENSES, comparison_in
from services.agent.question.composing.times import any_of, date_condition, share_year
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.periods import Period
from services.agent.question.linking.headers import NAMED
from services.agent.question.plans.plan import Comparison, Condition
from services.agent.question.slots.binding import (
    BARE,
    Binding,
    Left,
    headers_of,
    look_left,
    look_right,
)
from services.agent.question.slots.events import days_of
from services.agent.question.slots.view import SURE_WAY, View, has_any
from services.agent.question.tables.columns import Column
from services.agent.question.tables.hours import own_clock
from services.agent.question.tables.schema import Table

_VAGUE = frozenset(["about", "around", "approximately", "roughly", "near", "circa"])
"""Words before a time of the day that make it one of many."""
_NUMBERED = 0.6
"""For a year that is more likely the number of a row."""


def bind_period(view: View, index: int) -> Iterator[Binding]:
    """Yield every way to bind the period at the index."""
    item = view.items[index]
    assert item.period
    before = view.item(index - 1)
    if item.period.clock and before and before.normal in _VAGUE:
        return
    left, (right, gap) = look_left(view, index), look_right(view, index, far=True)
    if item.period.clock and before and before.normal == "by" and left.op is None:
        left = replace(left, op=index - 1, how=Comparison.AT_MOST)  # "End by 10:30".
    seen: set[str] = set()
    if has_any(view.items, Sense.GROWTH, Sense.DIFFERENCE) and left.op is not None:
        left = replace(left, how=Comparison.EQUAL)  # "From 2023 to 2024", "2024 over 2023".
    listed, end = periods_from(view, index)
    listed = listed if left.op is None else listed[:1]
    figure = item.number is not None and left.op is not None and left.how is not Comparison.EQUAL
    figure = figure and left.op is not None and not view.items[left.op].has(*TIME_SENSES)
    used = frozenset([*range(index, end if len(listed) > 1 else index + 1), *_just(left.op)])
    for header, between in headers_of((left.header, left.between), (right, gap)):
        if figure and view.items[header].tables:
            continue
        for column, strength in view.columns(header, _holds_time):
            ends = comparison_in(view.items[header]) if left.op is None and header < index else None
            condition = _in_any(column, listed, ends or left.how)
            if condition and not left.negated and column.path not in seen:
                seen.add(column.path)
                around = used | {header, *between}
                yield Binding(column, condition, 0.75 + 0.25 * strength, around, item.text, explicit=True)
    if not figure and not left.negated:  # "Over 1500" is about a figure, though 1500 could be a year.
        yield from _bind_bare(view, index, left, listed, used)


def _just(index: int | None) -> list[int]:
    return [] if index is None else [index]


def _bind_bare(
    view: View, index: int, left: Left, listed: Sequence[Period], used: frozenset[int]
) -> Iterator[Binding]:
    """Bind a period without a header: to the day on which the verb says that it happened, or to any day."""
    item = view.items[index]
    assert item.period
    happened = days_of(view, index)
    days = [(column, score, used | {verb}) for column, score, verb in happened]
    days = days or [(column, score, used) for column, score in _dates(view, index)]
    share = _NUMBERED if left.op is None and _numbers_row(view, index) else 1.0
    for column, score, around in days:
        for how, likely in _meanings(view, left, item.period):
            condition = _in_any(column, listed, how)
            if condition:
                yield Binding(
                    column, condition, share * likely * score, around, item.text, explicit=bool(happened)
                )


def _numbers_row(view: View, index: int) -> bool:
    """Whether a number tells one row from the others, right behind the word for it: ``order 2024``."""
    before, item = view.item(index - 1), view.items[index]
    named = before is not None and not before.normal.endswith("s")
    return bool(named and before and item.number and any(hit.strength >= NAMED for hit in before.tables))


def _meanings(view: View, left: Left, period: Period) -> list[tuple[Comparison, float]]:
    """Return what may be asked of a period: ``from 15 March`` is on that day, or since then."""
    said = left.op is not None and view.items[left.op].normal == "from"
    if left.op is None or not said or left.how is Comparison.EQUAL or period.clock:
        return [(left.how, 1.0)]
    return [(Comparison.EQUAL, 1.0), (Comparison.AT_LEAST, 0.97 if period.grain == "day" else 0.88)]


def _in_any(column: Column, periods: Sequence[Period], how: Comparison) -> Condition | None:
    """Ask for one of some periods; None where the column cannot tell one of them."""
    each = [date_condition(column, period, how) for period in periods]
    found = [one for one in each if one]
    return any_of(found) if len(found) == len(periods) else None


def periods_from(view: View, index: int) -> tuple[list[Period], int]:
    """Return the periods of ``2016, 2017 and 2018`` from the first of them, and the index after them.

    Periods that are compared with one another are no list.
    """
    found: list[Period] = []
    end = at = index
    linked = True
    while (item := view.item(at)) and (item.period or item.has(Sense.AND, Sense.OR)):
        if item.period and not (linked or item.after_comma):
            break
        linked = item.period is None
        if item.period:
            found.append(item.period)
            end = at + 1
        at += 1
    joined = any(view.items[at].has(Sense.AND, Sense.OR) for at in range(index, end))
    compared = any(item.has(Sense.DIFFERENCE, Sense.GROWTH, Sense.RATIO) for item in view.items)
    before = view.item(index - 1)
    if not joined or compared or (before and before.has(Sense.BETWEEN)):
        return found[:1], index + 1
    return share_year(found), end


def _holds_time(column: Column) -> bool:
    return column.is_date or column.is_year or column.is_time


def _clocks(view: View) -> list[tuple[Column, float]]:
    """Return the column that a time of the day without a header may be about."""
    own = own_clock(view.home)
    return [(own, BARE)] if own else []


def _dates(view: View, index: int) -> list[tuple[Column, float]]:
    """Return the columns that a period without a header may be about: those of the table named before it."""
    period = view.items[index].period
    if period and period.clock:
        return _clocks(view)
    named = [hit.table for item in view.items[:index] for hit in item.tables if hit.strength >= 0.8]
    tables = [view.home, *(table for table in named if table != view.home and view.cost(table.name) < 1)]
    nearest = next((table for table in reversed(named) if table in tables and _times(table)), view.home)
    if not _times(view.home) and len(tables) == 1:
        there = [
            view.catalog.by_name[hop.other.table] for hop in view.graph.hops(view.home.name) if hop.to_one
        ]
        tables = [table for table in there if _times(table)]
        nearest = tables[0] if len(tables) == 1 else view.home
    spoken = {hit.column for item in view.items for hit in item.columns if hit.column.is_date}
    found = []
    tables = [table for table in dict.fromkeys(tables) if _times(table)]
    only = len(tables) == 1 and (len(_times(tables[0])) == 1 or not tables[0].rival_dates)
    for table in tables:
        share = 1.0 - view.cost(table.name) * (SURE_WAY if only else 1.0)
        share *= 1.0 if table == nearest else 0.8
        # "Born before 1970": the date that a word is about, and none of its rivals.
        one = len(spoken & set(table.rival_dates)) == 1
        found += [
            (column, share * (0.7 if one and column not in spoken else likely))
            for column, likely in _times(table)
        ]
    return found


def _times(table: Table) -> list[tuple[Column, float]]:
    dates = [column for column in table.columns if column.is_date]
    dates = dates or [column for column in table.columns if column.is_year]
    if len(dates) == 1:
        return [(dates[0], BARE)]
    main = table.rival_dates or (table.main_date,)
    likely = 0.84 if table.rival_dates else BARE
    return [(column, likely if column in main else 0.7) for column in dates]
