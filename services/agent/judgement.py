"""What the rows of an answer say of the reading that gave them: some results speak of a misreading.

Nothing is run again: the one result that would be shown is looked at.
"""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from services.agent.choice import Choice
from services.agent.guard import QueryResult
from services.agent.question import Interpretation, Outcome
from services.agent.question.candidates import CUT, print_reading
from services.agent.question.doubts.soundness import all_conditions
from services.agent.question.linking.suggestions import tell_nearest
from services.agent.question.plans.plan import Function, Plan

EMPTY = 0.8
"""What a reading keeps whose conditions no row fulfils, or whose figures are all missing."""
NO_PAIR = 0.55
"""What a reading keeps that sets two figures against each other of which one is missing."""
ONE_GROUP = 0.9
"""What a reading keeps that puts all rows into one group, though no condition says which."""
FAN_OUT = 0.5
"""What a reading keeps that lists more rows than its table has: a join has multiplied them."""


def judge(choice: Choice, result: QueryResult) -> Choice:
    """Believe a reading less that its rows speak against; below the cut it is refused.

    Args:
        choice: What the rules understood, with its plan and confidence.
        result: The rows that its SQL gave.
    """
    plan = choice.plan
    if plan is None or choice.confidence is None:
        return choice
    share = _share(plan, result)
    notes = _remarks(plan, result)
    confidence = round(share * choice.confidence, 4)
    if share == 1.0 or confidence >= CUT:
        return replace(choice, confidence=confidence, notes=(*choice.notes, *notes))
    doubtful = print_reading(plan, choice.sql or "", confidence, choice.matches)
    suggestions = (f"{_FAULT[share]} this reading: {choice.words}", *notes)
    refused = Interpretation(Outcome.REFUSED, suggestions=suggestions, doubtful=doubtful)
    return replace(choice, sql=None, plan=None, confidence=None, interpretation=refused)


_FAULT = {
    NO_PAIR: "Nothing stands on one side of",
    EMPTY: "No row fits",
    ONE_GROUP: "All rows fall into one group by",
    FAN_OUT: "Rows are counted more than once by",
}


def _share(plan: Plan, result: QueryResult) -> float:
    if _multiplies(plan, result):
        return FAN_OUT
    if _is_limited(plan) and _has_no_value(plan, result.table):
        return NO_PAIR if any(output.combination for output in plan.outputs) else EMPTY
    return ONE_GROUP if _is_one_group(plan, result) else 1.0


def _is_limited(plan: Plan) -> bool:
    """Whether conditions say which rows are meant, of all figures or of one."""
    return bool(plan.rows.conditions) or any(output.when for output in plan.outputs)


def _multiplies(plan: Plan, result: QueryResult) -> bool:
    """Whether there are more rows than the table has whose rows are listed or grouped."""
    return bool(plan.lookups) and result.row_count > max(plan.rows.table.rows, 1)


def _has_no_value(plan: Plan, table: pa.Table) -> bool:
    """Whether nothing was found: no row, or figures that are missing in each."""
    figures = [place for place, output in enumerate(plan.outputs) if output.function]
    columns: Sequence[pa.ChunkedArray] = [table.column(place) for place in figures] or table.columns
    return all(column.null_count == len(column) for column in columns)


def _is_one_group(plan: Plan, result: QueryResult) -> bool:
    is_cut = plan.limit is not None or plan.ties or plan.having or plan.rows.extreme
    return plan.grouped and result.row_count == 1 and not is_cut and not plan.rows.conditions


def _remarks(plan: Plan, result: QueryResult) -> tuple[str, ...]:
    """Say what is near where nothing was found."""
    if not _has_no_value(plan, result.table) and not _counts_none(plan, result.table):
        return ()
    return tell_nearest(list(all_conditions(plan.rows)))


def _counts_none(plan: Plan, table: pa.Table) -> bool:
    is_count = len(plan.outputs) == 1 and plan.outputs[0].function is Function.COUNT
    return is_count and table.column(0).to_pylist() == [0]
