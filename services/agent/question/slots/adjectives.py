"""Which column an adjective compares: the longest, the oldest, the most expensive."""

from collections.abc import Sequence

from services.agent.question.composing.draft import are_rivals, is_no_length, is_rankable, nearest
from services.agent.question.language.doings import VERB_HINTS
from services.agent.question.language.everyday.doing import ASKED
from services.agent.question.language.vocabulary import (
    ATTRIBUTE_HINTS,
    MAKING,
    SIZE_HINTS,
    SIZE_WORDS,
)
from services.agent.question.language.words import name_words, root
from services.agent.question.linking.happenings import own_day
from services.agent.question.linking.parlance import columns_of
from services.agent.question.slots.lasting import LASTING, OF_LENGTH, lasts, length_of, spell_of
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column
from services.agent.question.tables.hours import TIMELY, days_in, own_clock
from services.agent.question.tables.measuring import like_those


def compared_column(word: str, view: View) -> Column | None:
    """Find what an adjective compares in the home table."""
    own = ATTRIBUTE_HINTS.get(word)
    told = [each for each in view.home.columns if each.span] if word in OF_LENGTH else []
    if told:
        return told[0]  # The time between two days that the question itself speaks of.
    if word in OF_LENGTH and (spent := lasted(view)):
        return spent
    if word in OF_LENGTH and any(item.normal in LASTING for item in view.items):
        return (
            length_of(view) or hinted_column(view, own or ()) or spell_of(view)
        )  # "Took the longest": no distance.
    if own:
        found = (clock_of_day(view) or own_day(view.home)) if word in TIMELY else None
        found = found or hinted_column(view, own) or (length_of(view) if word in OF_LENGTH else None)
        found = found or (spell_of(view) if word in ("longest", "shortest") else None)
        return found or (own_clock(view.home) if word in TIMELY else None)
    if word in ("highest", "lowest"):
        return hinted_column(view, ATTRIBUTE_HINTS["high"])
    if word not in SIZE_WORDS:
        return None
    return hinted_column(view, SIZE_HINTS) or view.home.worth


def compares(word: str, column: Column) -> bool:
    """Whether an adjective may compare what a header says; any may where it is of nothing in particular."""
    return lasts(word, column) or not set(ATTRIBUTE_HINTS.get(word, column.words)).isdisjoint(column.words)


def lasted(view: View) -> Column | None:
    """Return how long it was that something was done, by a header of both: ``waiting_minutes``."""
    verbs = {root(item.normal) for item in view.items if item.normal.endswith("ed") and not item.tables}
    found = [each for each in view.home.columns if each.is_number and each.roots & verbs]
    found = [each for each in found if lasts("longest", each)]
    return found[0] if len(found) == 1 else None


def column_of_verb(view: View, verb: str) -> Column | None:
    """Find the home's column that a verb speaks of, given by its stem: of ``grossed``, the box office."""
    found = columns_of(ASKED.get(("v", verb), ()), view.catalog)
    own = [column for column in found if column.table == view.home.name and is_rankable(column)]
    return hinted_column(view, VERB_HINTS.get(verb, ())) or (own[0] if len(own) == 1 else None)


def _day_of(view: View) -> Column | None:
    """Return the day that the rows have by themselves: that of a birth only where there is no other."""
    main = view.home.main_date
    others = [column for column in view.home.columns if column.is_date and not column.is_birth]
    return min(others, key=lambda each: each.nulls) if main and main.is_birth and others else main


def hinted_column(view: View, words: tuple[str, ...]) -> Column | None:
    """Find the home's column for the first of the words that some header has."""
    said = view.said()
    for word in words:
        fits = [column for column in view.home.columns if word in column.words and is_rankable(column)]
        fits = [column for column in fits if not (column.is_time and is_no_length(word, words))]
        found = [column for column in fits if word != "time" or "times" not in name_words(column.name)]
        found = [column for column in found if word not in MAKING or not column.is_measure]
        if word == "date" and (found or view.home.main_date):
            return _day_of(view)
        if found:
            return None if are_rivals(found, word, said) else nearest(found, said)
    years = [column for column in view.home.columns if column.is_year] if "year" in words else []
    others = [column for column in view.home.columns if is_rankable(column) and not column.is_time]
    alike = like_those(others, words)
    found = years or ([] if len(view.catalog.tables) > 1 else alike)
    return found[0] if len(found) == 1 else None


def hinted_of(columns: Sequence[Column], words: tuple[str, ...]) -> Column | None:
    """Return the one of some columns whose header has the first of the words that any has."""
    for word in words:
        if found := [column for column in columns if word in column.words]:
            return found[0] if len(found) == 1 else None
    return None


def clock_of_day(view: View) -> Column | None:
    """Return the time by which rows follow one another, where all are of one day that is known."""
    clock, days = own_clock(view.home), days_in(view.home)
    said = [item for item in view.items if item.period and item.period.grain == "day"]
    named = any(hit.column in days for item in view.items for hit in item.values)
    return clock if clock and clock.is_time and (not days or said or named) else None
