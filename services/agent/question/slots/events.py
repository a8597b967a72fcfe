"""Verbs as events: the day that a period is about, and whose rows are counted when something happens."""

from collections.abc import Sequence
from dataclasses import replace

from services.agent.question.composing.grouping import BUCKETS
from services.agent.question.composing.nodes import Graph
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.happenings import Event, acts_of, events_of, is_general, own_day
from services.agent.question.linking.hours import clocks_of
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Missing
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.view import SURE_WAY, View
from services.agent.question.tables.columns import Column
from services.agent.question.tables.hours import own_clock
from services.agent.question.tables.schema import Table

_WERE = ("is", "are", "was", "were", "been")
_FAR = 10
"""Pieces between a verb and its period, at most."""
_NEW = "new"
_BETWEEN = (Sense.BY, Sense.IN, Sense.OF, Sense.WITH, Sense.AND, Sense.OR, Sense.SINCE, Sense.UNTIL, Sense.BE)
"""Words behind which a noun is no object of the verb before them."""
_SAID = 0.97
"""For the day that a verb names, times how surely it does."""


def days_of(view: View, index: int) -> list[tuple[Column, float, int]]:
    """Return the dates that the verb of the period at the index names, how sure each is, and the verb."""
    verb = _verb_of_period(view, index)
    if verb is None:
        return []
    period = view.items[index].period
    if period and period.clock:
        return [(column, _SAID * (0.8 + 0.2 * sure), verb) for column, sure in _clocks_at(view, verb)]
    found = []
    for event in events_at(view, verb):
        cost = view.cost(event.table.name)
        if event.date and cost < 1:
            found.append((event.date, _SAID * (0.8 + 0.2 * event.strength) * (1.0 - SURE_WAY * cost), verb))
    return found


def _clocks_at(view: View, verb: int) -> list[tuple[Column, float]]:
    """Return the times of the day of the home's rows that a verb may be about."""
    item = view.items[verb]
    own = own_clock(view.home) if is_general(item) and not item.is_link else None
    return [(own, 1.0)] if own else clocks_of(item, view.home)


def events_at(view: View, verb: int) -> list[Event]:
    """Return what the verb may say; one that only says that rows came about is about those named near it."""
    item = view.items[verb]
    if not is_general(item):
        found = events_of(item, view.catalog)
        near = [event for event in found if event.table in (view.home, *_named(view, verb))]
        return [*near, *_days_above(view, near, found)] if near else acts_of(item, view.catalog)
    tables = (made_by(view, verb), _asked_before(view, verb), *_named(view, verb), view.home)
    table = next(each for each in tables if each)
    return [Event(table, own_day(table), 1.0)]


def _asked_before(view: View, verb: int) -> Table | None:
    """Return whose rows an auxiliary asks about: ``how many orders did clients of ours place``."""
    asks = next((at for at in range(verb - 1, 0, -1) if view.items[at].has(Sense.DO)), None)
    found = view.items[asks - 1].tables if asks else ()
    return next((hit.table for hit in found if hit.strength >= 0.8), None)


def made_by(view: View, verb: int) -> Table | None:
    """Return whose rows a verb says that they came about, where they follow it: ``placed an order``."""
    for item in view.items[verb + 1 :]:
        found = [hit.table for hit in item.tables if hit.strength >= 0.8]
        if found:
            return found[0]
        if item.period or item.has(*_BETWEEN):
            return None
    return None


def _days_above(view: View, near: Sequence[Event], found: Sequence[Event]) -> list[Event]:
    """Return the day of what rows without a day are a part of: of the order, for each of its lines."""
    if any(column.is_date for column in view.home.columns) or view.home not in [each.table for each in near]:
        return []
    above = [each for each in found if each.date and each.table != view.home]
    above = [each for each in above if view.has_one(each.table.name)]
    return [replace(each, strength=1.0) for each in above] if len(above) == 1 else []


def _named(view: View, verb: int) -> list[Table]:
    """Return the tables that are named around a verb, the nearest first; of things before those after it."""
    order = [*range(verb - 1, -1, -1), *range(verb + 1, len(view.items))]
    hits = [hit for at in order for hit in view.items[at].tables if hit.strength >= 0.8]
    return list(dict.fromkeys(hit.table for hit in hits))


