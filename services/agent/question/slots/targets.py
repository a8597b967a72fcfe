"""Finds the column that a question word asks for when the question names none: who, when, where, how long."""

from collections.abc import Callable, Collection
from dataclasses import replace

from services.agent.question.composing.draft import is_comparable
from services.agent.question.language.doings import VERB_HINTS, VERB_OBJECTS
from services.agent.question.language.everyday.doing import ASKED, DOERS
from services.agent.question.language.lexicon import Sense
from services.agent.question.language.vocabulary import (
    ABOUT_PEOPLE,
    ATTRIBUTE_HINTS,
    KEY_WORDS,
    PERSON_WORDS,
    PLACE_WORDS,
)
from services.agent.question.language.words import stem
from services.agent.question.linking.parlance import columns_of
from services.agent.question.slots.lasting import LASTING, length_of, spell_of
from services.agent.question.slots.view import View, has_any
from services.agent.question.slots.wishes import Wishes
from services.agent.question.tables.columns import Column
from services.agent.question.tables.hours import hours_of, own_clock
from services.agent.question.tables.measuring import like_those
from services.agent.question.tables.schema import Table
from services.agent.question.tables.spans import counts_times

PRICES = tuple(stem(word) for word in ["price", "cost", "fee", "rent", "fare"])
"""What ``how much`` asks for where no verb says it: ``how much is the red one``."""
NO_PERSONS = frozenset(
    [*PLACE_WORDS, *(stem(word) for word in ["date", "year", "time", "title", "event", "result"])]
)
"""Headers that no person stands under."""

_PERSONS = ABOUT_PEOPLE | frozenset(map(stem, ["pupil", "apprentice", "learner", "attendee"]))
"""Names of tables of persons."""
_TEAMS = frozenset(map(stem, ["team", "club", "nation", "squad", "company", "crew", "band"]))
"""Headers of those who do something together, of whom people ask who as well."""
_TOLD = 0.92
"""Strength of the one column that a verb asks for."""
_ALIKE = 0.95
"""For the only column that measures what is asked for, though no word for it says so."""
_ANSWERS: dict[Sense, Callable[[Column], bool]] = {
    Sense.WHO: lambda column: column.is_text or column.role == "id",
    Sense.WHERE: lambda column: column.is_text or column.role == "id",
    Sense.WHEN: lambda column: column.is_date or column.is_year or column.type.startswith("TIME"),
    Sense.HOW_MUCH: is_comparable,
}
"""What a column holds that answers a question word."""
_MARKS = {Sense.HOW_MUCH: "v"}
"""Marks of the lexicon for the verbs beside a question word, where it is not called so."""


def default_target(view: View, wishes: Wishes, bound: Collection[Column]) -> tuple[Column, float] | None:
    """Return the column that answers the question word, and how sure that is."""
    free = [column for column in view.home.columns if column not in bound]
    told = asked_by_verb(view, wishes.asks, free)
    if told:
        return _named(view, told), _TOLD
    match wishes.asks:
        case Sense.WHO:
            found = _who(view.home, free) if len(view.catalog.tables) == 1 else _who_related(view, free)
            denied = found is not None and _does_other(view, found[0])
            return (_named(view, found[0]), found[1]) if found and not denied else None
        case Sense.WHEN:
            return _named_moment(view, free) or _when(free) or _clock(view.home, free)
        case Sense.WHERE:
            return _hinted(free, PLACE_WORDS, lambda column: column.is_text, 0.88)
        case None:
            return _done(view, free)
        case Sense.HOW_MUCH:
            verbs = [word for each in _first_stems(view) for word in VERB_HINTS.get(each, ())]
            return _hinted(free, verbs or PRICES, is_comparable, 0.9)
        case Sense.HOW:
            lasting = wishes.hint == ATTRIBUTE_HINTS["long"] and any(i.normal in LASTING for i in view.items)
            if lasting and (spell := spell_of(view)) and spell in free:
                return spell, _TOLD  # "How long do they stand here": no distance.
            found = _hinted(free, wishes.hint, lambda each: is_comparable(each) or each.looks_counted, 0.9)
            return found or (_length(view) if wishes.hint == ATTRIBUTE_HINTS["long"] else None)
    return None


def asked_first(view: View, wishes: Wishes, bound: Collection[Column], at: int) -> list[Column]:
    """Return who is asked for where a question of its own behind asks more: ``who is oldest, and what …``."""
    opens = view.items[0].has(Sense.WHO) and len(view.catalog.tables) == 1
    halves = zip(view.items[:at], view.items[1:], strict=False)
    more = (Sense.WHICH, Sense.LIST, Sense.HOW, Sense.HOW_MUCH, Sense.WHERE, Sense.WHEN)
    parted = any(link.has(Sense.AND) and not link.is_link and half.has(*more) for link, half in halves)
    found = default_target(view, replace(wishes, asks=Sense.WHO), bound) if opens and parted else None
    return [found[0]] if found else []


def _length(view: View) -> tuple[Column, float] | None:
    """Return how long a row goes on, by the times at which it begins and is over."""
    length = (length_of(view) if hours_of(view.home) else None) or spell_of(view)
    return (length, _TOLD) if length else None


def _clock(home: Table, free: list[Column]) -> tuple[Column, float] | None:
    """Return the time of the day that a row has by itself, where the table has no days."""
    clock = own_clock(home)
    return (clock, _TOLD) if clock in free and clock and clock.is_time else None


