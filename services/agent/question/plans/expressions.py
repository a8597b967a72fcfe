"""Prints tables and columns as sqlglot expressions: by their names, or by what a column is made of."""

from datetime import date, datetime, time

from sqlglot import exp

from services.agent.question.plans.plan import Bucket, Scalar
from services.agent.question.plans.written import Written
from services.agent.question.tables.columns import Column, Formula, Span
from services.agent.question.tables.leading import MINUS, SQL_PATTERN
from services.agent.question.tables.schema import Table

_OF_A_DAY = 24 * 60
"""Minutes."""
_OPERATORS: dict[str, type[exp.Binary]] = {"*": exp.Mul, "-": exp.Sub, "+": exp.Add, "/": exp.Div}


def table_of(table: Table) -> exp.Table:
    """Name a table, quoted."""
    return exp.Table(this=name_of(table.name))


def joined_table(name: str, again: str = "") -> exp.Table:
    """Name a table that is joined; one that is joined to itself under another name."""
    if not again:
        return exp.Table(this=name_of(name))
    return exp.Table(this=name_of(again), alias=exp.TableAlias(this=name_of(name)))


def name_of(name: str) -> exp.Identifier:
    """Quote a name."""
    return exp.to_identifier(name, quoted=True)


def column_of(column: Column, *, qualify: bool = False) -> exp.Expr:
    """Name a column, with its table's name where the statement joins; or print what it is made of."""
    if column.span:
        return _span(column.span, qualify=qualify)
    if column.formula:
        return exp.paren(_formula(column.formula, qualify=qualify))
    cell = cell_of(column, qualify=qualify)
    return _leading(cell, column.type) if column.leading else cell


def cell_of(column: Column, *, qualify: bool = False) -> exp.Expr:
    """Name a column as its cells stand in the sheet, whatever is read from them."""
    if column.span or column.formula:
        return column_of(column, qualify=qualify)
    table = name_of(column.table) if qualify else None
    cell = exp.Column(this=name_of(column.name), table=table)
    return exp.Case(ifs=[_only(*column.only, cell, qualify=qualify)]) if column.only else cell


def _only(kinds: Column, kind: str, cell: exp.Expr, *, qualify: bool) -> exp.If:
    says = exp.EQ(this=cell_of(kinds, qualify=qualify), expression=exp.Literal.string(kind))
    return exp.If(this=says, true=cell)


def _leading(cell: exp.Expr, type_: str) -> exp.Expr:
    """Read the number at the beginning of a text; none where there is none."""
    pattern = [exp.Literal.string(SQL_PATTERN), exp.Literal.number(1)]
    digits = exp.Anonymous(this="REGEXP_EXTRACT", expressions=[cell, *pattern])
    signs = [exp.Literal.string(f"{MINUS},"), exp.Literal.string("-")]
    plain = exp.Anonymous(this="TRANSLATE", expressions=[digits, *signs])
    return exp.TryCast(this=plain, to=exp.DataType.build(type_))


def _formula(formula: Formula, *, qualify: bool) -> exp.Expr:
    parts = [
        column_of(each, qualify=qualify) if isinstance(each, Column) else exp.convert(each)
        for each in (formula.left, formula.right)
    ]
    return _OPERATORS[formula.operator](this=parts[0], expression=parts[1])


def _span(span: Span, *, qualify: bool) -> exp.Expr:
    """Count the units between two days; the end may be the first or last of several related rows."""
    start: exp.Expr = column_of(span.start, qualify=qualify)
    if span.until and span.start.is_year:
        return exp.Sub(this=exp.Literal.number(span.until.year), expression=start)
    if span.until:
        today = exp.cast(exp.Literal.string(span.until.isoformat()), "DATE")
        return _between("DATE_SUB", span.unit, start, today)
    end: exp.Expr = column_of(span.end, qualify=qualify)
    if span.link:
        own, other = span.link
        start = column_of(span.start, qualify=True)
        edge = (exp.Min if span.is_first else exp.Max)(this=column_of(span.end, qualify=True))
        same = exp.EQ(this=column_of(other, qualify=True), expression=column_of(own, qualify=True))
        end = exp.select(edge).from_(exp.Table(this=name_of(span.end.table))).where(same).subquery()
    if span.start.is_time:
        return _minutes(span, start, end)
    if span.counts_minutes:  # From 8:59 to 10:01 it struck twice, in little more than an hour.
        return exp.paren(_hours(_between("DATE_DIFF", "minute", start, end)))
    return _between("DATE_DIFF", span.unit, start, end)


def _between(function: str, unit: str, start: exp.Expr, end: exp.Expr) -> exp.Expr:
    """Count the units between two moments: those that passed in whole, or those that struck."""
    return exp.Anonymous(this=function, expressions=[exp.Literal.string(unit), start, end])


def _hours(minutes: exp.Expr) -> exp.Expr:
    return exp.Div(this=minutes, expression=exp.Literal.number("60.0"))


def _minutes(span: Span, start: exp.Expr, end: exp.Expr) -> exp.Expr:
    """Count the minutes between two times of the day, over midnight where the end is the earlier of them."""
    apart = _between("DATE_DIFF", "minute", start, end)
    whole = exp.paren(exp.Add(this=apart, expression=exp.Literal.number(_OF_A_DAY)))
    minutes = exp.Mod(this=whole, expression=exp.Literal.number(_OF_A_DAY))
    return minutes if span.unit == "minute" else _hours(minutes)


def stretch_of(day: exp.Expr, bucket: Bucket, written: Written | None) -> exp.Expr:
    """Print the stretch of time that a day lies in: its first day, or as the question wants it written."""
    if written is Written.YEAR_MONTH:
        return exp.Anonymous(this="STRFTIME", expressions=[day, exp.Literal.string("%Y-%m")])
    if written in (Written.QUARTER, Written.YEAR_QUARTER):
        quarter = exp.cast(exp.Extract(this=exp.var("QUARTER"), expression=day), "VARCHAR")
        start: exp.Expr = exp.Literal.string("Q")
        if written is Written.YEAR_QUARTER:
            start = exp.Anonymous(this="STRFTIME", expressions=[day, exp.Literal.string("%Y-Q")])
        return exp.DPipe(this=start, expression=quarter)
    if bucket is Bucket.WEEKDAY:
        return exp.Anonymous(this="DAYNAME", expressions=[day])
    if written is Written.NAME:
        return exp.Anonymous(this="MONTHNAME", expressions=[day])
    if written is Written.NUMBER or bucket is Bucket.YEAR:
        return exp.Extract(this=exp.var(bucket.value.upper()), expression=day)
    unit = exp.Literal.string(bucket.value)
    return exp.cast(exp.Anonymous(this="DATE_TRUNC", expressions=[unit, day]), "DATE")


def literal_of(value: Scalar | time) -> exp.Expr:
    """Print a literal with its type."""
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    if isinstance(value, int | float):
        return exp.convert(value)
    if isinstance(value, date | datetime):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
    if isinstance(value, time):
        return exp.cast(exp.Literal.string(value.isoformat()), "TIME")
    return exp.Literal.string(value)
