"""Turns conditions and wishes into plans over one home table; fair readings that differ are all returned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.agent.question.draft import is_comparable, is_rankable
from services.agent.question.lexicon import Sense
from services.agent.question.nodes import Node, NotUnderstoodError, freeze, lookups_for
from services.agent.question.plan import (
    Compare,
    Comparison,
    Extreme,
    Function,
    Lookup,
    OneOf,
    Order,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.schema import Column
from services.agent.question.slots.adjectives import compared_column
from services.agent.question.slots.literals import Binding
from services.agent.question.slots.targets import default_target
from services.agent.question.slots.view import View
from services.agent.question.slots.wishes import Rank, Want, Wishes
from services.agent.question.vocabulary import AGE_SUPERLATIVES, ATTRIBUTE_HINTS, NOT_ADDED, QUANTITY_WORDS


@dataclass(frozen=True)
class Draught:
    """One plan with what it costs to believe in it."""

    plan: Plan
    score: float


def plans_for(view: View, bindings: Sequence[Binding], wishes: Wishes) -> Iterator[Draught]:
    """Yield every plan that the slots allow; none when the home cannot carry the question."""
    try:
        yield from _Planner(view, bindings, wishes).plans()
    except NotUnderstoodError:
        return


class _Planner:
    """Plans for one set of bindings."""

    def __init__(self, view: View, bindings: Sequence[Binding], wishes: Wishes) -> None:
        self.view = view
        self.wishes = wishes
        self.bound = [binding.column for binding in bindings]
        self.root = Node(view.home)
        self.score = 1.0
        for binding in bindings:
            self._reach(binding.column.table).conditions.append(binding.condition)
        self.bindings = bindings

    def plans(self) -> Iterator[Draught]:
        """Choose the shape of the answer."""
        wishes = self.wishes
        if any(want.table not in (None, self.view.home) for want in wishes.wants):
            raise NotUnderstoodError
        if wishes.groups or wishes.order or wishes.descending is not None:
            yield from self._grouped()
        elif wishes.rank:
            yield from self._ranked(wishes.rank)
        elif any(want.function for want in wishes.wants):
            yield from self._figures()
        else:
            yield from self._listed()

    def _reach(self, table: str) -> Node:
        """Return the node of a table below the root, made if it is not there yet."""
        node = self.root
        for hop in self.view.graph.path(self.view.home.name, table) or ():
            known = [child.node for child in node.children if child.hop == hop]
            node = known[0] if known else node.attach(hop, self.view.catalog.by_name[hop.other.table])
            self.score *= 0.98
        if node.table.name != table:
            raise NotUnderstoodError
        return node

    def _lookups(self, columns: Sequence[Column | None]) -> tuple[Lookup, ...]:
        found: list[Lookup] = []
        for column in columns:
            if column is None or column.table == self.view.home.name:
                continue
            path = self.view.graph.path(self.view.home.name, column.table, to_one=True)
            if not path:
                raise NotUnderstoodError
            self.score *= 0.98 ** len(path)
            found += [lookup for lookup in lookups_for(path) if lookup not in found]
        if len({lookup.one.table for lookup in found}) < len(found):
            raise NotUnderstoodError
        return tuple(found)

    def _targets(self) -> list[Column]:
        """Return the plain columns that are asked for, or the one that the question word means."""
        wants = [want for want in self.wishes.wants if want.is_plain and want.column]
        if wants:
            loose = [want for want in wants[1:] if not want.joined]
            self.score *= 0.6 ** len(loose)
            kept = [want for want in wants if want not in loose]
            return list(dict.fromkeys(want.column for want in kept if want.column))
        if any(want.is_plain and want.table for want in self.wishes.wants):
            label = self.view.home.label
            return [label] if label else list(self.view.home.columns)
        found = default_target(self.view, self.wishes, self.bound)
        if found is None:
            raise NotUnderstoodError
        self.score *= found[1]
        return [found[0]]

    def _pinned(self) -> bool:
        """Whether the conditions name single rows already."""
        return any(
            isinstance(each.condition, Compare)
            and each.condition.comparison is Comparison.EQUAL
            and (each.column.unique or each.column == self.view.home.label)
            for each in self.bindings
        )

    def _list(self, columns: Sequence[Column], *, extra: Column | None = None) -> Plan:
        home, label = self.view.home, self.view.home.label
        whole = len(columns) == len(home.columns)
        context = [] if whole else [each for each in (label, extra) if each and each not in columns]
        plain = len(columns) == 1 and columns[0].repeats and not extra and not columns[0].is_number
        if self._pinned() or self.wishes.distinct or plain:
            context = [each for each in context if each == extra]
        outputs = tuple(Output(column) for column in (*columns, *context))
        lookups = self._lookups(columns)
        answer = tuple(range(len(columns))) if context else None
        distinct = not whole and not context and not columns[0].unique
        return Plan(freeze(self.root), outputs, lookups, distinct=distinct, answer=answer)

    def _listed(self) -> Iterator[Draught]:
        if self.wishes.asks is Sense.HOW_MUCH:
            raise NotUnderstoodError
        columns = self._targets()
        if not self._suits(columns):
            self.score *= 0.6
        if all(column.table != self.view.home.name for column in columns):
            raise NotUnderstoodError
        if self.wishes.single:
            self.score *= 0.6
        if any(column in self.bound for column in columns) and len(columns) == 1:
            self.score *= 0.8
        if not self.bindings and self.view.home.label not in columns and len(columns) == 1:
            self.score *= 0.95
        yield Draught(self._list(columns), self.score)

    def _choice(self) -> Column | None:
        """Return the column whose values stand between ``or``: ``which is longer, X or Y``."""
        for binding in self.bindings:
            pieces = [self.view.items[at] for at in binding.used]
            if isinstance(binding.condition, OneOf) and any(piece.has(Sense.OR) for piece in pieces):
                return binding.column
        return None

    def _suits(self, columns: Sequence[Column]) -> bool:
        """Whether the columns answer the question word: ``how long`` wants a number, ``when`` a time."""
        match self.wishes.asks:
            case Sense.HOW:
                return all(is_comparable(column) or column.looks_counted for column in columns)
            case Sense.WHEN:
                time = {"date", "year", "season", "time", "day", "month"}
                return all(column.is_date or set(column.words) & time for column in columns)
        return True

    def _figures(self) -> Iterator[Draught]:
        """Plan counts and other figures over all rows that remain."""
        wants = self.wishes.wants
        loose = [want for want in wants if want.is_plain and want.table is None]
        if loose:
            self.score *= 0.55 ** len(loose)
        computed = [want for want in wants if want.function]
        choice = self._choice()
        if choice and len(computed) == 1 and computed[0].function in (Function.MAXIMUM, Function.MINIMUM):
            largest = computed[0].function is Function.MAXIMUM
            self.wishes.wants = [Want(-1, choice)]
            yield from self._ranked(Rank(computed[0].at, largest, "", None, computed[0].column))
            return
        if len(computed) == 1 and computed[0].function is Function.COUNT:
            yield from self._counted(computed[0])
            return
        outputs = [self._figure(want) for want in computed]
        yield Draught(Plan(freeze(self.root), tuple(outputs)), self.score)

    def _figure(self, want: Want) -> Output:
        column, function = want.column, want.function
        if function is Function.COUNT and column is None:
            return Output(None, Function.COUNT)
        if column is None or column.table != self.view.home.name:
            raise NotUnderstoodError
        if function in (Function.SUM, Function.AVERAGE) and not column.is_number:
            raise NotUnderstoodError
        return Output(column, function)

    def _counted(self, want: Want) -> Iterator[Draught]:
        rows, column = freeze(self.root), want.column
        if column is None:
            known = want.table or any(each.is_plain and each.table for each in self.wishes.wants)
            self.score *= 1.0 if known else 0.75
            yield Draught(Plan(rows, (self._count_rows(),)), self.score)
            return
        if column.table != self.view.home.name:
            raise NotUnderstoodError
        if column in self.bound:
            yield Draught(Plan(rows, (Output(None, Function.COUNT),)), 0.95 * self.score)
            return
        if column.is_measure and not self.wishes.distinct:
            yield from self._counted_measure(rows, column)
            return
        if column.looks_counted and not self.wishes.distinct:
            self.score *= 0.9
            yield Draught(self._list([column]), self.score)
        distinct = Output(column, Function.COUNT, distinct=True)
        every = Output(None, Function.COUNT) if not column.nulls else Output(column, Function.COUNT)
        if column.unique or (not column.repeats and not self.wishes.distinct):
            yield Draught(Plan(rows, (every,)), self.score)
        if not column.unique:
            yield Draught(Plan(rows, (distinct,)), self.score)
            if not self.wishes.distinct:
                yield Draught(Plan(rows, (every,)), 0.97 * self.score)

    def _count_rows(self) -> Output:
        label = self.view.home.label
        spans = label and set(label.core) <= set(self.view.home.words) and label.repeats
        return Output(label, Function.COUNT, distinct=True) if spans else Output(None, Function.COUNT)

    def _counted_measure(self, rows: RowSet, column: Column) -> Iterator[Draught]:
        """``How many points``: the points themselves, added up; or how many rows have any."""
        added = not set(column.words) & NOT_ADDED, QUANTITY_WORDS
        if added:
            yield Draught(Plan(rows, (Output(column, Function.SUM),)), self.score)
        clear = added and (self._pinned() or self.wishes.total or set(column.words) & QUANTITY_WORDS)
        yield Draught(Plan(rows, (Output(column, Function.COUNT),)), (0.85 if clear else 0.95) * self.score)

    def _grouped(self) -> Iterator[Draught]:
        raise NotUnderstoodError

    def _ranked(self, rank: Rank) -> Iterator[Draught]:
        column = rank.column or compared_column(rank.word, self.view)
        if column is None or rank.function or rank.counted or column.table != self.view.home.name:
            raise NotUnderstoodError
        if rank.column is None:
            self.score *= 0.97
        elif rank.word and not set(ATTRIBUTE_HINTS.get(rank.word, rank.column.words)) & set(
            rank.column.words
        ):
            self.score *= 0.7  # "The shortest term" by a column of days on which terms end.
        largest = rank.largest != (rank.word in AGE_SUPERLATIVES and (column.is_date or column.is_year))
        columns = [each for each in self._targets() if each != column]
        if not columns or not is_rankable(column):
            raise NotUnderstoodError
        if (rank.limit or 1) == 1:
            self.root.extreme = Extreme(column, largest)
            yield Draught(self._list(columns, extra=column), self.score)
            return
        plan = self._list(columns, extra=column)
        position = next(i for i, output in enumerate(plan.outputs) if output.column == column)
        order = (Order(position, descending=largest),)
        yield Draught(replace(plan, order=order, limit=rank.limit, distinct=False), self.score)
