"""Prints conditions, and the names and literals that they are made of, as sqlglot expressions."""

from collections.abc import Callable, Iterable

from sqlglot import exp

from services.agent.question.plans.dated import AtTime, GoingOn, InMonth, OnWeekdays, Within
from services.agent.question.plans.expressions import (
    cell_of,
    column_of,
    joined_table,
    literal_of,
    name_of,
    table_of,
)
from services.agent.question.plans.opposites import OPPOSITES
from services.agent.question.plans.plan import (
    AnyOf,
    Beside,
    Between,
    Compare,
    CompareColumns,
    CompareFigure,
    Comparison,
    Condition,
    CountRelated,
    Extreme,
    Function,
    InSet,
    Lookup,
    Missing,
    MostRelated,
    Not,
    OneOf,
    RowSet,
    Scalar,
    TextMatch,
    TextTest,
)
from services.agent.question.plans.ranges import in_range
from services.agent.question.tables.columns import Column

COMPARISONS: dict[Comparison, type[exp.Binary]] = {
    Comparison.EQUAL: exp.EQ,
    Comparison.UNEQUAL: exp.NEQ,
    Comparison.LESS: exp.LT,
    Comparison.AT_MOST: exp.LTE,
    Comparison.MORE: exp.GT,
    Comparison.AT_LEAST: exp.GTE,
}
"""Comparison -> its operator."""
_FUNCTIONS: dict[Function, type[exp.AggFunc]] = {
    Function.COUNT: exp.Count,
    Function.SUM: exp.Sum,
    Function.AVERAGE: exp.Avg,
    Function.MEDIAN: exp.Median,
    Function.MINIMUM: exp.Min,
    Function.MAXIMUM: exp.Max,
}
"""Function -> its aggregate."""
COUNTS_NONE: dict[Comparison, Callable[[float], bool]] = {
    Comparison.EQUAL: lambda number: number == 0,
    Comparison.UNEQUAL: lambda number: number != 0,
    Comparison.LESS: lambda number: number > 0,
    Comparison.AT_MOST: lambda number: number >= 0,
    Comparison.MORE: lambda number: number < 0,
    Comparison.AT_LEAST: lambda number: number <= 0,
}
"""Comparison -> whether a thing with no rows at all is among those that it finds."""


def term_of(expression: exp.Expr, *, descending: bool) -> exp.Ordered:
    """Order by an expression, what is missing last."""
    return exp.Ordered(this=expression.copy(), desc=descending, nulls_first=False)


def restrict(select: exp.Select, rows: RowSet, *, qualify: bool = False) -> exp.Select:
    """Add the conditions of some rows to a statement, which is changed."""
    for condition in rows.conditions:
        select = select.where(condition_of(condition, qualify=qualify), copy=False)
    if rows.extreme and rows.extreme.group:
        term = term_of(column_of(rows.extreme.column), descending=rows.extreme.largest)
        select.set("qualify", _ranked_first(term, column_of(rows.extreme.group)))
    elif rows.extreme:
        select = select.where(_extreme(rows, rows.extreme, qualify=qualify), copy=False)
    return select


def _ranked_first(term: exp.Ordered, *parts: exp.Expr) -> exp.Qualify:
    """Keep the first by a term, and what ties with it: of all, or of each part."""
    order = exp.Order(expressions=[term])
    rank = exp.Window(this=exp.Anonymous(this="RANK"), partition_by=[*parts], order=order)
    return exp.Qualify(this=exp.EQ(this=rank, expression=exp.Literal.number(1)))


def _extreme(rows: RowSet, extreme: Extreme, *, qualify: bool) -> exp.Expr:
    function, value = exp.Max if extreme.largest else exp.Min, column_of(extreme.column)
    shown = function(this=value) if extreme.place == 1 else value
    inner = restrict(exp.select(shown).from_(table_of(rows.table)), RowSet(rows.table, rows.conditions))
    if extreme.place > 1:
        inner = inner.distinct().order_by(term_of(value, descending=extreme.largest))
        inner = inner.limit(1).offset(extreme.place - 1)
    return exp.EQ(this=column_of(extreme.column, qualify=qualify), expression=inner.subquery())


def _side(column: Column, value: Scalar, *, qualify: bool) -> exp.Expr:
    """Name what is compared with a literal: a text with the cell as it stands."""
    return (cell_of if isinstance(value, str) else column_of)(column, qualify=qualify)


