"""Walks through a plan: every part that it is made of, and the plan with some of them changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from services.agent.question.language.vocabulary import NOT_ADDED
from services.agent.question.plans.dated import Within
from services.agent.question.plans.plan import (
    Beside,
    Combination,
    Compare,
    CompareColumns,
    Comparison,
    Condition,
    CountRelated,
    Function,
    InSet,
    Lookup,
    Missing,
    MostRelated,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

_OF_ONE = NOT_ADDED | {"cost", "unit"}
"""Words of a header that say what one of something has: it holds for each row that refers to it."""
_LEAVES = (Column, Table, type)
"""What a plan is about, and no part of it has to be looked into."""


def parts_of(part: Any) -> Iterator[object]:
    """Yield a part of a plan and everything that it is made of, down to its columns."""
    left = [part]
    while left:
        part = left.pop()
        yield part
        if isinstance(part, tuple):
            left += part[::-1]
        else:
            left += [getattr(part, name) for name in _field_names(part.__class__)]


def joined_columns(plan: Plan) -> Iterator[tuple[Column, Column]]:
    """Yield the columns that a plan joins, each before what it is looked up in, or is told by."""
    for part in parts_of(plan):
        match part:
            case Lookup(many, one):
                yield many, one
            case InSet(column, _, key):
                yield column, key
            case MostRelated(column, group) | CountRelated(column, group):
                yield column, group


def columns_in(part: Any) -> set[Column]:
    """Return every column of a part of a plan."""
    return {each for each in parts_of(part) if isinstance(each, Column)}


def ends_in(plan: Plan) -> Iterator[Column]:
    """Yield the columns by which a plan finds the largest or the smallest."""
    if plan.rows.extreme:
        yield plan.rows.extreme.column
    for output in plan.outputs:
        if output.column and output.function in (Function.MINIMUM, Function.MAXIMUM):
            yield output.column


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of what parts of a kind are made of, the last first."""
    inner = is_dataclass(kind) and not issubclass(kind, _LEAVES)
    return tuple(field.name for field in fields(kind))[::-1] if inner else ()


def are_printed_alike(one: Plan, other: Plan) -> bool:
    """Whether two plans are the same to the letter: 2 and 2.0 are equal, and are not."""
    pairs = zip(parts_of(one), parts_of(other), strict=True)
    return one == other and all(
        a is b or (a.__class__ is b.__class__ and not (isinstance(a, Column) and (a.formula or a.span)))
        for a, b in pairs
    )


def rebuild(part: Any, change: Callable[[Any], Any]) -> Any:
    """Return a part of a plan with each dataclass in it put through ``change``, the inner ones first."""
    if isinstance(part, tuple):
        return tuple(rebuild(each, change) for each in part)
    if not is_dataclass(part) or isinstance(part, _LEAVES):
        return part
    inner = {field.name: rebuild(getattr(part, field.name), change) for field in fields(part)}
    return change(replace(part, **inner))


def add_conditions(plan: Plan, conditions: Sequence[Condition]) -> Plan:
    """Restrict the rows that a plan is made of."""
    both = tuple(dict.fromkeys((*plan.rows.conditions, *conditions)))
    return replace(plan, rows=replace(plan.rows, conditions=both))


def with_columns(plan: Plan, change: Callable[[Column], Column]) -> Plan:
    """Return a plan with each column in it put through ``change``."""

    def put(part: Any) -> Any:
        told = ((each.name, getattr(part, each.name)) for each in fields(part))
        moved = {name: change(value) for name, value in told if isinstance(value, Column)}
        return replace(part, **moved) if moved else part

    changed: Plan = rebuild(plan, put)
    return changed


def answering(plan: Plan) -> tuple[Output, ...]:
    """Return the outputs that answer the question; the others name or order them."""
    return plan.outputs if plan.answer is None else tuple(plan.outputs[place] for place in plan.answer)


def is_beside(output: Output) -> bool:
    """Whether a figure is of other rows, for each row or group that it stands beside."""
    return output.rows is not None and any(isinstance(part, Beside) for part in parts_of(output.rows))


def spans_rows(column: Column | None, rows: RowSet) -> bool:
    """Whether a text is that of several rows, as kinds and places are, and no part of what one is called."""
    names = rows.table.names
    named = column in names and len(names) > 1  # A first and a last name.
    return column is not None and column.is_text and column.repeats and not named


def told_apart(output: Output, plan: Plan) -> Output:
    """Call a column of a table that is joined to itself by what it is there: ``manager name``."""
    column = output.column
    if column is None or all(each.one.table != column.table or not each.again for each in plan.lookups):
        return output
    return replace(output, column=replace(column, name=f"{column.table.replace('_', ' ')} {column.name}"))


def all_told_apart(plan: Plan) -> Plan:
    """Return a plan whose outputs are each called by what they are: only to be told to a person."""
    return replace(plan, outputs=tuple(told_apart(each, plan) for each in plan.outputs))


def joins_all(plan: Plan) -> bool:
    """Whether every table that a shown figure is computed from is one that the plan reads or joins."""
    joined = {plan.rows.table.name, *(each.one.table for each in plan.lookups)}
    computed = [output.column for output in plan.outputs if output.column and not output.rows]
    return all(column.formula is None or _tables_of(column) <= joined for column in computed)


