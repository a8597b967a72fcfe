"""Conditions that compare two columns of a row: paid after it was due, delivered late, sold below cost."""

from collections.abc import Iterator, Sequence

from services.agent.question.composing.comparisons import comparison_of
from services.agent.question.composing.draft import is_comparable
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.happenings import days_done, events_of, is_general, own_day, verb_of
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import CompareColumns, Comparison
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column
from services.agent.question.tables.ends import DEADLINES, days_told

_NAMED = 0.65
"""A weaker link names neither side of a comparison."""
_SIDES = (Comparison.MORE, Comparison.LESS, Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EQUAL)
AGAINST_DEADLINE = {
    "late": Comparison.MORE, "too late": Comparison.MORE, "early": Comparison.LESS,
    "ahead of schedule": Comparison.LESS, "behind schedule": Comparison.MORE, "on time": Comparison.AT_MOST,
    "on schedule": Comparison.AT_MOST, "in time": Comparison.AT_MOST,
}  # fmt: skip
_CUES = tuple({cue.split()[0] for cue in AGAINST_DEADLINE})
_DAY_NOUNS = ("date", "day", "time", "deadline", "one")
"""Nouns after the words for a day that say no more than these: ``the promised date``."""
_MULTIPLES = {"half": 0.5, "half of": 0.5, "twice": 2.0, "double": 2.0}
_LONGEST_CUE = 3
_SURE = 0.97
_INFERRED = 0.93
"""For the two days of ``late``, of which the question names one at most."""
_SAID = 0.985
"""Where it names the day on which it was done: ``paid late`` says that rather than a state of being due."""
_PASSED = (Sense.BE, Sense.FILLER, Sense.OF, Sense.HAVE, Sense.THAT, Sense.DO, Sense.IN, Sense.WITH)


def pairs_at(view: View, index: int) -> Iterator[Binding]:
    """Yield the comparisons of two columns that the piece at the index makes."""
    late = _cue_at(view, index)
    if late:
        yield from _against_deadline(view, index, *late)
        return
    item = view.items[index]
    how = comparison_of(item)
    if how not in _SIDES or item.is_link:
        return
    times, before = _times(view, index)
    left, right = _side(view, index, -1), _side(view, before, 1)
    left = left or (_done_before(view, index, right[0]) if right else None)
    if left is None or right is None:
        return
    (one, start, sure), (other, end, sure_too) = left, right
    link = _link(view, one, other)
    alike = one.is_date == other.is_date and one.is_number == other.is_number and one != other
    alike = alike and (times == 1 or one.is_number)
    if not alike or one.table != view.home.name or (link is None and other.table != one.table):
        return
    named = view.item(end + 1)
    end += named is not None and named.normal in _DAY_NOUNS and named.number is None
    used = _with_cue(view, start, range(start, end + 1))
    score = _SURE * (0.6 + 0.2 * sure + 0.2 * sure_too)
    condition = CompareColumns(one, how, other, link, times=times)
    yield Binding(one, condition, score, used, item.text, explicit=True, at=index)


def _times(view: View, index: int) -> tuple[float, int]:
    """Return what the other side is multiplied with, as in ``60 percent of``, and its last piece."""
    number, unit = view.item(index + 1), view.item(index + 2)
    if number is None or number.is_link or number.period:
        return 1.0, index
    if number.normal in _MULTIPLES:
        return _MULTIPLES[number.normal], index + 1
    if number.number is None or number.number <= 0 or unit is None:
        return 1.0, index
    if number.text.endswith("%"):
        return number.number / 100, index + 1
    if unit.normal in ("percent of", "percent", "pct of", "pct", "per cent of", "% of", "%"):
        return number.number / 100, index + 2
    return (float(number.number), index + 2) if unit.normal == "times" else (1.0, index)


def _side(view: View, index: int, step: int) -> tuple[Column, int, float] | None:
    """Return the column named on one side of a comparison, its place, and how surely."""
    at = index + step
    while (
        (item := view.item(at))
        and not item.is_link
        and (item.has(*_PASSED) or item.normal in AGAINST_DEADLINE)
    ):
        at += step
    if step > 0 and item and _is_owner(view, at):
        at, item = at + 1, view.item(at + 1)
    if item is None or item.number is not None or item.period:
        return None
    own_table = view.home.name if item.has(Sense.LIGHT) else None  # "Paid" is no amount of other rows.
    columns = view.columns(at, lambda each: _is_side(each) and each.table == (own_table or each.table))
    columns = [pair for pair in columns if pair[1] >= _NAMED]
    days = [each for each in events_of(item, view.catalog) if each.date and not each.by_table]
    own = [each for each in days if each.table == view.home] or (days if step > 0 else [])
    named = columns and not item.values
    if named and (not own or columns[0][1] >= own[0].strength or item.has(Sense.FILLER)):
        return columns[0][0], at, columns[0][1]
    if len(own) == 1 and own[0].date:
        return own[0].date, at, own[0].strength
    return None


