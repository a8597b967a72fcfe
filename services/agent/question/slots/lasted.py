"""Conditions on how long something took: stayed over 5 nights, paid more than 30 days after the invoice."""

from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.happenings import own_day
from services.agent.question.plans.plan import Compare, Comparison
from services.agent.question.slots.binding import Binding, look_left
from services.agent.question.slots.days import day_said, end_said
from services.agent.question.slots.lasting import LASTING, is_about, lasting_of
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column, Span
from services.agent.question.tables.spans import UNITS, span_column

_DAYS_IN = {"week": 7, "weeks": 7}
"""Units that are counted in days -> how many each has."""
_MINUTES = 60
"""Of an hour."""
_LENGTHS = ("longer than", "shorter than")
_REACH = 5
"""Pieces after the unit, at most, that say from when it is counted."""
_SURE = 0.95
_KNOWN = 0.8
"""Strength from which a day is surely the one that is said."""
_FROM, _TO = ("from", "between"), ("to", "until", "till", "and")
"""Words before the two days between which something took its time."""


def lasted_at(view: View, index: int) -> Binding | None:
    """Read a number of days, hours or weeks as a limit of how long each row of the home took."""
    item, unit = view.items[index], view.item(index + 1)
    scale = _DAYS_IN.get(unit.normal, 1) if unit else 1
    name = "day" if scale > 1 else UNITS.get(unit.normal) if unit else None
    if item.number is None or name is None or unit is None or unit.tables or not is_about(view):
        return None
    left, before = look_left(view, index), view.item(index - 1)
    within = before is not None and before.normal == "within"
    op = index - 1 if within else left.op
    found = _span(view, op, index + 2) if op is not None and not left.negated else None
    if found is None or op is None:
        return None
    (start, end), around = found
    used = frozenset([index, index + 1, op, *around])
    how = Comparison.AT_MOST if within else left.how
    if start.is_time and name == "day":
        return None
    if name == "hour" and start.tells_clock and end.tells_clock:
        scale, name = _MINUTES, "minute"  # From 8:59 to 10:01 it struck twice, in little more than an hour.
    column = span_column(view.home.name, Span(start, end, name))
    text = f"{item.text} {unit.text}"
    return Binding(column, Compare(column, how, item.number * scale), _SURE, used, text, at=index)


def _span(view: View, op: int, after: int) -> tuple[tuple[Column, Column], set[int]] | None:
    """Return the two days that are meant, and the pieces beside the number that say so."""
    verbs = {at for at in range(max(op - 3, 0), op) if view.items[at].normal in LASTING}
    done = [(at, end) for at in range(op - 1, max(op - 4, -1), -1) if (end := end_said(view, at))]
    following = view.item(after)
    led = following is not None and not following.is_link
    if following and led and following.normal == "to" and verbs:
        end = end_said(view, after + 1)
        days = lasting_of(view.home, end) if end else None
        return (days, {*verbs, after, after + 1}) if days else None
    if following and led and following.normal in _FROM and (both := _both_said(view, after)):
        return both[0], verbs | both[1]
    if following and led and following.has(Sense.AFTER, Sense.OF, Sense.SINCE):
        stop = min(after + _REACH, len(view.items))
        pieces = [at for at in range(after + 1, stop) if not view.items[at].normal.startswith("be")]
        start = day_said(view, pieces)
        if start is None or not done or start[0] == done[0][1] or start[0].table != view.home.name:
            return None
        return (start[0], done[0][1]), {done[0][0], *range(after, stop)}
    if done and view.items[op].normal == "within":
        own = own_day(view.home)
        return ((own, done[0][1]), {done[0][0]}) if own and own != done[0][1] else None
    days = lasting_of(view.home)
    longer = view.items[op].normal in _LENGTHS
    return (days, verbs) if days and (verbs or longer) and not done else None


def _both_said(view: View, start: int) -> tuple[tuple[Column, Column], set[int]] | None:
    """Read ``from date in to date out``, ``between order and delivery`` behind the unit."""
    stop = min(start + 2 * _REACH, len(view.items))
    middle = next((at for at in range(start + 1, stop) if view.items[at].normal in _TO), None)
    if middle is None or middle + 1 >= len(view.items):
        return None
    end = next((at for at in range(middle + 1, stop) if _ends(view, at)), stop)
    one, other = day_said(view, range(start + 1, middle)), day_said(view, range(middle + 1, end))
    if one is None or other is None or one[0] == other[0]:
        return None
    if min(one[1], other[1]) < _KNOWN or {one[0].table, other[0].table} != {view.home.name}:
        return None
    return (one[0], other[0]), set(range(start, end))


def _ends(view: View, at: int) -> bool:
    """Whether a piece says something else than a day."""
    item = view.items[at]
    return bool(item.period or item.values or item.after_comma) or item.has(Sense.BY, Sense.IN, Sense.WITH)
