"""Two things that a question says at once, each asked for in a question of its own."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from services.agent.question.contrasts.reader import Ask, Figure
from services.agent.question.plans.plan import Plan

_SURE = 0.97
"""What is left of the less sure of the two questions."""


def read_jointly(
    cuts: Iterable[tuple[str, str]], join: Callable[[Plan, Plan], Plan | None], ask: Ask
) -> Figure | None:
    """Read the first of some pairs of questions of which each has one answer, and both make one plan.

    Args:
        cuts: The pairs.
        join: Makes one plan of two; None where they do not belong together.
        ask: Understands a question for one figure or list.
    """
    for one, other in cuts:
        first, second = ask(one), ask(other)
        if len(first) != 1 or len(second) != 1:
            continue
        plan = join(first[0].plan, second[0].plan)
        if plan:
            both = first[0].beside(second[0], plan)
            return replace(both, confidence=_SURE * min(first[0].confidence, second[0].confidence))
    return None