def asked_by_verb(view: View, asks: Sense | None, free: list[Column]) -> Column | None:
    """Return the one column that the verb beside a question word asks for: of ``who wrote``, an author."""
    fits = _ANSWERS.get(asks) if asks else None
    if asks is None or fits is None:
        return None
    stems = _first_stems(view, links=False)
    numbers = {number for each in stems for number in ASKED.get((_MARKS.get(asks, asks.value), each), ())}
    found = [each for each in columns_of(numbers, view.catalog) if each in free and fits(each)]
    return found[0] if len(found) == 1 else None


def _first_stems(view: View, *, links: bool = True) -> list[str]:
    """Return the stems that may be verbs: ``do`` is one only at the end, ``what does he do``."""
    last = view.items[-1]
    said = [item for item in view.items if item.stems and (item is last or not item.has(Sense.DO))]
    return [item.stems[0] for item in said if links or not item.is_link]


def _does_other(view: View, person: Column) -> bool:
    """Whether who stands under a header does something else than was said: a director pens nothing."""
    stems = _first_stems(view, links=False)
    said = {number for each in stems for number in ASKED.get((Sense.WHO.value, each), ())}
    known = person != view.home.label and person in columns_of(DOERS, view.catalog)
    return bool(said) and known and person not in columns_of(said, view.catalog)


def _done(view: View, free: list[Column]) -> tuple[Column, float] | None:
    """Return the object of ``what does X study``: the only table says of each what that is."""
    opens = view.items[0].has(Sense.WHICH, Sense.LIST) and has_any(view.items[1:3], Sense.DO)
    verbs = [each for each in _first_stems(view) if each in VERB_OBJECTS]
    if not opens or len(verbs) != 1 or len(view.catalog.tables) > 1:
        return None
    return _hinted(free, VERB_OBJECTS[verbs[0]], lambda column: column.is_text, 0.9)


def _who(home: Table, free: list[Column]) -> tuple[Column, float] | None:
    people = [column for column in free if column.is_text and set(column.words) & set(PERSON_WORDS)]
    if len(people) == 1:
        return people[0], 0.92
    if len(home.names) > 1 and set(home.names) <= set(free):
        others = set(people) - set(home.names)  # Someone else of each row: the tutor of a trainee.
        persons = not _PERSONS.isdisjoint(home.words)
        if not others or persons:
            part = home.label if home.label in home.names else home.names[-1]
            return part, 0.9 if others else 0.92  # The parts of a person's name.
    if home.label in people:
        return home.label, 0.85
    if people:
        order = {word: place for place, word in enumerate(PERSON_WORDS)}
        return min(people, key=lambda c: (min(order.get(word, 99) for word in c.words), c.position)), 0.75
    label = home.label
    if label is None or label not in free or label.looks_counted or set(label.words) & NO_PERSONS:
        return None
    return label, 0.88 if _TEAMS & set(label.words) else 0.75


def _who_related(view: View, free: list[Column]) -> tuple[Column, float] | None:
    """Return who the rows are, or whom each of them refers to."""
    label = view.home.label
    if label in free and set(view.home.words) & set(PERSON_WORDS):
        return label, 0.95
    tables = [view.catalog.by_name[hop.other.table] for hop in view.graph.hops(view.home.name) if hop.to_one]
    people = [table.label for table in tables if set(table.words) & set(PERSON_WORDS) and table.label]
    if len(people) == 1 and not any(column.table == people[0].table for column in free):
        return people[0], 0.92
    return _who(view.home, free)


def named(view: View, column: Column, at: int) -> Column:
    """Return the name of the row that a key leads to, where only the rows are said, and not their key."""
    item = view.item(at)
    said = set(item.stems) & KEY_WORDS if item else set()
    return _named(view, column) if column.role == "id" and not said else column


def _named(view: View, column: Column) -> Column:
    """Return the name of the row that a key leads to: nobody asks who and wants a number."""
    for hop in view.graph.hops(view.home.name):
        label = view.catalog.by_name[hop.other.table].label if hop.own == column and hop.to_one else None
        if label and label != hop.other:
            return label
    return column


def _named_moment(view: View, free: list[Column]) -> tuple[Column, float] | None:
    """Return the one moment whose header is said beside ``when``: ``when did it go automatic``."""
    said = {hit.column for item in view.items for hit in item.columns if hit.column in free}
    found = [each for each in said if _ANSWERS[Sense.WHEN](each)]
    return (found[0], 0.92) if len(found) == 1 and len(view.catalog.tables) == 1 else None


def _when(free: list[Column]) -> tuple[Column, float] | None:
    dates = [column for column in free if column.is_date]
    named = [column for column in free if {"date", "year", "season"} & set(column.words)]
    for found in (dates, named):
        if found:
            return found[0], 0.92 if len(found) == 1 else 0.7
    return None


def _hinted(
    free: list[Column], words: Collection[str], fits: Callable[[Column], bool], sure: float
) -> tuple[Column, float] | None:
    for word in words:
        found = [column for column in free if word in column.words and fits(column)]
        found = [column for column in found if word != "time" or not counts_times(column)]
        if found:
            return found[0], sure if len(found) == 1 else 0.7 * sure
    alike = like_those([column for column in free if fits(column)], tuple(words))
    return (alike[0], sure * _ALIKE) if len(alike) == 1 else None
