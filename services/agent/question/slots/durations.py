"""Reads how long something took: the days between two dates, of one row or of rows that go together."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.agent.question.composing.nodes import Hop
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.happenings import events_of, own_day
from services.agent.question.linking.headers import NAMED
from services.agent.question.slots.days import FIRSTS, day_said, end_said
from services.agent.question.slots.lasting import LASTING, is_about, lasting_of
from services.agent.question.slots.view import View, has_any
from services.agent.question.tables.columns import Column, Span
from services.agent.question.tables.ends import BIRTH, DEADLINES, days_told
from services.agent.question.tables.schema import Table
from services.agent.question.tables.spans import UNITS, span_column

_FIGURES = (Sense.AVERAGE, Sense.MEDIAN, Sense.SUM, Sense.MINIMUM, Sense.MAXIMUM)
_LENGTHS = frozenset(["duration", "length", "time", "turnaround", "tenure", "lifetime"])
"""Nouns for how long something went on, where no header is called so."""
_WAITING = frozenset(["processing", "turnaround", "handling", "lead", "cycle", "waiting", "completion"])
"""What stands before ``time`` where it is how long a row lasted."""
_ON_THE_WAY = frozenset(["travel", "travelling", "journey", "trip", "flight", "ride", "running", "working"])
"""The same, where a row begins and is over on one day."""
_NAMED_END = 0.97
_EACH = ("each", "every", "for each", "for every", "of each", "per")
"""What asks for the days of each row, where no figure of them is asked for."""


@dataclass(frozen=True)
class Duration:
    """The time that is asked for, and the pieces that say so."""

    at: int
    column: Column
    used: frozenset[int]
    strength: float


def duration_in(view: View, used: frozenset[int]) -> Duration | None:
    """Find how long something took, where the question asks for it of the home's rows."""
    figure = has_any(view.items, *_FIGURES)
    if not (figure or any(item.normal in _EACH for item in view.items)):
        return None
    found = _length(view, used) if figure else None
    if found:
        return None if found.used & used else found
    for at, item in enumerate(view.items):
        unit = UNITS.get(item.normal)
        named = item.tables or any(hit.strength >= NAMED for hit in item.columns)
        if unit is None or at in used or named:
            continue
        found = _between(view, at, unit)
        found = found or ((_until(view, at, unit) or _lasting(view, at, unit)) if figure else None)
        return found if found and not found.used & used else None
    return None


def _asked(view: View, at: int) -> set[int]:
    """Return the pieces before a unit that only ask for it: ``how many``, ``how long … in``."""
    found = {at}
    before = view.item(at - 1)
    if before and not before.is_link and before.has(Sense.HOW_MANY):
        found.add(at - 1)
    how = next((i for i, item in enumerate(view.items[:at]) if item.has(Sense.HOW)), None)
    if how is not None and before and before.has(Sense.IN):
        # "How long did cars stay in stock before being sold, in days from arrival to sale".
        found |= {place for place in range(how, at) if not _parts(view, place)}
    return found


def _between(view: View, at: int, unit: str) -> Duration | None:
    """Read ``days between issue and payment``, ``days from arrival to sale``."""
    start = next((i for i in range(at + 1, len(view.items)) if not _passes(view, i)), None)
    start = start if start is not None and _opens(view, start) else _opening_after(view, at)
    if start is None:
        return None
    links = (Sense.AND,) if view.items[start].has(Sense.BETWEEN) else (Sense.IN, Sense.UNTIL)
    middle = next((i for i in range(start + 1, len(view.items)) if _joins(view, i, links)), None)
    if middle is None:
        return None
    end = next((i for i in range(middle + 1, len(view.items)) if _stops(view, i)), len(view.items))
    one, other = day_said(view, range(start + 1, middle)), day_said(view, range(middle + 1, end))
    told = {i for i in range(at + 1, start) if not _parts(view, i)}
    around = _asked(view, at) | told | {at, *range(start, end)}
    return _made(view, at, unit, (one, other), around, _edge(view, range(middle + 1, end)))


