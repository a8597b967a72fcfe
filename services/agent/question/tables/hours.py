"""The times of the day of a table: when its rows begin and are over, and on which days they are."""

from services.agent.question.language.periods import WEEKDAY_NAMES
from services.agent.question.language.words import stem
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import ends_of
from services.agent.question.tables.schema import Table

TIMELY = frozenset(["earliest", "latest", "first", "last"])
"""Words that compare times of the day."""
_LENGTH_WORDS = "length duration runtime elapsed lap split pace delay wait gap result"
_LENGTHS = frozenset(map(stem, _LENGTH_WORDS.split()))
"""Words of headers of how long something goes on."""
_WEEKDAYS = frozenset(name[:3].casefold() for name in WEEKDAY_NAMES)


def hours_of(table: Table) -> tuple[Column, Column] | None:
    """Return the times of the day at which each row begins and is over."""
    return ends_of([column for column in table.columns if column.is_time])


def own_clock(table: Table) -> Column | None:
    """Return the time of the day that a row has by itself: its only one, or that at which it begins."""
    times = [column for column in table.columns if column.is_time and not is_length(column)]
    if not times:
        moments = [column for column in table.columns if column.is_date]
        pair = ends_of(moments)
        own = pair[0] if pair else moments[0] if len(moments) == 1 else None
        return own if own and own.tells_clock else None
    hours = ends_of(times)
    return hours[0] if hours else times[0] if len(times) == 1 and not _counts_seconds(times[0]) else None


def is_length(column: Column) -> bool:
    """Whether a header says that its times are no times of the day: how long something goes on."""
    return not _LENGTHS.isdisjoint(column.words)


def _counts_seconds(column: Column) -> bool:
    """Whether times are as exact as results of races are, and no timetable."""
    return any(not str(end).endswith(":00") for end in (column.minimum, column.maximum) if end is not None)


def passes_midnight(table: Table, column: Column) -> bool:
    """Whether rows are over on the next day, so that the least of their ends are the latest."""
    hours = hours_of(table) if column.is_time else None
    return hours is not None and column == hours[1] and str(column.minimum) < str(hours[0].minimum)


def days_in(table: Table) -> list[Column]:
    """Return the columns that say on which day a row is, by its date or by the name of its weekday."""
    return [column for column in table.columns if column.is_date or _names_weekdays(column)]


def _names_weekdays(column: Column) -> bool:
    held = {value.casefold()[:3] for value in column.values or ()}
    return column.is_text and bool(held) and held <= _WEEKDAYS
