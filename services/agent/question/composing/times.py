"""Conditions about time: which column a period is about, and what it asks of it."""

from collections.abc import Sequence
from datetime import date

from services.agent.question.composing.draft import Draft
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.periods import Period, month_of
from services.agent.question.plans.dated import InMonth, Within
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
