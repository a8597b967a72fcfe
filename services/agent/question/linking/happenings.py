"""What happens to rows, and on which day: verbs of a question linked to tables and to columns of dates.

General English only: no entry may name a table, a value or a header of any data set.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.verbs import SAID_BY
from services.agent.question.language.vocabulary import ABOUT_PEOPLE
from services.agent.question.language.words import IRREGULAR_ROOTS, root, word_root
from services.agent.question.linking.items import Item
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import BIRTH, DEADLINES, days_told
from services.agent.question.tables.remembered import remembered
from services.agent.question.tables.schema import Catalog, Table

_MADE = "make place come happen occur take get record handle have new"
"""Verbs that say no more than that a row came about, and what is said of such a row."""
_BEGINNINGS = """
    create open receive issue order submit raise report log file book arrive
    join signup register enrol hire start
"""
"""Words of headers for the day on which a row came about."""
_PHRASES = {
    "signed up": "signup", "sign up": "signup", "signing up": "signup", "came in": "come", "come in": "come",
    "coming in": "come", "took place": "happen", "take place": "happen", "taking place": "happen",
    "checked in": "checkin", "checked out": "checkout", "logged in": "login", "set up": "create",
}  # fmt: skip
"""Verbs of two words, each as one."""
_FIRM = 0.85
"""Strength of a day that only another verb of the same family names."""
_PARTLY = 0.95
"""Share that is left where the verb only begins a table's name: order lines, service visits."""


@dataclass(frozen=True)
class Event:
    """Something that happened to each row of a table."""

    table: Table
    date: Column | None
    """The day; None where no column, or more than one, may hold it."""
    strength: float
    by_table: bool = False
    """Whether the rows themselves are called after the verb: sales, bookings, payments."""


_SETS_OFF = frozenset(map(word_root, ["depart", "departure"]))
"""What begins a journey, whose arrival is its end."""
_GENERAL = frozenset(map(word_root, _MADE.split()))
_BEGINS = frozenset(map(word_root, _BEGINNINGS.split()))


class _Index:
    """The days and the tables of a catalogue by the roots of their names."""

    def __init__(self, catalog: Catalog) -> None:
        self.dates: dict[str, list[Column]] = {}
        self.tables: dict[str, list[Table]] = {}
        for table in catalog.tables:
            for word in table.roots:
                self.tables.setdefault(word, []).append(table)
            for column in table.columns:
                for word in days_told(column) if column.is_date else ():
                    self.dates.setdefault(word, []).append(column)


_index_of = remembered(_Index)


def events_of(item: Item, catalog: Catalog) -> list[Event]:
    """Return what a verb of the question may say of the rows of some tables, the likeliest first."""
    verb = verb_of(item)
    if verb is None:
        return []
    index, found = _index_of(catalog), list[Event]()
    for place, word in enumerate((verb, *SAID_BY.get(verb, ()))):
        strength = _FIRM if place else 1.0
        found += [Event(catalog.by_name[c.table], c, strength) for c in index.dates.get(word, ())]
        for table in index.tables.get(word, ()):
            if not place and _is_of_doers(item, table):
                continue
            named = strength if root(table.words[-1]) == word else _PARTLY * strength
            found.append(Event(table, own_day(table), named, by_table=True))
    return list(_best(found))


def _is_of_doers(item: Item, table: Table) -> bool:
    """Whether rows are what does something, and nobody's deeds: "charged" is of no chargers."""
    said = item.stems[0] if len(item.stems) == 1 else ""
    done = item.normal.endswith("ed") or said in IRREGULAR_ROOTS
    rows = table.words[-1]
    return bool(said) and done and rows.endswith(("er", "or")) and rows != said and rows not in ABOUT_PEOPLE


def acts_of(item: Item, catalog: Catalog) -> list[Event]:
    """Return the events of a piece whose rows are called after it, where no other day says it more surely."""
    events = events_of(item, catalog)
    top = max((event.strength for event in events), default=0.0)
    return [event for event in events if event.by_table and event.strength >= _PARTLY * top]


def _best(events: list[Event]) -> Iterator[Event]:
    """Keep the surest events of each table; a day that the verb names says more than a table's name."""
    for table in dict.fromkeys(event.table for event in events):
        there = [event for event in events if event.table == table]
        named = any(event.by_table for event in there)
        days = [event for event in there if event.date and not event.by_table] or there
        top = max(event.strength for event in days)
        for event in days:
            if event.strength == top:
                yield Event(table, event.date, top, by_table=named)


def verb_of(item: Item) -> str | None:
    """Return the root of the verb that a piece may be; None where it means something else."""
    if item.verb or item.is_left or item.number is not None or item.quoted:
        return item.verb
    word, light = _PHRASES.get(item.normal, item.normal), Sense.LIGHT in item.senses
    doubtful = word == "starting" or (word == "return" and item.start > 0)
    if " " in word or (item.senses and not light and not doubtful):
        return None
    done = light and word.endswith("ed")  # "Booked", whatever table has bookings.
    noun = (item.tables and not done) or (word == "new" and item.values)
    return None if noun or item.is_proper else word_root(word)


def is_general(item: Item) -> bool:
    """Whether a verb says no more than that rows came about: ``made``, ``placed``, ``came in``."""
    return verb_of(item) in _GENERAL


def own_day(table: Table) -> Column | None:
    """Return the day on which a row of the table came about, where one column of it says so."""
    dates = [column for column in table.columns if column.is_date]
    if len(dates) < 2:
        return dates[0] if dates else None
    own = _called(table)
    for words in (own, _SETS_OFF, _BEGINS):
        found = [column for column in dates if days_told(column) <= words]
        if len(found) == 1 and (words is own or not _is_outrun(found[0], dates)):
            return found[0]
    return None


def _called(table: Table) -> set[str]:
    """Return the roots of what a table and its rows are called."""
    return {root(word) for word in (*table.words, *table.row_words)}


def days_done(table: Table) -> list[Column]:
    """Return the days on which what rows are about may have been done by a deadline.

    The day that rows have by themselves is one only where they are called after it and began with another:
    a delivery that was ordered. Where they have no other, it is if some rows have none yet: a payment.
    """
    dates = [each for each in table.columns if each.is_date and not days_told(each) & DEADLINES]
    own = own_day(table) or table.main_date
    others = [each for each in dates if each != own]
    called = own in dates and bool(days_told(own) & _called(table))
    if own in dates and not others and called and own.nulls:
        return dates
    began = bool(others) and all(days_told(each) & _BEGINS for each in others)
    return [own] if own and called and began else others


def _is_outrun(day: Column, dates: Sequence[Column]) -> bool:
    """Whether something that is told of all rows was done before: what was sent has yet to arrive."""
    first, last = str(day.minimum), str(day.maximum)
    return any(
        not other.nulls
        and not days_told(other) & (DEADLINES | BIRTH)
        and str(other.minimum) <= first
        and str(other.maximum) <= last
        and (day.nulls or (str(other.minimum) < first and str(other.maximum) < last))
        for other in dates
        if other != day
    )
