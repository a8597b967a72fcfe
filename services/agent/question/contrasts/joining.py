"""Makes one plan of the plans of two figures; what cannot be set against each other makes none."""

from collections.abc import Sequence
from dataclasses import replace

from services.agent.question.composing.nodes import picks_row
from services.agent.question.contrasts.meeting import divide_by_groups
from services.agent.question.plans.dated import Within
from services.agent.question.plans.parts import answering, holds_always, of_known
from services.agent.question.plans.plan import (
    Bucket,
    Combination,
    Condition,
    Function,
    InSet,
    Lookup,
    Missing,
    Output,
    Plan,
)
from services.agent.question.plans.whens import tells_when
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_COUNTED = (Function.COUNT, Function.SUM)
_OF_VALUES = {Function.MAXIMUM, Function.MINIMUM, Function.AVERAGE, Function.MEDIAN}
"""Functions whose results are such values as the rows have: the highest price is set against the lowest."""


def divide_part(part: Plan, whole: Plan, *, says_whole: bool) -> Plan | None:
    """Divide the figure of some rows by that of all of them.

    When the part lies is said of the whole, too: ``what share was cancelled in 2023`` is of that year's.

    Args:
        part: The figure of the rows that fulfil what is said.
        whole: The same figure of all rows.
        says_whole: Whether the part's question repeats what is said of the whole.
    """
    known = whole.rows.conditions
    if not _are_alike(part, whole):
        return None
    if says_whole and (part.outputs != whole.outputs or not set(known) <= set(part.rows.conditions)):
        return None
    done = [each for each in part.rows.conditions if each not in known and not _finds_group(each, part)]
    times = [each for each in done if tells_when(each)]
    if len(times) < len(done):
        done = [each for each in done if each not in times]
        known = (*known, *times)
    *keys, figure = whole.outputs
    if all(holds_always(each) or _follows(each, known) for each in done) or figure.function not in _COUNTED:
        return None
    share = replace(figure, when=tuple(done), combination=Combination.RATIO, other=figure)
    rows = replace(whole.rows, conditions=known)
    return of_known(replace(whole, rows=rows, outputs=(*keys, share), lookups=_lookups(part, whole)))


def divide_by_all(part: Plan) -> Plan | None:
    """Divide the figure of some rows by that of all, where one condition alone says which rows they are."""
    if not _is_figure(part):
        return None
    known = [each for each in part.rows.conditions if tells_when(each) or _finds_group(each, part)]
    done = [each for each in part.rows.conditions if each not in known]
    *keys, figure = part.outputs
    if len(done) != 1 or holds_always(done[0]) or _follows(done[0], known) or figure.function not in _COUNTED:
        return None
    share = replace(figure, when=tuple(done), combination=Combination.RATIO, other=figure)
    rows = replace(part.rows, conditions=tuple(known))
    return of_known(replace(part, rows=rows, outputs=(*keys, share)))


def _follows(condition: Condition, known: Sequence[Condition]) -> bool:
    """Whether a condition says no more than another does: who has an open order has an order."""
    if not isinstance(condition, InSet) or condition.negated or condition.rows.conditions:
        return False
    others = (each for each in known if isinstance(each, InSet) and not each.negated)
    return any(each.column == condition.column and each.rows.table == condition.rows.table for each in others)


def _finds_group(condition: Condition, plan: Plan) -> bool:
    """Whether all that a condition says is that the rows refer to something: else they are in no group."""
    match condition:
        case Missing(column, negated):
            return plan.grouped and negated and any(each.many == column for each in plan.lookups)
        case InSet(column, rows, _, negated):
            found = [_finds_group(each, plan) for each in rows.conditions]
            named = any(each.many == column for each in plan.lookups) and not rows.extreme
            return not negated and (all(found) if found else named)
    return False


def combine(
    left: Plan, right: Plan, combination: Combination, catalog: Catalog, *, is_each: bool = False
) -> Plan | None:
    """Make one figure of two: over the same rows by what is said of each, else of rows of their own.

    Args:
        left: The first figure.
        right: The second.
        combination: How they are set against each other.
        catalog: Their tables.
        is_each: Whether the first is asked for each thing of the second.
    """
    left, right = _as_figure(left), _as_figure(right)
    if left == right or not (_is_figure(left) and _is_figure(right)):
        return None
    if any(map(_counts_some, (left, right))):
        return None
    one, other = left.outputs[-1].function, right.outputs[-1].function
    mixed = combination is Combination.RATIO and {one, other} == set(_COUNTED)
    if one is not other and not mixed and not {one, other} <= _OF_VALUES:
        return None  # Nothing is left when three orders are taken from 500 euros.
    if _are_alike(left, right):
        left = _of_the_same(left, right) if is_each and one is Function.SUM else left
        return None if is_each and one is Function.COUNT else _side_by_side(left, right, combination)
    if left.grouped or right.grouped:
        divides = left.grouped and right.grouped and combination is Combination.RATIO
        return divide_by_groups(left, right, catalog, is_each=is_each) if divides else None
    figure = replace(
        left.outputs[0], combination=combination, other=replace(right.outputs[0], rows=right.rows)
    )
    return replace(left, outputs=(figure,))


