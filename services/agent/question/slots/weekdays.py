"""Conditions on the day of the week: on a Monday, at weekends, on weekdays."""

from services.agent.question.language.lexicon import Sense
from services.agent.question.language.periods import WEEKDAY_NAMES
from services.agent.question.linking.happenings import own_day
from services.agent.question.plans.dated import OnWeekdays
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.events import days_of
from services.agent.question.slots.nouns import is_about_people
from services.agent.question.slots.view import View
from services.agent.question.tables.columns import Column

_WORKDAYS, _WEEKEND = (1, 2, 3, 4, 5), (6, 7)
_DAYS = {name.lower(): (number,) for number, name in enumerate(WEEKDAY_NAMES, start=1)} | {
    "weekend": _WEEKEND, "weekday": _WORKDAYS, "workday": _WORKDAYS, "working day": _WORKDAYS,
}  # fmt: skip
"""What a question calls days of the week -> their numbers, 1 for Monday."""
_SURE = 0.95


def weekdays_at(view: View, index: int) -> Binding | None:
    """Read ``on a Monday``, ``at the weekend``, ``on Saturdays and Sundays``."""
    days, end = _days_from(view, index)
    if not days:
        return None
    lead = index - 1
    while (before := view.item(lead)) and before.has(Sense.FILLER) and not before.is_link:
        lead -= 1
    led = before is not None and before.has(Sense.IN) and not before.is_link
    day = _day(view, index) if led else None
    if day is None:
        return None
    verbs = [verb for column, _, verb in days_of(view, index) if column == day]
    text = " ".join(view.items[at].text for at in range(index, end))
    used = frozenset([*range(index, end), *verbs])
    return Binding(day, OnWeekdays(day, tuple(sorted(days))), _SURE, used, text, at=index)


def _days_from(view: View, index: int) -> tuple[set[int], int]:
    """Return the days of the week named from a piece on, and the place after them."""
    found: set[int] = set()
    end = at = index
    while (item := view.item(at)) and not item.values:
        named = _DAYS.get(item.normal) or _DAYS.get(item.normal.removesuffix("s"))
        if named:
            found |= set(named)
            end = at + 1
        elif not found or not item.has(Sense.AND, Sense.OR):
            break
        at += 1
    return found, end


def _day(view: View, index: int) -> Column | None:
    """Return the day that is meant: of what happened, or on which the home's rows came about."""
    happened = days_of(view, index)
    if happened:
        return happened[0][0]
    return None if is_about_people(view.home) else own_day(view.home)
