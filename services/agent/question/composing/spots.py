"""Where a condition finds its column, and which rows it is put on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.agent.question.composing.draft import Draft
from services.agent.question.composing.nodes import deny
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import QUANTITY_WORDS, WORTH_WORDS
from services.agent.question.language.words import root
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Compare, Comparison, Condition
from services.agent.question.tables.columns import Column

_AUXILIARY = (Sense.BE, Sense.DO, Sense.HAVE, Sense.NOT, Sense.FILLER)
"""What stands between the noun of a header and its verb."""


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


def limits_sums(condition: Condition) -> bool:
    """Whether a condition says how large a measure must be that is usually added up."""
    if not isinstance(condition, Compare) or condition.comparison in (Comparison.EQUAL, Comparison.UNEQUAL):
        return False
    additive = set(condition.column.words) & (WORTH_WORDS | QUANTITY_WORDS)
    return bool(condition.column.is_measure and additive)


def place(draft: Draft, column: Column, condition: Condition, *, negated: bool = False) -> None:
    """Put a condition on the rows of its column, reached from the rows described now."""
    node = next((each for each in draft.node.up() if each.table.name == column.table), None)
    if node is None:
        if limits_sums(condition) and column.table not in draft.mentioned and draft.multiplies(column.table):
            draft.doubt(0.7, f"{column.name} of a single row was compared, and not what the rows add up to")
        node = draft.reach(draft.node, draft.catalog.by_name[column.table])
    draft.add(node, deny(node, condition) if negated else condition)


def verb_of_header(items: Sequence[Item], index: int, column: Column) -> range:
    """Return where the verb of a header stands behind its noun: ``the insurance did not pay``."""
    at = index + 1
    while at < len(items) and not items[at].is_link and items[at].has(*_AUXILIARY):
        at += 1
    said = column.roots.difference(map(root, items[index].stems))
    verb = items[at] if at < len(items) else None
    is_said = verb is not None and verb.has(Sense.LIGHT) and not said.isdisjoint(map(root, verb.stems))
    return range(index + 1, at + 1) if is_said else range(0)
