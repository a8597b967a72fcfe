"""How long each row of a table lasted: from the day on which it began to the day on which it was over."""

from collections.abc import Sequence, Set

from services.agent.question.language.words import word_root
from services.agent.question.linking.deeds import tables_of_deed
from services.agent.question.linking.happenings import days_told, own_day
from services.agent.question.linking.items import NAMES
from services.agent.question.slots.states import ENDINGS
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column, Span
from services.agent.question.tables.schema import Table
from services.agent.question.tables.spans import span_column

_LASTING_WORDS = "last lasts lasted lasting take takes took taken taking stay stays stayed staying needed "
_LASTING_WORDS += "sit sits sat wait waits waited"
OF_LENGTH = frozenset(
    ["longest", "shortest", "longer", "shorter", "fastest", "slowest", "quickest", "quicker"]
)
"""Words that compare how long something took, where no header says it."""
LASTING = frozenset(_LASTING_WORDS.split())
"""Verbs for how long something went on."""
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


def lasting_of(table: Table, end: Column | None = None) -> tuple[Column, Column] | None:
    """Return the first and the last day of each row, where one column says each.

    Args:
        table: Whose rows last.
        end: The last day, where the question says which.
    """
    dates = [column for column in table.columns if column.is_date]
    for start, *ends in _PAIRS if end is None else ():
        pair = _one(dates, {start}), _one(dates, {*ends})
        if pair[0] and pair[1]:
            return pair[0], pair[1]
    own, end = own_day(table), end or _one(dates, ENDINGS)
    return (own, end) if own and end and own != end else None


def _one(dates: Sequence[Column], roots: Set[str]) -> Column | None:
    found = [column for column in dates if days_told(column) & roots]
    return found[0] if len(found) == 1 else None


def is_about(view: View) -> bool:
    """Whether the question is about the home's rows: it names them, or no table at all."""
    named = {hit.table for item in view.items for hit in item.tables if hit.strength >= NAMES}
    named |= {table for item in view.items for table in tables_of_deed(item, view.catalog)}
    return not named or view.home in named


def length_of(view: View, unit: str | None = None, end: Column | None = None) -> Column | None:
    """Return how long each of the home's rows lasted: in the unit, else as exactly as its days allow."""
    days = lasting_of(view.home, end) if is_about(view) else None
    if days is None:
        return None
    exact = all(day.type.startswith("TIMESTAMP") for day in days)
    return span_column(view.home.name, Span(*days, unit or ("minute" if exact else "day")))
