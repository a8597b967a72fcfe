"""One walk over the pieces that no condition explains: where it stands, and what it looks up."""

from collections.abc import Callable
from dataclasses import replace

from services.agent.question.composing.draft import is_ordered
from services.agent.question.composing.grouping import FUNCTIONS
from services.agent.question.language import money as words
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.superlatives import is_largest
from services.agent.question.language.vocabulary import PERSON_WORDS
from services.agent.question.linking.deeds import tables_of_deed
from services.agent.question.linking.happenings import own_day
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.income import earns
from services.agent.question.linking.items import Item, TableHit
from services.agent.question.plans.plan import Function
from services.agent.question.slots.events import day_of
from services.agent.question.slots.view import View
from services.agent.question.slots.wishes import Want, Wishes
from services.agent.question.tables.columns import Column
from services.agent.question.tables.hours import TIMELY
from services.agent.question.tables.measuring import measured_in

HEAD = 0.7
"""Of a link to a table by the last word of its name alone, which says what a row is: ``order_items``."""
SYNONYM = 0.85
"""Of a link to a table by another word for its name."""
WEAKEST = 0.5
"""A link below it names no column."""


class Walk:
    """The state of a walk, and the look-ups that its rules share."""

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

    @property
    def item(self) -> Item:
        """The piece that is read now."""
        return self.view.items[self.at]

    @property
    def functions(self) -> set[Function | None]:
        """The functions that were said so far."""
        return {*self.pending, *(want.function for want in self.wishes.wants)}

    def following(self, start: int, *extra: Sense) -> int | None:
        """Return the next piece that is neither explained nor glue."""
        index = start
        while index < len(self.view.items) and index not in self.used:
            item = self.view.items[index]
            if not (self.view.is_glue(index) or (item.has(*extra) and not item.is_link)):
                return index
            index += 1
        return None

    def column(self, index: int | None, fits: Callable[[Column], bool] = lambda _: True) -> Want | None:
        """Return the column that the piece names; of two that fit alike, what the question says more of."""
        found = self.view.columns(index, fits) if index is not None else []
        label = self.view.home.label
        if index is not None and self.view.items[index].stems == ("name",) and label and fits(label):
            found = [pair for pair in found if pair[0] == label] or found  # The rows' name, and no other's.
        found = self._bare_day(index, found)
        if index is None or not found or found[0][1] < WEAKEST:
            return None
        column, strength = found[0]
        rivals = [each for each, other in found if other >= strength - 0.01]
        rivals = [each for each in rivals if self.view.has_one(each.table)] or rivals
        rivals = [each for each in rivals if each.table in self._owners(index)] or rivals
        if self.wishes.asks is Sense.WHO and not self.wishes.wants:  # "Who won": the winning driver, no time.
            rivals = [each for each in rivals if set(each.words) & {*PERSON_WORDS}] or rivals
        column = column if column in rivals else rivals[0]
        if len(rivals) > 1:
            said = self.view.said() - set(self.view.items[index].stems)
            units = [item.normal for item in self.view.items if not item.is_link]
            shares = [
                len(said & set(each.words)) + any(measured_in(each, word) for word in units)
                for each in rivals
            ]
            clear = shares.count(max(shares)) == 1
            column, strength = rivals[shares.index(max(shares))], strength if clear else 0.45 * strength
        return Want(index, column, None, None, strength)

    def _owners(self, index: int) -> set[str]:
        """Return the tables whose rows have what is named: of ``the state of the dealership`` this one."""
        link, owner = self.view.item(index + 1), self.view.item(self.view.after_glue(index + 1))
        if owner is None or not (link and link.has(Sense.OF) and not link.is_link):
            return set()
        return {hit.table.name for hit in owner.tables if hit.strength >= SYNONYM}

    def _bare_day(self, index: int | None, found: list[tuple[Column, float]]) -> list[tuple[Column, float]]:
        """Take ``the date`` of rows for the one on which happened what the question says."""
        said = self.view.items[index].normal if index is not None else ""
        if said not in ("date", "day") or (not found and said == "day") or (found and found[0][1] >= NAMED):
            return found
        day = day_of(self.view) or own_day(self.view.home)
        return [(day, NAMED)] if day else found

    def table(self, index: int | None) -> TableHit | None:
        """Return the table that the piece names."""
        item = self.view.item(index) if index is not None else None
        hits = (
            [self._raised(hit) for hit in item.tables if self.view.cost(hit.table.name) < 1] if item else []
        )
        return max(hits, key=lambda hit: (hit.strength, hit.table == self.view.home), default=None)

    def _raised(self, hit: TableHit) -> TableHit:
        """Take the home by the word for its rows before another table by a synonym: ``items`` of orders."""
        is_named = hit.table == self.view.home and hit.strength >= HEAD
        return replace(hit, strength=max(hit.strength, SYNONYM)) if is_named else hit

    def is_header(self, item: Item) -> bool:
        """Whether the word is a whole header and no other column follows it."""
        computes = item.has(*FUNCTIONS)
        near = [hit for hit in item.columns if not computes or self.view.has_one(hit.column.table)]
        own = any(hit.strength >= 0.95 for hit in near)
        fits = is_ordered if computes else (lambda _: True)
        listed = (Sense.AND, *FUNCTIONS) if computes else ()  # "Average, lowest and highest capacity".
        return own and self.column(self.following(self.at + 1, *listed), fits) is None

    def _ranks_time(self, want: Want) -> bool:
        """Whether a verb is a header of times only by the way: "which class starts earliest"."""
        behind = self.view.item(want.at + 1)
        timed = want.column is not None and want.column.is_time
        return timed and behind is not None and behind.normal in TIMELY

    def add(self, want: Want) -> None:
        """Record what is asked for, with the functions that wait for it."""
        wishes = self.wishes
        target = want.column.path if want.column else want.table.name if want.table else ""
        alone = want.table is not None and len(self.view.catalog.tables) == 1
        sure = max(want.strength, NAMED) if alone else want.strength  # It has no other rows to speak of.
        wishes.link(want.at, "column" if want.column else "table", target, sure)
        joined = self.is_joined(want)
        if want.column and self._is_owned(want):
            wishes.strength *= 0.96  # "Which state's capital is X": the state is asked for.
            return
        if want.column and (self._describes(want) or self._is_part_of(want)) and not self._ranks_time(want):
            wishes.wants.pop()  # "Population density": two headers side by side are one thing, the second.
            wishes.strength *= 0.96
        functions: list[Function | None] = list(self.pending)
        if self.counting:
            functions = [Function.COUNT]
        fits = functions == [Function.COUNT] or bool(want.column and is_ordered(want.column))
        if functions and not fits:
            functions = [None]
        else:
            self.pending, self.counting = [], False
        for function in functions or [None]:
            wishes.wants.append(Want(want.at, want.column, want.table, function, want.strength, joined))
        self.since_want = []

    def _is_owned(self, want: Want) -> bool:
        """Whether the want before this one is whose it is, and is what ``which`` asks for."""
        last, lead = self.wishes.wants[-1] if self.wishes.wants else None, self.view.item(want.at - 2)
        owner = self.view.items[want.at - 1].text.endswith(("'s", "\u2019s"))
        return bool(last and last.at == want.at - 1 and owner and lead and lead.has(Sense.WHICH))

    def _describes(self, want: Want) -> bool:
        """Whether the want before this one only says what kind of thing this one is."""
        last = self.wishes.wants[-1] if self.wishes.wants else None
        if (
            last is None
            or self.since_want
            or not last.column
            or last.column.is_flag
            or self.view.items[want.at].has(Sense.LIGHT)
            or last.function
            or (last.column.repeats and any(want.function for want in self.wishes.wants))
            or self.view.items[want.at].after_comma
        ):
            return False
        if want.column is None or last.at != want.at - 1 or last.column.table != want.column.table:
            return False
        named = last.strength >= 0.95 and want.strength >= 0.95
        return not (named and last.column.words[-1:] == want.column.words[-1:])

    def _is_part_of(self, want: Want) -> bool:
        """Whether the rows are only named right before what is asked of them: ``the flat number of …``."""
        last = self.wishes.wants[-1] if self.wishes.wants else None
        if (
            last is None
            or last.table is None
            or not last.is_plain
            or last.at != want.at - 1
            or not want.column
        ):
            return False
        item = self.view.items[want.at]
        verb = item.has(Sense.LIGHT) and want.strength < NAMED  # "Which player weighs the most".
        return want.column.table == last.table.name and not (item.after_comma or verb)

    def is_joined(self, want: Want) -> bool:
        """Whether only ``and``, a comma or a new sentence stands between this want and the one before."""
        between = [self.view.items[index] for index in self.since_want if index not in self.used]
        if any(item.has(Sense.LIST) and not item.normal.startswith("what") for item in between):
            return True  # "Who is the oldest? Give the name": asked for in a sentence of its own.
        last = self.wishes.wants[-1] if self.wishes.wants else None
        verb = last is not None and self.view.items[last.at].has(Sense.LIGHT)
        if (
            verb
            and not any(item.has(Sense.AND) for item in between)
            and not self.view.items[want.at].after_comma
        ):
            return False  # "Who made the car": what he did it with.
        if not self.since_want and not self.view.items[want.at].after_comma and not (last and last.column):
            return False
        # "First and last names with age": no condition took the age, so it is shown too.
        word = self.view.items[want.at].normal.partition(" ")[0]
        adds = last is not None and last.column is not None and is_largest(word) is None
        links = (Sense.AND, Sense.FILLER, *((Sense.WITH,) if adds else ()))
        return all(index not in self.used and self.view.items[index].has(*links) for index in self.since_want)

    def _worth(self, want: Want) -> Column | None:
        """Return what the rows asked for are worth: ``total payments``, ``the total value of orders``."""
        home = self.view.home
        if want.table != home or not want.is_plain:
            return None
        pieces = [item for at, item in enumerate(self.view.items) if at not in self.used]
        said = any(set(item.stems) & words.WORTH_SAID and not item.columns for item in pieces)
        one = not self.view.items[want.at].normal.endswith("s")  # "Average payments" may be how many.
        mean = one and self.pending in ([Function.AVERAGE], [Function.MEDIAN])
        rows = words.MONEY_EACH if mean else words.MONEY_ROWS if self.pending == [Function.SUM] else ()
        money = words.kind_of(home.words) in rows
        return home.worth if said or money else None

    def _ask_worth(self) -> None:
        """Ask for what the rows are worth in all: ``how much did we invoice``, of no number of invoices."""
        wants, home = self.wishes.wants, self.view.home
        deeds = {table for item in self.view.items for table in tables_of_deed(item, self.view.catalog)}
        if home.worth is None or self.wishes.rank or (deeds and home not in deeds):
            return
        said = [item.normal for item in self.view.items if not item.values]
        verb = words.speaks_of_worth(home.words, said, alone=len(self.view.catalog.tables) == 1)
        if not wants and (verb or earns(self.view.items, home)):
            wants.append(Want(-1, home.worth, None, Function.SUM, 0.9))
        elif len(wants) == 1 and wants[0].is_plain and wants[0].table == home:
            wants[0] = Want(wants[0].at, home.worth, None, Function.SUM, 0.9)
        else:
            return
        self.pending = []

    def _limits(self) -> bool:
        """Whether a figure is limited: "trucks with total litres over 5000", by what theirs add up to."""
        limits = (Sense.MORE, Sense.LESS, Sense.AT_LEAST, Sense.AT_MOST)
        return any(self.view.items[at].has(*limits) and not self.view.items[at].is_link for at in self.used)

    def _sums_value(self) -> bool:
        """Whether a value in the plural stands for rows that are worth something: ``total deposits``."""
        said = [item for at, item in enumerate(self.view.items) if at in self.used and item.values]
        values = {each.casefold() for item in said for hit in item.values for each in hit.values}
        plural = any(item.normal.endswith("s") and item.normal not in values for item in said)
        return plural and self.view.home.worth is not None

    def close(self) -> None:
        """Give functions that found no column to the column before them: ``salary on average``."""
        wants = self.wishes.wants
        cells = [at for at, item in enumerate(self.view.items) if item.values]
        self.wishes.ask_once(cells, alone=len(self.view.catalog.tables) == 1)
        if self.wishes.asks is Sense.HOW_MUCH and self.pending in ([], [Function.SUM]):
            self._ask_worth()
        worth = self._worth(wants[0]) if len(wants) == 1 and len(self.pending) == 1 else None
        if worth:
            wants[0] = Want(wants[0].at, worth, None, self.pending[0], 0.9)
            return
        counted = wants[0] if len(wants) == 1 and wants[0].function is Function.COUNT else None
        if self.pending == [Function.AVERAGE] and counted and not counted.column:
            wants[0] = replace(counted, function=None)  # "How many orders does each place on average".
            self.wishes.averages_counts = True
        elif len(self.pending) == 1 and counted and counted.column and counted.column.is_measure:
            # "How many nights did they stay on average".
            wants[0] = replace(counted, function=self.pending[0])
        elif self.pending and len(wants) == 1 and wants[0].is_plain and _computes(wants[0].column):
            last = wants[0]
            wants[:] = [Want(last.at, last.column, None, each, last.strength) for each in self.pending]
        elif self.pending == [Function.SUM] and not wants and self._sums_value():
            wants.append(Want(-1, self.view.home.worth, None, Function.SUM, 0.9))
        elif self.pending:
            others = any(want.table and want.is_plain and want.table != self.view.home for want in wants)
            if others and not self._limits():
                self.wishes.strength *= 0.6  # "How much was invoiced": no total of other things.
            wants += [Want(-1, None, None, each) for each in self.pending]
        elif self.counting:
            wants.append(Want(-1, None, None, Function.COUNT, 0.9))


def _computes(column: Column | None) -> bool:
    """Whether figures may be made of the column."""
    return column is not None and is_ordered(column)
