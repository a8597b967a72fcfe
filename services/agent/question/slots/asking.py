"""Reads the pieces that no condition explains: functions, columns, tables, groups, superlatives."""

from collections.abc import Callable, Collection

from services.agent.question.draft import is_comparable, is_rankable
from services.agent.question.grouping import BUCKETS, FUNCTIONS
from services.agent.question.items import Item
from services.agent.question.lexicon import Sense
from services.agent.question.plan import Function
from services.agent.question.schema import Column
from services.agent.question.slots.view import View
from services.agent.question.slots.wishes import Rank, Want, Wishes
from services.agent.question.vocabulary import ATTRIBUTE_HINTS

_WEAKEST = 0.5
"""A link below it names no column."""


def read_wishes(view: View, used: Collection[int]) -> Wishes:
    """Read what is asked from every piece that is not in ``used``."""
    return _Reader(view, frozenset(used)).read()


class _Reader:
    """One walk over the pieces that are left."""

    def __init__(self, view: View, used: frozenset[int]) -> None:
        self.view = view
        self.used = used
        self.at = 0
        self.wishes = Wishes()
        self.pending: list[Function] = []
        """Functions whose column is still to come."""
        self.counting = False
        self.since_want: list[int] = []
        """Pieces since the last thing that was asked for."""

    def read(self) -> Wishes:
        rules: list[Callable[[Item], bool]] = [
            self._group, self._order, self._rank, self._function, self._count, self._frame, self._noun
        ]  # fmt: skip
        while self.at < len(self.view.items):
            if self.at in self.used:
                self.since_want.append(self.at)
                self.at += 1
                continue
            item = self.view.items[self.at]
            if not any(rule(item) for rule in rules):
                self._pass(item)
        self._close()
        return self.wishes

    def _close(self) -> None:
        """Give functions that found no column to the column before them: ``salary on average``."""
        wants = self.wishes.wants
        if self.pending and len(wants) == 1 and wants[0].is_plain and wants[0].column:
            last = wants[0]
            wants[:] = [Want(last.at, last.column, None, each, last.strength) for each in self.pending]
        elif self.pending:
            self.wishes.wants += [Want(-1, None, None, each) for each in self.pending]
        elif self.counting:
            self.wishes.wants.append(Want(-1, None, None, Function.COUNT, 0.9))

    def _following(self, start: int, *extra: Sense) -> int | None:
        """Return the next piece that is neither explained nor glue."""
        index = start
        while index < len(self.view.items):
            item = self.view.items[index]
            if index in self.used:
                return None
            if not (self.view.is_glue(index) or (item.has(*extra) and not item.is_link)):
                return index
            index += 1
        return None

    def _column(self, index: int | None, fits: Callable[[Column], bool] = lambda _: True) -> Want | None:
        found = self.view.columns(index, fits) if index is not None else []
        if index is None or not found or found[0][1] < _WEAKEST:
            return None
        column, strength = found[0]
        rivals = [each for each, other in found[1:] if other >= strength - 0.01]
        if rivals:
            # Two headers fit equally well: the rest of the question may have a word for one of them.
            own = set(self.view.items[index].stems)
            said = self.view.said() - own
            best = max([column, *rivals], key=lambda c: (len(said & set(c.words)), -c.position))
            clear = len(said & set(best.words)) > max(
                len(said & set(c.words)) for c in (column, *rivals) if c != best
            )
            column, strength = best, strength if clear else 0.45 * strength
        return Want(index, column, None, None, strength)

    def _group(self, item: Item) -> bool:
        bucket = BUCKETS.get(item.normal)
        date = self.view.home.main_date
        if bucket and item.normal not in {each.value for each in BUCKETS.values()} and date:
            self.wishes.groups.append((date, bucket))
            self.at += 1
            return True
        if not item.has(Sense.BY) or item.is_link:
            return False
        index = self._following(self.at + 1)
        taken = False
        while index is not None and self._group_key(index):
            taken, self.at = True, index + 1
            following = self.view.item(self.at)
            if not (following and following.has(Sense.AND)):
                break
            index = self._following(self.at + 1)
        return taken

    def _group_key(self, index: int) -> bool:
        item = self.view.items[index]
        bucket = BUCKETS.get(item.normal)
        want = self._column(index, lambda column: not column.is_measure)
        date = self.view.home.main_date
        if bucket and date and not (want and want.strength >= 0.95):
            self.wishes.groups.append((date, bucket))
            self.wishes.link(index, "bucket", date.path, 1.0)
            return True
        tables = sorted(item.tables, key=lambda hit: -hit.strength)
        if want and want.column and (not tables or want.strength >= tables[0].strength):
            self.wishes.groups.append((want.column, None))
            self.wishes.link(index, "column", want.column.path, want.strength)
            return True
        label = tables[0].table.label if tables and self.view.cost(tables[0].table.name) < 1 else None
        if label:
            self.wishes.groups.append((label, None))
            self.wishes.link(index, "table", label.table, tables[0].strength)
        return bool(label)

    def _order(self, item: Item) -> bool:
        if item.has(Sense.DESCENDING, Sense.ASCENDING) and not item.is_link:
            self.wishes.descending = item.has(Sense.DESCENDING)
            self.at += 1
            return True
        if not item.has(Sense.ORDER):
            return False
        want = self._column(self._following(self.at + 1))
        if want is None or want.column is None:
            return False
        self.wishes.order = want.column
        self.wishes.link(want.at, "column", want.column.path, want.strength)
        self.at = want.at + 1
        return True

    def _rank(self, item: Item) -> bool:
        largest = item.has(Sense.HIGHEST, Sense.TOP)
        if not (largest or item.has(Sense.LOWEST, Sense.BOTTOM)) or self.wishes.rank or self._is_header(item):
            return False
        limit, index = self._limit()
        following = self._following(index, Sense.HOW_MANY)
        word, thing = item.normal, self.view.item(following) if following is not None else None
        if thing and following is not None and thing.normal in ATTRIBUTE_HINTS and not thing.is_link:
            word, following = thing.normal, self._following(following + 1)
        want = self._column(following, is_rankable)
        if want and want.column:
            self.at = want.at + 1
            self.wishes.link(want.at, "column", want.column.path, want.strength)
            self._rank_column(Rank(want.at, largest, word, limit, want.column, want.strength))
            return True
        self.wishes.rank = Rank(self.at, largest, word, limit)
        self.at = index
        return True

    def _is_header(self, item: Item) -> bool:
        """Whether the word is a whole header and no other column follows it."""
        own = any(hit.strength >= 0.95 for hit in item.columns)
        return own and self._column(self._following(self.at + 1)) is None

    def _rank_column(self, rank: Rank) -> None:
        subject = [want for want in self.wishes.wants if want.is_plain] or self.wishes.asks or self.counting
        if subject or rank.limit or self.wishes.groups:
            self.wishes.rank = rank
            return
        function = Function.MAXIMUM if rank.largest else Function.MINIMUM
        self.wishes.wants.append(Want(rank.at, rank.column, None, function, rank.strength))
        self.since_want = []

    def _limit(self) -> tuple[int | None, int]:
        before, after = self.view.item(self.at - 1), self.view.item(self.at + 1)
        if after and isinstance(after.number, int) and self.at + 1 not in self.used:
            return after.number, self.at + 2
        if before and isinstance(before.number, int) and self.at - 1 not in self.used:
            if self.at - 1 in self.wishes.unexplained:
                self.wishes.unexplained.remove(self.at - 1)
            return before.number, self.at + 1
        return None, self.at + 1

    def _function(self, item: Item) -> bool:
        function = next((FUNCTIONS[sense] for sense in item.senses if sense in FUNCTIONS), None)
        if function is None or self._is_header(item):
            return False
        following = self.view.item(self.at + 1)
        if function is Function.SUM and following and following.has(Sense.HOW_MANY):
            self.wishes.total = True  # "The total number of": the lexicon's longer phrase was cut in two.
            self.at += 1
            return True
        self.pending.append(function)
        self.at += 1
        return True

    def _count(self, item: Item) -> bool:
        if not (item.has(Sense.HOW_MANY) or item.normal == "amount") or self._is_header(item):
            return False
        self.counting = not self.pending
        self.wishes.total = self.wishes.total or "total" in item.normal
        self.at += 1
        return True

    def _frame(self, item: Item) -> bool:
        wishes, following = self.wishes, self.view.item(self.at + 1)
        if item.has(Sense.LIST) and following and following.normal in ("a", "an", "one") and not wishes.wants:
            wishes.single = True
        if item.has(Sense.DISTINCT) and not item.is_link:
            wishes.distinct = True
        elif (
            item.has(Sense.HOW, Sense.WHICH)
            and following
            and following.normal in ATTRIBUTE_HINTS
            and item.has(Sense.HOW)
        ):
            wishes.hint, wishes.asks = ATTRIBUTE_HINTS[following.normal], Sense.HOW
            self.at += 1
        elif item.has(Sense.WHO, Sense.WHEN, Sense.WHERE, Sense.HOW_MUCH) and not item.is_link:
            senses = (Sense.WHO, Sense.WHEN, Sense.WHERE, Sense.HOW_MUCH)
            if not wishes.wants and not wishes.asks and self._begins():
                wishes.asks = next(sense for sense in senses if item.has(sense))
        else:
            return False
        self.at += 1
        return True

    def _begins(self) -> bool:
        """Whether the question word opens the question or stands after its conditions."""
        before = self.view.items[: self.at]
        return all(index in self.used or self.view.is_glue(index) for index in range(len(before)))

    def _noun(self, item: Item) -> bool:
        tables = sorted(
            (hit for hit in item.tables if self.view.cost(hit.table.name) < 1), key=lambda h: -h.strength
        )
        want = self._column(self.at)
        if self.at == 0 and item.has(Sense.LIST) and len(self.view.items) > 1 and self._opens():
            return False
        if tables and not (want and want.strength > tables[0].strength):
            self._add(Want(self.at, None, tables[0].table, None, tables[0].strength))
        elif want:
            self._add(want)
        else:
            return False
        self.at += 1
        return True

    def _opens(self) -> bool:
        """Whether a header that is also a verb opens the question as one: ``Name the …``, ``State the …``."""
        following = self.view.item(1)
        return bool(following and not following.has(Sense.AND, Sense.OF, Sense.IN, Sense.BE))

    def _add(self, want: Want) -> None:
        wishes = self.wishes
        target = want.column.path if want.column else want.table.name if want.table else ""
        wishes.link(want.at, "column" if want.column else "table", target, want.strength)
        joined = self._is_joined()
        functions: list[Function | None] = list(self.pending)
        if self.counting:
            functions = [Function.COUNT]
        if functions and functions != [Function.COUNT] and not (want.column and is_comparable(want.column)):
            functions = [None]
        else:
            self.pending, self.counting = [], False
        for function in functions or [None]:
            wishes.wants.append(Want(want.at, want.column, want.table, function, want.strength, joined))
        self.since_want = []

    def _is_joined(self) -> bool:
        return all(
            index not in self.used and self.view.items[index].has(Sense.AND, Sense.FILLER)
            for index in self.since_want
        )

    def _pass(self, item: Item) -> None:
        self.since_want.append(self.at)
        if item.has(Sense.LIGHT):
            self.wishes.light.append(self.at)
        elif not (self.view.is_glue(self.at) or item.has(Sense.LIST, Sense.ALL) or self._is_plain_only(item)):
            self.wishes.unexplained.append(self.at)
        self.at += 1

    def _is_plain_only(self, item: Item) -> bool:
        """Whether ``only`` stands before everything that is asked for, where it says nothing."""
        return item.has(Sense.ONLY) and not self.wishes.wants
