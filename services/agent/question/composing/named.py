"""Finds the one row that a name stands for, in one column or in two, or said in part; and names rows."""

from services.agent.question.composing.nodes import is_any
from services.agent.question.language.words import normalise
from services.agent.question.plans.plan import Condition, Output, Plan, RowSet
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table


def names_of(table: Table, *conditions: Condition) -> Plan:
    """Tell what the rows of a table are called: those that all conditions hold for."""
    return Plan(RowSet(table, conditions), tuple(map(Output, table.names)))


def row_named(said: str, table: Table, catalog: Catalog) -> tuple[Condition, ...]:
    """Return the conditions for the one row that a name stands for; none where it is no such name.

    A given name or a family name alone will do where only one row has it.
    """
    normal = normalise(said)
    names = table.names
    if not normal or not names:
        return ()
    if len(names) == 1:
        return _holding(normal, names[0], catalog) or _by_part(normal, names[0])
    first, _, last = normal.partition(" ")
    both = (*_holding(first, names[0], catalog), *_holding(last, names[1], catalog)) if last else ()
    alone = [each for each in names if each.unique and _holding(normal, each, catalog)]
    return both if len(both) == 2 else _holding(normal, alone[0], catalog) if len(alone) == 1 else ()


def _holding(normal: str, column: Column, catalog: Catalog) -> tuple[Condition, ...]:
    hits = [hit for hit in catalog.values(normal) if hit.column == column and not hit.is_part]
    return (is_any(column, hits[0].values),) if len(hits) == 1 else ()


def _by_part(normal: str, column: Column) -> tuple[Condition, ...]:
    """Find the only name that has a word: Clara, of one Clara Weiss."""
    if " " in normal or len(normal) < 3 or not column.unique:
        return ()
    held = [value for value in column.values or () if normal in normalise(value).split()]
    return (is_any(column, held),) if len(held) == 1 else ()
