"""Which day of a row some pieces of a question speak of: by its header, by what happened, or by its table."""

from collections.abc import Sequence

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.happenings import events_of, own_day
from services.agent.question.linking.items import Item
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column

FIRSTS = {"first": True, "earliest": True, "last": False, "latest": False}
"""Words for one of several days -> whether the first of them is meant."""
_NAMED = 0.65
_PLAIN = ("date", "day", "time")
"""Nouns that say of no day which it is."""


def day_said(view: View, pieces: Sequence[int]) -> tuple[Column, float] | None:
    """Return the one date that some pieces speak of, and how surely: by header, by event, or by table."""
    items = [view.items[at] for at in pieces]
    if any(each.normal not in _PLAIN for each in items if each.is_link or each.has(Sense.LIGHT)):
        pieces = [at for at in pieces if view.items[at].normal not in _PLAIN]  # "The invoice date".
        items = [view.items[at] for at in pieces]
    hits: dict[Column, float] = {}
    for hit in (hit for item in items for hit in item.columns if hit.column.is_date):
        hits[hit.column] = hits.get(hit.column, 0.0) + (hit.strength if hit.strength >= 0.5 else 0.0)
    best = max(hits.values(), default=0.0)
    named = {column for column, strength in hits.items() if strength == best > 0}
    happened = [event for item in items for event in events_of(item, view.catalog) if event.date]
    top = max((event.strength for event in happened), default=0.0)
    said = {event.date for event in happened if event.date and event.strength == top}
    tables = {day for item in items for hit in item.tables if (day := own_day(hit.table))}
    near = {hit.table.name for item in view.items for hit in item.tables}
    lost = [item for at, item in zip(pieces, items, strict=True) if not _is_said(view, at, item)]
    for found, strength in ((named, min(best, 1.0)), (said, top), (tables, 0.9)):
        close = {column for column in found if column.table in near} or found
        if len(close) == 1:
            return close.pop(), (0.9 + 0.1 * strength) * 0.6 ** len(
                lost
            )  # Between two days little else fits.
    return None


def _is_said(view: View, at: int, item: Item) -> bool:
    """Whether a piece between two days is known: what is not may say that another day is meant."""
    return item.is_link or bool(item.senses) or item.normal in FIRSTS or bool(events_of(item, view.catalog))


def end_said(view: View, at: int) -> Column | None:
    """Return the day of the home's rows that a verb or a noun of one names: ``delivery``, ``to close``."""
    item = view.item(at)
    if item is None or any(hit.table == view.home for hit in item.tables):
        return None
    days = {each.date for each in events_of(item, view.catalog) if each.table == view.home and each.date}
    if not days:
        hits = [hit for hit in item.columns if hit.column.is_date and hit.strength >= _NAMED]
        days = {hit.column for hit in hits if hit.column.table == view.home.name}
    return days.pop() if len(days) == 1 and own_day(view.home) not in days else None