def _is_owner(view: View, at: int) -> bool:
    """Whether a piece says only whose column the next one is: ``the invoice's due date``."""
    item, owned = view.items[at], view.item(at + 1)
    tables = {hit.table.name for hit in item.tables} if item.text.endswith(("'s", "\u2019s", "s'")) else set()
    return owned is not None and any(
        hit.strength >= _NAMED and hit.column.table in tables for hit in owned.columns
    )


def _done_before(view: View, index: int, due: Column) -> tuple[Column, int, float] | None:
    """Return the day on which something was done that had to be by another, where one day may say it.

    It is none on which a row came about, unless it was only "made" or the like.
    """
    item, own = view.item(index - 1), own_day(view.home)
    if item is None or item.verb or verb_of(item) is None or due.table != view.home.name:
        return None
    dates = [column for column in view.home.columns if column.is_date and column != due]
    if len(dates) > 1:
        dates = [each for each in dates if each == own] if is_general(item) else days_done(view.home)
    if len(dates) != 1 or not days_told(due) & DEADLINES:
        return None
    return dates[0], index - 1, _INFERRED


def _is_side(column: Column) -> bool:
    return is_comparable(column) and column.role != "id"


def _link(view: View, one: Column, other: Column) -> tuple[Column, Column] | None:
    """Return the keys by which a row names the one row of another table."""
    hops = [hop for hop in view.graph.direct(one.table, other.table) if hop.to_one]
    return (hops[0].own, hops[0].other) if len(hops) == 1 else None


def _with_cue(view: View, start: int, pieces: Sequence[int]) -> frozenset[int]:
    """Add ``late`` and the like among the pieces, which the comparison says in full."""
    return frozenset([*pieces, *(at for at in range(start, len(view.items)) if _cue_at(view, at))])


def _cue_at(view: View, index: int) -> tuple[Comparison, int] | None:
    """Return what ``late`` or ``ahead of schedule`` asks for, and the place after it."""
    first = view.items[index]
    if not first.normal.startswith(_CUES) or _is_of_the_data(first, view):
        return None
    for length in range(min(_LONGEST_CUE, len(view.items) - index), 0, -1):
        words = " ".join(item.normal for item in view.items[index : index + length])
        if words in AGAINST_DEADLINE:
            return AGAINST_DEADLINE[words], index + length
    return None


def _is_of_the_data(item: Item, view: View) -> bool:
    """Whether the data say it themselves: a state that only means the same, "overdue", takes no cue away.

    Nor does what is said of rows that are no part of these: a late shift of late deliveries.
    """
    home, graph = view.home.name, view.graph
    near = [hit for hit in item.values if graph.path(home, hit.column.table, to_one=True) is not None]
    said = (value.lower() for hit in near for value in hit.values)
    return bool(item.is_noun or any(hit.is_part for hit in item.values) or item.normal in said)


def _against_deadline(view: View, index: int, how: Comparison, end: int) -> Iterator[Binding]:
    """Read ``delivered late``, ``late payments``: the day it happened against the day it was due."""
    dates = [column for column in view.home.columns if column.is_date]
    due = [column for column in dates if days_told(column) & DEADLINES]
    done = days_done(view.home)
    said = [
        (at, each.date)
        for at in (index - 1, end)
        if (item := view.item(at))
        for each in events_of(item, view.catalog)
    ]
    verbs = {at: date for at, date in said if date in done}
    done = list(dict.fromkeys(verbs.values())) or done
    if len(due) != 1 or len(done) != 1 or _compares_itself(view, end):
        return
    before = [
        at for at in (index - 1, index - 2, index - 3) if (item := view.item(at)) and item.has(Sense.NOT)
    ]
    if before:
        how = {Comparison.MORE: Comparison.AT_MOST, Comparison.AT_MOST: Comparison.MORE}.get(how, how)
    verbs_used = [at for at in verbs if not view.items[at].tables]
    used = frozenset([*range(index, end), *verbs_used, *before[:1]])
    condition = CompareColumns(done[0], how, due[0])
    yield Binding(done[0], condition, _SAID if verbs else _INFERRED, used, view.items[index].text, at=index)


def _compares_itself(view: View, end: int) -> bool:
    """Whether a comparison follows that says against what: ``late, after the due date``."""
    return any(next(_plain_pairs(view, at), None) for at in range(end, min(end + 3, len(view.items))))


def _plain_pairs(view: View, index: int) -> Iterator[Binding]:
    return iter(()) if _cue_at(view, index) else pairs_at(view, index)
