"""The columns that say when a row begins and when it is over: departure and arrival, start and end."""

from collections.abc import Sequence, Set

from services.agent.question.language.words import word_root
from services.agent.question.tables.columns import Column

_PLAIN_WORDS = "date day time on at the of in by and moment first last next previous"
_PLAIN = frozenset(map(word_root, _PLAIN_WORDS.split()))
_AS_ONE = {("check", "in"): "checkin", ("check", "out"): "checkout", ("sign", "up"): "signup"}
_PAIR_WORDS = """
    checkin checkout
    start end finish complete close
    begin end finish complete
    open close
    admit discharge
    depart arrive
    leave arrive
    pickup return dropoff
    borrow return
    rent return
    hire leave terminate end quit resign exit
    join leave end
    subscribe cancel end
    issue expire
"""
"""What something begins with, then what it may be over with: the surest first."""
_PAIRS = [tuple(map(word_root, line.split())) for line in _PAIR_WORDS.strip().splitlines()]

_DUE_WORDS = "due promised deadline expected estimated planned scheduled required target agreed"
DEADLINES = frozenset(map(word_root, _DUE_WORDS.split()))
"""Roots of headers for the day by which something has to happen."""
_LATER_WORDS = "respond response reply update updated modified changed"
_LATER = DEADLINES | frozenset(map(word_root, _LATER_WORDS.split()))
"""Those, and of what happens to a row that is there already."""
_SCHEDULED = word_root("scheduled")
BIRTH = frozenset(map(word_root, ["birth", "born", "dob", "birthday"]))
"""Of the day that a person was born, which no row of what they did is of."""
_ARRIVES = word_root("arrive")


def days_told(column: Column | None) -> frozenset[str]:
    """Return the roots of a header that say which day it is."""
    if column is None:
        return frozenset()
    words = tuple(column.words)
    if words[:2] in _AS_ONE:
        return frozenset([_AS_ONE[words[0], words[1]]])
    return column.roots - _PLAIN


def ends_of(columns: Sequence[Column]) -> tuple[Column, Column] | None:
    """Return the columns that say when a row begins and when it is over, where one says each.

    What only was planned or is due stands for neither, where other columns say what came of it.
    """
    real = [column for column in columns if not days_told(column) & DEADLINES]
    return _ends_among(real) or _ends_among(columns)


def _ends_among(columns: Sequence[Column]) -> tuple[Column, Column] | None:
    for start, *ends in _PAIRS:
        first, last = one_of(columns, {start}), one_of(columns, {*ends})
        if first and last:
            return (last, first) if _ARRIVES in ends and _is_stay(first, last) else (first, last)
    return None


def _is_stay(departed: Column, arrived: Column) -> bool:
    """Whether days show that one arrived before departing, as guests do and trains do not."""
    if not (departed.is_date and arrived.is_date):
        return False
    first, last = ((str(day.minimum), str(day.maximum)) for day in (arrived, departed))
    return first[0] < last[0] and first[1] < last[1]


def one_of(columns: Sequence[Column], roots: Set[str]) -> Column | None:
    """Return the column whose header says one of some things; None where several do."""
    found = [column for column in columns if days_told(column) & roots]
    return found[0] if len(found) == 1 else None


def main_day(columns: Sequence[Column], rows: Set[str]) -> Column | None:
    """Return the day that a row has by itself: on which it begins, or that is called like it and filled.

    Args:
        columns: Of one table.
        rows: Stems of what its rows are called.
    """
    dates = [column for column in columns if column.is_date]
    dates.sort(key=lambda each: (each.nulls, not _is_plain(each, rows), each.position))
    return _begin(dates, rows) or (dates[0] if dates else None)


def rival_days(columns: Sequence[Column], rows: Set[str]) -> tuple[Column, ...]:
    """Return all days of a row, where none of several is plainly its own; the arguments are as above."""
    dates = tuple(column for column in columns if column.is_date)
    own = any(_is_plain(each, rows) for each in dates) or _begin(dates, rows) is not None
    return dates if len(dates) > 1 and not own else ()


def _begin(dates: Sequence[Column], rows: Set[str]) -> Column | None:
    """Return the day on which a row begins: of the two ends of trips, else the one that all rows have.

    What has not happened to all of them, being paid, and the day by which it has to, came later.
    """
    if any(_is_plain(each, rows) for each in dates):
        return None
    ends = ends_of(dates) if len(dates) == 2 else None
    sure = [each for each in dates if not each.nulls and not _is_later(each)]
    if ends or len(dates) < 3 or len(sure) != 1 or days_told(sure[0]) & BIRTH:
        return ends[0] if ends else None
    return sure[0]


def _is_later(day: Column) -> bool:
    """Whether it is no day on which a row may begin; ``scheduled_at`` alone is when it takes place."""
    told = days_told(day)
    return bool(told & _LATER) and told != {_SCHEDULED}


def _is_plain(column: Column, rows: Set[str]) -> bool:
    return set(column.words) <= {"date", "day", "time", "at", "on", *rows}
