"""Plans for two figures made one: a share of the whole, a difference, a growth."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.composing.nodes import NotUnderstoodError, freeze
from services.agent.question.language.vocabulary import NOT_ADDED
from services.agent.question.plans.dated import Within
from services.agent.question.plans.parts import of_known
from services.agent.question.plans.plan import (
    Combination,
    Compare,
    Comparison,
    Condition,
    Function,
    OneOf,
    Output,
    Plan,
)
from services.agent.question.plans.whens import tells_when
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.draught import Draught
from services.agent.question.slots.figures import count_rows
from services.agent.question.slots.ground import Ground
from services.agent.question.slots.groups import plan_groups
from services.agent.question.tables.columns import Column

_TIMES = (Within,)
_BY_TIME = (Combination.GROWTH, Combination.RUNNING)


def plan_combined(ground: Ground) -> Iterator[Draught]:
    """Plan what the question combines."""
    combination = ground.wishes.combination
    if combination is Combination.SHARE:
        yield from _share_of_groups(ground) if ground.wishes.groups else _share(ground)
    elif combination in _BY_TIME and ground.wishes.groups:
        yield from _along_time(ground, combination)
    elif combination is not Combination.RUNNING:
        yield from _change(ground)


def _whole(ground: Ground) -> Output:
    """Return the figure that is shared out or compared: a sum where a measure is named, else the rows.

    Raises:
        NotUnderstoodError: Something else is asked for, too.
    """
    wants = ground.wishes.wants
    columns = [want.column for want in wants if want.column]
    tables = [want.table for want in wants if want.table]
    if any(want.function not in (None, Function.SUM, Function.COUNT) for want in wants) or len(columns) > 1:
        raise NotUnderstoodError
    if columns and columns[0].table == ground.view.home.name and columns[0].is_measure:
        if set(columns[0].words) & NOT_ADDED:
            raise NotUnderstoodError
        return Output(columns[0], Function.SUM)
    if columns or any(table != ground.view.home for table in tables):
        raise NotUnderstoodError
    ground.score *= 1.0 if tables else 0.9
    return count_rows(ground)


def _share(ground: Ground) -> Iterator[Draught]:
    """``What share of orders was returned``: the last condition is the part, the others hold for all."""
    parts = [each for each in ground.bindings if not isinstance(each.condition, _TIMES)]
    parts = [each for each in parts if not tells_when(each.condition)] or parts
    if not parts or ground.wishes.rank or ground.wishes.having:
        raise NotUnderstoodError
    part = max(parts, key=lambda each: each.at)
    ground.score *= 0.9 ** (len(parts) - 1)
    rest = Ground(ground.view, [each for each in ground.bindings if each is not part], ground.wishes)
    whole = _whole(rest)
    figure = replace(whole, when=_conditions(ground, part), combination=Combination.RATIO, other=whole)
    plan = of_known(Plan(freeze(rest.root), (figure,)))
    yield Draught(plan, 0.97 * rest.score * ground.score)


def _conditions(ground: Ground, part: Binding) -> tuple[Condition, ...]:
    """Say the condition of the part for rows of the home, whatever table it is about."""
    wishes = replace(ground.wishes, relations=[])
    return freeze(Ground(ground.view, [part], wishes).root).conditions


def _share_of_groups(ground: Ground) -> Iterator[Draught]:
    """``The share of each category in revenue``: the groups' figures over the sum of all.

    ``The share of cancelled orders per month`` is about the rows of each group alone.
    """
    parts = [each for each in ground.bindings if not isinstance(each.condition, _TIMES)]
    measured = any(want.column for want in ground.wishes.wants)
    if len(parts) == 1:
        yield from _share_in_groups(ground, parts[0])
    if parts and not (measured and len(parts) == 1):
        return
    for draught in plan_groups(ground):
        *keys, last = draught.plan.outputs
        if last.function not in (Function.SUM, Function.COUNT) or last.distinct:
            raise NotUnderstoodError
        shared = (*keys, replace(last, combination=Combination.SHARE))
        yield Draught(replace(draught.plan, outputs=shared), draught.score)


def _share_in_groups(ground: Ground, part: Binding) -> Iterator[Draught]:
    """Divide what fulfils a condition by all, within each group."""
    wishes = replace(ground.wishes, wants=list(ground.wishes.wants), groups=list(ground.wishes.groups))
    rest = Ground(ground.view, [each for each in ground.bindings if each is not part], wishes)
    when = _conditions(ground, part)
    for draught in plan_groups(rest):
        *keys, last = draught.plan.outputs
        if last.function not in (Function.SUM, Function.COUNT) or last.distinct:
            raise NotUnderstoodError
        shared = (*keys, replace(last, when=when, combination=Combination.RATIO, other=last))
        yield Draught(of_known(replace(draught.plan, outputs=shared)), draught.score)


def _along_time(ground: Ground, combination: Combination) -> Iterator[Draught]:
    """``Growth per month``, ``running total by quarter``: each stretch of time after those before it."""
    if len(ground.wishes.groups) != 1 or ground.wishes.groups[0][1] is None or ground.wishes.rank:
        raise NotUnderstoodError
    for draught in plan_groups(ground):
        *keys, last = draught.plan.outputs
        if last.combination or draught.plan.order[0].output != 0 or len(keys) != 1:
            raise NotUnderstoodError
        outputs = (*keys, last, replace(last, combination=combination))
        yield Draught(replace(draught.plan, outputs=outputs), draught.score)


def _change(ground: Ground) -> Iterator[Draught]:
    """``The difference in revenue between 2024 and 2023``, ``the growth from 2023 to 2024``."""
    first, second, rest = _pair(ground)
    whole = _whole(rest) if not _value(ground) else Output(_value(ground), Function.SUM)
    combination = ground.wishes.combination or Combination.DIFFERENCE
    timed = isinstance(first.condition, _TIMES)
    if combination is Combination.GROWTH:
        if not timed:
            raise NotUnderstoodError
        second, first = sorted((first, second), key=lambda each: str(getattr(each.condition, "start", "")))
    elif not timed and combination is Combination.DIFFERENCE:
        combination = Combination.DISTANCE
    left, right = (replace(whole, when=_conditions(ground, each)) for each in (first, second))
    figure = replace(left, combination=combination, other=right)
    # Two periods of one date are one guess at the date, and not two.
    sure = second.score if timed and not second.explicit else 1.0
    yield Draught(Plan(freeze(rest.root), (figure,)), 0.97 / sure * rest.score * ground.score)


def _value(ground: Ground) -> Column | None:
    """Return the number of two named rows that is compared: ``the difference in wins from X and Y``."""
    wants = [want for want in ground.wishes.wants if want.column]
    column = wants[0].column if len(wants) == 1 and len(ground.view.catalog.tables) == 1 else None
    return column if column and column.is_number and not column.is_year else None


def _equalities(ground: Ground) -> list[Binding]:
    """Return the conditions that give one column different values: ``shipped orders to open orders``."""
    same = [each for each in ground.bindings if isinstance(each.condition, Compare)]
    columns = [each.column for each in same]
    return [each for each in same if columns.count(each.column) > 1]


def _pair(ground: Ground) -> tuple[Binding, Binding, Ground]:
    """Find the two conditions on one column that are compared, and the ground without them."""
    timed = [each for each in ground.bindings if isinstance(each.condition, _TIMES)]
    taken = timed if len(timed) == 2 and timed[0].column == timed[1].column else _equalities(ground)
    pair: Sequence[Binding] = taken
    if len(taken) != 2:
        taken = [each for each in ground.bindings if isinstance(each.condition, OneOf)]
        listed = taken[0].condition if len(taken) == 1 else None
        if not isinstance(listed, OneOf) or len(listed.values) != 2:
            raise NotUnderstoodError
        equal = [Compare(taken[0].column, Comparison.EQUAL, value) for value in listed.values]
        pair = [replace(taken[0], condition=each) for each in equal]
    if any(each.denied for each in taken):
        raise NotUnderstoodError
    rest = [each for each in ground.bindings if each not in taken]
    return pair[0], pair[1], Ground(ground.view, rest, ground.wishes)
