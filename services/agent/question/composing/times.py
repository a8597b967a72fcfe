"""Conditions about time: which column a period is about, and what it asks of it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from services.agent.question.composing.draft import Draft
from services.agent.question.language.clocks import NOON, Clock
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.periods import Period, month_of
from services.agent.question.plans.dated import AtTime, InMonth, Within
from services.agent.question.plans.plan import AnyOf, Between, Compare, Comparison, Condition
from services.agent.question.tables.columns import Column


def dated(draft: Draft) -> Column | None:
    """Find the column that a period without a header is about: the described rows' own, then the home's."""
    for node in draft.node.up():
        found = draft.date_of(node.table)
        if found:
            return found
    return None


def date_condition(
    column: Column, period: Period, how: Comparison, *, until: Period | None = None
) -> Condition | None:
    """Compare a column with a period: within it, before it, after it, or from it until another."""
    if period.clock:
        return _clock_condition(column, period.clock, how, until) if column.tells_clock else None
    if column.is_year:
        return _year_condition(column, period, how, until)
    return _day_condition(column, period, how, until) if column.is_date else None


def _day_condition(column: Column, period: Period, how: Comparison, until: Period | None) -> Condition | None:
    if until and period.month is not None and until.start:
        first = date(until.start.year, period.month, 1)  # "Between March and May 2024".
        period = Period(first, until.end, period.label, period.grain)
    if period.month is not None:
        return InMonth(column, period.month) if how is Comparison.EQUAL else None
    start, end = period.start, period.end
    match how:
        case Comparison.EQUAL if until:
            return Within(column, start, until.end, f"{period.label} to {until.label}")
        case Comparison.EQUAL:
            return Within(column, start, end, period.label)
        case Comparison.MORE:
            return Within(column, end, None, f"after {period.label}")
        case Comparison.AT_LEAST:
            return Within(column, start, None, f"since {period.label}")
        case Comparison.LESS:
            return Within(column, None, start, f"before {period.label}")
        case Comparison.AT_MOST:
            return Within(column, None, end, f"until {period.label}")
    return None


def _clock_condition(column: Column, clock: Clock, how: Comparison, until: Period | None) -> Condition | None:
    """Compare a time of the day; None where it may be meant in two ways."""
    start, label = clock.start, clock.label
    if clock.is_part:
        named = how is Comparison.EQUAL and not until
        return AtTime(column, start, clock.end, label) if named else None
    if start is None or (clock.is_loose and str(column.minimum)[-8:] >= NOON.isoformat()):
        return None  # "After 8:30", where all is in the evening.
    if until:
        return _until_clock(column, clock, until)
    if clock.is_midnight and how is not Comparison.EQUAL:
        return None  # Does it begin the day, or end it?
    if how is Comparison.EQUAL:
        end = start if column.is_time or start.second else _minute_after(start)
        return AtTime(column, start, end, f"at {label}", is_until=column.is_time)
    bounded = _BOUNDED.get(how)
    return bounded(column, start, label) if bounded else None


_BOUNDED: dict[Comparison, Callable[[Column, time, str], AtTime]] = {
    Comparison.MORE: lambda column, at, label: AtTime(column, at, None, f"after {label}", is_after=True),
    Comparison.AT_LEAST: lambda column, at, label: AtTime(column, at, None, f"{label} or later"),
    Comparison.LESS: lambda column, at, label: AtTime(column, None, at, f"before {label}"),
    Comparison.AT_MOST: lambda column, at, label: AtTime(
        column, None, at, f"{label} or earlier", is_until=True
    ),
}
"""Comparison -> what it asks of a time of the day."""


def _until_clock(column: Column, clock: Clock, until: Period) -> AtTime | None:
    """Ask for what lies between two times of one day."""
    end = until.clock.start if until.clock and not until.clock.is_part else None
    ordered = clock.start is not None and end is not None and clock.start < end and not clock.is_midnight
    label = f"from {clock.label} to {until.label}"
    return AtTime(column, clock.start, end, label, is_until=True) if ordered else None


def _minute_after(start: time) -> time | None:
    """Return the first time after a whole minute; None after the last of the day."""
    after = datetime.combine(date.min, start) + timedelta(minutes=1)
    return after.time() if after.date() == date.min else None


def any_of(conditions: Sequence[Condition]) -> Condition:
    """Say that one of some conditions on one column holds; one of them alone is itself."""
    return conditions[0] if len(conditions) == 1 else AnyOf(tuple(conditions))


def share_year(periods: Sequence[Period]) -> list[Period]:
    """Give months without a year that of the next period in a list: ``June and July 2024``."""
    found: list[Period] = []
    year: int | None = None
    for period in reversed(periods):
        if period.start:
            year = period.start.year
        elif period.month is not None and year is not None:
            period = month_of(year, period.month)
        found.append(period)
    return found[::-1]


def more_periods(draft: Draft, first: Period, after: int) -> tuple[list[Period], int]:
    """Take ``and 2018`` along: of several periods one holds, since no day lies in two."""
    found = [first]
    while after < len(draft.items):
        links = draft.items[after].has(Sense.AND, Sense.OR)
        item = draft.items[after + links] if after + links < len(draft.items) else None
        if item is None or item.period is None or not (links or item.after_comma):
            break
        found.append(item.period)
        after += 1 + links
    return share_year(found), after


def _year_condition(
    column: Column, period: Period, how: Comparison, until: Period | None
) -> Condition | None:
    if period.grain == "decade" and period.start and how is Comparison.EQUAL and not until:
        return Between(column, period.start.year, period.start.year + 9)
    if period.grain != "year" or period.start is None:
        return None
    if until:
        return Between(column, period.start.year, _year(until.start)) if until.start else None
    return Compare(column, how, period.start.year)


def _year(day: date) -> int:
    return day.year
