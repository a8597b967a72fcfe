"""Puts before a statement what those of its tables are that are made of others.

They are several tables read together, or the different things that a column of another names.
"""

from collections.abc import Sequence

from sqlglot import exp

from services.agent.question.plans.expressions import literal_of, name_of
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table
from services.agent.question.tables.sources import Part


def gather(select: exp.Select, tables: Sequence[Table]) -> exp.Select:
    """Say what each table is that the statement reads and that is made of others.

    Args:
        select: A statement as it is printed from a plan; it is changed.
        tables: Those of the catalogue that it was planned over.
    """
    if not any(table.source.is_made for table in tables):
        return select
    read = {each.name for each in select.find_all(exp.Table)}
    used = {each.name for each in select.find_all(exp.Column)}
    for table in tables:
        if table.source.parts and table.name in read:
            select = select.with_(name_of(table.name), as_=_union(table, used), copy=False)
        elif table.source.drawn and table.name in read:
            select = select.with_(name_of(table.name), as_=_things(table.source.drawn), copy=False)
    return select


def _things(column: Column) -> exp.Select:
    """Print each thing once that a column names."""
    cell = exp.Column(this=name_of(column.name))
    found = exp.select(cell).distinct().from_(exp.Table(this=name_of(column.table)))
    return found.where(exp.Not(this=exp.Is(this=cell.copy(), expression=exp.null())))


def _union(table: Table, used: set[str]) -> exp.Query:
    """Print all rows of the parts, with the columns that are used, in one order and under one spelling."""
    parts = [_part(table, part, used) for part in table.source.parts]
    found: exp.Query = parts[0]
    for part in parts[1:]:
        found = exp.Union(this=found, expression=part, distinct=False)
    return found


def _part(table: Table, part: Part, used: set[str]) -> exp.Select:
    empty = {name.casefold() for name in part.empty}
    teller = table.source.teller
    wanted = [column.name for column in table.columns if column.name in used] or [teller]
    shown: list[exp.Expr] = []
    for name in wanted:
        if name == teller:
            shown.append(exp.alias_(literal_of(part.label), name_of(name)))
        elif name.casefold() in empty:  # Its type is text, which would make texts of the others' numbers.
            shown.append(exp.alias_(exp.null(), name_of(name)))
        else:
            shown.append(exp.Column(this=name_of(name)))
    return exp.select(*shown).from_(exp.Table(this=name_of(part.table)))
