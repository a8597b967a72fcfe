"""Rows under construction: what the composer fills in while it walks through the question."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from services.agent.question.language.words import normalise, normalise_each
from services.agent.question.linking.items import Item
from services.agent.question.plans.opposites import affirm, is_denied, opposite
from services.agent.question.plans.plan import (
    Compare,
    Comparison,
    Condition,
    Extreme,
    InSet,
    Lookup,
    Not,
    OneOf,
    RowSet,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.edges import Edge
from services.agent.question.tables.schema import Table

TWO_WAYS = 0.7
"""What is left of the confidence where nothing says by which of several shared things rows are related."""


class NotUnderstoodError(Exception):
    """This home table cannot carry the question; another may."""


@dataclass(frozen=True)
class Hop:
    """One step from a table to another that shares a key with it."""

    own: Column
    other: Column
    to_one: bool
    """Whether each row here meets at most one row there."""
    score: float
    is_back: bool = False
    """Whether the rows there refer to the row here."""

    @property
    def has_one(self) -> bool:
        """Whether each row here meets one there: what rows there refer to may be none of them."""
        return self.to_one and not self.is_back and not self.own.nulls


@dataclass
class Child:
    """Rows of another table that decide which rows stay."""

    hop: Hop
    node: "Node"
    negated: bool = False


@dataclass
class Node:
    """Rows of one table, not yet complete."""

    table: Table
    conditions: list[Condition] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    extreme: Extreme | None = None
    parent: "Node | None" = None

    def up(self) -> Iterator["Node"]:
        """Yield this node and those above it."""
        node: Node | None = self
        while node:
            yield node
            node = node.parent

    def attach(self, hop: Hop, table: Table, *, negated: bool = False) -> "Node":
        """Add rows of another table below this one."""
        child = Node(table, parent=self)
        self.children.append(Child(hop, child, negated))
        return child

    @property
    def is_bare(self) -> bool:
        """Whether nothing restricts the rows."""
        return not (self.conditions or self.children or self.extreme)


def freeze(node: Node) -> RowSet:
    """Turn the node into rows of a plan."""
    conditions = list(node.conditions)
    fixed = {each.column for each in conditions if isinstance(each, Compare)}
    for child in node.children:
        if child.hop.own in fixed and not child.negated and child.node.table != node.table:
            raise NotUnderstoodError  # A key that is one value already says nothing of other rows.
        rows = freeze(child.node)
        if rows.extreme and not child.negated:
            # "The state bordering Texas with the longest river": the longest among those, not of all.
            around = [other for other in node.children if other is not child]
            outer = freeze(Node(node.table, list(node.conditions), around))
            if outer.conditions:
                inner = InSet(child.hop.other, outer, child.hop.own)
                rows = replace(rows, conditions=(*rows.conditions, inner))
        conditions.append(InSet(child.hop.own, rows, child.hop.other, child.negated))
    return RowSet(node.table, tuple(dict.fromkeys(_set_against(conditions))), node.extreme)


def _set_against(conditions: list[Condition]) -> list[Condition]:
    """Deny a thing's rows of one kind as a whole where it has rows of another.

    Who bought in one town "but not in another" has no row there; a row somewhere else says nothing of it.
    """
    told = {
        (each.column, inner.column)
        for each in conditions
        if isinstance(each, InSet) and not each.negated
        for inner in each.rows.conditions
        if isinstance(inner, Compare) and inner.comparison is Comparison.EQUAL
    }
    return [_denied_whole(each, told) for each in conditions]


def _denied_whole(condition: Condition, told: Set[tuple[Column, Column]]) -> Condition:
    if not isinstance(condition, InSet) or condition.negated or len(condition.rows.conditions) != 1:
        return condition
    (inner,) = condition.rows.conditions
    if not is_denied(inner) or (condition.column, condition_column(inner)) not in told:
        return condition
    return replace(condition, rows=replace(condition.rows, conditions=(affirm(inner),)), negated=True)


def deny(node: Node, condition: Condition) -> Condition:
    """Negate a condition for the thing a row is about, which may span several rows."""
    label = node.table.label
    if label and not label.unique and not node.table.key and condition_column(condition) != label:
        return Not(label, RowSet(node.table, (condition,)))
    denied = opposite(condition)
    if denied is None:  # A "not" that a plan cannot say must never be lost: the answer would be the opposite.
        raise NotUnderstoodError
    return denied


def is_part(condition: Condition) -> bool:
    """Whether other cells of the column hold the one named: ``Miami`` of ``Miami (2)``; which are counted?"""
    if not isinstance(condition, Compare) or not isinstance(condition.value, str):
        return False
    said = normalise(condition.value)
    cells = normalise_each(condition.column.values or ())
    longer = [cell for cell in cells if said in cell and cell != said]
    return any(f" {said} " in f" {cell} " for cell in longer)


def is_any(column: Column, cells: Sequence[str]) -> Condition:
    """Say that a column has one of its cells; plain numbers as numbers, where texts begin with them.

    Each is said once, though two pieces of a question may name it: ``Harlow & Sons`` is cut in two.
    """
    cells = tuple(dict.fromkeys(cells))
    values = tuple(map(column.stored, cells))
    if len(values) == 1:
        return Compare(column, Comparison.EQUAL, values[0])
    return OneOf(column, values if not any(isinstance(each, str) for each in values) else cells)


def picks_row(condition: Condition, table: Table) -> bool:
    """Whether a condition names one row of a table, by its key or by what the row is called."""
    return (
        isinstance(condition, Compare)
        and condition.comparison is Comparison.EQUAL
        and condition.column.table == table.name
        and (condition.column.unique or condition.column == table.label)
    )


def condition_column(condition: Condition) -> Column | None:
    """Return the column that a condition is about, if it is about one."""
    return getattr(condition, "column", None)


_LONGEST_TO_ONE = 4
"""Joins of a way on which each row leads to one row: it adds columns, and no rows, however long it is."""
_CROWD = 3  # Rows for each thing from which these only share it, as neighbours do a street.
_Way = tuple[int, float, tuple[int, ...], list[Hop]]
"""Less of what it only shares, how sure it is, the places of its hops, earlier ones higher, and the way."""


class Graph:
    """The tables as a graph of inferred joins."""

    def __init__(self, edges: list[Edge]) -> None:
        self._hops: dict[str, list[Hop]] = {}
        self._paths: dict[tuple[str, str, bool, int], list[Hop] | None] = {}
        for edge in edges:
            back = Hop(edge.one, edge.many, edge.many.unique, edge.score, is_back=True)
            self._hops.setdefault(edge.many.table, []).append(Hop(edge.many, edge.one, True, edge.score))
            self._hops.setdefault(edge.one.table, []).append(back)

    def keeping(self, chosen: Mapping[tuple[str, str], Hop]) -> "Graph":
        """Return the graph in which two tables are joined by the one hop that is chosen for them."""
        if not chosen:
            return self
        kept = Graph([])
        kept._hops = {t: [hop for hop in hops if _is_kept(hop, chosen)] for t, hops in self._hops.items()}
        return kept

    def without(self, dropped: Sequence[Hop]) -> "Graph":
        """Return the graph in which no way takes some hops, in either direction."""
        ends, kept = {frozenset({hop.own, hop.other}) for hop in dropped}, Graph([])
        for table, hops in self._hops.items():
            kept._hops[table] = [hop for hop in hops if frozenset({hop.own, hop.other}) not in ends]
        return kept

    def hops(self, table: str) -> list[Hop]:
        """Return every hop that starts at the table."""
        return self._hops.get(table, [])

    def direct(self, start: str, goal: str) -> list[Hop]:
        """Return the hops from one table to another, the surest first."""
        found = [hop for hop in self.hops(start) if hop.other.table == goal]
        return sorted(found, key=lambda hop: -hop.score)

    def path(self, start: str, goal: str, *, to_one: bool = False, longest: int = 3) -> list[Hop] | None:
        """Find the shortest way between two tables, and among those the surest."""
        longest = max(longest, _LONGEST_TO_ONE) if to_one else longest
        key = (start, goal, to_one, longest)
        if key not in self._paths:
            self._paths[key] = self._find_path(start, goal, to_one, longest)
        return self._paths[key]

    def is_of_pairs(self, table: Table) -> bool:
        """Whether rows only say which things go with which others: all columns but their own number do."""
        named = {hop.own: hop.other.table for hop in self.hops(table.name) if not hop.is_back}
        return len({*named.values()}) > 1 and {*table.columns} <= {*named, table.key}

    def is_of_others(self, key: Column) -> bool:
        """Whether a key numbers another table's rows: towns, which districts are told of."""
        return any(hop.own == key and not hop.is_back for hop in self.hops(key.table))

    def leads_two_ways(self, start: str, goal: str, items: Sequence[Item]) -> bool:
        """Whether two tables share several things that both refer to, cars and drivers, and none is said."""
        path = self.path(start, goal)
        if not path or len(path) != 2 or not path[0].to_one or path[1].to_one:
            return False
        if any(hit.table.name == path[0].other.table for item in items for hit in item.tables):
            return False
        shared = {hop.other.table for hop in self.hops(start) if hop.to_one}
        shared &= {hop.other.table for hop in self.hops(goal) if hop.to_one}
        return len(shared - {start, goal}) > 1

    def _find_path(self, start: str, goal: str, to_one: bool, longest: int) -> list[Hop] | None:
        if start == goal:
            return []
        # The surest way to each table of a step is enough: sheets of one shape are all joined to each other,
        # and sixty of them have a million ways of three steps.
        surest: dict[str, _Way] = {start: (0, 0.0, (), [])}
        nearest: list[Hop] | None = None
        for _ in range(longest):
            further: dict[str, _Way] = {}
            for shared, score, places, path in surest.values():
                for place, hop in enumerate(self.hops(path[-1].other.table if path else start)):
                    table = hop.other.table
                    if (to_one and not hop.to_one) or (path and table == start):
                        continue
                    shares = bool(path) and path[-1].to_one and _is_crowd(hop)
                    way = (shared - shares, score + hop.score, (*places, -place), [*path, hop])
                    if table not in further or way[:3] > further[table][:3]:
                        further[table] = way
            if goal in further and not _turns(further[goal][3]):
                return further[goal][3]
            nearest = nearest or (further[goal][3] if goal in further else None)
            surest = further
        return nearest


def _turns(path: Sequence[Hop]) -> bool:
    """Whether two things only share one: the courses of a student's department, not those of enrolments."""
    return any(up.to_one and not down.to_one for up, down in pairwise(path))


def _is_crowd(hop: Hop) -> bool:
    """Whether a thing has many rows of another table, which have no more in common: a district's people."""
    return not hop.to_one and hop.other.rows > _CROWD * hop.other.distinct


def _is_kept(hop: Hop, chosen: Mapping[tuple[str, str], Hop]) -> bool:
    many, one = (hop.other, hop.own) if hop.is_back else (hop.own, hop.other)
    known = chosen.get((many.table, one.table))
    return known is None or (known.own, known.other) == (many, one)


def lookups_for(path: list[Hop]) -> list[Lookup]:
    """Turn a many-to-one path into joins that only add columns."""
    return [Lookup(hop.own, hop.other) for hop in path]
