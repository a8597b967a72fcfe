"""What state rows are in, as their days tell it: still open, current, unresolved, finished."""

from collections.abc import Sequence
from itertools import pairwise

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.words import stem, word_root
from services.agent.question.linking.happenings import events_of
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Compare, Comparison, Missing
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import days_told
from services.agent.question.tables.schema import Table

_ENDING_WORDS = """
    end finish close resolve complete terminate leave exit quit expire discharge return checkout depart
    deactivate retire solve
"""
ENDINGS = frozenset(map(word_root, _ENDING_WORDS.split()))
"""Roots of headers for the day on which something is over."""
_GOING_ON = frozenset(
    ["current", "ongoing", "active", "open", "outstanding", "existing", "running", "present"]
)
_IN_WORK = frozenset(["active", "current", "employed", "working", "in service"])
"""Cells of a status of those who are still there."""
_OVER = frozenset(["former", "ex", "past", "previous", "inactive"])
_STATUS = frozenset(map(stem, ["status", "stage", "phase"]))
"""Words of headers for the state that rows are in; a state may be a part of a country."""
YET = frozenset(["still", "currently", "presently"])
_LASTING_WORDS = (
    "employ work active open go run ongoing enrol remain serve here live progress outstanding pending"
)
_LASTING = frozenset(map(word_root, _LASTING_WORDS.split()))
"""Roots of what is said to go on: ``still employed``, ``currently open``."""
_SURE = 0.97
_INFERRED = 0.93
"""For a word that may only describe: ``open tickets``."""


def state_at(view: View, index: int) -> Binding | None:
    """Read ``still open``, ``current staff``, ``unresolved``, ``former members``: is the end known?"""
    item = view.items[index]
    told = any(hit.column.table == view.home.name for hit in item.values)
    if told or any(hit.column.is_flag for hit in item.columns):
        return None
    return _undone(view, index) or _done(view, index) or _still(view, index) or _said_state(view, index)


def end_of(table: Table) -> Column | None:
    """Return the day on which a row is over, where one column says so and some rows have none yet."""
    found = [each for each in table.columns if each.is_date and days_told(each) & ENDINGS]
    return found[0] if len(found) == 1 and found[0].nulls else None


def _undone(view: View, index: int) -> Binding | None:
    """Read ``unresolved``, ``not yet returned``: the day of it is missing."""
    item = view.items[index]
    if item.is_link or not item.normal.startswith("un") or len(item.normal) < 6:
        return None
    verb = Item(item.normal[2:], item.normal[2:], item.start, item.end, stems=item.stems)
    days = [
        each.date for each in events_of(verb, view.catalog) if each.table == view.home and not each.by_table
    ]
    day = days[0] if len(days) == 1 else None
    if day is None or not day.nulls:
        return None
    before = view.item(index - 1)
    start = index - 1 if before and before.normal in YET else index
    return _bind(view, day, range(start, index + 1), over=False)


def _done(view: View, index: int) -> Binding | None:
    """Read ``closed claims``: the day of it is known, where it is not of every row."""
    following = view.item(index + 1)
    if following is None or not any(hit.table == view.home for hit in following.tables):
        return None
    events = [each for each in events_of(view.items[index], view.catalog) if each.table == view.home]
    days = [each.date for each in events if each.date and not each.by_table]
    if len(days) != 1 or not days[0].nulls or len(events) != 1:
        return None
    return _bind(view, days[0], range(index, index + 1), over=True)


def _still(view: View, index: int) -> Binding | None:
    """Read ``still open``, ``currently employed``, ``still with us``."""
    after = index + 1
    following = view.item(after)
    if view.items[index].normal not in YET or following is None:
        return None
    end = end_of(view.home)
    if end is None:
        return _active(view, range(index, after + 1)) if _goes_on(following) else None
    if following.has(Sense.WITH, Sense.IN, Sense.AT_LEAST) and (pronoun := view.item(after + 1)):
        goes_on = pronoun.normal in ("us", "place", "progress", "force", "effect")
        return _bind(view, end, range(index, after + 2), over=False) if goes_on else None
    if following.values or following.tables or not _goes_on(following):
        return None
    return _bind(view, end, range(index, after + 1), over=False)


