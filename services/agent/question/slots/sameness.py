"""Rows that are like a named one: ``the same position as X``, ``in the same year as X``."""

from collections.abc import Iterator

from services.agent.question.plans.plan import Compare, Comparison, InSet, RowSet
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.view import View

_SURE = 0.97
_REACH = 4
"""Pieces after the header within which the named row has to stand."""


def alike_at(view: View, index: int) -> Iterator[Binding]:
    """Yield the rows that have what a named row has in the column that follows ``the same``."""
    if view.items[index].normal != "same":
        return
    header = index + 1
    while view.is_glue(header) or ((item := view.item(header)) and item.normal == "number of"):
        header += 1
    columns = [pair for pair in view.columns(header) if pair[0].table == view.home.name and pair[1] >= 0.6]
    if not columns:
        return
    column, strength = columns[0]
    for at in range(header + 1, min(header + _REACH, len(view.items))):
        for hit in view.items[at].values:
            if hit.column == column or hit.column.table != view.home.name or len(hit.values) > 1:
                continue
            named = Compare(hit.column, Comparison.EQUAL, hit.values[0])
            score = _SURE * (0.75 + 0.25 * strength) * (1.0 if hit.column == view.home.label else 0.9)
            score *= 0.8 if hit.column.repeats else 1.0
            yield Binding(
                column,
                InSet(column, RowSet(view.home, (named,)), column),
                score,
                frozenset(range(index, at + 1)),
                view.items[index].text,
                at=index,
                also=(Compare(hit.column, Comparison.UNEQUAL, hit.values[0]),),
            )
        if not (view.is_glue(at) or view.items[at].columns):
            return
