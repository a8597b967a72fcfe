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
from services.agent.question.linking.linker import link
from services.agent.question.outcomes import Interpretation, offer_all
from services.agent.question.plans.dated import Within
from services.agent.question.plans.parts import parts_of, rebuild
from services.agent.question.plans.plan import Bucket, Combination, Condition, Function, Output, Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.plans.written import Written, read_written
from services.agent.question.refusing import refuse
from services.agent.question.shaping.arranging import shown_of
from services.agent.question.tables.schema import Catalog

BESIDE = 0.98
"""What is left of the least sure of the figures."""
Ask = Callable[[str], Reading | None]
"""Answers a question, where it is sure."""


def read_side_by_side(question: str, catalog: Catalog, ask: Ask) -> Interpretation | None:
    """Answer with a figure of each group in several periods, or refuse; None for all other questions."""
    plain, written = read_written(question)
    beside = read_beside(plain)
    if beside is None:
        return None
    found = next(filter(None, (_asked(beside, way, written, ask) for way in beside.ways)), None)
    if found is None and beside.change:
        return None  # What grew by how much may be read in another way.
    return offer_all([found], catalog) if found else refuse(link(question, catalog), catalog)


def _asked(beside: Beside, way: str, written: Written | None, ask: Ask) -> Reading | None:
    found = {period: ask(way.format(period=period)) for period in beside.periods}
    sure = [each for each in found.values() if each]
    plan = None
    if len(sure) == len(found):
        plan = _joined(beside, {period: each.plan for period, each in found.items() if each}, written)
    if plan is None or _counts_amounts(plan, way):
        return None
    matches = tuple(dict.fromkeys(match for each in sure for match in each.matches))
    return print_reading(plan, to_sql(plan), BESIDE * min(each.confidence for each in sure), matches)


def _counts_amounts(plan: Plan, way: str) -> bool:
    """Whether rows are counted where what is said is an amount that they have: "compare the fees"."""
    table = plan.rows.table
    counts = any(output.function is Function.COUNT for output in plan.outputs)
    said = {stem(word) for word in re.findall(r"[a-z]+", way.lower())} - set(table.words)
    return counts and any(column.is_measure and said & set(column.words) for column in table.columns)


def _joined(beside: Beside, plans: dict[str, Plan], written: Written | None) -> Plan | None:
    """Set the figures side by side, where they differ in nothing but when their rows are."""
    apart = {period: _apart(plan, list(plans.values())) for period, plan in plans.items()}
    known = {period: each for period, each in apart.items() if each}
    shared = {each[0] for each in known.values()}
    timeless = {rebuild(each[1], _whenever) for each in known.values()}
    if len(known) < len(plans) or len(shared) != 1 or len(timeless) != 1:
        return None
    plain = shared.pop()
    shown = _written(beside, plain, written)
    if shown is None or not plain.grouped:
        return None
    figure = next(output for output in plain.outputs if output.function)
    figures = {period: replace(figure, when=(when,)) for period, (_, when) in known.items()}
    answer = _columns(beside, shown, figures)
    if answer is None:
        return None
    told = shown_of(plain)
    hidden = [output for output in plain.outputs if output.function is None and output not in told]
    places = tuple(range(len(answer))) if hidden else None
    return replace(plain, outputs=(*answer, *hidden), answer=places)


def _apart(plan: Plan, plans: Sequence[Plan]) -> tuple[Plan, Condition] | None:
    """Tell a plan from what only its own rows are; None where that is no time, or groups are left out."""
    when = [
        each for each in plan.rows.conditions if any(each not in other.rows.conditions for other in plans)
    ]
    picks = plan.having or plan.limit or plan.ties or plan.within or plan.rows.extreme or plan.distinct
    functions = [output for output in plan.outputs if output.function]
    if len(when) != 1 or picks or len(functions) != 1 or _period_of(when[0]) is None:
        return None
    figure = functions[0]
    if figure.combination or figure.rows or figure.when or figure is not shown_of(plan)[-1]:
        return None
    rest = tuple(each for each in plan.rows.conditions if each is not when[0])
    return replace(plan, rows=replace(plan.rows, conditions=rest), order=()), when[0]


def _period_of(condition: Condition) -> Within | None:
    """Return the one stretch of time that a condition is about."""
    found = [part for part in parts_of(condition) if isinstance(part, Within)]
    return found[0] if len(found) == 1 else None


def _whenever(part: object) -> object:
    return replace(part, start=None, end=None, label="") if isinstance(part, Within) else part


def _written(beside: Beside, plain: Plan, written: Written | None) -> list[Output] | None:
    """Return the groups, their stretches written as those of any year; None where they are others."""
    keys = [output for output in shown_of(plain) if output.function is None]
    stretches = [output.bucket for output in keys if output.bucket]
    if stretches != ([beside.unit] if beside.unit else []) or (written and not beside.unit):
        return None
    way = _way(written, beside.unit) if beside.unit else None
    if beside.unit and way is None:
        return None
    return [replace(each, written=way) if each.bucket else each for each in keys]


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
    return str(next(period.start for each in figure.when if (period := _period_of(each))))


def _change(later: Output, earlier: Output, combination: Combination | None, *, percent: bool) -> Output:
    return replace(later, combination=combination, other=earlier, percent=percent)
