"""Holds a plan against the figures that evidence tells, and gives it in percent where these say so."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from services.agent.question.evidence.conditions import Told
from services.agent.question.evidence.quotients import Formula
from services.agent.question.plans.parts import asks_two_values, parts_of
from services.agent.question.plans.plan import (
    Combination,
    Condition,
    InSet,
    Output,
    Plan,
)

_SAME = {
    Combination.RATIO: (Combination.RATIO,),
    Combination.DIFFERENCE: (Combination.DIFFERENCE, Combination.DISTANCE),
}


def computes(plan: Plan, formula: Formula) -> Plan | None:
    """Return a plan whose only combined figure is the one told; None where it is another.

    A condition of the figure may be one of all rows that it is made of: these are then conditions of both.
    """
    combined = [each for each in plan.outputs if each.combination]
    if len(combined) != 1 or combined[0].combination not in _SAME[formula.kind]:
        return None
    (figure,) = combined
    other = figure.other or replace(figure, when=(), combination=None)
    if not (_is_of(plan, figure, formula, is_first=True) and _is_of(plan, other, formula, is_first=False)):
        return None
    percent = formula.percent or figure.percent
    kind = Combination.DIFFERENCE if formula.kind is Combination.DIFFERENCE else figure.combination
    put = replace(figure, percent=percent and kind is Combination.RATIO, combination=kind)
    return replace(plan, outputs=tuple(put if each is figure else each for each in plan.outputs))


def holds(plan: Plan, told: Told) -> bool:
    """Whether a plan keeps to the rows that are told, by just these conditions."""
    return {*told.conditions} <= {*parts_of(plan)}


def has_clash(plan: Plan) -> bool:
    """Whether a figure is of rows that are of one kind and of another at once: there are none."""
    figures = [side for each in plan.outputs for side in (each, each.other) if side and not side.rows]
    return any(asks_two_values((*plan.rows.conditions, *each.when)) for each in figures)


def _is_of(plan: Plan, output: Output, formula: Formula, *, is_first: bool) -> bool:
    """Whether a figure is of the rows and the column that are told, and no others."""
    part = formula.one if is_first else formula.other
    told = {*part.told.conditions} if part.told else set()
    held = {*_leaves(output.when)}
    column = output.column if output.function and not output.distinct else None
    return held <= told <= held | {*_leaves(plan.rows.conditions)} and part.column in (None, column)


def _leaves(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Yield conditions, and of rows that others refer to those that are put on these."""
    for each in conditions:
        if isinstance(each, InSet) and not each.negated and not each.rows.extreme:
            yield from _leaves(each.rows.conditions)
        else:
            yield each
