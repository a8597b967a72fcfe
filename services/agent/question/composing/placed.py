"""Which of several columns holds a value that is said of the things before it: orders of "shops in Oslo"."""

from collections.abc import Sequence
from dataclasses import replace

from services.agent.question.composing.nodes import Graph
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.items import Item


def placed(items: Sequence[Item], graph: Graph) -> list[Item]:
    """Keep of each value the columns of what stands before it, or of what that refers to, if any is.

    Buyers may live in the same towns: ``orders of shops in Oslo`` are none of buyers in Oslo.
    """
    return [_as_cell(_placed(items, at, graph)) for at in range(len(items))]


def _as_cell(item: Item) -> Item:
    """Take a code in capitals for the cell that is so written, and not for a header in short."""
    held = {hit.column for hit in item.values if item.text in hit.values}
    code = len(item.text) > 1 and item.text.isupper() and {hit.column for hit in item.columns} <= held
    return replace(item, columns=()) if code and held else item


def _placed(items: Sequence[Item], at: int, graph: Graph) -> Item:
    item, before = items[at], at - 1
    while before > 0 and items[before].has(Sense.IN) and not items[before].is_link:
        before -= 1
    named = (
        [hit.table for hit in items[before].tables if hit.strength >= NAMED] if 0 <= before < at - 1 else []
    )
    if len(named) != 1 or len(item.values) < 2 or items[before].values:
        return item
    paths = ((hit, graph.path(named[0].name, hit.column.table, to_one=True)) for hit in item.values)
    kept = tuple(hit for hit, path in paths if path is not None)
    return replace(item, values=kept) if kept else item
