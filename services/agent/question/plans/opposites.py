"""What holds where a comparison does not."""

from dataclasses import replace

from services.agent.question.plans.plan import (
    Compare,
    Comparison,
    Condition,
    InSet,
    Missing,
    OneOf,
    TextMatch,
)

OPPOSITES = {
    Comparison.EQUAL: Comparison.UNEQUAL,
    Comparison.UNEQUAL: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.MORE,
}


def opposite(condition: Condition) -> Condition | None:
    """Return what holds of a row where a condition does not; None where no one condition says that."""
    match condition:
        case Compare():
            return replace(condition, comparison=OPPOSITES[condition.comparison])
        case InSet() | OneOf() | TextMatch() | Missing():
            return replace(condition, negated=not condition.negated)
    return None
