"""Figures that are asked for by groups: the figure of all rows is asked for, then how its rows are grouped.

Whatever the engine understands of a figure of all rows, "the average number of visits per patient", it so
understands of each group: "…, by town".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.agent.question.amongpeers import read_among_peers
from services.agent.question.besides import read_besides
from services.agent.question.bothgroups import read_both_groups, says_both_groups
from services.agent.question.bothtimes import read_both_times, says_both_times
from services.agent.question.composing.nodes import Graph
from services.agent.question.conjoined import Ask as Surest
from services.agent.question.conjoined import is_half_denied, read_conjoined
from services.agent.question.contrasts import Ask, Figure
from services.agent.question.differing import read_differing
from services.agent.question.disjoined import read_disjoined, says_either
from services.agent.question.eachwith import is_each_with, read_each_with
from services.agent.question.firstones import read_first_ones
from services.agent.question.inall import is_in_all, read_in_all
from services.agent.question.language.words import spoken
from services.agent.question.ofthemost import read_of_the_most
from services.agent.question.plans.plan import Function, Output, Plan
from services.agent.question.surpassing import read_surpassing
from services.agent.question.tables.schema import Catalog
from services.agent.question.twoends import read_two_ends
from services.agent.question.twolimits import read_two_limits

GROUPED = 0.97
"""What is left of the less sure of the two questions."""
_BOUND = (
    r"(?:in|on|at|of|for|from|to|with|without|during|over|under|that|which|who|whose|where|when|per|by|and|or|"
    r"if|only)"
)
_GROUP = re.compile(
    r",?\s+(?:(?:broken\s+down|grouped|split)\s+by|per|by|(?:for|in|at|of|within|from)\s+(?:each|every))\s+"
    rf"(?P<group>(?!{_BOUND}\b)[\w'-]+(?:\s+(?!{_BOUND}\b)[\w'-]+){{0,2}})(?=\s+{_BOUND}\b|\s*[,;:.?!]|\s*$)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\s+(?:whose|who|that|which)\b", re.IGNORECASE)
_BY = re.compile(r"by\b(?!\s+(?:each|every)\b)", re.IGNORECASE)
_GROUP_FIRST = re.compile(
    r"^(?:per|by|(?:for|in|at|of|within)\s+(?:each|every))\s+(?P<group>[\w'-]+(?:\s+[\w'-]+){0,2}),\s*(?=\w)",
    re.IGNORECASE,
)


def is_apart(question: str) -> bool:
    """Whether a question is sooner read in its parts than as it stands."""
    halves = is_half_denied(question) or is_in_all(question) or is_each_with(question)
    return halves or says_both_times(question) or says_both_groups(question) or says_either(question)


def read_apart(question: str, ask: Ask, surest: Surest, catalog: Catalog, graph: Graph) -> Figure | None:
    """Read a question by asking for its parts: what is counted, added up or grouped, or each clause."""
    if says_both_times(question):
        return read_both_times(question, surest)
    if shared := read_both_groups(question, surest):
        return shared
    sides = says_either(question)
    if sides and (either := read_disjoined(question, surest, catalog)):
        return either
    figure = read_differing(question, ask, catalog, graph) or read_by_groups(question, ask, catalog)
    figure = figure or read_in_all(question, ask) or read_conjoined(question, surest)
    return figure or (None if sides else read_disjoined(question, surest, catalog))


def read_by_groups(question: str, ask: Ask, catalog: Catalog) -> Figure | None:
    """Read a figure for each group, groups above a mean or that keep two limits, or rows by their ends."""
    ways = (
        read_groupwise,
        read_surpassing,
        read_two_limits,
        read_each_with,
        read_two_ends,
        read_among_peers,
        read_first_ones,
        read_of_the_most,
    )
    several = _read_several(question, ask, catalog)
    return several or next(filter(None, (read(question, ask) for read in ways)), None)


def _read_several(question: str, ask: Ask, catalog: Catalog) -> Figure | None:
    """Read several figures for each group."""
    ways = _ways(question.strip(" ?.!"))
    return next(filter(None, (read_besides(plain, group, ask, catalog) for plain, group in ways)), None)


def read_groupwise(question: str, ask: Ask) -> Figure | None:
    """Read a figure for each group; None where the question asks for none, or not surely."""
    for plain, group in _ways(question.strip(" ?.!")):
        figure = _only([each for each in ask(plain) if _is_lone(each.plan)])
        if figure is None or not _is_of_many(figure.plan, plain):
            continue
        rows = spoken(figure.plan.rows.table.name)
        ways = [(each, _grouped(figure.plan, each.plan)) for each in ask(f"how many {rows} per {group}")]
        fitting = [(each, plan) for each, plan in ways if plan]
        if len(fitting) == 1:
            groups, plan = fitting[0]
            both = figure.beside(groups, plan)
            return replace(both, confidence=GROUPED * min(figure.confidence, groups.confidence))
    return None


def _ways(question: str) -> Iterator[tuple[str, str]]:
    """Yield the question without a group, and that: what it begins with, else each, the last first."""
    first = _GROUP_FIRST.match(question)
    if first:
        yield question[first.end() :], first["group"]
        return
    for found in reversed(list(_GROUP.finditer(question))):
        if _TOLD.match(question, found.end()) and _BY.match(found.group().strip(" ,")):
            continue  # "Paid by members whose …": who did it, and no groups.
        yield f"{question[: found.start()]}{question[found.end() :]}", found["group"]


def _only(figures: Sequence[Figure]) -> Figure | None:
    return figures[0] if len(figures) == 1 else None


def _is_lone(plan: Plan) -> bool:
    """Whether a plan is one figure of all its rows, and of no others."""
    picks = plan.grouped or plan.limit or plan.ties or plan.having or plan.distinct or plan.rows.extreme
    figure = plan.outputs[0]
    parts = [figure, *([figure.other] if figure.other else [])]
    return len(plan.outputs) == 1 and not picks and all(each.function and not each.rows for each in parts)


def _is_of_many(plan: Plan, said: str) -> bool:
    """Whether a figure is made of two, or for each of something: others are grouped where they are read."""
    return bool(plan.outputs[0].combination or _GROUP.search(said))


def _grouped(figure: Plan, groups: Plan) -> Plan | None:
    """Group what a figure is computed of as another plan groups the rows of that table."""
    *keys, count = groups.outputs
    plain = groups.grouped and not (groups.having or groups.limit or groups.ties)
    if not set(groups.rows.conditions) <= set(figure.rows.conditions):
        return None
    if not plain or count != Output(None, Function.COUNT) or groups.rows.table != figure.rows.table:
        return None
    lookups = tuple(dict.fromkeys((*figure.lookups, *groups.lookups)))
    if len({each.one.table for each in lookups}) < len(lookups):
        return None
    answer = groups.answer and tuple(place for place in groups.answer if place < len(keys))
    shown = (*answer, len(keys)) if answer else None
    return replace(figure, outputs=(*keys, *figure.outputs), lookups=lookups, grouped=True, answer=shown)
