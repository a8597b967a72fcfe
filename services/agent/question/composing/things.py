"""Reads the tables and columns that a question names: what is asked for, and what it is related through."""

from services.agent.question.composing.draft import Draft
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.items import Item
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

_CONDITIONS = (
    Sense.MORE,
    Sense.LESS,
    Sense.AT_LEAST,
    Sense.AT_MOST,
    Sense.EQUAL,
    Sense.UNEQUAL,
    Sense.BETWEEN,
    Sense.CONTAINS,
    Sense.STARTS,
    Sense.ENDS,
    Sense.MISSING,
)
"""Senses that make a header before them a condition of its own."""


def read_relation(draft: Draft) -> bool:
    """Read a header used as a verb: ``states that border states``, ``border the state with …``."""
    item = draft.items[draft.at]
    following = draft.after_glue(draft.at + 1, Sense.HIGHEST, Sense.LOWEST)
    if not item.columns or not draft.has_target or following >= len(draft.items):
        return False
    thing = draft.items[following]
    if any(each.normal in ("most", "least", "fewest") for each in draft.items[draft.at + 1 : following]):
        return False
    for hit in item.columns:
        for there in thing.tables:
            hops = [
                hop for hop in draft.graph.direct(hit.column.table, there.table.name) if hop.own == hit.column
            ]
            back = [
                hop
                for hop in draft.graph.direct(draft.node.table.name, hit.column.table)
                if hop.other != hit.column
            ]
            if not hops or not (back or draft.node.table.name == hit.column.table):
                continue
            middle = draft.node
            if draft.node.table.name != hit.column.table:
                middle = draft.node.attach(back[0], draft.catalog.by_name[hit.column.table])
            draft.node = middle.attach(hops[0], there.table)
            draft.matched(item, "column", hit.column.path, hit.strength)
            draft.at += 1
            return True
    return False


def read_thing(draft: Draft, *, relation: bool = False) -> bool:
    """Read a table or column that is asked for, or that other rows are related through."""
    item = draft.items[draft.at]
    if not (item.tables or item.columns):
        return False
    following = draft.items[draft.at + 1] if draft.at + 1 < len(draft.items) else None
    if item.has(Sense.LIST) and draft.at == 0 and not (following and following.has(Sense.AND, Sense.OF)):
        return False
    table = max(item.tables, key=lambda hit: (hit.strength, hit.table == draft.home), default=None)
    column = draft.choose(item)
    first = not draft.has_target
    if table and not (first and column and column[1] > table.strength):
        draft.matched(item, "table", table.table.name, table.strength)
        draft.mentioned.add(table.table.name)
        draft.at += 1
        if first:
            draft.target_table = table.table
        elif draft.node.table != table.table:
            _weigh_owner(draft, table.table)
            _go_to(draft, table.table)
        return True
    if not column:
        return False
    if following and following.columns and not following.senses and is_compound(draft, column[0], following):
        draft.at += 1
        return True
    before = draft.items[draft.at - 1]
    listed = item.after_comma and before is draft.target_item
    joined = first or relation or listed or before.has(Sense.AND)
    if not joined and column[0] not in draft.targets:
        return False
    if joined:
        draft.targets.append(column[0])
        draft.target_item = item
    draft.matched(item, "column", column[0].path, column[1])
    draft.at += 1
    return True


def is_compound(draft: Draft, column: Column, following: Item) -> bool:
    """Whether two headers side by side are one thing, named by the second: ``population density``."""
    head = draft.choose(following)
    after = draft.peek(following_index(draft, following) + 1)
    if after and (after.number is not None or after.has(*_CONDITIONS) or _is_value_of(after, following)):
        return False
    if not head or head[0] == column or head[0].table != column.table or following.tables:
        return False
    if column.is_flag or following.after_comma:
        return False  # "Billable hours": only some of the hours, and no kind of them.
    draft.doubt(0.97, f"{column.name} was taken to describe {head[0].name}")
    return True


def _is_value_of(item: Item, header: Item) -> bool:
    return any(value.column == hit.column for value in item.values for hit in header.columns)


def following_index(draft: Draft, item: Item) -> int:
    """Return where an item stands."""
    return next(i for i, each in enumerate(draft.items) if each is item)


def _weigh_owner(draft: Draft, table: Table) -> None:
    """``The population of the states`` means the states' own column where they have one."""
    said = draft.target_item
    before = draft.items[max(0, draft.at - 3) : draft.at]
    owned = said is not None and any(hit.column.table == table.name for hit in said.columns)
    if owned and any(each.has(Sense.OF) for each in before):
        draft.doubt(0.85, f"{table.name} has such a column itself")


def _go_to(draft: Draft, table: Table) -> None:
    """Make a mentioned table the one that the next words are about."""
    if draft.negated:
        draft.negated = False
        draft.node = draft.reach(draft.node, table, negated=True)
        return
    for node in draft.node.up():
        if node.table == table:
            draft.node = node
            return
    draft.node = draft.reach(draft.node, table)
