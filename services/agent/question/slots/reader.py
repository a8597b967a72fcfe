"""From the cuts of a question to candidates: plans with a confidence, and the words left over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from services.agent.question.composing.draft import Match
from services.agent.question.composing.nodes import Graph
from services.agent.question.linking.items import Item
from services.agent.question.plans.plan import Compare, Comparison, Plan
from services.agent.question.slots.asking import read_wishes
from services.agent.question.slots.binding import Binding
from services.agent.question.slots.clauses import clauses_at
from services.agent.question.slots.literals import bindings_at
from services.agent.question.slots.planner import plans_for
from services.agent.question.slots.recast import with_events
from services.agent.question.slots.related import related_at
from services.agent.question.slots.search import Bound, best_sets
from services.agent.question.slots.trust import judge
from services.agent.question.slots.view import View
from services.agent.question.slots.wishes import Wishes
from services.agent.question.tables.schema import Catalog, Table

MOST_SETS = 6
"""Sets of conditions that are planned for each cut of the question."""
FLOOR = 0.5
"""Confidence below which nothing is planned; no cut for answering lies near it."""
READERS = (related_at, clauses_at, bindings_at)
"""What finds conditions, in the order in which it is asked."""
NEAR = 0.85
"""Share of the best confidence below which a rival no longer matters."""


@dataclass(frozen=True)
class Candidate:
    """One way to understand the question."""

    plan: Plan
    confidence: float
    matches: tuple[Match, ...]
    is_related: bool = False
    """Whether it rests on what things did, as rows of another table."""


@dataclass
class Reader:
    """Reads one question with several tables as home, keeping the candidates that matter."""

    catalog: Catalog
    graph: Graph
    now: date | None = None
    best: float = 0.0
    unknown: tuple[str, ...] = ()
    """The words that the likeliest set of slots leaves unexplained."""
    found: dict[Plan, Candidate] = field(default_factory=dict)
    _likeliest: float = 0.0

    def read(self, cuts: Sequence[list[Item]], homes: Sequence[Table]) -> list[Candidate]:
        """Return the candidates, the likeliest first."""
        for number, items in enumerate(cuts):
            for home in homes:
                seen, verb = with_events(items, self.catalog, self.graph, home)
                view = View(seen, self.catalog, self.graph, home, self.now, verb)
                for bound in best_sets(view, READERS)[:MOST_SETS]:
                    self._plan(view, bound, 0.99**number)
        kept = [each for each in self.found.values() if each.confidence >= NEAR * self.best]
        return sorted(kept, key=lambda each: -each.confidence)

    def _plan(self, view: View, bound: Bound, share: float) -> None:
        if bound.score * share < max(FLOOR, NEAR * self.best):
            return
        wishes = read_wishes(view, bound.used)
        sure = judge(view, bound, wishes) * share
        if sure > self._likeliest:
            self._likeliest, self.unknown = sure, _unknown(view, wishes)
        if sure < max(FLOOR, NEAR * self.best):
            return
        for draught in plans_for(view, bound.bindings, wishes):
            confidence = sure * draught.score
            known = self.found.get(draught.plan)
            if known is None or known.confidence < confidence:
                matches = _matches(view, bound, wishes)
                related = any(each.is_related for each in bound.bindings)
                self.found[draught.plan] = Candidate(draught.plan, confidence, matches, related)
            self.best = max(self.best, confidence)


def _matches(view: View, bound: Bound, wishes: Wishes) -> tuple[Match, ...]:
    found = [Match(b.text, "value", _target(b), round(b.score, 2)) for b in bound.bindings]
    found += [Match(view.items[at].text, kind, target, score) for at, kind, target, score in wishes.matched]
    return tuple(dict.fromkeys(found))


def _target(binding: Binding) -> str:
    condition = binding.condition
    if isinstance(condition, Compare) and condition.comparison is Comparison.EQUAL:
        return f"{binding.column.path} = {condition.value}"
    return binding.column.path


def _unknown(view: View, wishes: Wishes) -> tuple[str, ...]:
    return tuple(view.items[at].text for at in wishes.unexplained)
