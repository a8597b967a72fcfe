"""``make calibrate``: the lowest cut at which 95 of 100 answers are right, over what nobody looked at.

The pool is the held-out half of geography and the sets of ``tests/data/held_out``, as ``make eval`` and
``make held-out`` kept them. The cut itself is ``CUT`` of ``services.agent.question.candidates``: a test holds
it to this.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.answers import KEPT
from benchmarks.held_out import held_out_names
from services.common.errors import UserError
from services.local.terminal import run_command

PRECISION = 0.95
"""Share of the answers that must be right."""


def read_pool() -> list[dict[str, float]]:
    """Return the kept curve of the pool: ``cut``, ``answered``, ``right``; the highest cut first."""
    return pool_of(json.loads(KEPT.read_text(encoding="utf-8")), held_out_names())


def pool_of(answers: Mapping[str, Any], held_out: Sequence[str]) -> list[dict[str, float]]:
    """Add up the curves of what nobody looked at.

    Args:
        answers: The kept scores of each set.
        held_out: The sets of which nothing was looked at.

    Raises:
        UserError: One of these has no scores yet.
    """
    missing = set(held_out) - answers.keys()
    if missing:
        raise UserError(f"No scores are kept of {', '.join(sorted(missing))}. Run make held-out.")
    curves = [answers["geography"]["held out"]["curve"], *(answers[name]["curve"] for name in held_out)]
    cuts = sorted({point["cut"] for curve in curves for point in curve}, reverse=True)
    return [{"cut": cut, **_add(curves, cut)} for cut in cuts]


def _add(curves: list[list[Mapping[str, Any]]], cut: float) -> dict[str, float]:
    # A curve has no point at a cut that none of its answers reaches.
    points = [point for curve in curves for point in curve if point["cut"] == cut]
    return {name: sum(point[name] for point in points) for name in ("answered", "right")}


def calibrate(pool: list[dict[str, float]]) -> float:
    """Return the lowest cut from which on upwards the pool is right often enough."""
    kept = 1.0
    for point in pool:
        if point["right"] < PRECISION * point["answered"]:
            break
        kept = point["cut"]
    return kept


def main() -> None:
    """Print the pool's curve, and the cut that follows from it."""
    pool = read_pool()
    for point in pool:
        share = point["right"] / point["answered"]
        print(f"cut {point['cut']:.2f}: {point['answered']:4} answered, {100 * share:5.1f} % of them right")
    print(f"lowest cut with at least {PRECISION:.0%}: {calibrate(pool):.2f}")


if __name__ == "__main__":
    run_command(main)
