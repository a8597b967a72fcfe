"""Reads which things are related to the most others over a table between: the course of most students."""

import re

from services.agent.question.bridging.ways import Way, answers_who, is_thing, told_ways, ways
from services.agent.question.composing.graphs import graph_of
from services.agent.question.composing.named import names_of
from services.agent.question.language.parts import verb_root
from services.agent.question.language.vocabulary import PEOPLE
from services.agent.question.language.words import name_words, normalise, stem
from services.agent.question.plans.plan import (
    Condition,
    Function,
    InSet,
    Lookup,
    MostRelated,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.tables.deedrows import is_of_deed, tells_amounts
from services.agent.question.tables.schema import Catalog, Table

_AUX = r"(?:(?:has|have|had|is|are|was|were|did|does)\s+)?(?:been\s+)?"
_ON = r"(?:on|in|at|for|to|with|by|from)"
_TAIL = rf"(?:\s+(?:working|assigned|enrolled|involved|registered)?\s*{_ON}\s+(?:it|them))?"
_HAVE = verb_root("have")
_MOST = re.compile(
    rf"^(?:(?P<who>who)|(?:which|what)\s+(?P<start>[\w-]+(?:\s+[\w-]+)??))\s+{_AUX}(?:(?P<verb>(?!the\b)[a-z]+)\s+)?(?:{_ON}\s+)?"
    r"(?:the\s+)?(?P<way>most|fewest|highest\s+number\s+of|largest\s+number\s+of)\s+(?P<goal>[\w-]+(?:\s+[\w-]+)??)"
    rf"{_TAIL}$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    rf"^(?:which|what)\s+(?P<start>[\w-]+(?:\s+[\w-]+)??)\s+(?:has|have|had)\s+(?:nobody|no\s+one|no\s+people)\s+"
    rf"(?P<verb>[a-z]+)\s+{_ON}\s+(?:it|them)$",
    re.IGNORECASE,
)

_EACH = re.compile(
    rf"^(?:how\s+many|(?:what\s+is\s+)?(?:the\s+)?(?:number|count)\s+of)\s+(?P<goal>[\w-]+(?:\s+[\w-]+)??)\s+"
    rf"(?:(?:is|are|was|were|have\s+been)\s+)?(?P<verb>[a-z]+)\s+{_ON}\s+(?:each|every)\s+"
    r"(?P<start>[\w-]+(?:\s+[\w-]+)?)$",
    re.IGNORECASE,
)

_OFTEN = re.compile(
    r"^(?:which|what)\s+(?P<start>[\w-]+(?:\s+[\w-]+)??)\s+(?:is|are|was|were|has\s+been|have\s+been)\s+"
    r"(?:the\s+)?(?:most\s+(?:often|frequently)\s+)?(?P<verb>[a-z]+)\s*(?:the\s+)?(?:most(?:\s+(?:often|frequently))?)?$",
    re.IGNORECASE,
)
_MOST_DONE = re.compile(
    r"^(?:which|what)\s+(?:is|are|was|were)\s+the\s+most\s+(?:(?:often|frequently)\s+)?(?P<verb>[a-z]+ed)\s+(?P<start>[\w-]+)$",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(?:often|frequently)\b", re.IGNORECASE)


def read_often(asked: str, catalog: Catalog) -> Plan | None:
    """Read what something was done with most often, by the rows of the only table that says so."""
    found = _OFTEN.match(asked) or _MOST_DONE.match(asked)
    starts = _called(found["start"], catalog) if found and " most" in asked.casefold() else []
    if found is None or len(starts) != 1:
        return None
    (start,) = starts
    verb = verb_root(found["verb"])
    hops = [hop for hop in graph_of(catalog).hops(start.name) if hop.is_back]
    told = [hop for hop in hops if is_of_deed(catalog.by_name[hop.other.table], verb)]
    if not _TIMES.search(asked):
        told = [hop for hop in told if not tells_amounts(catalog.by_name[hop.other.table])]
    if len(told) == 2:  # What is cited, of rows that say as well who cites.
        told = [hop for hop in told if name_words(hop.other.name)[0].endswith("ed")]
    if len(told) != 1:
        return None
    (hop,) = told
    condition = MostRelated(hop.own, hop.other, None, True, RowSet(catalog.by_name[hop.other.table]))
    return names_of(start, condition)


def read_each(asked: str, catalog: Catalog) -> Plan | None:
    """Read how many of one kind take part in each of another: ``how many are assigned to each``."""
    found = _EACH.match(asked)
    if found is None:
        return None
    pairs = [
        (start, goal)
        for start in _called(found["start"], catalog)
        for goal in _called(found["goal"], catalog)
    ]
    between = [way for start, goal in pairs if start != goal for way in ways(start, goal, catalog)]
    related = told_ways(between, found["verb"], catalog)
    if len(related) != 1 or related[0].between is None:
        return None
    (way,) = related
    first, second = way.hops
    outputs = (*map(Output, way.start.names), Output(second.own, Function.COUNT, distinct=True))
    rows = RowSet(catalog.by_name[first.other.table])
    return Plan(rows, outputs, (Lookup(first.other, first.own),), grouped=True)


def read_most(asked: str, catalog: Catalog) -> Plan | None:
    """Read which things have the most of others, or nobody; None where not just one table relates them."""
    found = _MOST.match(asked) or _NOBODY.match(asked)
    if found is None:
        return None
    groups = found.groupdict()
    goals = _called(groups["goal"], catalog) if groups.get("goal") else _persons(catalog)
    starts = _persons(catalog) if groups.get("who") else _called(groups["start"], catalog)
    pairs = ((start, goal) for start in starts for goal in goals if start != goal)
    verb = groups.get("verb")
    related = told_ways([way for pair in pairs for way in ways(*pair, catalog)], verb, catalog)
    if len(related) != 1 or related[0].between is None:
        return None
    (way,) = related
    if verb and verb_root(verb) != _HAVE and tells_amounts(catalog.by_name[related[0].between]):
        return None
    condition = _nobody(way, catalog) if found.re is _NOBODY else _most(way, groups["way"], catalog)
    return names_of(way.start, condition)


def _called(noun: str, catalog: Catalog) -> list[Table]:
    """Return the tables of that name; for people, all of persons."""
    said = normalise(noun)
    if said in PEOPLE:
        return _persons(catalog)
    stems = tuple(map(stem, said.split()))
    named = [each for each in catalog.tables if stems in (each.words, each.row_words)]
    return [each for each in named if is_thing(each)]


def _persons(catalog: Catalog) -> list[Table]:
    return [each for each in catalog.tables if answers_who(each) and is_thing(each)]


def _most(way: Way, said: str, catalog: Catalog) -> Condition:
    """Count the different others of each; the fewest are none at all, where some have none."""
    first, second = way.hops
    rows, largest = RowSet(catalog.by_name[first.other.table]), not said.casefold().startswith("fewest")
    if not largest and first.other.distinct < first.own.distinct:
        return InSet(first.own, rows, first.other, negated=True)
    return MostRelated(first.own, first.other, second.own, largest, rows)


def _nobody(way: Way, catalog: Catalog) -> Condition:
    first = way.hops[0]
    return InSet(first.own, RowSet(catalog.by_name[first.other.table]), first.other, negated=True)
