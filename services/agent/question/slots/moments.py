"""Binds periods - a year, a month, a quarter, a day - to columns of dates."""

from collections.abc import Iterator

from services.agent.question.columns import Column
from services.agent.question.schema import Table
from services.agent.question.slots.binding import BARE, Binding, headers_of, look_left, look_right
from services.agent.question.slots.view import View
from services.agent.question.times import date_condition


def bind_period(view: View, index: int) -> Iterator[Binding]:
    """Yield every way to bind the period at the index."""
    item = view.items[index]
    assert item.period
    left, (right, gap) = look_left(view, index), look_right(view, index, far=True)
    seen: set[str] = set()
    for header, between in headers_of((left.header, left.between), (right, gap)):
        for column, strength in view.columns(header, _holds_time):
            condition = date_condition(column, item.period, left.how)
            if condition and not left.negated and column.path not in seen:
                seen.add(column.path)
                used = frozenset([index, header, *between, *([left.op] if left.op is not None else [])])
                yield Binding(column, condition, 0.75 + 0.25 * strength, used, item.text, explicit=True)
    for column, score in _dates(view, index):
        condition = date_condition(column, item.period, left.how)
        if condition and not left.negated:
            used = frozenset([index, *([left.op] if left.op is not None else [])])
            yield Binding(column, condition, score, used, item.text)


def _holds_time(column: Column) -> bool:
    return column.is_date or column.is_year


def _dates(view: View, index: int) -> list[tuple[Column, float]]:
    """Return the columns that a period without a header may be about: those of the table named before it."""
    named = [hit.table for item in view.items[:index] for hit in item.tables if hit.strength >= 0.8]
    tables = [view.home, *(table for table in named if table != view.home and view.cost(table.name) < 1)]
    nearest = next((table for table in reversed(named) if table in tables), view.home)
    if not _times(view.home) and len(tables) == 1:
        tables = [
            view.catalog.by_name[hop.other.table] for hop in view.graph.hops(view.home.name) if hop.to_one
        ]
        nearest = tables[0] if len(tables) == 1 else view.home
    spoken = {hit.column for item in view.items for hit in item.columns if hit.column.is_date}
    found = []
    for table in dict.fromkeys(tables):
        share = (1.0 - view.cost(table.name)) * (1.0 if table == nearest else 0.8)
        # "Born before 1970": the date that a word is about, and none of its rivals.
        one = len(spoken & set(table.rival_dates)) == 1
        found += [
            (column, share * (0.7 if one and column not in spoken else likely))
            for column, likely in _times(table)
        ]
    return found


def _times(table: Table) -> list[tuple[Column, float]]:
    dates = [column for column in table.columns if column.is_date]
    dates = dates or [column for column in table.columns if column.is_year]
    if len(dates) == 1:
        return [(dates[0], BARE)]
    main = table.rival_dates or (table.main_date,)
    return [(column, 0.84 if column in main else 0.7) for column in dates]
