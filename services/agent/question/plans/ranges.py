"""Prints what lies within bounds: numbers, days, weekdays, times of the day, and what was going on then."""

from sqlglot import exp

from services.agent.question.plans.dated import AtTime, GoingOn, InMonth, OnWeekdays, Within
from services.agent.question.plans.expressions import column_of, literal_of
from services.agent.question.plans.plan import Between


def in_range(
    condition: Between | Within | InMonth | OnWeekdays | AtTime | GoingOn, *, qualify: bool
) -> exp.Expr:
    """Print a condition on one column; it carries its table's name where the statement joins."""
    column = column_of(condition.column, qualify=qualify)
    if isinstance(condition, AtTime):
        return _at_time(condition, column)
    if isinstance(condition, GoingOn):
        return _going_on(condition, column, column_of(condition.end, qualify=qualify))
    if isinstance(condition, Between):
        return exp.Between(this=column, low=literal_of(condition.low), high=literal_of(condition.high))
    if isinstance(condition, OnWeekdays):
        weekday = exp.Anonymous(this="ISODOW", expressions=[column])
        return exp.In(this=weekday, expressions=[exp.Literal.number(day) for day in condition.days])
    if isinstance(condition, InMonth):
        month = exp.Extract(this=exp.var("MONTH"), expression=column)
        return exp.EQ(this=month, expression=exp.Literal.number(condition.month))
    bounds: list[exp.Expr] = []
    if condition.start:
        bounds.append(exp.GTE(this=column, expression=literal_of(condition.start)))
    if condition.end:
        bounds.append(exp.LT(this=column.copy(), expression=literal_of(condition.end)))
    return exp.and_(*bounds)


def _at_time(condition: AtTime, column: exp.Expr) -> exp.Expr:
    """Compare a time of the day; of a moment, whatever its day."""
    column = column if condition.column.is_time else exp.cast(column, "TIME")
    if condition.start and condition.start == condition.end:
        return exp.EQ(this=column, expression=literal_of(condition.start))
    bounds: list[exp.Expr] = []
    if condition.start:
        after = exp.GT if condition.is_after else exp.GTE
        bounds.append(after(this=column, expression=literal_of(condition.start)))
    if condition.end:
        before = exp.LTE if condition.is_until else exp.LT
        bounds.append(before(this=column.copy(), expression=literal_of(condition.end)))
    return exp.and_(*bounds)


def _going_on(condition: GoingOn, start: exp.Expr, end: exp.Expr) -> exp.Expr:
    """Say that a row has begun and is not over; one of them is enough where it goes on over midnight."""
    begun = exp.LTE(this=start, expression=literal_of(condition.at))
    lasts = exp.GT(this=end, expression=literal_of(condition.at))
    by_day = exp.If(this=exp.LTE(this=start.copy(), expression=end.copy()), true=exp.and_(begun, lasts))
    return exp.Case(ifs=[by_day], default=exp.or_(begun.copy(), lasts.copy()))