def condition_of(condition: Condition, *, qualify: bool) -> exp.Expr:
    """Print one condition; columns carry their table's name where the statement joins."""
    match condition:
        case Compare(column, comparison, value):
            operator = COMPARISONS[comparison]
            if comparison is Comparison.UNEQUAL and column.nulls:
                operator = exp.NullSafeNEQ  # What is missing is not the value, either.
            return operator(this=_side(column, value, qualify=qualify), expression=literal_of(value))
        case OneOf(column, values, negated):
            side = _side(column, values[0], qualify=qualify)
            found = exp.In(this=side, expressions=[literal_of(v) for v in values])
            return _unless(found, column, negated=negated, qualify=qualify)
        case CompareFigure():
            return _compare_figure(condition, qualify=qualify)
        case CompareColumns():
            return _compare_columns(condition, qualify=qualify)
        case Between() | Within() | InMonth() | OnWeekdays() | AtTime() | GoingOn():
            return in_range(condition, qualify=qualify)
        case TextMatch():
            return _text_match(condition, qualify=qualify)
        case Missing(column, negated):
            is_null = exp.Is(this=cell_of(column, qualify=qualify), expression=exp.null())
            return _maybe_not(is_null, negated=negated)
        case AnyOf(conditions):
            return exp.paren(exp.or_(*(condition_of(each, qualify=qualify) for each in conditions)))
    return _in_rows(condition, qualify=qualify)


def _in_rows(condition: Beside | InSet | Not | MostRelated | CountRelated, *, qualify: bool) -> exp.Expr:
    match condition:
        case Beside(column, other):
            return exp.EQ(this=cell_of(column, qualify=True), expression=cell_of(other, qualify=True))
        case InSet(column, rows, key, negated) if condition.beside:
            keys = _keys(rows, key, skip_null=negated).select(
                *(cell_of(each) for _, each in condition.beside)
            )
            cells = [
                cell_of(each, qualify=qualify) for each in (column, *(own for own, _ in condition.beside))
            ]
            return _maybe_not(
                exp.In(this=exp.Tuple(expressions=cells), query=keys.subquery()), negated=negated
            )
        case InSet(column, rows, key, negated):
            return _found(column, _keys(rows, key, skip_null=negated), negated=negated, qualify=qualify)
        case Not(label, rows):
            return _found(label, _keys(rows, label, skip_null=True), negated=True, qualify=qualify)
        case MostRelated(column, group, counted, largest, rows):
            what = exp.Distinct(expressions=[cell_of(counted)]) if counted else exp.Star()
            term = term_of(exp.Count(this=what), descending=largest)
            keys = _keys(rows, group, skip_null=True).group_by(cell_of(group))
            keys.set("qualify", _ranked_first(term))
            return _found(column, keys, negated=False, qualify=qualify)
        case CountRelated():
            return _counted(condition, qualify=qualify)


def _counted(condition: CountRelated, *, qualify: bool) -> exp.Expr:
    """Count the rows of each value there; values with none of them are found by what they have not."""
    has_few = not COUNTS_NONE[condition.comparison](condition.number)
    comparison = condition.comparison if has_few else OPPOSITES[condition.comparison]
    joined = bool(condition.lookups)
    counted = condition.counted and cell_of(condition.counted, qualify=joined)
    what = exp.Distinct(expressions=[counted]) if counted else exp.Star()
    count = COMPARISONS[comparison](this=exp.Count(this=what), expression=literal_of(condition.number))
    keys = look_up(_keys(condition.rows, condition.group, skip_null=True, qualify=joined), condition.lookups)
    keys = keys.group_by(cell_of(condition.group, qualify=joined)).having(count)
    return _found(condition.column, keys, negated=not has_few, qualify=qualify)


def _found(column: Column, keys: exp.Select, *, negated: bool, qualify: bool) -> exp.Expr:
    found = exp.In(this=cell_of(column, qualify=qualify), query=keys.subquery())
    return _unless(found, column, negated=negated, qualify=qualify)


def _unless(found: exp.Expr, column: Column, *, negated: bool, qualify: bool) -> exp.Expr:
    """Deny a condition; it does not hold of a value that is missing, either."""
    if not negated or not column.nulls:
        return _maybe_not(found, negated=negated)
    missing = exp.Is(this=cell_of(column, qualify=qualify), expression=exp.null())
    return exp.paren(exp.or_(missing, exp.Not(this=found)))


