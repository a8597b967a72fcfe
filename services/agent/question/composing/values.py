"""Conditions that a value of the data makes by itself: which column it belongs to, and whose rows."""

from dataclasses import dataclass

from services.agent.question.composing.draft import Draft
from services.agent.question.composing.nodes import Node, condition_column, deny, is_any
from services.agent.question.composing.times import any_of, date_condition, dated, more_periods
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Comparison
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import ValueHit

TIE = 0.04
"""Two places for a value whose costs differ by less are both possible."""
_BETWEEN_WORDS = (
    Sense.BE, Sense.OF, Sense.NAMED, Sense.FILLER, Sense.EQUAL, Sense.IN, Sense.WITH, Sense.DO, Sense.HAVE,
)  # fmt: skip


@dataclass(frozen=True)
class _Place:
    """One column that the value may be meant in."""

    cost: float
    hit: ValueHit
    node: Node | None
    """The rows it restricts, or None when they are still to be reached."""


def read_value(draft: Draft) -> bool:
    """Read a value, a list of values, a number or a period that restricts rows by itself."""
    item = draft.items[draft.at]
    following = draft.items[draft.at + 1] if draft.at + 1 < len(draft.items) else None
    if item.describes(following) and not draft.has_target and not item.tables:
        return _bind_value(draft, item, draft.at + 1)  # "Open tickets", though a header says "opened", too.
    header = _header_before_value(draft)
    if header is not None:
        return header
    if item.is_done_by(following):
        return False
    if item.values and not (item.tables or _is_header(item)) and _bind_value(draft, item, draft.at + 1):
        return True
    if item.values and (item.tables or item.columns) and draft.at and _follows_header(draft, item):
        return _bind_value(draft, item, draft.at + 1)
    if item.period and not item.values:
        return _bind_period(draft, item)
    return False


def _is_header(item: Item) -> bool:
    return any(hit.strength >= 0.9 for hit in item.columns)


def _follows_header(draft: Draft, item: Item) -> bool:
    before = draft.items[draft.at - 1]
    return any(hit.column == value.column for hit in before.columns for value in item.values)


def _header_before_value(draft: Draft) -> bool | None:
    """Read ``capital salem``, ``team is X``, ``X city``: a header next to a value of its own."""
    item = draft.items[draft.at]
    if not item.columns:
        return None
    index = draft.at + 1
    negated = False
    while index < len(draft.items) and draft.items[index].has(*_BETWEEN_WORDS, Sense.NOT, Sense.UNEQUAL):
        if draft.items[index].is_link and draft.items[index].values:
            break
        negated = negated or draft.items[index].has(Sense.NOT, Sense.UNEQUAL)
        index += 1
    if index >= len(draft.items) or not draft.items[index].values:
        return None
    value = draft.items[index]
    gap = draft.items[draft.at + 1 : index]
    if not draft.targets and not draft.target_table and any(g.has(Sense.OF, Sense.IN, Sense.DO) for g in gap):
        return None
    thing = draft.items[index + 1] if index + 1 < len(draft.items) else None
    if thing and any(each.table.label == hit.column for each in thing.tables for hit in value.values):
        return None
    own = [hit for hit in value.values if any(hit.column == each.column for each in item.columns)]
    own.sort(key=lambda hit: draft.distance(hit.column.table, draft.node))
    if not own or draft.distance(own[0].column.table, draft.node) > 1:
        return None
    if any(g.has(Sense.IN) for g in gap) and own[0].column.unique:
        return None
    draft.negated = draft.negated or negated
    strength = next(each.strength for each in item.columns if each.column == own[0].column)
    draft.matched(item, "column", own[0].column.path, strength)
    _bind(draft, value, _Place(0.0, own[0], None), index + 1)
    return True


def _bind_value(draft: Draft, item: Item, after: int) -> bool:
    while after < len(draft.items) and draft.items[after].has(Sense.BE, Sense.FILLER):
        after += 1
    after_item = draft.items[after] if after < len(draft.items) else None
    places = sorted(_places(draft, item, after_item), key=lambda place: place.cost)
    if not places or places[0].cost >= 1.5:
        return False
    if len(places) > 1 and places[1].cost - places[0].cost < TIE:
        draft.doubt(0.75, f"{item.text} is found in several columns")
    draft.confidence *= 1.0 - 0.4 * min(places[0].cost, 1.0)
    place = places[0]
    if after_item and _repeats_header(draft, after_item, place.hit.column):
        after += 1
    _bind(draft, item, place, after)
    return True


def _repeats_header(draft: Draft, item: Item, column: Column) -> bool:
    """Whether a piece only says what the value before it is: ``X river``, ``X is the capital``."""
    if any(hit.column == column for hit in item.columns) and not (item.values or item.has(Sense.LIGHT)):
        return bool(draft.has_target or not item.tables)
    return draft.has_target and any(hit.table.name == column.table for hit in item.tables)


def _places(draft: Draft, item: Item, after: Item | None) -> list[_Place]:
    near = [each for each in (draft.items[draft.at - 1] if draft.at else None, after) if each]
    before = _mentioned_before(draft)
    subject = draft.clause and _verb_follows(draft)
    places = []
    for hit in item.values:
        node = next((each for each in draft.node.up() if each.table.name == hit.column.table), None)
        cost = _cost(draft, hit.column, node, subject=subject)
        tables = {each.table.name for piece in near for each in piece.tables}
        # "The X flows": a verb after a value is what the value does, not the header it stands under.
        headers = {each.column for piece in near if not piece.has(Sense.LIGHT) for each in piece.columns}
        if before:
            tables |= {each.table.name for each in before.tables}
        is_label = _is_name(draft, hit)
        if not is_label and cost < 2 and any(_is_name(draft, other) for other in item.values):
            cost += 0.12  # Elsewhere the value is what a row is called.
        if hit.column in headers or (hit.column.table in tables and is_label and not draft.preposition):
            cost = 0.0 if cost < 2 else cost
        places.append(_Place(cost, hit, node))
    return places


