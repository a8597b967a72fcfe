"""Places behind the first: "the second highest price", "the vessel with the third most cars"."""

import re
from dataclasses import dataclass, field, replace

from services.agent.question.language.superlatives import EST
from services.agent.question.plans.plan import Extreme, Function, Output, Plan
from services.agent.question.rewording.ends.ordinals import ORDINAL, place_of
from services.agent.question.shaping.ties import Ties, read_ties

_SUPERLATIVE = re.compile(rf"\b(?:{EST}|most|least|best|worst)\b", re.IGNORECASE)
_PLACED = re.compile(rf"\b{ORDINAL}[\s-]+(?={_SUPERLATIVE.pattern})", re.IGNORECASE)
_EDGES = (Function.MAXIMUM, Function.MINIMUM)
_LAST = 12
"""Nobody asks for a place far behind in words; "23rd highest" is left to be refused."""


@dataclass(frozen=True)
class Place:
    """Which of a superlative's values is meant: of the second highest, the second."""

    question: str
    """The question for the first of them."""
    number: int = 1
    ties: Ties = field(default_factory=lambda: Ties(""))
    """Which of those that are level comes first."""

    def put_on(self, plan: Plan) -> Plan | None:
        """Move a plan for the first to the place; None where it picks nothing, or more than that."""
        if self.number == 1:
            return plan
        extreme, figure = plan.rows.extreme, plan.outputs[0]
        if plan.ties and plan.order and plan.limit is None:
            return replace(plan, place=self.number)
        if extreme:
            return replace(plan, rows=replace(plan.rows, extreme=replace(extreme, place=self.number)))
        column, lone = figure.column, len(plan.outputs) == 1 and not (plan.grouped or figure.when)
        if not (lone and column and figure.function in _EDGES and column.table == plan.rows.table.name):
            return None
        extreme = Extreme(column, figure.function is Function.MAXIMUM, self.number)
        return Plan(replace(plan.rows, extreme=extreme), (Output(column),), distinct=True)


def read_place(question: str) -> Place:
    """Take a place before the only superlative out of a question, and what it says of ties."""
    ties = read_ties(question)
    question = ties.question
    found = _PLACED.search(question)
    number = place_of(found["place"]) if found and len(_SUPERLATIVE.findall(question)) == 1 else 1
    if found is None or not 1 < number <= _LAST:
        return Place(question, ties=ties)
    return Place(question[: found.start()] + question[found.end() :], number, ties)