def mean_of_things(total: Plan, things: Plan) -> Plan | None:
    """Divide what some rows come to by how many different things they belong to: "average litres per order".

    Args:
        total: The sum over the rows.
        things: How many things there are, for the same groups.
    """
    *keys, figure = total.outputs
    counts = things.outputs[-1].function is Function.COUNT
    if figure.function is not Function.SUM or not counts or not (_is_figure(total) and _is_figure(things)):
        return None
    if _are_alike(total, things):
        same = _of_the_same(total, things)
        if things.outputs[-1].column is None and set(same.rows.conditions) == set(things.rows.conditions):
            return replace(same, outputs=(*keys, replace(figure, function=Function.AVERAGE)))
        return _side_by_side(total, things, Combination.RATIO)
    if keys != list(things.outputs[:-1]) or things.rows.conditions:
        return None
    belong = next((each.many for each in total.lookups if each.one.table == things.rows.table.name), None)
    if belong is None:
        return None
    each = Output(belong, Function.COUNT, distinct=True)
    return replace(total, outputs=(*keys, replace(figure, combination=Combination.RATIO, other=each)))


def _counts_some(plan: Plan) -> bool:
    """Whether things are counted by the rows that refer to them, where some are in none: idle trucks."""
    figure = plan.outputs[-1]
    named = next((each for each in plan.lookups if each.many == figure.column), None)
    return bool(figure.distinct and named and named.many.distinct < named.one.distinct)


def _as_figure(plan: Plan) -> Plan:
    """Take the number in the one row that is named as a figure: ``how many points X scored``."""
    shown = answering(plan)
    column = shown[0].column
    named = any(picks_row(each, plan.rows.table) for each in plan.rows.conditions)
    picks = plan.grouped or plan.limit is not None or plan.ties or plan.rows.extreme or plan.lookups
    if picks or not named or len(shown) > 1 or shown[0].function or column is None:
        return plan
    if not column.is_number or column.role == "id":
        return plan
    return Plan(plan.rows, (Output(column, Function.MAXIMUM),))


def _side_by_side(left: Plan, right: Plan, combination: Combination) -> Plan | None:
    shared = [each for each in left.rows.conditions if each in right.rows.conditions]
    *keys, one = left.outputs
    when, then = _besides(left.rows.conditions, shared), _besides(right.rows.conditions, shared)
    if _dates(when) and _dates(then) and _dates(when) != _dates(then):
        return None  # What was due in one year is not set against what was paid in the other.
    stretches = [key.column for key in keys if key.bucket and key.bucket is not Bucket.WEEKDAY]
    if when != then and any(day in stretches for day in _dates(when)):
        return None  # No year is a group in which there are two of them.
    if combination is Combination.DISTANCE and any(isinstance(each, Within) for each in when):
        combination = Combination.DIFFERENCE  # Of two years, the one that is named first is the later.
    figure = replace(
        one,
        when=when,
        combination=combination,
        other=replace(right.outputs[-1], when=then),
    )
    rows = replace(left.rows, conditions=tuple(shared))
    return replace(left, rows=rows, outputs=(*keys, figure), lookups=_lookups(left, right))


def _of_the_same(total: Plan, things: Plan) -> Plan:
    """Add up over the very rows that are counted: of "fees per completed visit", only theirs."""
    conditions = tuple(dict.fromkeys((*total.rows.conditions, *things.rows.conditions)))
    rows = replace(total.rows, conditions=conditions)
    return replace(total, rows=rows, lookups=_lookups(total, things))


def _dates(conditions: Sequence[Condition]) -> list[Column]:
    return [each.column for each in conditions if isinstance(each, Within)]


def _besides(conditions: Sequence[Condition], shared: Sequence[Condition]) -> tuple[Condition, ...]:
    return tuple(each for each in conditions if each not in shared)


def _are_alike(one: Plan, other: Plan) -> bool:
    """Whether both are figures of one table's rows, for the same groups."""
    return (
        _is_figure(one)
        and _is_figure(other)
        and one.rows.table == other.rows.table
        and one.grouped == other.grouped
        and one.outputs[:-1] == other.outputs[:-1]
    )


def _is_figure(plan: Plan) -> bool:
    """Whether a plan gives one plain figure, or one for each group, and leaves no group out."""
    *keys, figure = plan.outputs
    plain = figure.function is not None and figure.combination is None and not (figure.when or figure.rows)
    if figure.function is Function.COUNT and figure.column and figure.column.is_measure:
        return False  # How many prices there are is hardly ever what is set against anything.
    picks = plan.limit is not None or plan.having or plan.answer or plan.rows.extreme or plan.distinct
    return bool(plain and not picks and all(_is_key(key) for key in keys) and plan.grouped == bool(keys))


def _is_key(output: Output) -> bool:
    return output.function is None


def _lookups(one: Plan, other: Plan) -> tuple[Lookup, ...]:
    return tuple(dict.fromkeys((*one.lookups, *other.lookups)))


def mixes_units(plan: Plan) -> bool:
    """Whether things that have rows of a kind are divided by rows of the same table, which are no things."""
    pairs = [(output, output.other) for output in plan.outputs if output.combination is Combination.RATIO]
    return any(
        beside and beside.rows and each.rows.table == beside.rows.table
        for output, beside in pairs
        if output.function is Function.COUNT and not output.rows
        for each in output.when
        if isinstance(each, InSet)
    )