def _is_name(draft: Draft, hit: ValueHit) -> bool:
    return hit.column in draft.catalog.by_name[hit.column.table].names


def _verb_follows(draft: Draft) -> bool:
    following = draft.items[draft.at + 1 : draft.at + 3]
    return any(
        each.has(Sense.LIGHT) for each in following[:1] + [f for f in following[1:] if following[0].tables]
    )


def _mentioned_before(draft: Draft) -> Item | None:
    """Return the thing before ``of`` or ``named``: ``the city of X``, ``towns named X``."""
    index = draft.at - 1
    while index >= 0 and draft.items[index].has(Sense.OF, Sense.NAMED, Sense.FILLER):
        index -= 1
    return draft.items[index] if index >= 0 and index < draft.at - 1 else None


def _cost(draft: Draft, column: Column, node: Node | None, *, subject: bool) -> float:
    """How unlikely it is that a value is meant in that column; a subject is what some row is called."""
    table = draft.catalog.by_name[column.table]
    label, is_label = table.label, column in table.names
    if node is not None:
        if is_label:
            asked = draft.target_table == node.table or label in draft.targets
            named = asked or node.table.name in draft.mentioned
            before = draft.items[draft.at - 1] if draft.at else None
            placed = draft.preposition or bool(before and before.has(Sense.IN) and not before.is_link)
            if (draft.clause and named) or (asked and (placed or not draft.counting)):
                return 0.8
            return 0.0
        # What reads like a name (few repeats) is rarely meant without saying under which header it stands.
        named = not column.repeats and len(draft.catalog.tables) > 1
        return 0.6 if subject else 0.2 if named else 0.06
    path = draft.graph.path(draft.node.table.name, column.table)
    if not path:
        return 2.0
    own = draft.node.table.label
    if (
        draft.clause
        and draft.node.table.name in draft.mentioned
        and any(hop.own == column and hop.other == own for hop in draft.graph.hops(column.table))
    ):
        return 0.85  # The same name again, only written in another table.
    return 0.35 * len(path) - 0.05 + (0.0 if is_label else 0.6 if subject else 0.15)


def _bind(draft: Draft, item: Item, place: _Place, after: int) -> None:
    column = place.hit.column
    node = place.node or next((each for each in draft.node.up() if each.table.name == column.table), None)
    if node is None:
        negated, draft.negated = draft.negated, False
        node = draft.reach(draft.node, draft.catalog.by_name[column.table], negated=negated)
    node = _fresh(draft, node, column)
    if place.hit.stands_in_lists and not item.quoted:
        draft.doubt(0.7, f"{item.text} is also part of longer cells")
    raws = list(place.hit.values)
    draft.matched(item, "value", f"{column.table}.{column.name} = {raws[0]}", 1.0)
    after = _more_values(draft, column, raws, after)
    condition = is_any(column, raws)
    draft.add(node, deny(node, condition) if draft.negated else condition)
    draft.negated = False
    draft.at = after


def _fresh(draft: Draft, node: Node, column: Column) -> Node:
    """Make another set of related rows for a second value: one row cannot hold both."""
    parent = node.parent
    if parent is None or not any(condition_column(each) == column for each in node.conditions):
        return node
    hop = next(child.hop for child in parent.children if child.node is node)
    return node if hop.to_one else parent.attach(hop, node.table)


def _more_values(draft: Draft, column: Column, raws: list[str], after: int) -> int:
    """Take ``or X``, ``and Y`` along when they are values of the same column."""
    while after < len(draft.items):
        index = after
        while index < len(draft.items) and draft.items[index].has(Sense.OR, Sense.AND, Sense.FILLER):
            index += 1
        if index >= len(draft.items):
            break
        same = next((hit for hit in draft.items[index].values if hit.column == column), None)
        joined = any(each.has(Sense.OR, Sense.AND) for each in draft.items[after:index])
        if same is None or not (joined or _list_goes_on(draft, index, column)):
            break
        if any(each.has(Sense.OR) for each in draft.items[after:index]):
            draft.choice = column
        raws.extend(raw for raw in same.values if raw not in raws)
        draft.matched(draft.items[index], "value", f"{column.table}.{column.name} = {same.values[0]}", 1.0)
        after = index + 1
    return after


def _list_goes_on(draft: Draft, index: int, column: Column) -> bool:
    """Whether ``X, Y and Z`` continues: a value stands here and ``and`` or ``or`` comes later."""
    following = draft.items[index + 1 : index + 3]
    return any(each.has(Sense.OR, Sense.AND) for each in following)


def _bind_period(draft: Draft, item: Item) -> bool:
    column = dated(draft)
    if column is None or item.period is None:
        return False
    periods, after = more_periods(draft, item.period, draft.at + 1)
    each = [date_condition(column, period, Comparison.EQUAL) for period in periods]
    if not all(each):
        return False
    condition = any_of([one for one in each if one])
    node = next((each for each in draft.node.up() if each.table.name == column.table), draft.node)
    draft.add(node, deny(node, condition) if draft.negated else condition)
    draft.negated = False
    draft.matched(item, "date", column.path, 1.0)
    draft.at = after
    return True