def _parts(view: View, at: int) -> bool:
    """Whether a piece says of which rows or groups the days are: ``how many days does each lab take``."""
    item = view.items[at]
    kept = view.item(at + 1) if item.normal in _EACH else item
    return kept is not None and kept.is_link and not (kept.tables and item is kept)


def _opening_after(view: View, at: int) -> int | None:
    """Return where the two days begin after a clause on what lasts: ``days cars sat in stock, from …``."""
    lasts = next((i for i in range(at + 1, len(view.items)) if view.items[i].normal in LASTING), None)
    start = next((i for i in range(at + 1, len(view.items)) if _opens(view, i)), None)
    return start if start is not None and (start < at + 4 or (lasts or start) < start) else None


def _opens(view: View, at: int) -> bool:
    item = view.items[at]
    return not item.is_link and (item.has(Sense.BETWEEN) or item.normal == "from")


def _joins(view: View, at: int, links: Sequence[Sense]) -> bool:
    item = view.items[at]
    return not item.is_link and item.has(*links) and item.normal not in ("in", "at", "on", "from")


def _stops(view: View, at: int) -> bool:
    item = view.items[at]
    ends = item.has(Sense.BY, Sense.THAT, Sense.WITH) and not item.is_link
    named = item.values and not events_of(item, view.catalog)
    return ends or bool(item.period or named or item.after_comma) or _is_over(view, at)


def _is_over(view: View, at: int) -> bool:
    """Whether the header of a day stands right before: what follows says of which rows."""
    item, before = view.items[at], view.item(at - 1)
    days = [hit for hit in before.columns if hit.column.is_date] if before else []
    leads = item.has(Sense.OF, Sense.WHERE) and not item.is_link
    return leads and any(hit.strength >= _NAMED_END for hit in days)


def _until(view: View, at: int, unit: str) -> Duration | None:
    """Read ``minutes to first response``, ``days to close``: since the row came about."""
    to = next((i for i in range(at + 1, len(view.items)) if not _passes(view, i)), len(view.items))
    if (view.item(to) or view.items[at]).normal not in ("to", "until", "till"):
        return None
    end = next((i for i in range(to + 1, len(view.items)) if _stops(view, i)), len(view.items))
    other = day_said(view, range(to + 1, end))
    if other is None or other[0].table != view.home.name:
        return None
    start = own_day(view.home) or _day_before(view.home, other[0])
    if start is None:
        return None
    return _made(view, at, unit, ((start, 1.0), other), _asked(view, at) | set(range(at, end)), None)


def _day_before(home: Table, end: Column) -> Column | None:
    """Return the only other day of rows, where all have it, and before the one that is told."""
    days = [each for each in home.columns if each.is_date and each != end]
    known = [each for each in days if not (each.nulls or days_told(each) & (DEADLINES | BIRTH))]
    sure = len(days) == len(known) == 1 and str(known[0].minimum) <= str(end.minimum)
    return known[0] if sure else None


def _passes(view: View, at: int) -> bool:
    """Whether a piece between a unit and ``to`` says nothing of when: ``days does it take on average to``."""
    item = view.items[at]
    if item.normal in ("to", "until", "till"):
        return False
    if item.is_link:
        return bool(item.tables) and not item.values  # "How many days do clients take to pay".
    if _opens(view, at):
        return False
    return item.normal in LASTING or item.has(*_FIGURES, Sense.DO, Sense.FILLER, Sense.BE, Sense.THAT)


def _lasting(view: View, at: int, unit: str) -> Duration | None:
    """Read ``how many nights did bookings last``: from the row's first day to its last."""
    verbs = {i for i, item in enumerate(view.items) if i > at and item.normal in LASTING}
    asked = _asked(view, at)
    days = lasting_of(view.home) if is_about(view) else None
    if days is None or not (verbs or len(asked) >= 3):
        return None
    things = {
        i for i in asked - {at} if view.items[i].is_link
    }  # "How long is the average booking in nights".
    return _made(view, at, unit, ((days[0], 1.0), (days[1], 1.0)), (asked - things) | verbs, None)


