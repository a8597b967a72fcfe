"""Prints SQL from a plan, as sqlglot expressions: quoted identifiers, typed literals, a fixed order."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlglot import exp

from services.agent.question.plan import (
    AnyOf,
    Between,
    Compare,
    Comparison,
    Condition,
    Extreme,
    Function,
    InMonth,
    InSet,
    Missing,
    MostRelated,
    Not,
    OneOf,
    Output,
    Plan,
    RowSet,
    Scalar,
    TextMatch,
    TextTest,
    Within,
)
from services.agent.question.schema import Column, Table

_COMPARISONS: dict[Comparison, type[exp.Binary]] = {
    Comparison.EQUAL: exp.EQ,
    Comparison.UNEQUAL: exp.NEQ,
    Comparison.LESS: exp.LT,
    Comparison.AT_MOST: exp.LTE,
    Comparison.MORE: exp.GT,
    Comparison.AT_LEAST: exp.GTE,
}
_FUNCTIONS: dict[Function, type[exp.AggFunc]] = {
    Function.COUNT: exp.Count,
    Function.SUM: exp.Sum,
    Function.AVERAGE: exp.Avg,
    Function.MEDIAN: exp.Median,
    Function.MINIMUM: exp.Min,
    Function.MAXIMUM: exp.Max,
}


def to_sql(plan: Plan) -> str:
    """Print the plan as one readable DuckDB statement."""
    return to_select(plan).sql(dialect="duckdb", pretty=True)


def to_select(plan: Plan) -> exp.Select:
    """Build the plan's statement."""
    qualify = bool(plan.lookups)
    names = output_names(plan)
    outputs = [_output(output, qualify=qualify) for output in plan.outputs]
    aliased = [
        exp.alias_(expression, exp.to_identifier(name, quoted=True)) if needs_alias(output) else expression
        for output, expression, name in zip(plan.outputs, outputs, names, strict=True)
    ]
    select = exp.select(*aliased).from_(_table(plan.rows.table))
    for lookup in plan.lookups:
        on = exp.EQ(this=_column(lookup.many, qualify=True), expression=_column(lookup.one, qualify=True))
        select = select.join(exp.Table(this=_name(lookup.one.table)), on=on, join_type="left")
    select = _where(select, plan.rows, qualify=qualify)
    if plan.distinct:
        select = select.distinct()
    if plan.grouped:
        keys = [e for e, o in zip(outputs, plan.outputs, strict=True) if o.function is None]
        select = select.group_by(*(key.copy() for key in keys))
        for each in plan.having:
            found = _COMPARISONS[each.comparison](
                this=outputs[each.output].copy(), expression=_literal(each.value)
            )
            select = select.having(found)
    return _ordered(select, plan, outputs)


def _ordered(select: exp.Select, plan: Plan, outputs: Sequence[exp.Expr]) -> exp.Select:
    if all(output.function for output in plan.outputs) and not plan.grouped:
        return select
    chosen = {order.output for order in plan.order}
    terms = [_term(outputs[order.output], descending=order.descending) for order in plan.order]
    rest = [_term(outputs[i], descending=False) for i in range(len(outputs)) if i not in chosen]
    if plan.ties and terms:
        rank = exp.Window(this=exp.Anonymous(this="RANK"), order=exp.Order(expressions=[terms[0].copy()]))
        select.set("qualify", exp.Qualify(this=exp.EQ(this=rank, expression=exp.Literal.number(1))))
        found = [exp.Not(this=exp.Is(this=outputs[plan.order[0].output].copy(), expression=exp.null()))]
        select = select.having(*found) if plan.grouped else select.where(*found)
    select = select.order_by(*terms, *rest)
    return select.limit(plan.limit) if plan.limit is not None else select


def _term(expression: exp.Expr, *, descending: bool) -> exp.Ordered:
    return exp.Ordered(this=expression.copy(), desc=descending, nulls_first=False)


def needs_alias(output: Output) -> bool:
    """Whether the output is computed and so has no name of its own."""
    return output.function is not None or output.bucket is not None


def output_names(plan: Plan) -> list[str]:
    """Name the result's columns: headers as they are, computed ones as a person would."""
    names: list[str] = []
    for output in plan.outputs:
        name = _output_name(output)
        while name in names:
            name += "_2"
        names.append(name)
    return names


def _output_name(output: Output) -> str:
    column = output.column.name if output.column else "rows"
    if output.bucket:
        return output.bucket.value
    if output.function is Function.COUNT:
        return "count" if output.column is None else f"count of {column}"
    return f"{output.function.value} of {column}" if output.function else column


def _output(output: Output, *, qualify: bool) -> exp.Expr:
    if output.column is None:
        return exp.Count(this=exp.Star())
    expression: exp.Expr = _column(output.column, qualify=qualify)
    if output.bucket:
        unit = exp.Literal.string(output.bucket.value)
        truncated = exp.Anonymous(this="DATE_TRUNC", expressions=[unit, expression])
        expression = exp.cast(truncated, "DATE")
    if output.function:
        inner = exp.Distinct(expressions=[expression]) if output.distinct else expression
        expression = _FUNCTIONS[output.function](this=inner)
    return expression