def _keys(rows: RowSet, key: Column, *, skip_null: bool, qualify: bool = False) -> exp.Select:
    cell = cell_of(key, qualify=qualify)
    select = restrict(exp.select(cell).from_(table_of(rows.table)), rows, qualify=qualify)
    if skip_null and key.nulls:
        # One null among the keys would make NOT IN true for no row at all.
        select = select.where(exp.Not(this=exp.Is(this=cell.copy(), expression=exp.null())))
    return select


def look_up(select: exp.Select, lookups: Iterable[Lookup]) -> exp.Select:
    """Join what the rows refer to: columns are added, and never rows."""
    for lookup in lookups:
        on = exp.EQ(this=column_of(lookup.many, qualify=True), expression=column_of(lookup.one, qualify=True))
        # ``select.join`` would parse the word "left" each time, and copy all that is there.
        table = joined_table(lookup.one.table, lookup.again)
        select.append("joins", exp.Join(this=table, side="LEFT", on=on))
    return select


def figure_of(condition: CompareFigure) -> exp.Expr:
    """Print the figure of other rows that something is compared with."""
    figure = aggregate(condition.function, condition.column, column_of(condition.column))
    table = condition.rows.table
    if condition.by is None:
        return restrict(exp.select(figure).from_(table_of(table)), condition.rows).subquery()
    found = restrict(exp.select(figure).from_(joined_table("peers", again=table.name)), condition.rows)
    own = exp.column(name_of(condition.by.name), table=name_of("peers"))
    return found.where(exp.EQ(this=own, expression=column_of(condition.by, qualify=True))).subquery()


def _compare_figure(condition: CompareFigure, *, qualify: bool) -> exp.Expr:
    column = column_of(condition.column, qualify=qualify)
    other = figure_of(condition)
    if condition.offset:
        other = exp.Add(this=other, expression=exp.convert(condition.offset))
    return COMPARISONS[condition.comparison](this=column, expression=other)


def aggregate(function: Function, column: Column | None, values: exp.Expr) -> exp.Expr:
    """Print a function of many values of a column, or of rows where there is none.

    Fractions are added with compensation (Kahan): sums of cents are right to the cent, whatever the order of
    the rows.
    """
    if function is Function.SUM and column and column.type == "DOUBLE":
        return exp.Anonymous(this="FSUM", expressions=[values])
    return _FUNCTIONS[function](this=values)


def _maybe_not(expression: exp.Expr, *, negated: bool) -> exp.Expr:
    return exp.Not(this=expression) if negated else expression


def _compare_columns(condition: CompareColumns, *, qualify: bool) -> exp.Expr:
    """Compare two cells of a row; moments by their day where the other is a day."""
    column = column_of(condition.column, qualify=qualify or condition.link is not None)
    other = column_of(condition.other, qualify=qualify)
    if condition.link:
        own, key = condition.link
        same = exp.EQ(this=column_of(key, qualify=True), expression=column_of(own, qualify=True))
        found = exp.select(column_of(condition.other, qualify=True))
        other = found.from_(joined_table(key.table, condition.again)).where(same).subquery()
    types = condition.column.type, condition.other.type
    if condition.column.is_date and types[0] != types[1]:
        column, other = exp.cast(column, "DATE"), exp.cast(other, "DATE")
    if condition.times != 1:
        part = exp.Mul(this=exp.convert(condition.times), expression=other)
        other = exp.Round(this=part, decimals=exp.convert(9))  # 0.6 * 3.0 is less than 1.8.
    return COMPARISONS[condition.comparison](this=column, expression=other)


def _text_match(condition: TextMatch, *, qualify: bool) -> exp.Expr:
    column: exp.Expr = exp.Lower(this=cell_of(condition.column, qualify=qualify))
    text = exp.Literal.string(condition.text.lower())
    name = {TextTest.CONTAINS: "CONTAINS", TextTest.STARTS: "STARTS_WITH", TextTest.ENDS: "ENDS_WITH"}
    test = exp.Anonymous(this=name[condition.test], expressions=[column, text])
    return _unless(test, condition.column, negated=condition.negated, qualify=qualify)
