"""Coverage against precision: what another cut of the confidence would have answered, and how well."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.agent.question.candidates import CUT
from services.agent.scoring import is_right

Guess = tuple[float, bool]
"""The confidence of the surest reading of a question, and whether it gives the gold answer."""

POINTS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.4, 0.3, 0.0)
"""Of the curve, beside the cut itself."""


def judge_guess(
    question: Mapping[str, Any], prediction: Mapping[str, Any], doubtful: Mapping[str, Any] | None
) -> list[Guess]:
    """Return the guess about one question, if there is any and the gold answer is known.

    Args:
        question: With its gold answer.
        prediction: What was answered, with its ``confidence``.
        doubtful: What was not sure enough, with ``confidence``, ``rows`` and ``answer_columns``.
    """
    if prediction["outcome"] == "answered":
        guess = prediction
    elif doubtful is not None:
        guess = {**doubtful, "outcome": "answered"}
    else:
        return []
    right = is_right(question, guess)
    return [] if right is None or guess["confidence"] is None else [(guess["confidence"], right)]


def draw_curve(guesses: Sequence[Guess], total: int) -> dict[str, list[dict[str, float]]]:
    """Return coverage and precision in percent at each cut; nothing where no gold answer is known."""
    if not total:
        return {}
    points = []
    for cut in sorted({*POINTS, CUT}, reverse=True):
        kept = [right for confidence, right in guesses if confidence >= cut]
        if kept:
            coverage, precision = len(kept) / total, sum(kept) / len(kept)
            points.append(
                {"cut": cut, "coverage": round(100 * coverage, 1), "precision": round(100 * precision, 1)}
            )
    return {"curve": points}