def _length(view: View, used: frozenset[int]) -> Duration | None:
    """Read ``trip duration in minutes``, ``average delivery time``, ``mean length of stay in days``."""
    for at, item in enumerate(view.items):
        if item.normal not in _LENGTHS or at in used or any(hit.strength >= NAMED for hit in item.columns):
            continue
        before = view.item(at - 1)
        ended = end_said(view, at - 1)
        days = lasting_of(view.home, ended) if is_about(view) else None
        hourly = days is not None and days[0].is_time
        waits = before is not None and before.normal in (_WAITING | _ON_THE_WAY if hourly else _WAITING)
        if days is None or (item.normal == "time" and not (ended or waits)):
            continue
        unit, said = _unit_said(view, at)
        unit = "minute" if unit is None and hourly else unit
        if unit is None and all(day.tells_clock for day in days):
            unit = "hour"
        around = {at, *said, *({at - 1} if ended or waits else ())}
        around |= {i for i in range(at + 1, len(view.items)) if view.items[i].normal in ("stay", "time")}
        return _made(view, at, unit or "day", ((days[0], 1.0), (days[1], _NAMED_END)), around, None)
    return None


def _unit_said(view: View, at: int) -> tuple[str | None, set[int]]:
    """Return the unit that a length is asked for in, and the pieces that say so: ``in days``."""
    for place in range(1, len(view.items)):
        unit, lead = UNITS.get(view.items[place].normal), view.items[place - 1]
        if unit and place != at and lead.has(Sense.IN) and not lead.is_link:
            return unit, {place - 1, place}
    return None, set()


def _edge(view: View, pieces: Sequence[int]) -> bool | None:
    """Return whether the first of several is meant, or the last; None where nothing says so."""
    said = [FIRSTS[view.items[at].normal] for at in pieces if view.items[at].normal in FIRSTS]
    return said[0] if said else None


def _made(
    view: View,
    at: int,
    unit: str,
    days: tuple[tuple[Column, float] | None, tuple[Column, float] | None],
    used: set[int],
    first: bool | None,
) -> Duration | None:
    """Make the duration, where each of the home's rows has one start and one end."""
    (start, one), (end, other) = (each or (None, 0.0) for each in days)
    if start is None or end is None or start == end or (start.is_time and unit == "day"):
        return None
    link = _link(view, start, end, first) if start.table != end.table else None
    if link is None and (
        view.home.name not in (start.table, end.table) or (first is not None and start.table != end.table)
    ):
        return None
    key = (link.own, link.other) if link else None
    if link is None and not (_reaches(view, start) and _reaches(view, end)):
        return None
    if link is None and view.home.name == start.table != end.table and _refers(view, end, start):
        return None  # One to one: the rows are those of the end.
    span = Span(start, end, unit, key, first is not False)
    kept = frozenset(i for i in used if not view.items[i].has(*_FIGURES))
    return Duration(at, span_column(view.home.name, span), kept, min(one, other))


def _reaches(view: View, column: Column) -> bool:
    """Whether each of the home's rows has one such day."""
    return view.graph.path(view.home.name, column.table, to_one=True) is not None


def _refers(view: View, one: Column, other: Column) -> bool:
    """Whether each row with the one day has one other."""
    return bool(view.graph.path(one.table, other.table, to_one=True))


def _link(view: View, start: Column, end: Column, first: bool | None) -> Hop | None:
    """Return the way from a row to the several of which the first or last is meant."""
    if first is None or start.table != view.home.name:
        return None
    hops = [hop for hop in view.graph.direct(start.table, end.table) if not hop.to_one]
    return hops[0] if len(hops) == 1 else None
