"""Settles an ambiguous question by running its readings: where all answer the same, nothing is ambiguous."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from services.agent.question.candidates import CUT, Reading
from services.agent.question.outcomes import Interpretation, Outcome

Rows = Sequence[Sequence[Any]]


def settle(interpretation: Interpretation, run: Callable[[str], Rows]) -> Interpretation:
    """Answer with the surest reading when every fair reading answers the same.

    Args:
        interpretation: What the engine made of the question.
        run: Runs the SQL of a reading and returns its rows.
    """
    if interpretation.outcome is not Outcome.AMBIGUOUS or interpretation.readings[0].confidence < CUT:
        return interpretation
    first, *others = interpretation.readings
    answer = _answer(first, run)
    if not answer or any(_answer(other, run) != answer for other in others):
        return interpretation
    return replace(interpretation, outcome=Outcome.ANSWERED, readings=(first,))


def _answer(reading: Reading, run: Callable[[str], Rows]) -> list[str]:
    """Return the cells that answer, in an order of their own: context columns do not count."""
    places = reading.plan.answer
    rows = run(reading.sql)
    kept = [row if places is None else [row[place] for place in places] for row in rows]
    return sorted({repr([_plain(cell) for cell in row]) for row in kept})


def _plain(cell: Any) -> Any:
    return float(cell) if isinstance(cell, int | Decimal) and not isinstance(cell, bool) else cell
