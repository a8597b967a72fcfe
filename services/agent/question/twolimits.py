"""Groups that keep two limits at once: "with at least 5 reviews and an average of more than 4 stars".

Each limit is asked for by itself; what both answers are the same groups of the same rows keeps both.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from services.agent.question.contrasts import Ask, Figure, read_jointly
from services.agent.question.plans.plan import CountRelated, Function, Having, Lookup, Order, Output, Plan

_NUMBER = r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b)"
_LIMIT = (
    r"(?:at\s+least|at\s+most|more\s+than|less\s+than|fewer\s+than|over|above|under|below|"
    r"(?:an?\s+|the\s+|their\s+)?(?:average|mean|total|sum|overall)\b)"
)
_ASKED = re.compile(
    r"^(?P<head>(?:(?:which|what|who|list|show|name|find|give)\b[^,.;?]*?|[\w -]+?)\s"
    rf"(?:have|has|had|with|made|got|placed|having)\s+)(?P<limits>{_LIMIT}\b.*)$",
    re.IGNORECASE,
)
_AND = re.compile(
    rf",?\s+(?:and|but)\s+(?:(?:(?:who|that|which)\s+)?(?:have|has|had|with)\s+)?(?={_LIMIT}\b)",
    re.IGNORECASE,
)


def read_two_limits(question: str, ask: Ask) -> Figure | None:
    """Read which groups keep two limits; None where nothing asks so, or not surely."""
    return read_jointly(_cuts(question.strip(" ?.!")), _keeping_both, ask)


def _cuts(question: str) -> Iterator[tuple[str, str]]:
    """Yield the questions for each limit alone, wherever there are two with a number each."""
    asked = _ASKED.match(question)
    if asked is None:
        return
    for cut in _AND.finditer(asked["limits"]):
        limits = asked["limits"][: cut.start()], asked["limits"][cut.end() :]
        if all(re.search(_NUMBER, each, re.IGNORECASE) for each in limits):
            yield f"{asked['head']}{limits[0]}", f"{asked['head']}{limits[1]}"


def _keeping_both(one: Plan, other: Plan) -> Plan | None:
    """Keep the groups that both plans keep, where both are made of the same rows and columns."""
    one, other = _counting(one, other), _counting(other, one)
    if not (_is_limited(one) and _is_limited(other)) or one.rows != other.rows:
        return None
    keys, figures = _keys(one), [_figure(one), _figure(other)]
    if keys != _keys(other) or figures[0] == figures[1]:
        return None
    outputs = (*keys, *figures)
    having = [
        replace(each, output=outputs.index(plan.outputs[each.output]))
        for plan in (one, other)
        for each in plan.having
    ]
    lookups = tuple(dict.fromkeys((*one.lookups, *other.lookups)))
    shown = tuple(place for place in one.answer or range(len(keys)) if place < len(keys))
    order = (Order(shown[0], descending=False),)
    return replace(one, outputs=outputs, lookups=lookups, having=tuple(having), order=order, answer=None)


def _counting(plan: Plan, groups: Plan) -> Plan:
    """Count the rows of groups where a plan lists the things that have so many of just these rows."""
    known = plan.rows.conditions
    enough = known[0] if len(known) == 1 and isinstance(known[0], CountRelated) else None
    keys = _keys(groups)
    if plan.grouped or enough is None or not groups.grouped or list(plan.outputs) != keys:
        return plan
    named = Lookup(enough.group, enough.column) in groups.lookups
    if not named or enough.rows != groups.rows or enough.counted or len(groups.lookups) > 1:
        return plan
    having = (Having(len(keys), enough.comparison, enough.number),)
    return replace(groups, outputs=(*keys, Output(None, Function.COUNT)), having=having, answer=None)


def _is_limited(plan: Plan) -> bool:
    picks = plan.limit is not None or plan.ties or plan.within or plan.rows.extreme or plan.distinct
    figures = [each for each in plan.outputs if each.function]
    on_figure = all(plan.outputs[each.output].function for each in plan.having)
    return bool(plan.grouped and plan.having and not picks and len(figures) == 1 and on_figure)


def _keys(plan: Plan) -> list[Output]:
    return [each for each in plan.outputs if each.function is None]


def _figure(plan: Plan) -> Output:
    return next(each for each in plan.outputs if each.function)
