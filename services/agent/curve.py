"""Coverage against precision: what another cut of the confidence would have answered, and how well."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.agent.question.candidates import CUT
from services.agent.scoring import is_right

Guess = tuple[float, bool]
"""The confidence of the surest reading of a question, and whether it gives the gold answer."""

POINTS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.77, 0.75, 0.7, 0.67, 0.65, 0.6, 0.55, 0.5, 0.4, 0.3, 0.0)
"""Of the curve, beside the cut itself."""


def judge_guess(question: Mapping[str, Any], prediction: Mapping[str, Any]) -> list[Guess]:
    """Return the guess about one question, if there is any and the gold answer is known.

    Args:
        question: With its gold answer.
        prediction: What was answered, with its ``confidence``; of a refused question perhaps ``doubtful``,
            what was not sure enough. An ambiguous one is answered at no cut.
    """
    answered = prediction["outcome"] == "answered"
    guess = prediction if answered else {**(prediction.get("doubtful") or {}), "outcome": "answered"}
    right = is_right(question, guess)
    return [] if right is None or guess.get("confidence") is None else [(guess["confidence"], right)]


def draw_curve(guesses: Sequence[Guess], total: int) -> list[dict[str, float]]:
    """Return, at each cut, how many would be answered and right, with coverage and precision in percent.

    Args:
        guesses: Of the questions whose gold answer is known.
        total: How many those are.
    """
    points = []
    for cut in sorted({*POINTS, CUT}, reverse=True):
        kept = [right for confidence, right in guesses if confidence >= cut]
        if kept:
            coverage, precision = 100 * len(kept) / total, 100 * sum(kept) / len(kept)
            point = {"cut": cut, "answered": len(kept), "right": sum(kept)}
            points.append({**point, "coverage": round(coverage, 1), "precision": round(precision, 1)})
    return points
