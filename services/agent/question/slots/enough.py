"""Plans for groups whose figure is large or small enough: a limit that holds for no single row."""

from collections.abc import Iterator

from services.agent.question.composing.nodes import NotUnderstoodError, freeze
from services.agent.question.composing.spots import limits_sums
from services.agent.question.plans.plan import Compare, Function, Having, Order, Output, Plan
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.draught import Draught
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.groups import subject_of
from services.agent.question.tables.columns import Column


def plan_having_figure(ground: Ground) -> Iterator[Draught]:
    """``Departments with an average salary over 60000``: the groups whose figure is large enough."""
    wants = [want for want in ground.wishes.wants if want.function and want.column is None]
    subject = subject_of(ground)
    if len(wants) != 1 or subject is None or wants[0].function in (None, Function.COUNT):
        raise NotUnderstoodError
    limits = [each for each in ground.bindings if each.explicit and isinstance(each.condition, Compare)]
    limits = [each for each in limits if each.column.is_number and each.column.table == ground.view.home.name]
    if len(limits) != 1:
        raise NotUnderstoodError
    plan, _ = _groups_within(ground, subject, limits[0], wants[0].function)
    yield Draught(plan, 0.95 * ground.score)


def plan_enough(ground: Ground) -> Iterator[Draught]:
    """``Accounts with revenue over 5,000``: what the rows of each add up to, and no single row."""
    limits = [each for each in ground.bindings if limits_sums(each.condition)]
    limits = [each for each in limits if each.column.table == ground.view.home.name]
    subject = subject_of(ground)
    if len(limits) != 1 or subject is None or subject.table == ground.view.home.name:
        return
    if any(want.table == ground.view.home for want in ground.wishes.wants) or ground.wishes.relations:
        return
    plan, score = _groups_within(ground, subject, limits[0], Function.SUM)
    yield Draught(plan, score * ground.score)


def _groups_within(
    ground: Ground, subject: Column, limit: Binding, function: Function | None
) -> tuple[Plan, float]:
    """Plan the groups whose figure keeps to a limit, which holds for no single row; and how sure that is."""
    assert isinstance(limit.condition, Compare)
    rest = Ground(ground.view, [each for each in ground.bindings if each is not limit], ground.wishes)
    keys = rest.keys(subject)
    outputs = (*keys, Output(limit.condition.column, function))
    having = (Having(len(keys), limit.condition.comparison, limit.condition.value),)
    order, answer = (Order(len(keys) - 1, descending=False),), (len(keys) - 1,)
    rows, lookups = freeze(rest.root), rest.lookups([subject])
    plan = Plan(rows, outputs, lookups, grouped=True, order=order, answer=answer, having=having)
    return plan, rest.score
