"""Two limits that no number keeps both of: things that have rows on each side, and no row on both at once.

``Regions with a mill above 40 and a mill below 30`` are those that have the one and the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import Compare, Comparison, Condition, InSet, Plan, RowSet
from services.agent.question.tables.columns import Column

_ABOVE = (Comparison.MORE, Comparison.AT_LEAST)
_BELOW = (Comparison.LESS, Comparison.AT_MOST)


def set_apart(plan: Plan) -> Plan | None:
    """Ask for each limit by itself where both leave no row; None where one thing would have to keep both.

    Args:
        plan: What was understood.
    """
    pair = _apart(plan.rows.conditions)
    if pair is None:
        return _deeper(plan)
    column = _listed(plan)
    if column is None:
        return None
    rest = [each for each in plan.rows.conditions if each not in pair]
    sides = (replace(plan.rows, conditions=(*rest, each)) for each in pair)
    rows = replace(plan.rows, conditions=tuple(InSet(column, side, column) for side in sides))
    return replace(plan, rows=rows, distinct=True)


def is_idle(plan: Plan) -> bool:
    """Whether a plan asks for more, or for less, than any cell has: "above 30", where the most is 9."""
    return any(isinstance(each, Compare) and _is_out_of_reach(each) for each in parts_of(plan.rows))


def _is_out_of_reach(limit: Compare) -> bool:
    value, low, high = _number(limit), limit.column.minimum, limit.column.maximum
    if value is None or not isinstance(low, int | float) or not isinstance(high, int | float):
        return False
    if limit.comparison in _ABOVE:
        return value > high or (value == high and limit.comparison is Comparison.MORE)
    return limit.comparison in _BELOW and (
        value < low or (value == low and limit.comparison is Comparison.LESS)
    )


def _deeper(plan: Plan) -> Plan | None:
    """Look at the rows that things are told by."""
    told: list[Condition] = []
    for condition in plan.rows.conditions:
        if not isinstance(condition, InSet) or condition.negated or not _is_empty(condition.rows):
            told.append(condition)
        elif condition.key.unique:
            return None
        else:
            told += (replace(condition, rows=side) for side in _sides(condition.rows))
    return replace(plan, rows=replace(plan.rows, conditions=tuple(told)))


def _is_empty(rows: RowSet) -> bool:
    """Whether no row keeps both of two limits, nor refers to one that does."""
    inner = (each for each in rows.conditions if isinstance(each, InSet) and not each.negated)
    return _apart(rows.conditions) is not None or any(_is_empty(each.rows) for each in inner)


def _sides(rows: RowSet) -> Iterator[RowSet]:
    """Yield the rows that keep the one limit, and those that keep the other."""
    if pair := _apart(rows.conditions):
        rest = [each for each in rows.conditions if each not in pair]
        yield from (replace(rows, conditions=(*rest, each)) for each in pair)
        return
    for at, each in enumerate(rows.conditions):
        if isinstance(each, InSet) and not each.negated and _is_empty(each.rows):
            before, after = rows.conditions[:at], rows.conditions[at + 1 :]
            for side in _sides(each.rows):
                yield replace(rows, conditions=(*before, replace(each, rows=side), *after))
            return


def _apart(conditions: Sequence[Condition]) -> tuple[Compare, Compare] | None:
    """Return two limits of one column of numbers with nothing between them."""
    limits = [each for each in conditions if isinstance(each, Compare) and _number(each) is not None]
    for low in (each for each in limits if each.comparison in _ABOVE):
        for high in (each for each in limits if each.comparison in _BELOW):
            if low.column == high.column and (_number(low) or 0) > (_number(high) or 0):
                return low, high
    return None


def _number(limit: Compare) -> float | None:
    value = limit.value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _listed(plan: Plan) -> Column | None:
    """Return the only column that is listed, where several rows may have one of its cells."""
    if plan.grouped or plan.rows.extreme or plan.limit or len(plan.outputs) != 1:
        return None
    (output,) = plan.outputs
    column = output.column if output.function is None and output.bucket is None else None
    own = column is not None and column.table == plan.rows.table.name and not column.unique
    return column if own else None
