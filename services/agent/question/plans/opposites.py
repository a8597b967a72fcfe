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


def is_denied(condition: Condition) -> bool:
    """Whether a condition on values says what they are not."""
    if isinstance(condition, Compare):
        return condition.comparison is Comparison.UNEQUAL
    return isinstance(condition, OneOf) and condition.negated


def affirm(condition: Condition) -> Condition:
    """Take the denial from a condition on values, if there is one."""
    if isinstance(condition, Compare) and is_denied(condition):
        return replace(condition, comparison=Comparison.EQUAL)
    return replace(condition, negated=False) if isinstance(condition, OneOf) else condition
