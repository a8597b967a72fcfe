"""A plan on trial."""

from dataclasses import dataclass

from services.agent.question.plans.plan import Plan


@dataclass(frozen=True)
class Draught:
    """One plan with what it costs to believe in it."""

    plan: Plan
    score: float
