"""A question that tells its words with exact headers is asked in words of its own for what it told.

Where it is not answered so, it is asked as it stands.
"""

import re
from collections.abc import Iterator
from datetime import date

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.definitions.figures import divide_sums
from services.agent.question.evidence import (
    End,
    Evidence,
    computes,
    has_clash,
    holds,
    put_back,
    read_evidence,
)
from services.agent.question.linking.linker import link
from services.agent.question.outcomes import Interpretation, Outcome, answer_of
from services.agent.question.plans.parts import columns_in
from services.agent.question.plans.plan import Combination, Function, Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.refusing import refuse
from services.agent.question.spelledout import interpret as interpret_plainly
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_HUNDREDFOLD = re.compile(r"(?:\*|\btimes|\bmultiplied\s+by)\s*(?:100|a\s+hundred)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:total|sum|overall)\b", re.IGNORECASE)


def interpret(question: str, catalog: Catalog, *, now: date | None = None) -> Interpretation:
    """Understand a question, with what it tells of its words in their place."""
    ends = list[End]()
    for told in read_evidence(question, catalog):
        ends += told.ends
        known = answer_of(interpret_plainly(told.question, told.catalog, now=now))
        reading = _put_back(known, told) if known else None
        if reading:
            return Interpretation(Outcome.ANSWERED, (reading,))
    found = interpret_plainly(question, catalog, now=now)
    known = answer_of(found)
    is_fraction = known and _HUNDREDFOLD.search(question) and _leaves_hundred(known.plan)
    if known and (is_fraction or not all(each.is_in(known.plan) for each in ends)):
        return refuse(link(question, catalog), catalog, doubtful=known)
    return found


def _leaves_hundred(plan: Plan) -> bool:
    """Whether a plan gives a quotient as a fraction, of which a question says to take it a hundred times."""
    return any(each.combination is Combination.RATIO and not each.percent for each in plan.outputs)


def _adds_cells(plan: Plan, told: Evidence) -> bool:
    """Whether figures of single rows are added up over several rows: a thing that has one row has no such."""
    added = [each for each in plan.outputs if each.function is Function.SUM and each.column in told.figures]
    if not added or told.sums or _TOTAL.search(told.question):
        return False
    return not (plan.grouped and _is_of_one(plan))


def _is_of_one(plan: Plan) -> bool:
    """Whether what rows are grouped by tells each of them apart."""
    keys = [each.column for each in plan.outputs if each.column and not each.function and not each.bucket]
    ways = {lookup.one.table: lookup.many.unique for lookup in plan.lookups}
    home = plan.rows.table.name
    return any(key.unique and ways.get(key.table, key.table == home) for key in keys)


def _has(plan: Plan, figure: Column) -> bool:
    """Whether a plan is made of a figure, or of all that it is computed of."""
    known = columns_in(plan)
    return figure in known or (figure.formula is not None and {*_parts(figure)} <= known)


def _parts(part: Column | float) -> Iterator[Column]:
    if isinstance(part, Column) and part.formula:
        yield from _parts(part.formula.left)
        yield from _parts(part.formula.right)
    elif isinstance(part, Column):
        yield part


def _put_back(known: Reading, told: Evidence) -> Reading | None:
    """Return a reading in the tables' own columns; None where it is not made of all that was told."""
    plan: Plan | None = known.plan
    if not all(_has(known.plan, each) for each in (*told.figures, *told.headers)):
        return None
    if _adds_cells(known.plan, told) or not all(each.is_in(known.plan) for each in told.ends):
        return None
    if plan and told.marks:
        plan = put_back(plan, told.marks)
    if plan and not (all(holds(plan, each) for each in told.held) and not has_clash(plan)):
        return None
    if plan and told.sums:
        plan = divide_sums(plan)
        plan = plan if plan and any(each.combination is Combination.RATIO for each in plan.outputs) else None
    for formula in told.formulas:
        plan = computes(plan, formula) if plan else None
    return print_reading(plan, to_sql(plan), known.confidence, known.matches) if plan else None
