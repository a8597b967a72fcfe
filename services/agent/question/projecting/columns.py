"""The things that a plan tells, and other cells of them in the places of those that it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.agent.question.language.words import name_words, stem
from services.agent.question.plans.plan import Lookup, Output, Plan
from services.agent.question.projecting.ways import Way
from services.agent.question.shaping.arranging import arranged, renamed, shown_of, under
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table


@dataclass(frozen=True)
class Base:
    """The things that a plan tells."""

    table: Table
    name: str
    """What the plan calls their table: another name where it is joined to itself."""

    @property
    def key(self) -> Column | None:
        """What numbers them, as the plan calls it."""
        return self.under(self.table.key) if self.table.key else None

    @property
    def called(self) -> frozenset[str]:
        """Stems of what the plan calls them: the manager's name is a manager's own."""
        return frozenset(map(stem, name_words(self.name)))

    def under(self, column: Column) -> Column:
        """Return a column of them as the plan calls it."""
        return under(column, self.name)


def base_of(plan: Plan, figures: int, catalog: Catalog) -> Base | None:
    """Return the things that a plan lists, or of which it tells that many figures."""
    computed = [each for each in plan.outputs if each.function]
    plain = [each for each in shown_of(plan) if not each.function]
    names = {each.column.table for each in plain if each.column}
    odd = any(each.bucket or each.combination for each in plain) or plan.within
    if odd or len(computed) != figures or len(names) != 1 or bool(figures) != plan.grouped:
        return None
    name = names.pop()
    again = next((each.again for each in plan.lookups if each.one.table == name and each.again), name)
    table = catalog.by_name.get(again)
    if table is None or (not plan.grouped and plan.rows.table != table):
        return None
    base = Base(table, name)
    if plan.grouped:
        told = {base.under(each) for each in (*table.names, *([table.key] if table.key else []))}
        named = {each.column for each in plain} <= told and name != plan.rows.table.name
        known = base.key is not None or any(each.column and each.column.unique for each in plain)
        return base if named and known else None
    return base if table.key or not plan.distinct else None


class Columns:
    """A plan with other cells in the places of those that it shows."""

    def __init__(self, plan: Plan, base: Base, catalog: Catalog) -> None:
        self.plan, self.base, self.catalog = plan, base, catalog
        self.lookups = list(plan.lookups)
        self.taken = {each.one.table for each in plan.lookups} | {plan.rows.table.name, base.name}
        self.under: dict[tuple[Column, ...], str] = {}
        """The name of the table at the end of a way, by the columns that lead there."""

    def put(self, cells: Sequence[tuple[str, Way | None]]) -> Plan:
        """Show what lies at the end of each way, and the plan's next figure where there is none."""
        figures = iter([each for each in self.plan.outputs if each.function])
        answer: list[Output] = []
        for _, way in cells:
            told = [next(figures)] if way is None else [Output(each) for each in self._columns(way)]
            answer += told
        answer = list(dict.fromkeys(answer))
        plain = [each for each in self.plan.outputs if not each.function]
        places = [*(each.output for each in self.plan.order), *(each.output for each in self.plan.having)]
        used = [self.plan.outputs[place] for place in places]
        kept = [*(plain if self.plan.grouped else []), *used]
        if (
            self.plan.grouped
            and self.base.key
            and not any(each.column and each.column.unique for each in plain)
        ):
            kept.append(Output(self.base.key))
        outputs = list(dict.fromkeys([*answer, *kept]))
        plan = replace(self.plan, lookups=tuple(self.lookups), distinct=False)
        return arranged(plan, outputs, range(len(answer)))

    def _columns(self, way: Way) -> Iterator[Column]:
        """Yield the cells at the end of a way, and join what lies on it."""
        if not way.hops:
            yield from (self.base.under(each) for each in way.columns)
            return
        steps = tuple(hop.own for hop in way.hops)
        if steps not in self.under:
            self.under[steps] = self._join(way)
        yield from (under(each, self.under[steps]) for each in way.columns)

    def _join(self, way: Way) -> str:
        at = self.base.name
        for hop in way.hops:
            own = under(hop.own, at)
            known = [each for each in self.lookups if each.many == own]
            if known:
                at = known[0].one.table
                continue
            there = hop.other.table
            at = renamed(hop.own, {*self.taken, *self.catalog.by_name}) if there in self.taken else there
            again = there if at != there else ""
            self.lookups.append(Lookup(own, under(hop.other, at), again))
            self.taken.add(at)
        return at
