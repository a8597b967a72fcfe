"""Reads who does something with a named thing, and what a named one does it with, by how these are related.

The verb need not stand in the data: the only way between the two decides, and where there are several the
verb says which, or all of them are offered.
"""

import re
from dataclasses import replace

from services.agent.question.bridging.ways import Way, answers_who, is_thing, named_things, told_ways, ways
from services.agent.question.composing.named import names_of
from services.agent.question.composing.nodes import is_any
from services.agent.question.language.parts import DOERS_FIRST, PARTAKERS
from services.agent.question.language.words import normalise, stem
from services.agent.question.plans.plan import Condition, Plan
from services.agent.question.tables.schema import Catalog, Table

_AUX = r"(?:(?:is|are|was|were|has|have|had)\s+)?(?:been\s+)?(?:currently\s+|all\s+|ever\s+)?"
_ON = r"(?:on|in|at|for|to|with|up|by|of)"
_SHOW = r"(?:show|list|give|name|find)\s+(?:(?:me|us)\s+)?"
_LIST = rf"(?:{_SHOW}|who\s+(?:is|are|was|were)\s+)?(?:all\s+)?(?:the\s+)?"
_WHO = re.compile(
    rf"^(?:who|(?:which|what)\s+people)\s+{_AUX}(?P<verb>[a-z]+)\s+(?:{_ON}\s+){{0,2}}(?P<x>.+)$",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^(?:who|(?:which|what)\s+people)\s+(?:is|are|was|were)\s+(?:on|in)\s+(?P<x>.+?)$", re.IGNORECASE
)
_TAKES_PART = re.compile(rf"^{_LIST}(?P<noun>{PARTAKERS})\s+(?:of|in|on|for|at)\s+(?P<x>.+)$", re.IGNORECASE)
_WHAT = re.compile(
    r"^what\s+(?:all\s+)?(?:does|do|did|has|have|had|is|was|are)\s+(?P<x>.+?)\s+(?:been\s+|currently\s+)?"
    rf"(?P<verb>[a-z]+)(?:\s+{_ON})?$",
    re.IGNORECASE,
)

_BOTH = re.compile(
    r"^(?P<ask>who\b.+?)\s+both\s+(?:(?:on|in|at|for)\s+)?(?P<x>.+?)\s+and\s+(?:(?:on|in|at|for)\s+)?(?P<y>.+)$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^who\s+(?:is|are|was|were)\s+(?:the|an?)\s+(?P<part>[\w -]+?)\s+(?:of|on|for|in|at)\s+(?P<x>.+)$",
    re.IGNORECASE,
)


def read_partaking(asked: str, catalog: Catalog) -> list[Plan]:
    """Read who takes part in a named thing, or what a named one takes part in; one plan for each way."""
    for pattern, of_whom in ((_WHO_IS, True), (_WHO, True), (_TAKES_PART, True), (_WHAT, False)):
        found = pattern.match(asked)
        if found is None:
            continue
        groups = found.groupdict()
        verb = groups.get("verb") or _deed(groups.get("noun"))
        things = list(named_things(found["x"], catalog))
        if len(things) != 1:
            continue
        goal, conditions = things[0]
        related = _related(goal, catalog, of_whom=of_whom)
        told = told_ways(related, verb, catalog)
        if len(told) > 1 and not any(way.between for way in told):
            return []
        return [_listed(way, conditions, catalog) for way in told]
    return []


def read_both(asked: str, catalog: Catalog) -> Plan | None:
    """Read who takes part in each of two named things."""
    found = _BOTH.match(asked)
    first = read_partaking(f"{found['ask']} {found['x']}", catalog) if found else []
    second = read_partaking(f"{found['ask']} {found['y']}", catalog) if found else []
    if len(first) != 1 or len(second) != 1 or first[0].rows.table != second[0].rows.table:
        return None
    conditions = (*first[0].rows.conditions, *second[0].rows.conditions)
    return replace(first[0], rows=replace(first[0].rows, conditions=conditions))


def read_part(asked: str, catalog: Catalog) -> Plan | None:
    """Read who has a part in a named thing that a cell of the table between names: ``the planner of X``."""
    found = _PART.match(asked)
    things = list(named_things(found["x"], catalog)) if found else []
    if found is None or len(things) != 1:
        return None
    goal, conditions = things[0]
    parts = catalog.values(normalise(found["part"]))
    related = _related(goal, catalog, of_whom=True)
    told = [(way, hit) for way in related for hit in parts if hit.column.table == way.between]
    if len(told) != 1 or len(parts) != 1:
        return None
    ((way, hit),) = told
    own = (is_any(hit.column, hit.values),)
    return names_of(way.start, way.rows_with(conditions, catalog, own))


def _deed(noun: str | None) -> str | None:
    """Return a verb for what those do who are called by a noun, if it says one: ``cast``."""
    said = stem(noun.split()[-1].casefold()) if noun else ""
    return next((verb for verb, doers in DOERS_FIRST.items() if said in doers), None)


def _related(goal: Table, catalog: Catalog, *, of_whom: bool) -> list[Way]:
    """Return how a thing is related to persons; or a person, to what are none."""
    if answers_who(goal) == of_whom and not of_whom:
        return []
    starts = [each for each in catalog.tables if each != goal and is_thing(each)]
    starts = [each for each in starts if answers_who(each) == of_whom]
    return [way for start in starts for way in ways(start, goal, catalog)]


def _listed(way: Way, conditions: tuple[Condition, ...], catalog: Catalog) -> Plan:
    return names_of(way.start, way.rows_with(conditions, catalog))
