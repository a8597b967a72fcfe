"""The rows that a plan stands on: the home's, restricted by every condition and every related table."""

from collections.abc import Sequence
from functools import cached_property

from services.agent.question.composing.nodes import TWO_WAYS, Node, NotUnderstoodError, lookups_for, picks_row
from services.agent.question.composing.spots import limits_sums
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import PERSON_WORDS
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import (
    AnyOf,
    Compare,
    CompareFigure,
    CountRelated,
    Lookup,
    OneOf,
    Output,
    RowSet,
)
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.rows import CONTEXT, is_row_column
from services.agent.question.slots.targets import asked_first, default_target
from services.agent.question.slots.view import View
from services.agent.question.slots.wishes import Relation, Want, Wishes
from services.agent.question.tables.columns import Column
from services.agent.question.tables.spans import made_of

_LISTING = ("name", "list", "show", "show me", "find", "give me", "which", "who are", "tell me")
_BY_VALUE = 0.93
"""For a value that stands for the rows that have it: ``which novel``."""


def rows_at(wishes: Wishes) -> int:
    """Return where the home's rows are asked for."""
    return next((want.at for want in wishes.wants if want.table), -1)


class Ground:
    """Conditions put in their places, and look-ups that every shape of plan needs."""

    def __init__(self, view: View, bindings: Sequence[Binding], wishes: Wishes) -> None:
        self.view = view
        self.bindings = bindings
        self.wishes = wishes
        self.bound = [binding.column for binding in bindings]
        self.root = Node(view.home)
        self.score = 1.0
        self._related = [(each, self._relate(each)) for each in wishes.relations]
        for binding in bindings:
            self._place(binding)

    def _relate(self, relation: Relation) -> Node:
        """Ask that related rows are there, or that none is."""
        if relation.table == self.view.home:
            raise NotUnderstoodError
        path = self.view.graph.path(self.view.home.name, relation.table.name)
        if path and not relation.denied and all(hop.has_one for hop in path):
            return self.root
        return self.reach(relation.table.name, denied=relation.denied)

    def _place(self, binding: Binding) -> None:
        start = self.root
        if binding.column.table != self.view.home.name:
            before = [node for each, node in self._related if each.denied and each.at < binding.at]
            start = before[-1] if before else self._through_related(binding.column.table)
            said = any(want.table and want.table.name == binding.column.table for want in self.wishes.wants)
            said = said or any(each.table.name == binding.column.table for each in self.wishes.relations)
            path = self.view.graph.path(self.view.home.name, binding.column.table) or ()
            if limits_sums(binding.condition) and not said and not all(hop.to_one for hop in path):
                self.score *= 0.7  # What each has in all is compared, and no single row.
        denied = binding.denied and start is self.root
        node = self.reach(binding.column.table, start=start, denied=denied)
        node.conditions += [binding.condition, *binding.also]

    def _through_related(self, table: str) -> Node:
        """Return the related rows that each have one row of the table, where the home's have several."""
        path = self.view.graph.path
        if path(self.view.home.name, table, to_one=True):
            return self.root
        near = [node for each, node in self._related if node is not self.root and not each.denied]
        found = [node for node in near if path(node.table.name, table, to_one=True)]
        return found[0] if len(found) == 1 else self.root

    def count_related(self) -> bool:
        """Ask how many related rows each of the home's has; whether that was asked for, and could be."""
        limit = self.wishes.having
        if limit is None or limit.table is None or limit.table == self.view.home or self.wishes.groups:
            return False
        there = [
            hop for hop in self.view.graph.direct(self.view.home.name, limit.table.name) if not hop.to_one
        ]
        if len(there) != 1 or any(each.table == limit.table.name for each in self.bound):
            return False
        hop, number = there[0], limit.number
        counted = CountRelated(hop.own, hop.other, limit.comparison, number, RowSet(limit.table))
        self.root.conditions.append(counted)
        self.score *= 0.98
        return True

    def reach(self, table: str, *, start: Node | None = None, denied: bool = False) -> Node:
        """Return the node of a table below another, made if it is not there yet.

        Raises:
            NotUnderstoodError: No join leads there.
        """
        node = start or self.root
        if node.table.name == table:
            return node
        path = self.view.graph.path(node.table.name, table)
        if not path:
            raise NotUnderstoodError
        if self.view.graph.leads_two_ways(node.table.name, table, self.view.items):
            self.score *= TWO_WAYS
        for step, hop in enumerate(path):
            wanted = denied and step == 0
            known = [child.node for child in node.children if child.hop == hop and child.negated == wanted]
            there = self.view.catalog.by_name[hop.other.table]
            again = bool(known) and not wanted
            node = known[0] if again else node.attach(hop, there, negated=wanted)
            self.score *= 1.0 if again else 0.985
        return node

    def lookups(self, columns: Sequence[Column | None]) -> tuple[Lookup, ...]:
        """Join the tables of the columns to the home's rows, if that adds no rows.

        Raises:
            NotUnderstoodError: A join would multiply the rows, or two ways lead to one table.
        """
        found: list[Lookup] = []
        parts = [part for column in columns if column for part in made_of(column)]
        for column in parts:
            if column.table == self.view.home.name:
                continue
            path = self.view.graph.path(self.view.home.name, column.table, to_one=True)
            if not path:
                raise NotUnderstoodError
            self.score *= 0.98 ** len(path)
            found += [lookup for lookup in lookups_for(path) if lookup not in found]
        if len({lookup.one.table for lookup in found}) < len(found):
            raise NotUnderstoodError
        return tuple(found)

    def targets(self) -> list[Column]:
        """Return the plain columns that are asked for, or the one that the question word means.

        Raises:
            NotUnderstoodError: Nothing says what is asked for.
        """
        wants = self._asked_last([want for want in self.wishes.wants if want.is_plain and want.column])
        if self._meant:
            return [self._meant]
        if self._asks_of_row(wants) and (found := default_target(self.view, self.wishes, self.bound)):
            self.score *= found[1]
            return [found[0]]
        if wants:
            loose = [want for want in wants[1:] if not want.joined]
            for want in loose:
                self.score *= CONTEXT if self._is_context(want) else 0.6
            kept = [want for want in wants if want not in loose]
            rows = [want for want in self.wishes.wants if want.is_plain and want.table]
            between = self.view.items[rows[0].at : wants[0].at] if rows else ()
            asked = any(item.has(Sense.LIST, Sense.WHICH) for item in between)
            if between and not wants[0].joined and not asked:
                self.score *= 0.6  # "The state with the lowest point" does not ask for the point.
            things = self._things_beside(rows, between)
            things = things or asked_first(self.view, self.wishes, self.bound, wants[-1].at)
            return list(dict.fromkeys([*things, *(want.column for want in kept if want.column)]))
        tables = [want.table for want in self.wishes.wants if want.is_plain and want.table]
        if tables and not self._asks_of_them():
            if tables != [self.view.home]:
                raise NotUnderstoodError
            label = self.view.home.label
            if label is None and self.view.names_row(rows_at(self.wishes)):
                raise NotUnderstoodError
            # "Which game had more people, that of May 1 or of May 8": one of the two days.
            named = self.choice if self.choice and self.choice.is_date else label
            return [named] if named else list(self.view.home.columns)
        found = default_target(self.view, self.wishes, self.bound) or self._named_by_value()
        if found is None:
            raise NotUnderstoodError
        self.score *= found[1]
        return [found[0]]

    def _things_beside(self, rows: Sequence[Want], between: Sequence[Item]) -> list[Column]:
        """Return what the rows are called that are asked for with their columns: ``plans and price``."""
        label = self.view.home.label
        asked = len(rows) == 1 and rows[0].table == self.view.home and label is not None
        named = asked and any(hit.column == label for hit in self.view.items[rows[0].at].columns)
        both = any(item.has(Sense.AND) and not item.is_link for item in between)
        return [label] if asked and both and label and (named or len(self.view.catalog.tables) > 1) else []

    def _asks_of_them(self) -> bool:
        """Whether the things that are named are only whom ``what have the boys won`` asks about."""
        first, second = (self.view.item(at) for at in (0, 1))
        asks = first is not None and first.normal == "what" and second is not None
        return bool(asks and second and second.has(Sense.HAVE, Sense.DO) and not second.is_link)

    def _named_by_value(self) -> tuple[Column, float] | None:
        """Return what rows are called, where a value stands for them: ``which novel``, ``name the dogs``."""
        items, label, wishes = self.view.items, self.view.home.label, self.wishes
        asks = (
            wishes.asks
            or wishes.wants
            or wishes.groups
            or wishes.combination
            or len(self.view.catalog.tables) > 1
        )
        if asks or label is None or label in self.bound or not (self.bindings or wishes.rank):
            return None
        first = min((each.at for each in self.bindings), default=wishes.rank.at if wishes.rank else 0)
        used = {at for each in self.bindings for at in each.used}
        rows = [at for at in range(max(first, 0)) if self.view.names_row(at)]
        led = all(
            self.view.is_glue(at) or at in (*rows, *used) or (wishes.rank and at >= wishes.rank.at)
            for at in range(max(first, 0))
        )
        # "Spanish forwards", "men over 50", "the ones with more than 5 calves".
        opens = 0 in used or bool(rows) or wishes.rank is not None
        opens = opens or items[0].normal in _LISTING or items[0].has(Sense.WHICH)
        return (label, _BY_VALUE) if led and opens else None

    def _asked_last(self, wants: list[Want]) -> list[Want]:
        """Leave out what stands before the question itself: ``the game was on which date``."""
        last = max((at for at in range(1, len(self.view.items)) if self.view.asks_at(at)), default=0)
        asked = [want for want in wants if want.at > last]
        if not last or not asked or len(self.view.catalog.tables) > 1:
            return wants
        for want in wants[: len(wants) - len(asked)]:
            names = want.column in (self.view.home.label, *self.bound) or (want.column and want.column.unique)
            self.score *= CONTEXT if names else 0.85
        return asked

    def _asks_of_row(self, wants: Sequence[Want]) -> bool:
        """Whether a noun only says whose place, time or size is asked for: ``where is the player from``."""
        if len(self.view.catalog.tables) > 1 or self.wishes.asks not in (Sense.WHERE, Sense.WHEN, Sense.HOW):
            return False
        rows = [want for want in self.wishes.wants if want.is_plain]
        column = wants[0].column if wants else None
        names = (
            column is None or column == self.view.home.label or bool(set(column.words) & set(PERSON_WORDS))
        )
        return len(rows) == 1 and names

    def _is_context(self, want: Want) -> bool:
        """Whether a later header only says whose: ``the score of the game``, where rows are games."""
        names = want.column is None or want.column.is_text or want.column.unique
        return names and is_row_column(self.view, want.at)

    @cached_property
    def choice(self) -> Column | None:
        """The column whose values stand between ``or``: ``which is longer, X or Y``."""
        for binding in self.bindings:
            pieces = [self.view.items[at] for at in binding.used]
            if isinstance(binding.condition, OneOf | AnyOf) and any(each.has(Sense.OR) for each in pieces):
                return binding.column
        return None

    @property
    def _meant(self) -> Column | None:
        """The column of the names that are given, where another of these is asked for, or one of them."""
        wants = [want for want in self.wishes.wants if not self.view.items[want.at].has(Sense.LIGHT)]
        if wants or self.choice:
            return None if wants else self.choice
        return None if self.wishes.wants or self.wishes.asks not in (None, Sense.WHO) else self._beside

    @property
    def _beside(self) -> Column | None:
        """The column of the name beside whose row another stands: ``who comes after X``."""
        for binding in self.bindings:
            beside = binding.condition
            if isinstance(beside, CompareFigure) and beside.column.is_order and beside.offset:
                named = beside.rows.conditions[0]
                return named.column if isinstance(named, Compare) and named.column.is_text else None
        return None

    @property
    def is_pinned(self) -> bool:
        """Whether the conditions name single rows already."""
        return any(picks_row(each.condition, self.view.home) for each in self.bindings)

    def keys(self, column: Column) -> list[Output]:
        """Group by a column; two rows of another table that only share a name stay two groups."""
        table = self.view.catalog.by_name[column.table]
        if table == self.view.home or column != table.label or column.unique:
            return [Output(column)]
        path = self.view.graph.path(self.view.home.name, table.name, to_one=True)
        if not path:
            raise NotUnderstoodError
        alone = self.view.graph.is_of_others(path[-1].other)
        return [Output(column)] if alone else [Output(path[-1].other), Output(column)]
