"""Things told by how many different others they have: stays at 3 different parks, most different pets.

That they have any is asked in a question of its own, "which guests have stays at parks": it says which rows
relate the two and what is said of them. Whatever the engine understands of such rows it so counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.agent.question.composing.nodes import Graph, Hop, lookups_for
from services.agent.question.contrasts import Ask, Figure
from services.agent.question.language.vocabulary import NUMBER_WORDS
from services.agent.question.language.words import plural
from services.agent.question.linking.headers import NAMED
from services.agent.question.linking.linker import link
from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import (
    Comparison,
    CountRelated,
    Function,
    Having,
    InSet,
    Lookup,
    Missing,
    Order,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

COUNTED = 0.97
"""What is left of the question whether there are any."""
_DIFFERENT = r"(?:different|distinct|separate)"
_GOAL = r"(?P<goal>[a-z][a-z-]*(?:\s+[a-z][a-z-]*)?)"
_ENOUGH = re.compile(
    r"^(?P<before>.+?)\s+(?:(?P<prep>at|in|on|for|with|by|from|of|to|across)\s+)?(?:each\s+of\s+)?"
    r"(?:(?P<how>at\s+least|no\s+fewer\s+than|more\s+than|over|exactly)\s+(?P<n>\w+)|(?P<least>\w+)\s+or\s+more)\s+"
    rf"(?P<different>{_DIFFERENT}\s+)?{_GOAL}(?P<after>.*)$",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"^(?P<before>.+?)\s+(?:(?P<prep>at|in|on|for|with|by|from|of|to|across)\s+)?(?:the\s+)?most\s+"
    rf"(?P<different>{_DIFFERENT}\s+)?{_GOAL}(?P<after>.*)$",
    re.IGNORECASE,
)
_TOP = re.compile(
    r"^(?:(?:who|which|what)\s+are\s+)?(?:the\s+)?top\s+(?P<top>\w+)\s+(?P<things>[\w -]+?)\s+by\s+"
    rf"(?:the\s+|their\s+)?number\s+of\s+(?P<different>{_DIFFERENT}\s+)?{_GOAL}(?P<after>.*)$",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"^how\s+many\s+(?P<different>{_DIFFERENT}\s+)?{_GOAL}\s+(?:did|does|has)\s+(?:each|every)\s+"
    r"(?P<things>[\w-]+(?:\s+[\w-]+)??)(?:\s+(?P<verb>[a-z]+))?(?P<after>\s+(?:in|during|after|before|since|between)\s.+)?$",
    re.IGNORECASE,
)
"""``How many different books did each reader borrow``, of the readers who borrowed any."""
_FIRST = re.compile(r"^(?P<ask>who|which|what)\s+(?P<top>\d+|two|three|four|five|six|ten)\s+", re.IGNORECASE)
_WITH = re.compile(
    r"^(?:(?:who|which|what)\s+(?:is|are)|list|show|name)\s+(?:the|our)\s+(?:(?P<top>\d+|two|three|four|five|six|ten)\s+)?"
    r"(?P<things>[\w -]+?)\s+(?:with|having)$",
    re.IGNORECASE,
)
_COMPARED = {"more than": Comparison.MORE, "over": Comparison.MORE, "exactly": Comparison.EQUAL}


@dataclass(frozen=True)
class _Said:
    """What a question says of how many different things there are, and the question whether there are any."""

    before: str
    prep: str
    goal: str
    after: str
    limit: tuple[Comparison, int] | None = None
    """How many there must be; else those with the most are asked for."""
    top: int | None = None
    is_each: bool = False
    """Whether the number is asked for of all things that have any."""
    is_told: bool = True
    """Whether it is said that they have to be different."""

    def questions(self) -> Iterator[tuple[str, str]]:
        """Yield what may be counted with each question whether there are any, two words of it first."""
        goals = dict.fromkeys([self.goal, self.goal.split()[0]])
        for goal in goals:
            after = f"{self.goal[len(goal) :]}{self.after}"
            yield goal, f"{self.before}{after}"
            yield goal, f"{self.before} {self.prep} {goal}{after}"


def read_differing(question: str, ask: Ask, catalog: Catalog, graph: Graph) -> Figure | None:
    """Read which things have so many different others; None where nothing asks so, or not surely."""
    said = _said(" ".join(question.strip(" ?.!").split()))
    for goal, text in said.questions() if said else ():
        figures = ask(" ".join(text.split()))
        plan = _counted(figures[0].plan, said, goal, catalog, graph) if said and len(figures) == 1 else None
        if plan:
            return replace(figures[0], plan=plan, confidence=COUNTED * figures[0].confidence)
    return None


def _said(question: str) -> _Said | None:
    enough = _ENOUGH.match(question)
    if enough:
        number = _number(enough["n"] or enough["least"])
        how = _COMPARED.get(" ".join((enough["how"] or "").casefold().split()), Comparison.AT_LEAST)
        parts = enough["before"], enough["prep"] or "", enough["goal"], enough["after"]
        is_told = bool(enough["different"])
        return _Said(*parts, limit=(how, number), is_told=is_told) if number else None
    top = _TOP.match(question)
    if top:
        number = _number(top["top"])
        before = f"which {top['things']} have"
        is_told = bool(top["different"])
        return _Said(before, "", top["goal"], top["after"], top=number, is_told=is_told) if number else None
    most, each = _MOST.match(question), _EACH.match(question)
    if each:
        verb = each["verb"] or "have"
        before, after = f"which {plural(each['things'])} {verb}", each["after"] or ""
        return _Said(before, "", each["goal"], after, is_each=True, is_told=bool(each["different"]))
    if most is None:
        return None
    before, first, owning = most["before"], _FIRST.match(most["before"]), _WITH.match(most["before"])
    prep = most["prep"] or ""
    if first:
        before = f"{first['ask']} {before[first.end() :]}"
    elif prep == "with" and (owning := _WITH.match(f"{before} with")):
        before, prep = f"which {owning['things']} have", ""
    told = (first and first["top"]) or (owning and owning["top"]) or "1"
    parts = before, prep, most["goal"], most["after"]
    return _Said(*parts, top=_number(told), is_told=bool(most["different"]))


def _number(said: str) -> int | None:
    return int(said) if said.isdigit() else NUMBER_WORDS.get(said.casefold())


def _counted(plan: Plan, said: _Said, goal: str, catalog: Catalog, graph: Graph) -> Plan | None:
    """Count the goal in the rows that relate things to it, where just these are asked of them."""
    things = plan.rows.table
    related = [each for each in plan.rows.conditions if isinstance(each, InSet) and _relates(each, things)]
    plain = not (plan.grouped or plan.limit or plan.ties or plan.having or plan.lookups or plan.rows.extreme)
    if len(related) != 1 or not plain or not things.key or not things.names:
        return None
    (relation,) = related
    if any(_speaks_of(each, relation.rows.table) for each in relation.rows.conditions):
        return None  # Which of them count, a third table says: "treated in closed cases".
    own = tuple(each for each in plan.rows.conditions if each != relation)
    known = [InSet(relation.key, RowSet(things, own), relation.column)] if own else []
    missing = [Missing(relation.key, negated=True)] if relation.key.nulls else []
    rows = RowSet(relation.rows.table, (*relation.rows.conditions, *known, *missing))
    lookups: tuple[Lookup, ...] = (Lookup(relation.key, relation.column),)
    while (way := _way(goal, rows.table, things, catalog, graph)) is None:
        parts = _parts_of_rows(rows)
        if parts is None:
            return None
        rows, lookups = parts[0], (parts[1], *lookups)
    column, hops = way
    alike = (column.table == rows.table.name and not said.prep) or column == rows.table.key
    if alike and not said.is_told and not graph.is_of_pairs(rows.table):
        return (
            None  # Of three orders nobody would say that they are different ones; of three rides he should.
        )
    if said.before.casefold().startswith("how many"):
        if said.limit is None:
            return None
        between = (*lookups[:-1], *lookups_for(hops))
        enough = CountRelated(things.key, relation.key, *said.limit, rows, column, between)
        return Plan(RowSet(things, (*own, enough)), (Output(None, Function.COUNT),))
    return _told(things, said, column, Plan(rows, (), lookups=(*lookups, *lookups_for(hops)), grouped=True))


def _told(things: Table, said: _Said, column: Column, plan: Plan) -> Plan:
    """Tell the things that have so many different others, of the rows that relate them."""
    names = [Output(each) for each in things.names if each != things.key]
    outputs = (*names, Output(things.key), Output(column, Function.COUNT, distinct=True))
    last = len(outputs) - 1
    shown = tuple(range(len(names))) or (0,)
    order = tuple(Order(each, descending=False) for each in shown)
    told = replace(plan, outputs=outputs)
    if said.is_each:
        return replace(told, answer=(*shown, last))
    return replace(
        told,
        having=(Having(last, *said.limit),) if said.limit else (),
        order=order if said.limit else (Order(last, descending=True), *(order if said.top != 1 else ())),
        limit=said.top if said.top != 1 else None,
        ties=said.top == 1,
        answer=shown,
    )


def _parts_of_rows(rows: RowSet) -> tuple[RowSet, Lookup] | None:
    """Return the only rows that the rows must have, the lines of orders, and the way back."""
    parts = [
        each
        for each in rows.conditions
        if isinstance(each, InSet) and each.column == rows.table.key and not each.negated
    ]
    if len(parts) != 1 or parts[0].rows.extreme or parts[0].rows.table == rows.table:
        return None
    (part,) = parts
    rest = tuple(each for each in rows.conditions if each != part)
    whole = (InSet(part.key, RowSet(rows.table, rest), part.column),) if rest else ()
    return RowSet(part.rows.table, (*part.rows.conditions, *whole)), Lookup(part.key, part.column)


def _relates(condition: InSet, things: Table) -> bool:
    """Whether a condition is that rows of another table name the thing."""
    plain = not (condition.negated or condition.rows.extreme)
    return plain and condition.column == things.key and condition.rows.table != things


def _speaks_of(condition: object, table: Table) -> bool:
    """Whether a condition comes back to rows of the table that it restricts."""
    rows = [part for part in parts_of(condition) if isinstance(part, RowSet)]
    return any(each.table == table for each in rows)


def _way(
    goal: str, rows: Table, things: Table, catalog: Catalog, graph: Graph
) -> tuple[Column, list[Hop]] | None:
    """Return the column that tells the goals of rows apart, and the joins up to its table."""
    items = link(goal, catalog)
    if len(items) == 2 and not items[0].text.endswith(
        "s"
    ):  # "Product lines", of products that each have one.
        owners = {hit.table.name for hit in items[0].tables if hit.strength >= NAMED}
        owned = tuple(hit for hit in items[1].columns if hit.column.table in owners)
        items = [replace(items[1], columns=owned, tables=(), values=())] if owned else []
    if len(items) != 1:
        return None
    tables = [hit.table for hit in items[0].tables if hit.strength >= NAMED]
    found: list[tuple[Column, list[Hop]]] = []
    for table in tables:
        hops = graph.path(rows.name, table.name, to_one=True)
        if hops and table != things and not any(hop.other.table == things.name for hop in hops):
            found.append((hops[-1].own, hops[:-1]))
        elif table == rows and table.key:
            found.append((table.key, []))
    if not tables and not items[0].values:
        columns = [
            hit.column for hit in items[0].columns if hit.strength >= NAMED and not hit.column.is_measure
        ]
        own = [each for each in columns if each.table == rows.name]
        ways = ((each, graph.path(rows.name, each.table, to_one=True)) for each in own or columns)
        found += [(each, hops) for each, hops in ways if hops is not None and each.table != things.name]
    return found[0] if len(found) == 1 else None