def adds_repeatedly(plan: Plan) -> bool:
    """Whether an amount of one row would be added once for each row that refers to it.

    What one unit is priced at or costs holds for every row: its header says so.
    """
    return any(
        output.function is Function.SUM and _repeats(output.column, plan.rows.table.name)
        for output in plan.outputs
        if not output.rows
    )


def repeats_things(plan: Plan) -> bool:
    """Whether a figure of each row stands beside a name alone that several of the rows refer to."""
    plain = [output.column for output in plan.outputs if output.column and not output.function]
    beside = any(output.rows for output in plan.outputs) and not plan.grouped
    return beside and bool(plain) and all(column.table != plan.rows.table.name for column in plain)


def divides_all(plan: Plan) -> bool:
    """Whether a share is of rows that are all such already: of what was cancelled, how much was cancelled."""
    shares = [output for output in plan.outputs if output.combination is Combination.RATIO and output.when]
    return any({*output.when} <= {*plan.rows.conditions} for output in shares)


def _repeats(part: Column | float | None, home: str) -> bool:
    if not isinstance(part, Column) or part.formula is None:
        return False
    sides = (part.formula.left, part.formula.right)
    if part.formula.operator in "+-":
        return any(_repeats(side, home) or _is_amount_elsewhere(side, home) for side in sides)
    return any(_repeats(side, home) for side in sides)


def _is_amount_elsewhere(part: Column | float, home: str) -> bool:
    tables = _tables_of(part)
    unit = isinstance(part, Column) and part.formula is None and not _OF_ONE.isdisjoint(part.words)
    return bool(tables) and home not in tables and not unit


def _tables_of(part: Column | float) -> set[str]:
    if not isinstance(part, Column):
        return set()
    formula = part.formula
    return _tables_of(formula.left) | _tables_of(formula.right) if formula else {part.table}


def of_known(plan: Plan) -> Plan:
    """Leave out of the whole of a share what has yet to turn out: what never arrived is no part of it.

    These are the rows that lack one of two days of their own that the part is told by.
    """
    shares = [each for each in plan.outputs if each.combination is Combination.RATIO]
    days = [
        day
        for share in shares
        for each in share.when
        if isinstance(each, CompareColumns) and each.column.is_date and share.other and not share.other.when
        for day in (each.column, each.other)
        if day.nulls and day.table == plan.rows.table.name
    ]
    known = (Missing(day, negated=True) for day in days)
    conditions = tuple(dict.fromkeys([*plan.rows.conditions, *known]))
    return replace(plan, rows=replace(plan.rows, conditions=conditions)) if days else plan


def computes_rival(plan: Plan, other: Plan) -> bool:
    """Whether a figure of some time is computed of a header of the same name elsewhere.

    ``The total quantity in May`` may be of what was sold, or of what came back.
    """
    one, two = ({each.column for each in p.outputs if each.function and each.column} for p in (plan, other))
    alike = {each.words for each in one} == {each.words for each in two} and one.isdisjoint(two)
    return bool(one) and alike and _is_of_time_alone(plan.rows) and _is_of_time_alone(other.rows)


def _is_of_time_alone(rows: RowSet) -> bool:
    """Whether rows are picked by their days, and by nothing else."""
    inner = [each.rows if isinstance(each, InSet) and not each.negated else each for each in rows.conditions]
    picked = (
        _is_of_time_alone(each) if isinstance(each, RowSet) else isinstance(each, Within) for each in inner
    )
    return bool(inner) and rows.extreme is None and all(picked)


def said_by(plan: Plan) -> tuple[Plan, frozenset[Condition]]:
    """Return what a plan says whichever of its conditions comes first; without a day nothing happened."""
    days = [each.column for each in plan.outputs if each.column and each.bucket]
    span = plan.rows.extreme.column.span if plan.rows.extreme else None
    days += [each for each in plan.rows.table.columns if span and each in (span.start, span.end)]
    conditions = frozenset(each for each in plan.rows.conditions if not holds_always(each))
    conditions = conditions.difference(Missing(each, negated=True) for each in days)
    return replace(plan, rows=replace(plan.rows, conditions=())), conditions


def asks_two_values(conditions: Iterable[Condition]) -> bool:
    """Whether one cell would have to hold two values: of one kind and of another at once."""
    held = [each for each in conditions if isinstance(each, Compare)]
    equal = {(each.column, each.value) for each in held if each.comparison is Comparison.EQUAL}
    return len(equal) > len({column for column, _ in equal})


def shows_less(plan: Plan, other: Plan) -> bool:
    """Whether a plan answers with some of the cells of the same rows, and the other with all of them."""
    fewer = plan.answer is not None and other.answer is None
    if not fewer or {*plan.outputs} != {*other.outputs}:
        return False
    alike = replace(plan, outputs=other.outputs, answer=None)
    return said_by(alike) == said_by(other)


def holds_always(condition: Condition) -> bool:
    """Whether a condition only says that rows refer to what they all refer to: lines are of some order."""
    if not isinstance(condition, InSet) or condition.negated or condition.column.nulls:
        return False
    if condition.column.distinct > condition.key.distinct:
        return False  # Of bookings with a review, which each has at most one.
    return condition.key.unique and not condition.rows.conditions and condition.rows.extreme is None
