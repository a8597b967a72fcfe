"""The figures that a question wants beside what it asks: "return the name, number of orders and total"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from services.agent.question.composing.grouping import FUNCTIONS
from services.agent.question.composing.nodes import Graph, Hop, condition_column
from services.agent.question.language.lexicon import Sense
from services.agent.question.linking.income import really_got
from services.agent.question.linking.items import ColumnHit, Item, is_of_days
from services.agent.question.plans.plan import (
    Beside,
    Combination,
    Compare,
    Comparison,
    Condition,
    CountRelated,
    Function,
    InSet,
    MostRelated,
    OneOf,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table, ValueHit

_EDGES = {Sense.HIGHEST: Function.MAXIMUM, Sense.LOWEST: Function.MINIMUM}
_SURE = 0.6
"""Strength from which a word names a column of the very rows that are computed with."""
_NAMED = 0.85
"""The same of other rows."""
_LASTING = frozenset(["days", "day", "time", "long", "longest", "shortest", "hours", "weeks"])
"""Words for how long something takes."""
_PASSED = (
    Sense.LIGHT, Sense.DISTINCT, Sense.AND, Sense.FILLER, Sense.IN, Sense.OF, Sense.DO, Sense.HAVE, Sense.BE,
    Sense.THAT, Sense.WITH, Sense.BY,
)  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """A figure that is said in full: what is computed, and of what."""

    function: Function
    columns: tuple[ColumnHit, ...] = ()
    tables: tuple[Table, ...] = ()
    distinct: bool = False
    values: tuple[tuple[ValueHit, ...], ...] = ()
    """What is said of the rows: the values that each word may name."""
    plain: str = ""
    """The figure in words without these values."""
    flag: Column | None = None
    """A column of yes and no that says yes of the rows."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing says what is computed with."""
        return not (self.columns or self.tables)


def read_measure(items: Sequence[Item]) -> Measure | None:
    """Read ``the number of different customers``, ``total price``; None where it is said otherwise."""
    functions = [each for item in items if (each := _function(item)) and not item.is_noun]
    pairs = [pair for pair in pairwise(items) if pair[0].values and not pair[0].tables]
    told = [item for item, after in pairs if after.is_noun and not is_of_days(item, after)]
    nouns = [item for item in items if item.is_noun and item not in told]
    spoken = [item for item in items if not (item.is_link or _function(item) or item.normal.endswith("ed"))]
    if any(not item.has(*_PASSED) for item in spoken) or not nouns:
        return None
    values = tuple(item.values for item in items if item in told or (item.values and not item.is_noun))
    plain = " ".join(item.text for item in items if item not in told)
    counts = Function.COUNT in functions
    if len(functions) - (counts and len(functions) > 1) != 1:
        return None
    function = next((each for each in functions if each is not Function.COUNT), Function.COUNT)
    tables = tuple(hit.table for item in nouns for hit in item.tables if hit.strength >= _NAMED)
    rest = [hit.table for item in nouns for hit in item.tables]
    tables = tables or (tuple(rest) if counts and len(rest) == 1 else ())  # "Orders", of sales orders.
    columns = really_got(items, _said_of_rows(nouns) or nouns[-1].columns)
    if any(item.normal in _LASTING for item in items):
        columns = tuple(hit for hit in columns if not hit.column.is_date)  # The longest time is no last day.
    if counts and function is not Function.COUNT and not columns:
        return None  # "The average number of orders" is a mean of counts.
    distinct = any(item.has(Sense.DISTINCT) for item in items)
    if tables and function in _EDGES.values() and any(hit.column.role == "id" for hit in columns):
        return None  # "Their largest order" is none with the highest number.
    return Measure(function, columns, tables, distinct, values, plain) if columns or tables else None


def _said_of_rows(nouns: Sequence[Item]) -> tuple[ColumnHit, ...]:
    """Return the figure that stands before what its rows are called: ``closing price``, of daily prices."""
    if len(nouns) < 2 or nouns[-2].tables:
        return ()
    rows = {hit.table.name for hit in nouns[-1].tables}
    own = [hit for hit in nouns[-2].columns if hit.column.is_measure and hit.strength >= _NAMED]
    return tuple(hit for hit in own if hit.column.table in rows)


def bare_measure(item: Item) -> Measure | None:
    """Read ``the total``, of which nothing says what is added up: what each row is worth."""
    bare = not item.is_link and item.has(Sense.SUM, Sense.AVERAGE)
    return Measure(Function.SUM if item.has(Sense.SUM) else Function.AVERAGE) if bare else None


