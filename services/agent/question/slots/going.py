"""Rows that go on at a time of the day: open at 19:00, on at 10:30, at work at 7:00."""

from services.agent.question.linking.hours import SHUT, state_in
from services.agent.question.plans.dated import GoingOn
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.view import View
from services.agent.question.tables.hours import hours_of

_SURE = 0.97


def going_at(view: View, index: int) -> Binding | None:
    """Read a time of the day behind ``at`` as one at which the home's rows have begun and are not over."""
    item = view.items[index]
    clock = item.period.clock if item.period else None
    before = view.item(index - 1) if clock else None
    plain = clock is not None and not (clock.is_part or clock.is_midnight or clock.is_loose)
    if clock is None or clock.start is None or not plain or before is None or before.normal != "at":
        return None
    hours, state = hours_of(view.home), state_in(view.items[:index])
    if hours is None or not state or view.items[state[0]].normal in SHUT:
        return None
    used = frozenset([*state, index - 1, index])
    return Binding(hours[0], GoingOn(*hours, clock.start), _SURE, used, item.text)
