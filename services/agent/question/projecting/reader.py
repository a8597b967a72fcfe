"""Gives the rows that a question is about the cells that it wants of each, from wherever they refer to."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.composing.graphs import graph_of
from services.agent.question.language.words import name_words, stem
from services.agent.question.plans.plan import Function, Lookup, Order, Output, Plan
from services.agent.question.plans.printer import to_sql
from services.agent.question.projecting.frames import Frame, frames_of
from services.agent.question.projecting.ways import Way, Ways
from services.agent.question.shaping.arranging import arranged
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

Surest = Callable[[str], Reading | None]
"""Answers a question of its own; None where it is not answered surely."""
SHOWN = 0.98
"""What is left of the question for the rows."""
_FIGURE = re.compile(
    r"^(?:the\s+|their\s+|its\s+)?(?:(?:total|overall|combined)\s+)?(?:(?:number|count|sum|total|amount)\s+of\b|average\b|mean\b|total\b|"
    r"how\s+(?:many|much)\b|(?:highest|lowest|maximum|minimum|median)\b)",
    re.IGNORECASE,
)
_NUMBERS = frozenset(["id", "code", "number", "key", "no", "name", "ref"])


def read_projected(question: str, catalog: Catalog, ask: Surest, *, far: bool = True) -> Reading | None:
    """Read what is shown of each of some rows; None where anything of it is not found.

    Args:
        question: As it was asked.
        catalog: What is asked about.
        ask: Answers the questions for the rows and for the figures beside them.
        far: Only if something of another table is shown; the rows' own cells are read elsewhere.
    """
    if len(catalog.tables) < 2:
        return None
    return next(filter(None, (_read(frame, catalog, ask, far=far) for frame in frames_of(question))), None)


def _read(frame: Frame, catalog: Catalog, ask: Surest, *, far: bool) -> Reading | None:
    figures = [part for part in frame.parts if _FIGURE.match(part)]
    if len(figures) == len(frame.parts) or (figures and frame.is_asked):
        return None
    told = (f"{' and '.join(figures)} for each {frame.rows}",) if figures else frame.questions
    asked = (_listed(reading) for reading in map(ask, told) if reading)
    found = next((each for each in asked if _things(each.plan, len(figures), catalog)), None)
    table = found and _things(found.plan, len(figures), catalog)
    if found is None or table is None:
        return None
    ways = Ways(table, catalog, graph_of(catalog))
    cells = {part: ways.find(part) for part in frame.parts if part not in figures}
    if not all(cells.values()) or (far and not any(way and way.hops for way in cells.values())):
        return None
    shown = _Shown(found.plan, table, catalog)
    plan = shown.put([(part, cells.get(part)) for part in frame.parts])
    plan = plan and _sorted(plan, frame, ways)
    if plan is None:
        return None
    return print_reading(plan, to_sql(plan), SHOWN * found.confidence, found.matches)


def _listed(reading: Reading) -> Reading:
    """List the rows that a question counts; all others stay as they are read."""
    plan, count = reading.plan, Output(None, Function.COUNT)
    if plan.grouped or plan.lookups or plan.outputs != (count,) or not plan.rows.table.columns:
        return reading
    first = plan.rows.table.key or plan.rows.table.label or plan.rows.table.columns[0]
    return replace(reading, plan=replace(plan, outputs=(Output(first),), answer=None))


def _things(plan: Plan, figures: int, catalog: Catalog) -> Table | None:
    """Return the table of the things that a plan lists, or tells that many figures of."""
    computed = [each for each in plan.outputs if each.function]
    plain = [each for each in plan.outputs if not each.function]
    tables = {each.column.table for each in plain if each.column}
    odd = any(each.bucket or each.combination for each in plain) or plan.within
    if odd or len(computed) != figures or len(tables) != 1 or bool(figures) != plan.grouped:
        return None
    table = catalog.by_name.get(tables.pop())
    if table is None or (not plan.grouped and plan.rows.table != table):
        return None
    keyed = any(each.column and each.column.unique for each in plain) or table.key is not None
    return table if keyed or not (plan.grouped or plan.distinct) else None


class _Shown:
    """A plan with other cells in the places of those that it shows."""

    def __init__(self, plan: Plan, table: Table, catalog: Catalog) -> None:
        self.plan, self.table, self.catalog = plan, table, catalog
        self.lookups = list(plan.lookups)
        self.taken = {each.one.table for each in plan.lookups} | {plan.rows.table.name, table.name}
        self.under: dict[tuple[Column, ...], str] = {}
        """The name of the table at the end of a way, by the columns that lead there."""

    def put(self, cells: Sequence[tuple[str, Way | None]]) -> Plan | None:
        figures = iter([each for each in self.plan.outputs if each.function])
        answer: list[Output] = []
        for _, way in cells:
            told = [next(figures)] if way is None else [Output(each) for each in self._columns(way)]
            answer += told
        answer = list(dict.fromkeys(answer))
        plain = [each for each in self.plan.outputs if not each.function]
        used = [self.plan.outputs[each.output] for each in (*self.plan.order, *self.plan.having)]
        kept = [*(plain if self.plan.grouped else []), *used]
        if self.plan.grouped and self.table.key and not any(each.column and each.column.unique for each in plain):
            kept.append(Output(self.table.key))
        outputs = list(dict.fromkeys([*answer, *kept]))
        plan = replace(self.plan, lookups=tuple(self.lookups), distinct=False)
        return arranged(plan, outputs, range(len(answer)))

    def _columns(self, way: Way) -> Iterator[Column]:
        """Yield the cells at the end of a way, and join what lies on it."""
        if not way.hops:
            yield from way.columns
            return
        steps = tuple(hop.own for hop in way.hops)
        if steps not in self.under:
            self.under[steps] = self._join(way)
        yield from (replace(each, table=self.under[steps]) for each in way.columns)

    def _join(self, way: Way) -> str:
        at = ""
        for hop in way.hops:
            own = replace(hop.own, table=at) if at else hop.own
            known = [each for each in self.lookups if each.many == own]
            if known:
                at = known[0].one.table
                continue
            there = hop.other.table
            at = self._called(hop.own) if there in self.taken else there
            again = there if at != there else ""
            self.lookups.append(Lookup(own, replace(hop.other, table=at), again))
            self.taken.add(at)
        return at

    def _called(self, column: Column) -> str:
        """Return a name for the rows that a column refers to, which no table has."""
        called = "_".join(word for word in name_words(column.name) if word not in _NUMBERS) or "referred"
        names = {each.casefold() for each in (*self.taken, *self.catalog.by_name)}
        while called in names:
            called += "_row"
        return called


def _sorted(plan: Plan, frame: Frame, ways: Ways) -> Plan | None:
    """Sort by what is said, one of the things that are shown; None where it is none of them."""
    if not frame.by:
        return plan
    if plan.limit or plan.ties:
        return None
    shown = plan.answer or tuple(range(len(plan.outputs)))
    said = set(map(stem, name_words(frame.by))) - {"the", "of"}
    columns = [way.columns for way in [ways.find(frame.by)] if way]
    names = [place for place in shown for each in columns if plan.outputs[place].column in each]
    parts = [place for place, part in enumerate(frame.parts) if said <= set(map(stem, name_words(part)))]
    figures = [place for place in shown if plan.outputs[place].function]
    if not names and len(parts) == 1 and len(figures) == 1 and _FIGURE.match(frame.parts[parts[0]]):
        names = figures
    return replace(plan, order=tuple(Order(each, frame.descending) for each in names)) if names else None