def _function(item: Item) -> Function | None:
    if item.has(Sense.HOW_MANY):
        return Function.COUNT
    known = FUNCTIONS | _EDGES
    return next((known[sense] for sense in item.senses if sense in known), None)


class Measures:
    """Finds the figures that are wanted among those of a plan, or makes them.

    Args:
        plan: What was understood without them.
        things: The table of what is asked for.
        catalog: What the question is about.
        graph: Its joins.
    """

    def __init__(self, plan: Plan, things: Table, catalog: Catalog, graph: Graph) -> None:
        self.plan = plan
        self.things = things
        self.home = plan.rows.table
        self.catalog = catalog
        self.graph = graph

    def find(self, measure: Measure) -> Output | None:
        """Return the output for a figure; None where the plan's rows do not say it."""
        known = [output for output in self.plan.outputs if self._says(output, measure)]
        if known:
            return known[0] if len(known) == 1 else None
        counts = all(output.column is None for output in self.plan.outputs if output.function)
        if measure.is_bare and not counts:
            figures = [output for output in self.plan.outputs if output.function]
            alike = [each for each in figures if each.function is measure.function and not each.combination]
            return alike[0] if len(alike) == 1 < len(figures) else None  # "Average", of a count and a mean.
        if (self.plan.grouped or counts) and (found := self._of_rows(measure)):
            return found
        return None if measure.is_bare else self._of_enough(measure) or self._of_related(measure)

    def _says(self, output: Output, measure: Measure) -> bool:
        if output.function is not measure.function or output.combination or output.rows:
            return False
        if self._when(measure, self.home) != () or output.when:
            return False
        if output.column is None:
            return self.home in measure.tables
        named = measure.function is Function.COUNT and self._named_by(output.column) in measure.tables
        return named or output.column in [hit.column for hit in measure.columns if hit.strength >= _SURE]

    def _when(self, measure: Measure, table: Table) -> tuple[Condition, ...] | None:
        """Say the values of a figure for rows of a table; None where they are none of its."""
        found = list[Condition]()
        for hits in measure.values:
            there = [hit for hit in hits if hit.column.table == table.name]
            if len(there) != 1:
                return None
            found.append(OneOf(there[0].column, there[0].values))
            if len(there[0].values) == 1:
                found[-1] = Compare(there[0].column, Comparison.EQUAL, there[0].values[0])
        if measure.flag:
            if measure.flag.table != table.name:
                return None
            found.append(Compare(measure.flag, Comparison.EQUAL, measure.flag.flag(holds=True)))
        known = self.plan.rows.conditions if table == self.home else ()
        new = tuple(each for each in found if each not in known)
        said = {condition_column(each) for each in known}
        return None if any(condition_column(each) in said for each in new) else new

    def _named_by(self, column: Column) -> Table | None:
        """Return the table of which a column names a row."""
        hops = [hop for hop in self.graph.hops(column.table) if hop.own == column and hop.to_one]
        return self.catalog.by_name[hops[0].other.table] if len(hops) == 1 else None

    def _of_rows(self, measure: Measure) -> Output | None:
        """Compute a figure of the rows that are grouped."""
        when = self._when(measure, self.home)
        found = self._of_all_rows(measure) if when is not None else None
        return replace(found, when=when) if found and when else found

    def _of_all_rows(self, measure: Measure) -> Output | None:
        if measure.function is Function.COUNT:
            return self._counted(measure)
        column = _column(measure, self.home, _SURE)
        told = (self.home in measure.tables or measure.is_bare) and not measure.columns
        column = column or (self.home.worth if told else None)
        return Output(column, measure.function) if column and _fits(column, measure.function) else None

    def _counted(self, measure: Measure) -> Output | None:
        if self.home in measure.tables:
            return None if measure.distinct else Output(None, Function.COUNT)
        for table in measure.tables:
            path = self.graph.path(self.home.name, table.name, to_one=True)
            beside = self.graph.path(self.things.name, table.name, longest=1)
            lone = path[0].own if path and len(path) == 1 and not path[0].is_back else None
            if lone and (measure.distinct or not (beside or self._may_lack(lone, table))):
                return Output(lone, Function.COUNT, distinct=True)
        column = _column(measure, self.home, _NAMED) if measure.distinct else None
        return Output(column, Function.COUNT, distinct=True) if column else None

    def _may_lack(self, own: Column, table: Table) -> bool:
        """Whether artists are told by genre, some of whom may have no row here, and are none the less."""
        keys = {each.column for each in self.plan.outputs if not each.function} & {*table.columns}
        lacks = own.distinct < table.rows or self.plan.rows.conditions
        return bool(lacks) and any(key and not key.unique for key in keys)

    def _of_enough(self, measure: Measure) -> Output | None:
        """Count the different things again of which each thing has enough: ``and the number of pupils``."""
        if measure.function is not Function.COUNT or self._stands_beside() is not True:
            return None
        for each in self.plan.rows.conditions:
            if isinstance(each, CountRelated) and each.counted:
                rows = replace(each.rows, conditions=(*each.rows.conditions, Beside(each.group, each.column)))
                for way in each.lookups:
                    rows = RowSet(self.catalog.by_name[way.one.table], (InSet(way.one, rows, way.many),))
                if self._named_by(each.counted) in measure.tables:
                    return Output(each.counted, Function.COUNT, distinct=True, rows=rows)
        return None

    def _of_related(self, measure: Measure) -> Output | None:
        """Compute a figure of the rows of another table that belong to each thing."""
        tables = [table for table in measure.tables if table not in (self.home, self.things)]
        if measure.function is not Function.COUNT:
            tables = tables or [self.catalog.by_name[hit.column.table] for hit in measure.columns]
        found = [output for table in dict.fromkeys(tables) if (output := self._related(measure, table))]
        return found[0] if len(found) == 1 else None

    def _related(self, measure: Measure, table: Table) -> Output | None:
        path = self.graph.path(self.things.name, table.name, longest=2)
        when, beside = self._when(measure, table), self._stands_beside()
        if not path or any(hop.to_one for hop in path) or table == self.home or when is None or not beside:
            return None
        if len(self.graph.direct(self.things.name, path[0].other.table)) > 1:
            return None
        column = None
        if measure.function is not Function.COUNT:
            column = _column(measure, table, _NAMED)
            if column is None or not _fits(column, measure.function):
                return None
        elif measure.distinct:
            return None
        if beside is Combination.ADDED and measure.function not in (Function.COUNT, Function.SUM):
            return None
        rows = self._rows(path, table)
        rows = replace(rows, conditions=tuple(dict.fromkeys((*when, *rows.conditions))))
        combination = beside if isinstance(beside, Combination) else None
        return Output(column, measure.function, rows=rows, combination=combination)

    def _stands_beside(self) -> Combination | bool:
        """Whether a figure can stand beside each row or group; or is to be added up over the groups' rows."""
        if not self.plan.grouped:
            return self.home == self.things
        if any(output.bucket for output in self.plan.outputs):
            return False  # Of a month of other rows nothing says by which of their days.
        keys, things = [each.column for each in self.plan.outputs if each.function is None], self.things
        if any(key in things.names or (key and key.unique and key.table == things.name) for key in keys):
            return True
        return Combination.ADDED if self.home == things else False

    def _rows(self, path: Sequence[Hop], table: Table) -> RowSet:
        """Describe the rows that belong to a thing, among those that the plan already speaks of."""
        first = path[0]
        near = self.catalog.by_name[first.other.table]
        said = [
            each for each in self.plan.rows.conditions if isinstance(each, CountRelated | InSet | MostRelated)
        ]
        known = next((each.rows.conditions for each in said if each.rows.table == near), ())
        rows = RowSet(near, (*known, Beside(first.other, first.own)))
        for hop in path[1:]:
            there = self.catalog.by_name[hop.other.table]
            rows = RowSet(there, (InSet(hop.other, rows, hop.own),))
        return rows


def _column(measure: Measure, table: Table, least: float) -> Column | None:
    """Return the column of a table that is computed with, where one fits best."""
    hits = [hit for hit in measure.columns if hit.column.table == table.name and hit.strength >= least]
    best, most = (max((hit.strength for hit in each), default=0.0) for each in (hits, measure.columns))
    top = [] if best < _NAMED <= most else [hit.column for hit in hits if hit.strength == best]
    return top[0] if len(top) == 1 else None


def _fits(column: Column, function: Function) -> bool:
    if function in (Function.MINIMUM, Function.MAXIMUM):
        return column.is_number or column.is_date or column.is_time
    return column.is_measure


def is_another(measure: Measure, output: Output) -> bool:
    """Whether a figure is said in full that is computed otherwise: a number of members is no mean of fees."""
    counts = (each is Function.COUNT for each in (measure.function, output.function))
    plain = output.combination is None and output.rows is None
    return bool(measure.tables) and plain and len(set(counts)) > 1