def _active(view: View, pieces: range) -> Binding | None:
    """Read ``still employed`` by a status that is ``active`` or one other: of more, several may go on."""
    found = [
        (column, cell)
        for column in view.home.columns
        if column.distinct == 2 and not column.nulls and _holds_states(column)
        for cell in column.values or ()
        if cell.casefold() in _IN_WORK
    ]
    denied = any(view.items[at].has(Sense.NOT) for at in range(max(pieces.start - 2, 0), pieces.start))
    if len(found) != 1 or denied:
        return None
    column, cell = found[0]
    text = " ".join(view.items[at].text for at in pieces)
    condition = Compare(column, Comparison.EQUAL, cell)
    return Binding(column, condition, _INFERRED, frozenset(pieces), text, at=pieces.start)


def says_lasting(items: Sequence[Item]) -> bool:
    """Whether a question says of rows that they go on, which no plan may pass over: ``still employed``.

    That a header, or a table of employees, is called so as well tells nothing of who is still there.
    """
    return (
        any(
            item.normal in YET and not after.period and word_root(after.normal) in _LASTING
            for item, after in pairwise(items)
        )
        or any(
            item.normal in _GOING_ON
            and any(end_of(hit.table) for hit in after.tables)
            and {hit.column.table for hit in item.values}.isdisjoint(hit.table.name for hit in after.tables)
            for item, after in pairwise(items)
            if all(hit.column.is_date for hit in item.columns)
        )
        or any(
            item.normal == "still"
            and after.has(Sense.IN)
            and not any(each.values for each in items[at : at + 2])
            for at, (item, after) in enumerate(pairwise(items), 2)
        )
    )


def state_columns(table: Table) -> frozenset[Column]:
    """Return the columns that say whether a row goes on: a day of its end, yes or no, a status."""
    return frozenset(
        column
        for column in table.columns
        if column.is_flag or (column.is_date and days_told(column) & ENDINGS) or _holds_states(column)
    )


def _holds_states(column: Column) -> bool:
    """Whether the cells of a column say in which state rows are: by its header, or as ``active`` is one."""
    if not column.is_text or not column.repeats:
        return False
    cells = {cell.casefold() for cell in column.values or ()}
    return not _STATUS.isdisjoint(column.words) or not cells.isdisjoint(_GOING_ON | _OVER)


def _goes_on(item: Item) -> bool:
    """Whether a piece says that something goes on."""
    words = item.normal.split()
    return bool({word_root(word) for word in words} & _LASTING) or item.normal == "with us"


def _said_state(view: View, index: int) -> Binding | None:
    """Read ``current staff``, ``ongoing treatments``, ``treatments are ongoing``, ``former members``."""
    word = view.items[index].normal
    if word not in _GOING_ON | _OVER or any(not hit.column.is_date for hit in view.items[index].columns):
        return None
    after, before = view.item(index + 1), view.item(index - 1)
    names = after is not None and any(hit.table == view.home for hit in after.tables)
    stated = before is not None and (before.has(Sense.BE) or before.normal in YET) and not before.is_link
    end = end_of(view.home)
    if end is None or (
        not names and not (stated and word not in ("present", "past", "previous", "existing"))
    ):
        return None
    start = index - 1 if before and before.normal in YET else index
    return _bind(view, end, range(start, index + 1), over=word in _OVER)


def _bind(view: View, day: Column, pieces: range, *, over: bool) -> Binding:
    text = " ".join(view.items[at].text for at in pieces)
    score = _SURE if view.items[pieces.start].normal in YET else _INFERRED
    denied = [at for at in range(max(pieces.start - 2, 0), pieces.start) if view.items[at].has(Sense.NOT)]
    negated = over != bool(denied)
    return Binding(
        day, Missing(day, negated=negated), score, frozenset([*pieces, *denied]), text, at=pieces.start
    )