def _verb_of_period(view: View, index: int) -> int | None:
    """Return the verb that says what happened in the period: the nearest before it, else the first after."""
    things: list[Table] = []
    timed = view.items[index].period
    on_clock = timed is not None and timed.clock is not None
    happens = _is_on_clock if on_clock else is_event
    for at in range(index - 1, max(index - _FAR, -1), -1):
        item = view.items[at]
        if item.period and not on_clock and not _links(view, at, index):
            return None
        if happens(view, at) and not is_attribute(view, at):
            return at if on_clock or not things or _takes(view, at, things) else None
        things += [hit.table for hit in item.tables if hit.strength >= 0.8]
    opens = all(view.is_glue(at) or view.items[at].normal in BUCKETS for at in range(index))
    after = range(index + 1, min(index + _FAR, len(view.items))) if opens else ()
    return next((at for at in after if happens(view, at) and not is_attribute(view, at)), None)


def _is_on_clock(view: View, at: int) -> bool:
    """Whether the piece says at which time of the day something happened to the home's rows."""
    return bool(_clocks_at(view, at))


def _links(view: View, start: int, end: int) -> bool:
    """Whether only ``and`` or ``to`` stands between two periods."""
    return all(view.is_glue(at) or view.items[at].has(Sense.OR) for at in range(start + 1, end))


def is_event(view: View, at: int) -> bool:
    """Whether the piece says that something happened to rows of some table."""
    item = view.items[at]
    if item.normal == _NEW and _is_of_undated(view, at):
        return False
    return is_general(item) or bool(events_of(item, view.catalog))


def _is_of_undated(view: View, at: int) -> bool:
    """Whether something is new that no row is, of the day on which it came: new guests, in a log of stays."""
    around = (*range(at + 1, len(view.items)), *range(at - 1, -1, -1))
    noun = next((view.items[each] for each in around if view.items[each].is_noun), None)
    if noun is None:
        return False
    named = [hit.table for hit in noun.tables if hit.strength >= 0.8]
    return not any(map(own_day, named)) and (bool(named) or any(hit.column.is_text for hit in noun.columns))


def is_attribute(view: View, at: int) -> bool:
    """Whether a verb only describes the noun after it: ``closed tickets``, ``shipped orders``."""
    item, before, after = view.items[at], view.item(at - 1), view.item(at + 1)
    if after is None or not after.tables or is_general(item):
        return False
    acts = before is not None and (before.tables or before.has(Sense.THAT, Sense.WHO, Sense.DO))
    return not acts


def _takes(view: View, verb: int, things: Sequence[Table]) -> bool:
    """Whether the things between a verb and a period are what it happens to, or what came about."""
    if is_general(view.items[verb]):
        return True
    tables = [event.table for event in events_of(view.items[verb], view.catalog)]
    return all(any(refers(view.graph, table, thing) for table in tables) for thing in things)


def happened(view: View, index: int) -> Binding | None:
    """Read ``employees who left``, ``invoices not paid``: whether the day of it is known."""
    item, before_it = view.items[index], view.item(index - 1)
    named = any(hit.strength >= 0.95 for hit in item.columns)
    if item.values or item.has(Sense.LIST) or (named and not (before_it and says_were(before_it))):
        return None
    events = [each for each in events_of(item, view.catalog) if each.table == view.home and each.date]
    days = [each.date for each in events if each.date and each.date.nulls]
    if len(days) != 1 or len(events) != 1 or is_attribute(view, index):
        return None
    if any(each.period and _verb_of_period(view, at) == index for at, each in enumerate(view.items)):
        return None
    before = [at for at in range(max(index - 3, 0), index) if view.items[at].has(Sense.NOT, Sense.WITHOUT)]
    used = frozenset([index, *range(before[0], index)] if before else [index])
    score = 0.9 if before else 0.85
    return Binding(days[0], Missing(days[0], negated=not before), score, used, item.text)


def says_were(item: Item) -> bool:
    """Whether a piece leads a participle: ``were``, and ``that were`` as one."""
    return not item.is_link and (item.has(Sense.BE) or item.normal.split()[-1] in _WERE)


def day_of(view: View) -> Column | None:
    """Return the date of the home on which happened what the verbs of the question say, where that is one.

    Of rows without a day it is that of what they are a part of.
    """
    events = [each for at in range(len(view.items)) if is_event(view, at) for each in events_at(view, at)]
    dated = any(column.is_date for column in view.home.columns)
    days = {each.date for each in events if each.date and (each.table == view.home or not dated)}
    return days.pop() if len(days) == 1 else None


def refers(graph: Graph, table: Table, thing: Table) -> bool:
    """Whether each row of the table is about one of the things."""
    return table == thing or bool(graph.path(table.name, thing.name, to_one=True))
