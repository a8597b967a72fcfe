"""A figure in several periods, each a column beside the groups: "in 2022 and in 2023 for each country".

The figure is asked for in each period by itself. Whatever the engine understands of one it so understands of
all, where they are the same figure of the same rows.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.contrasts.periods import Beside, Shown, read_beside
from services.agent.question.language.words import stem
from services.agent.question.plans.dated import Within
from services.agent.question.plans.plan import Bucket, Combination, Condition, Function, Output, Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.plans.written import Written, read_written
from services.agent.question.shaping.arranging import shown_of

BESIDE = 0.98
"""What is left of the least sure of the figures."""
Ask = Callable[[str], Reading | None]
"""Answers a question, where it is sure."""


def read_side_by_side(question: str, ask: Ask) -> Reading | None:
    """Read a figure of each group in several periods; None where it is not read surely in each of them."""
    plain, written = read_written(question)
    beside = read_beside(plain)
    for way in beside.ways if beside else ():
        found = {period: ask(way.format(period=period)) for period in (beside.periods if beside else ())}
        sure = [each for each in found.values() if each]
        if beside is None or len(sure) < len(found):
            continue
        plan = _joined(beside, {period: each.plan for period, each in found.items() if each}, written)
        if plan is None or _counts_amounts(plan, way):
            continue
        confidence = BESIDE * min(each.confidence for each in sure)
        matches = tuple(dict.fromkeys(match for each in sure for match in each.matches))
        return print_reading(plan, to_sql(plan), confidence, matches)
    return None


def _counts_amounts(plan: Plan, way: str) -> bool:
    """Whether rows are counted where what is said is an amount that they have: "compare the fees"."""
    table = plan.rows.table
    counts = any(output.function is Function.COUNT for output in plan.outputs)
    said = {stem(word) for word in re.findall(r"[a-z]+", way.lower())} - set(table.words)
    return counts and any(column.is_measure and said & set(column.words) for column in table.columns)


def _joined(beside: Beside, plans: dict[str, Plan], written: Written | None) -> Plan | None:
    """Set the figures side by side, where they differ in nothing but when their rows are."""
    first = next(iter(plans.values()))
    rest = {period: _apart(plan) for period, plan in plans.items()}
    shared = {each[0] for each in rest.values() if each}
    days = {each[1].column for each in rest.values() if each}
    if len(shared) != 1 or len(days) != 1 or None in rest.values() or not first.grouped:
        return None
    plain = shared.pop()
    shown = [output for output in shown_of(plain) if output.function is None]
    figures = {period: replace(_figure(plain), when=(each[1],)) for period, each in rest.items() if each}
    stretches = [output for output in shown if output.bucket]
    if bool(stretches) != bool(beside.unit) or any(output.bucket is not beside.unit for output in stretches):
        return None
    if beside.unit:
        way = _way(written, beside.unit)
        shown = [replace(each, written=way) if each.bucket else each for each in shown]
        if way is None:
            return None
    elif written:
        return None
    hidden = [output for output in plain.outputs if output.function is None and output not in shown_of(plain)]
    answer = _columns(beside, shown, figures)
    if answer is None:
        return None
    outputs = (*answer, *hidden)
    places = tuple(range(len(answer))) if hidden else None
    return replace(plain, outputs=outputs, answer=places)


def _apart(plan: Plan) -> tuple[Plan, Within] | None:
    """Tell a plan from the stretch of time that its rows are in; None where it leaves out some groups."""
    when = [each for each in plan.rows.conditions if isinstance(each, Within)]
    picks = plan.having or plan.limit or plan.ties or plan.within or plan.rows.extreme or plan.distinct
    functions = [output for output in plan.outputs if output.function]
    if len(when) != 1 or picks or len(functions) != 1:
        return None
    figure = functions[0]
    if figure.combination or figure.rows or figure.when or figure is not shown_of(plan)[-1]:
        return None
    rest: tuple[Condition, ...] = tuple(each for each in plan.rows.conditions if each is not when[0])
    return replace(plan, rows=replace(plan.rows, conditions=rest), order=()), when[0]


def _figure(plan: Plan) -> Output:
    return next(output for output in plan.outputs if output.function)


def _way(written: Written | None, unit: Bucket) -> Written | None:
    """How a stretch of any year is written, which no year can stand before."""
    fits = (Written.NUMBER, Written.QUARTER if unit is Bucket.QUARTER else Written.NAME)
    return Written.NUMBER if written is None else written if written in fits else None


def _columns(beside: Beside, keys: Sequence[Output], figures: dict[str, Output]) -> list[Output] | None:
    """Return what is shown, in its order; None where not each group is told as it is listed."""
    if len([each for each in beside.shown if each is Shown.GROUP]) not in (1, len(keys)):
        return None
    earlier, later = sorted(figures.values(), key=_start)[:2]
    if any(figures.get(each) is not earlier for each in beside.bases):
        return None
    columns: list[Output] = []
    groups = iter([keys] if list(beside.shown).count(Shown.GROUP) == 1 else [[key] for key in keys])
    for each in beside.shown:
        if each is Shown.GROUP:
            columns += next(groups)
        elif each is Shown.CHANGE:
            columns.append(_change(later, earlier, beside.change, percent=beside.percent))
        else:
            columns.append(figures[each])
    return columns


def _start(figure: Output) -> str:
    return str(next(each.start for each in figure.when if isinstance(each, Within)))


def _change(later: Output, earlier: Output, combination: Combination | None, *, percent: bool) -> Output:
    return replace(later, combination=combination, other=earlier, percent=percent)
