"""Where a condition finds its column, and which rows it is put on."""

from collections.abc import Callable
from dataclasses import dataclass

from services.agent.question.draft import Draft
from services.agent.question.items import Item
from services.agent.question.nodes import deny
from services.agent.question.plan import Condition
from services.agent.question.schema import Column


@dataclass(frozen=True)
class Spot:
    """A column with the index after it."""

    column: Column
    strength: float
    item: Item
    after: int


def column_at(draft: Draft, index: int, fits: Callable[[Column], bool]) -> Spot | None:
    """Return the column that the piece at the index names, unless it rather names a table."""
    if index >= len(draft.items):
        return None
    item = draft.items[index]
    chosen = draft.choose(item, fits)
    if chosen and any(hit.strength > chosen[1] for hit in item.tables):
        return None
    return Spot(chosen[0], chosen[1], item, index + 1) if chosen else None


def place(draft: Draft, column: Column, condition: Condition, *, negated: bool = False) -> None:
    """Put a condition on the rows of its column, reached from the rows described now."""
    node = next((each for each in draft.node.up() if each.table.name == column.table), None)
    node = node or draft.reach(draft.node, draft.catalog.by_name[column.table])
    draft.add(node, deny(node, condition) if negated else condition)
