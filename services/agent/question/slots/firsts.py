"""Superlatives of what happened: opened first, hired latest, the last to sign up, employed the longest."""

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.verbs import SERVING
from services.agent.question.language.words import word_root
from services.agent.question.linking.happenings import events_of, own_day
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.hours import clocks_of
from services.agent.question.slots.days import end_said
from services.agent.question.slots.lasting import LASTING, OF_LENGTH, length_of
from services.agent.question.slots.limits import limit_at
from services.agent.question.slots.walk import Walk
from services.agent.question.slots.wishes import Rank
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told

_PLACES = {"first": False, "earliest": False, "last": True, "latest": True}
_LONGEST = frozenset(["longest", "longest serving", "longest standing"])
_BEGAN_WORDS = "hire join employ start since register signup enrol"
_BEGAN = frozenset(map(word_root, _BEGAN_WORDS.split()))
_LONG = ("longest", "slowest", "longer")
_WORDS = frozenset([*_PLACES, *_LONGEST, *OF_LENGTH])
_CAME_ABOUT = ("made", "placed", "taken", "recorded", "held", "happened", "occurred")
"""Verbs for which a row has its own day: what came first may only be listed first."""
_SURE = 0.97


def read_first(walk: Walk) -> bool:
    """Read a superlative whose verb says which day is compared."""
    word = walk.item.normal
    if walk.wishes.rank or walk.item.values or word not in _WORDS:
        return False
    limit, after = limit_at(walk)
    verb, day = _lasted(walk, after) if word in OF_LENGTH else (None, None)
    if verb is None:
        verb, day = (_served(walk), _began(walk)) if word in _LONGEST else _happened(walk, after)
    if verb is None or day is None:
        return False
    walk.wishes.wants = [want for want in walk.wishes.wants if want.at != verb]
    largest = _PLACES.get(word, day.span is not None and word in _LONG)
    walk.wishes.rank = Rank(walk.at, largest, "", limit, day)
    walk.wishes.strength *= _SURE
    walk.at = max(after, verb + 1)
    return True


def _happened(walk: Walk, after: int) -> tuple[int | None, Column | None]:
    """Return the verb beside ``first``, and the day of the home's rows on which it happened."""
    view = walk.view
    before = walk.at - 1
    while (item := view.item(before)) and item.has(Sense.FILLER, Sense.BE) and not item.is_link:
        before -= 1
    behind = _behind(walk, after)
    if (item := view.item(behind)) and item.has(Sense.LIGHT) and not item.is_link:
        at = view.after_glue(behind)
        if (item := view.item(at)) and any(hit.table == view.home for hit in item.tables):
            return at, own_day(view.home)  # "Last placed an order".
    when = walk.wishes.asks is Sense.WHEN  # "When did we last sell a cake".
    for at in (before, behind if behind > after or when else -1):
        item = view.item(at)
        if item is None:
            continue
        if item.normal in _CAME_ABOUT and at == before:
            return at, own_day(view.home)
        days = {each.date for each in events_of(item, view.catalog) if each.table == view.home and each.date}
        days = days or {column for column, _ in clocks_of(item, view.home) if column.is_time}
        if len(days) == 1:
            return at, days.pop()
        years = [
            hit.column
            for hit in item.columns
            if hit.strength >= NAMED and hit.column.is_year and hit.column.table == view.home.name
        ]
        if len(years) == 1:
            return at, years[0]  # "Founded first", of years under "Founded".
    return None, None


def _behind(walk: Walk, after: int) -> int:
    """Return where the verb behind ``first`` may stand: past the rows themselves, ``to`` and ``was``."""
    view, behind = walk.view, after
    item = view.item(behind)
    if item and any(hit.table == view.home for hit in item.tables) and not item.normal.endswith("ed"):
        behind += 1  # "The last guest to join".
    while (item := view.item(behind)) and not item.is_link and (item.normal == "to" or item.has(Sense.BE)):
        behind += 1
    return behind


def _lasted(walk: Walk, after: int) -> tuple[int | None, Column | None]:
    """Read ``took the longest to close``: how long it took until that happened."""
    items = walk.view.items
    to = walk.view.item(after)
    if to is None or to.normal != "to" or not any(item.normal in LASTING for item in items[: walk.at]):
        return None, None
    end = end_said(walk.view, after + 1)
    return after + 1, length_of(walk.view, end=end) if end else None


def _served(walk: Walk) -> int | None:
    near = range(max(walk.at - 3, 0), min(walk.at + 3, len(walk.view.items)))
    return next((at for at in near if walk.view.items[at].normal in SERVING), None)


def _began(walk: Walk) -> Column | None:
    found = [each for each in walk.view.home.columns if each.is_date and days_told(each) & _BEGAN]
    return found[0] if len(found) == 1 else None