def _table(table: Table) -> exp.Table:
    return exp.Table(this=_name(table.name))


def _name(name: str) -> exp.Identifier:
    return exp.to_identifier(name, quoted=True)


def _column(column: Column, *, qualify: bool = False) -> exp.Column:
    table = _name(column.table) if qualify else None
    return exp.Column(this=_name(column.name), table=table)


def _where(select: exp.Select, rows: RowSet, *, qualify: bool = False) -> exp.Select:
    for condition in rows.conditions:
        select = select.where(_condition(condition, qualify=qualify))
    if rows.extreme:
        select = select.where(_extreme(rows, rows.extreme, qualify=qualify))
    return select


def _extreme(rows: RowSet, extreme: Extreme, *, qualify: bool) -> exp.Expr:
    function = exp.Max if extreme.largest else exp.Min
    inner = exp.select(function(this=_column(extreme.column))).from_(_table(rows.table))
    inner = _where(inner, RowSet(rows.table, rows.conditions))
    return exp.EQ(this=_column(extreme.column, qualify=qualify), expression=inner.subquery())


def _literal(value: Scalar) -> exp.Expr:
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    if isinstance(value, int | float):
        return exp.convert(value)
    if isinstance(value, date | datetime):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
    return exp.Literal.string(value)


def _condition(condition: Condition, *, qualify: bool) -> exp.Expr:
    """Print one condition; columns carry their table's name where the statement joins."""
    match condition:
        case Compare(column, comparison, value):
            return _COMPARISONS[comparison](this=_column(column, qualify=qualify), expression=_literal(value))
        case OneOf(column, values, negated):
            found = exp.In(this=_column(column, qualify=qualify), expressions=[_literal(v) for v in values])
            return _maybe_not(found, negated=negated)
        case Between(column, low, high):
            return exp.Between(this=_column(column, qualify=qualify), low=_literal(low), high=_literal(high))
        case Within() | InMonth():
            return _in_time(condition, qualify=qualify)
        case TextMatch():
            return _text_match(condition, qualify=qualify)
        case Missing(column, negated):
            is_null = exp.Is(this=_column(column, qualify=qualify), expression=exp.null())
            return _maybe_not(is_null, negated=negated)
        case AnyOf(conditions):
            return exp.paren(exp.or_(*(_condition(each, qualify=qualify) for each in conditions)))
    return _in_rows(condition, qualify=qualify)


def _in_rows(condition: InSet | Not | MostRelated, *, qualify: bool) -> exp.Expr:
    match condition:
        case InSet(column, rows, key, negated):
            return _found(column, _keys(rows, key, skip_null=negated), negated=negated, qualify=qualify)
        case Not(label, rows):
            return _found(label, _keys(rows, label, skip_null=True), negated=True, qualify=qualify)
        case MostRelated(column, group, counted, largest, rows):
            count = Output(counted, Function.COUNT, distinct=counted is not None)
            term = _term(_output(count, qualify=False), descending=largest)
            rank = exp.Window(this=exp.Anonymous(this="RANK"), order=exp.Order(expressions=[term]))
            keys = _keys(rows, group, skip_null=True).group_by(_column(group))
            keys.set("qualify", exp.Qualify(this=exp.EQ(this=rank, expression=exp.Literal.number(1))))
            return _found(column, keys, negated=False, qualify=qualify)


def _found(column: Column, keys: exp.Select, *, negated: bool, qualify: bool) -> exp.Expr:
    found = exp.In(this=_column(column, qualify=qualify), query=keys.subquery())
    return _maybe_not(found, negated=negated)


def _keys(rows: RowSet, key: Column, *, skip_null: bool) -> exp.Select:
    select = _where(exp.select(_column(key)).from_(_table(rows.table)), rows)
    if skip_null and key.nulls:
        # One null among the keys would make NOT IN true for no row at all.
        select = select.where(exp.Not(this=exp.Is(this=_column(key), expression=exp.null())))
    return select


def _maybe_not(expression: exp.Expr, *, negated: bool) -> exp.Expr:
    return exp.Not(this=expression) if negated else expression


def _in_time(condition: Within | InMonth, *, qualify: bool) -> exp.Expr:
    column = _column(condition.column, qualify=qualify)
    if isinstance(condition, InMonth):
        month = exp.Extract(this=exp.var("MONTH"), expression=column)
        return exp.EQ(this=month, expression=exp.Literal.number(condition.month))
    bounds: list[exp.Expr] = []
    if condition.start:
        bounds.append(exp.GTE(this=column, expression=_literal(condition.start)))
    if condition.end:
        bounds.append(exp.LT(this=column.copy(), expression=_literal(condition.end)))
    return exp.and_(*bounds)


def _text_match(condition: TextMatch, *, qualify: bool) -> exp.Expr:
    column = exp.Lower(this=_column(condition.column, qualify=qualify))
    text = exp.Literal.string(condition.text.lower())
    name = {TextTest.CONTAINS: "CONTAINS", TextTest.STARTS: "STARTS_WITH", TextTest.ENDS: "ENDS_WITH"}
    test = exp.Anonymous(this=name[condition.test], expressions=[column, text])
    return _maybe_not(test, negated=condition.negated)
