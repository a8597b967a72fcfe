"""From the cuts of a question to candidates: plans with a confidence, and the words left over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.agent.question.draft import Match
from services.agent.question.items import Item
from services.agent.question.nodes import Graph
from services.agent.question.plan import Plan
from services.agent.question.schema import Catalog, Table
from services.agent.question.slots.asking import read_wishes
from services.agent.question.slots.planner import plans_for
from services.agent.question.slots.search import Bound, bound_sets
from services.agent.question.slots.trust import judge
from services.agent.question.slots.view import View
from services.agent.question.slots.wishes import Wishes

MOST_SETS = 6
"""Sets of conditions that are planned for each cut of the question."""


@dataclass(frozen=True)
class Candidate:
    """One way to understand the question."""

    plan: Plan
    confidence: float
    matches: tuple[Match, ...]
    unknown: tuple[str, ...]


def read_slots(
    cuts: Sequence[list[Item]], catalog: Catalog, graph: Graph, home: Table, *, now: date | None = None
) -> Iterator[Candidate]:
    """Yield the candidates that have the table as their home."""
    for number, items in enumerate(cuts):
        view = View(tuple(items), catalog, graph, home, now)
        for bound in bound_sets(view)[:MOST_SETS]:
            wishes = read_wishes(view, bound.used)
            for draught in plans_for(view, bound.bindings, wishes):
                confidence = judge(view, bound, wishes) * draught.score * 0.99**number
                yield Candidate(
                    draught.plan, confidence, _matches(view, bound, wishes), _unknown(view, wishes)
                )


def _matches(view: View, bound: Bound, wishes: Wishes) -> tuple[Match, ...]:
    found = [Match(b.text, "value", f"{b.column.path}", round(b.score, 2)) for b in bound.bindings]
    found += [Match(view.items[at].text, kind, target, score) for at, kind, target, score in wishes.matched]
    return tuple(dict.fromkeys(found))


def _unknown(view: View, wishes: Wishes) -> tuple[str, ...]:
    return tuple(view.items[at].text for at in wishes.unexplained)
