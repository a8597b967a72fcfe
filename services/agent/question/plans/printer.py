"""Prints SQL from a plan, as sqlglot expressions: quoted identifiers, typed literals, a fixed order."""

from collections.abc import Sequence
from dataclasses import replace

from sqlglot import exp

from services.agent.question.plans.expressions import cell_of, column_of, literal_of, stretch_of, table_of
from services.agent.question.plans.gathering import gather
from services.agent.question.plans.parts import told_apart
from services.agent.question.plans.plan import (
    RANKS,
    Combination,
    CompareFigure,
    Function,
    Having,
    Output,
    Plan,
)
from services.agent.question.plans.predicates import (
    COMPARISONS,
    aggregate,
    condition_of,
    figure_of,
    look_up,
    restrict,
    term_of,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

_EDGES: dict[Function, type[exp.Func]] = {Function.MINIMUM: exp.ArgMin, Function.MAXIMUM: exp.ArgMax}
"""Function -> what gives the cell beside the lowest or the highest number."""

_COMBINED = {Combination.DISTANCE: "difference", Combination.RANK_UP: "rank"}
"""What a column of such figures is called, where it is called otherwise than the combination."""


def to_sql(plan: Plan, tables: Sequence[Table] = ()) -> str:
    """Print the plan as one readable DuckDB statement.

    Args:
        plan: What was understood.
        tables: Those that it was planned over, where some are made of others.
    """
    return gather(to_select(plan), tables).sql(dialect="duckdb", pretty=True, copy=False)


def to_select(plan: Plan) -> exp.Select:
    """Build the plan's statement."""
    # A date that is printed as text hides its column behind its name: the order needs the column itself.
    qualify = bool(plan.lookups) or any(map(is_spelt, plan.outputs))
    names = output_names(plan)
    outputs = [_output(output, plan.outputs[0], qualify=qualify) for output in plan.outputs]
    aliased = [
        exp.alias_(_spelt(output, expression, qualify=qualify), exp.to_identifier(name, quoted=True))
        if needs_alias(output) or is_spelt(output) or told_apart(output, plan) is not output
        else expression
        for output, expression, name in zip(plan.outputs, outputs, names, strict=True)
    ]
    shown = aliased[:-1] if _is_hidden(plan) else aliased
    select = exp.select(*shown).from_(table_of(plan.rows.table), copy=False)
    select = look_up(select, plan.lookups)
    select = restrict(select, plan.rows, qualify=qualify)
    if plan.distinct and any(is_spelt(each) or _in_sequence(each) for each in plan.outputs):
        select = select.group_by(*(each.copy() for each in outputs))  # Ordered by what is not shown.
    elif plan.distinct:
        select = select.distinct()
    if plan.grouped:
        keys = [e for e, o in zip(outputs, plan.outputs, strict=True) if o.function is None]
        select = select.group_by(*(key.copy() for key in keys))
        for each in plan.having:
            select = _limited(select, each, outputs[each.output])
    return _ordered(select, plan, outputs)


def _limited(select: exp.Select, limit: Having, output: exp.Expr) -> exp.Select:
    """Keep the groups that fulfil a limit; a figure of all groups is computed once these are there."""
    compare = COMPARISONS[limit.comparison]
    if isinstance(limit.value, Function):
        whole = exp.Window(this=aggregate(limit.value, None, output.copy()))
        select.set("qualify", exp.Qualify(this=compare(this=output.copy(), expression=whole)))
        return select
    value = figure_of(limit.value) if isinstance(limit.value, CompareFigure) else literal_of(limit.value)
    return select.having(compare(this=output.copy(), expression=value))


def _is_hidden(plan: Plan) -> bool:
    """Whether the last output is the place of a row in its sheet, by which others are only ordered."""
    last, place = plan.outputs[-1].column, len(plan.outputs) - 1
    return bool(
        last and last.is_order and plan.order and plan.answer is not None and place not in plan.answer
    )


def _ordered(select: exp.Select, plan: Plan, outputs: Sequence[exp.Expr]) -> exp.Select:
    if all(output.function for output in plan.outputs) and not plan.grouped:
        return select
    chosen = {order.output for order in plan.order}
    terms = [
        term_of(_ranked(plan, order.output, outputs), descending=order.descending) for order in plan.order
    ]
    chosen |= {place for place, output in enumerate(plan.outputs) if output.combination in RANKS}
    others = [] if _is_hidden(plan) else [i for i in range(len(outputs)) if i not in chosen]
    rest = [term_of(_placed(plan.outputs[i], outputs[i]), descending=False) for i in others]
    if terms and (plan.ties or plan.within):
        select.set("qualify", exp.Qualify(this=_leads(plan, outputs, terms[0])))
        found = [exp.Not(this=exp.Is(this=terms[0].this.copy(), expression=exp.null()))]
        select = select.having(*found) if plan.grouped else select.where(*found)
    if plan.within:
        parts = [term_of(_placed(plan.outputs[i], outputs[i]), descending=False) for i in plan.within]
        return select.order_by(*parts, *terms, *(term for term in rest if term not in parts))
    select = select.order_by(*terms, *rest)
    return select.limit(plan.limit) if plan.limit is not None else select


def _ranked(plan: Plan, position: int, outputs: Sequence[exp.Expr]) -> exp.Expr:
    """Print what rows are ordered by: of texts that begin with numbers, these."""
    column = plan.outputs[position].column
    if plan.outputs[position].function is None and column and column.leading:
        return column_of(column, qualify=bool(plan.lookups))
    return _placed(plan.outputs[position], outputs[position])


def _in_sequence(output: Output) -> Column | None:
    """Return the column whose values are shown and have an order of their own, if it is one."""
    column = output.column
    return column if column and column.sequence and not (output.function or output.bucket) else None


def _placed(output: Output, expression: exp.Expr) -> exp.Expr:
    """Print the place of a value in an order of its own: January comes before February."""
    column = _in_sequence(output)
    if column is None:
        return expression
    values = exp.Array(expressions=[exp.Literal.string(value) for value in column.sequence])
    return exp.Anonymous(this="LIST_POSITION", expressions=[values, expression.copy()])


def is_spelt(output: Output) -> bool:
    """Whether the output is a date or a percentage that is answered as its sheet writes it."""
    if output.bucket or output.combination or output.column is None or not output.column.written:
        return False
    if output.percent or output.decimals is not None:
        return False
    kept = (None, Function.MINIMUM, Function.MAXIMUM)  # Of percentages the sum is one too, as precise.
    return output.function in (kept if output.column.is_date else (*kept, Function.SUM))


def _spelt(output: Output, expression: exp.Expr, *, qualify: bool) -> exp.Expr:
    edge = _EDGES.get(output.function) if output.function else None
    if edge and output.column and output.column.leading and not (output.combination or output.when):
        cell = cell_of(output.column, qualify=qualify)  # The fastest is "40 knots", as its sheet says.
        return edge(this=cell, expression=column_of(output.column, qualify=qualify))
    if not is_spelt(output) or output.column is None or output.column.written is None:
        return expression
    written = output.column.written
    if output.column.is_date:
        return exp.Anonymous(this="STRFTIME", expressions=[expression, exp.Literal.string(written)])
    percent = exp.Mul(this=exp.Literal.number(100), expression=expression)
    text = exp.cast(exp.cast(percent, f"DECIMAL(18, {written})"), "VARCHAR")
    return exp.DPipe(this=text, expression=exp.Literal.string("%"))


def _leads(plan: Plan, outputs: Sequence[exp.Expr], term: exp.Expr) -> exp.Expr:
    """Say that a row is among the first of its part, or of all; what ties with the last of them is, too."""
    parts = [outputs[i].copy() for i in plan.within]
    order = exp.Order(expressions=[term.copy()])
    name = "RANK" if plan.place == 1 else "DENSE_RANK"
    rank = exp.Window(this=exp.Anonymous(this=name), partition_by=parts, order=order)
    if plan.limit is None:
        return exp.EQ(this=rank, expression=exp.Literal.number(plan.place))
    return exp.LTE(this=rank, expression=exp.Literal.number(plan.limit))


def needs_alias(output: Output) -> bool:
    """Whether the output is computed and so has no name of its own."""
    made = output.column is not None and output.column.span is not None
    return made or bool(output.function or output.bucket or output.combination)


def output_names(plan: Plan) -> list[str]:
    """Name the result's columns: headers as they are, computed ones as a person would."""
    names: list[str] = []
    for output in plan.outputs:
        name = _output_name(told_apart(output, plan))
        while name in names:
            name += "_2"
        names.append(name)
    return names


def _output_name(output: Output) -> str:
    if output.combination:
        name = _COMBINED.get(output.combination, output.combination.value)
        return f"{name} in percent" if output.percent else name
    column = output.column.name if output.column else "rows"
    if output.bucket:
        return output.bucket.value
    if output.function is Function.COUNT:
        return "count" if output.column is None else f"count of {column}"
    return f"{output.function.value} of {column}" if output.function else column


def _output(output: Output, key: Output, *, qualify: bool) -> exp.Expr:
    """Print one output as it is to be written: combined, in percent, rounded."""
    made = _combined(output, key, qualify=qualify)
    if output.percent:
        made = exp.Mul(this=exp.Literal.number(100), expression=exp.paren(made))
    if output.decimals is not None:
        made = exp.Round(this=made, decimals=exp.Literal.number(output.decimals))
    return made


def _combined(output: Output, key: Output, *, qualify: bool) -> exp.Expr:
    figure = _figure(output, qualify=qualify)
    if output.combination is None:
        return figure
    if output.combination is Combination.ADDED:
        return exp.Sum(this=figure)
    if output.other is None:
        return _over_groups(output, figure, _placed(key, _figure(key, qualify=qualify)))
    other = _figure(output.other, qualify=qualify)
    difference = exp.Sub(this=figure, expression=other)
    match output.combination:
        case Combination.DISTANCE:
            return exp.Abs(this=difference)
        case Combination.RATIO:
            return _divided(figure, other)
        case Combination.GROWTH:
            return _divided(exp.paren(difference), other.copy())
        case Combination.DECLINE:
            fall = exp.Sub(this=other, expression=figure)
            return _divided(exp.paren(fall), other.copy())
    return difference


def _over_groups(output: Output, figure: exp.Expr, key: exp.Expr) -> exp.Expr:
    """Combine a group's figure with those of the others, in the order of the key."""
    if output.combination in RANKS:
        ranks = exp.Order(expressions=[term_of(figure, descending=output.combination is Combination.RANK)])
        return exp.Window(this=exp.Anonymous(this="RANK"), order=ranks)
    if output.combination is Combination.SHARE:
        return _divided(figure, exp.Window(this=exp.Sum(this=figure.copy())))
    order = exp.Order(expressions=[term_of(key, descending=False)])
    if output.combination is Combination.RUNNING:
        return exp.Window(this=exp.Sum(this=figure), order=order)
    before = exp.Window(this=exp.Lag(this=figure.copy()), order=order)
    return _divided(exp.paren(exp.Sub(this=figure, expression=before)), before.copy())


def _divided(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    """Divide as fractions, and give nothing for a division by zero."""
    never_zero = exp.Nullif(this=right, expression=exp.Literal.number(0))
    return exp.Div(this=exp.cast(left, "DOUBLE"), expression=never_zero)


def _figure(output: Output, *, qualify: bool) -> exp.Expr:
    if output.rows:
        own = exp.select(_figure(replace(output, rows=None), qualify=False))
        return restrict(own.from_(table_of(output.rows.table)), output.rows).subquery()
    if output.column is None and not output.when:
        return exp.Count(this=exp.Star())
    expression: exp.Expr = exp.Literal.number(1)
    if output.column:
        # A cell "Career" under "Year" is no year that could be counted.
        counted = output.function is Function.COUNT and not output.column.is_year
        shown = counted or not (output.function or output.combination)
        expression = (cell_of if shown else column_of)(output.column, qualify=qualify)
    if output.bucket:
        expression = stretch_of(expression, output.bucket, output.written)
    if output.when:
        holds = exp.and_(*(condition_of(each, qualify=qualify) for each in output.when))
        expression = exp.Case(ifs=[exp.If(this=holds, true=expression)])
    if output.function:
        inner = exp.Distinct(expressions=[expression]) if output.distinct else expression
        expression = aggregate(output.function, output.column, inner)
    return expression
