"""Figures for the groups that have enough: "the average fee in each school with at least four teachers".

The figure is asked for by group, and which groups have enough; only rows of those are computed with.
"""

import re
from dataclasses import replace

from services.agent.question.contrasts import Ask, Figure
from services.agent.question.plans.parts import add_conditions
from services.agent.question.plans.plan import Function, InSet, Output, Plan, RowSet

KEPT = 0.97
"""What is left of the less sure of the two questions."""
_LIMIT = r"(?:at\s+least|at\s+most|more\s+than|fewer\s+than|less\s+than|over|exactly)\s+[\w]+"
_EACH_WITH = re.compile(
    r"^(?P<figure>.+?)\s+(?P<at>in|for|of|from|at)\s+(?:each|every)\s+(?P<group>[a-z]+(?:\s+[a-z]+)?)\s+"
    r"(?:with|having|(?:that|which|who)\s+(?:has|have|had))\s+"
    rf"(?P<limit>{_LIMIT}\s+[a-z]+(?:\s+[a-z]+)?)$",
    re.IGNORECASE,
)


_FIRST = re.compile(
    r"^for\s+(?:each|every)\s+(?P<group>[a-z]+(?:\s+[a-z]+)?)\s+(?:with|having|(?:that|which|who)\s+(?:has|have|had))\s+"
    rf"(?P<limit>{_LIMIT}\s+[a-z]+(?:\s+[a-z]+)?),?\s+(?:(?:show|list|give|find|return|report|compute|calculate|what\s+(?:is|are|was|were))"
    r"\s+)(?:me\s+)?(?:(?:the\s+)?(?:name\s+of\s+the\s+)?(?P=group)(?:\s+name)?\s+(?:and|with|together\s+with)\s+)?"
    r"(?P<figure>(?:the\s+|its\s+|their\s+)?[a-z].+)$",
    re.IGNORECASE,
)
"""The same with the groups said first."""


def is_each_with(question: str) -> bool:
    """Whether a question begins with which groups a figure is asked of."""
    return bool(_FIRST.match(question.strip(" ?.!")))


def read_each_with(question: str, ask: Ask) -> Figure | None:
    """Read a figure for each group that has enough of something; None where nothing asks for one."""
    text = question.strip(" ?.!")
    last = _EACH_WITH.match(text)
    found = last or _FIRST.match(text)
    if found is None:
        return None
    figures = ask(f"{found['figure']} {last['at'] if last else 'for'} each {found['group']}")
    kept = ask(f"which {found['group']} have {found['limit']}") if len(figures) == 1 else []
    if len(kept) != 1:
        return None
    plan = _of_those(figures[0].plan, kept[0].plan) or _of_groups(figures[0].plan, kept[0].plan)
    if plan is None:
        return None
    both = figures[0].beside(kept[0], plan)
    return replace(both, confidence=KEPT * min(figures[0].confidence, kept[0].confidence))


def _of_those(figure: Plan, groups: Plan) -> Plan | None:
    """Compute with the rows of some groups alone: those things that the other plan lists."""
    plain = not (groups.grouped or groups.limit or groups.ties or groups.having or groups.rows.extreme)
    ways = [each for each in figure.lookups if each.one == groups.rows.table.key]
    if not plain or not figure.grouped or len(ways) != 1 or not groups.rows.conditions:
        return None
    things = RowSet(groups.rows.table, groups.rows.conditions)
    return add_conditions(figure, [InSet(ways[0].many, things, ways[0].one)])


def _of_groups(figure: Plan, groups: Plan) -> Plan | None:
    """Keep the groups of a figure that the other plan keeps, by how many of the same rows each has."""
    is_plain = groups.grouped and len(groups.having) == 1 and not (groups.limit or groups.ties)
    if not is_plain or not figure.grouped or figure.rows != groups.rows or figure.having:
        return None
    (limit,) = groups.having
    count = groups.outputs[limit.output]
    if count.function is not Function.COUNT or _keys(figure) != _keys(groups):
        return None
    shown = figure.answer or tuple(range(len(figure.outputs)))
    outputs = figure.outputs if count in figure.outputs else (*figure.outputs, count)
    answer = figure.answer if outputs == figure.outputs else shown
    having = replace(limit, output=outputs.index(count))
    return replace(figure, outputs=outputs, answer=answer, having=(having,))


def _keys(plan: Plan) -> set[Output]:
    """Return what the rows of a plan are grouped by."""
    return {each for each in plan.outputs if not (each.function or each.combination)}
