"""Gives a plan the columns that a question wants of its answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from services.agent.question.composing.nodes import Graph, condition_column, lookups_for
from services.agent.question.definitions import Explained
from services.agent.question.definitions.exclusions import Exclusion
from services.agent.question.doubts.soundness import all_conditions
from services.agent.question.linking.items import Item
from services.agent.question.linking.linker import covers
from services.agent.question.plans.parts import adds_repeatedly, divides_all, joins_all, repeats_things
from services.agent.question.plans.plan import Function, Output, Plan
from services.agent.question.shaping.arranging import (
    arranged,
    asks_more,
    hinted_column,
    is_needed,
    is_one_each,
    name_in_full,
    name_keys,
    named_instead,
    names_of,
    ranked_by,
    shown_of,
    stands_beside,
)  # fmt: skip
from services.agent.question.shaping.elements import Element, Part, has_names
from services.agent.question.shaping.form import Form
from services.agent.question.shaping.measures import Measures, is_another
from services.agent.question.shaping.placing import Place
from services.agent.question.shaping.strays import without_strays
from services.agent.question.shaping.theirs import of_the_same, said_once
from services.agent.question.shaping.wanted import Wanted
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_FIRST = re.compile(r"\b(?:first|given)\s+names?\b|\bforenames?\b", re.IGNORECASE)
_LAST = re.compile(
    r"\blast\s+names?\b|\blast\s+and\s+first\s+names?\b|\bsurnames?\b|\bfamily\s+names?\b", re.IGNORECASE
)
_SURE = 0.6  # Strength from which a word names a column of the very things that are asked for.


class UnshapedError(Exception):
    """The plan cannot show what is wanted."""


@dataclass(frozen=True)
class Shape:
    """How an answer is to be written, and what it is to show."""

    form: Form
    wanted: Wanted
    catalog: Catalog
    graph: Graph
    exclusion: Exclusion = field(default_factory=lambda: Exclusion(""))
    explained: Explained | None = None
    """What the question explained by itself."""
    place: Place = field(default_factory=lambda: Place(""))
    everyday: bool = False
    """Whether what people may call a thing counts too, besides what the data calls it."""
    is_part: bool = False
    """Whether its answer is set against another, by the keys of both: names come in the end."""

    @property
    def question(self) -> str:
        """The question without what it says of the shape."""
        return self.wanted.question

    def about(self, text: str) -> "Shape":
        """Return the shape of a plain answer to a question that is a part of this one."""
        form, wanted, exclusion, place = Form(text), Wanted(text), Exclusion(text), Place(text)
        return replace(self, form=form, wanted=wanted, exclusion=exclusion, place=place, is_part=True)

    def cuts(self, most: int, now: date | None) -> list[list[Item]]:
        """Return the best ways to cut the question into pieces."""
        now = now or self.catalog.newest_day
        return covers(self.question, self.catalog, most=most, now=now, everyday=self.everyday)

    def put_on(self, plan: Plan) -> Plan | None:
        """Give a plan the shape; None where it cannot have it."""
        if (placed := self.place.put_on(plan)) is None:
            return None
        plan = placed
        first, last = _FIRST.search(self.form.question), _LAST.search(self.form.question)
        if bool(first) == bool(last) and (self.wanted.is_added or not self.wanted.elements):
            plan = name_in_full(plan, self.catalog, asked=bool(first))
        if self.wanted.elements:
            try:
                plan = _Shaper(plan, self.catalog, self.graph).shape(self.wanted)
            except UnshapedError:
                return None
        if not self.is_part:
            plan = name_keys(plan, self.form.question, catalog=self.catalog, graph=self.graph)
        ordered = self.place.ties.put_on(without_strays(plan, self.catalog), self.catalog, self.graph)
        kept = self.exclusion.put_on(ordered, self.catalog) if ordered else None
        kept = self.explained.put_on(kept) if self.explained and kept else kept
        wrong = (adds_repeatedly, repeats_things, divides_all)
        if kept and (not joins_all(kept) or any(is_so(kept) for is_so in wrong)):
            return None  # A figure that the question defines may be of tables that nothing joins row by row.
        return kept if self.form.is_free or kept is None else self.form.write(kept)


class _Shaper:
    """Finds each thing that is wanted among what a plan has, or beside it."""

    def __init__(self, plan: Plan, catalog: Catalog, graph: Graph) -> None:
        self.plan = plan
        self.catalog = catalog
        self.graph = graph
        self.shown = shown_of(plan)
        self.lookups = list(plan.lookups)
        named = [output.column for output in self.shown if output.function is None and output.column]
        self.things = catalog.by_name[named[0].table] if named else plan.rows.table
        """The table of what is asked for."""

    def shape(self, wanted: Wanted) -> Plan:
        figures = all(output.function for output in self.plan.outputs) and not self.plan.grouped
        if figures and not (wanted.is_added and all(each.measure for each in wanted.elements)):
            raise UnshapedError  # One figure shows nothing else but figures of the same rows.
        counted = any(output.function for output in self.plan.outputs)
        elements = [each if counted or not each.is_number else Element(Part.KEY) for each in wanted.elements]
        several = sum(element.part is Part.FIGURE for element in elements) > 1
        found = self._all_outputs(elements, several=several)
        if (len(set(found)) < len(found) and several) or (figures and set(found) <= set(self.shown)):
            raise UnshapedError  # A figure that is asked for besides is another one.
        besides = {each for each in found if each.function}
        if wanted.is_asked and besides and besides <= {*self.shown}:
            raise UnshapedError  # "And how many invoices are there" asks for another figure.
        bare = any(each.measure and each.measure.is_bare for each in elements)
        ranked = any(self.plan.outputs[each.output].function for each in self.plan.order)
        more = wanted.elements[0].part is Part.NAME and asks_more(self.plan, self.things, found)
        if more or (wanted.is_added and bare and not ranked and set(found) <= set(self.shown)):
            raise UnshapedError  # "Number and sum", of what is a sum already.
        answer = named_instead(self._beside_what(wanted), found, self.catalog, self.graph)
        kept = [output for place, output in enumerate(self.plan.outputs) if is_needed(self.plan, place)]
        keys = [Output(key) for output in found if (key := stands_beside(self.plan, output))]
        outputs = list(dict.fromkeys([*answer, *kept, *keys]))
        if self.plan.grouped and counted and all(each.function is None for each in outputs):
            raise UnshapedError  # The figure of each group was asked for too.
        plan = arranged(replace(self.plan, lookups=tuple(self.lookups)), outputs, range(len(answer)))
        if plan.distinct and any(each.function and not each.rows for each in outputs):
            return replace(plan, grouped=True, distinct=False)  # A figure beside each different thing.
        return replace(said_once(plan), distinct=plan.distinct and not plan.order)

    def _beside_what(self, wanted: Wanted) -> list[Output]:
        shown = self.shown if wanted.is_added or wanted.groups else []
        return shown if wanted.is_added else [output for output in shown if output.function is None]

    def _all_outputs(self, elements: Sequence[Element], *, several: bool) -> list[Output]:
        left = [each for each in elements if each.part is Part.LEFT]
        several, rest = several or bool(left), [each for each in elements if each not in left]
        told = of_the_same({each: self._outputs(each, several=several) for each in rest})
        free = [each for each in self.plan.outputs if each.function and [each] not in told.values()]
        if left and len(free) != 1:
            raise UnshapedError  # What the others leave is not one figure.
        return [output for each in elements for output in told.get(each, free)]

    def _outputs(self, element: Element, *, several: bool) -> list[Output]:
        match element.part:
            case Part.NAME:
                return self._names(element.table)
            case Part.KEY if self.things.key:
                return [self._beside(self.things.key)]
            case Part.DAY:
                return [self._day(element)]
            case Part.RANK:
                return [self._rank(element)]
            case Part.FIGURE:
                measures = Measures(self.plan, self.things, self.catalog, self.graph)
                said = element.measure and measures.find(element.measure)
                if several and not said:
                    raise UnshapedError
                return [said or self._figure(element)]
        stretches = [each for each in self.plan.outputs if element.bucket and each.bucket is element.bucket]
        if stretches:
            return stretches[:1]
        column = self._column(element)
        measure = next((each for each in self.plan.outputs if each.function and each.column == column), None)
        named = names_of(column, self.plan, self.catalog)
        return [measure] if measure else named or [self._beside(column)]

    def _names(self, table: Table | None) -> list[Output]:
        said, table = table, table or self.things
        keys = [output for output in self.shown if output.function is None]
        if self.plan.grouped and keys and keys[0].column not in table.names:
            counts = [each for each in self.shown if each.function is Function.COUNT and each.column is None]
            if counts and said == self.plan.rows.table:
                return counts  # "Month, tickets", of tickets that are counted.
            if table == self.things and keys[0].column and has_names(keys[0].column, self.catalog):
                return keys  # The region's name is the region itself.
        if not table.names:
            raise UnshapedError
        return [self._beside(column) for column in table.names]

    def _rank(self, element: Element) -> Output:
        """Return at which place each stands, unless its own rows say a rank.

        Raises:
            UnshapedError: Nothing says in which order.
        """
        own = [hit.column for hit in element.columns if hit.column.table == self.things.name]
        found = self._beside(own[0]) if own else ranked_by(self.plan)
        if found is None:
            raise UnshapedError
        return found

    def _day(self, element: Element) -> Output:
        """Return the day that is computed or asked about, else the only one that the rows have.

        Raises:
            UnshapedError: There is none, or nothing says which of several is meant.
        """
        near = {self.things.name, self.plan.rows.table.name}
        days = element.days or [
            each for name in sorted(near) for each in self.catalog.by_name[name].columns if each.is_date
        ]
        near_days = [each for each in days if each.table in near]
        computed = [each for each in self.plan.outputs if each.function and each.column in near_days]
        if len(computed) == 1:
            return computed[0]
        asked = {condition_column(each) for each in all_conditions(self.plan.rows)}
        for found in ([each for each in near_days if each in asked], near_days):
            if len(found) == 1:
                return self._beside(found[0])
        plain = not element.days and not self.things.rival_dates  # An invoice's date is none when it is due.
        return self._beside((plain and self.things.main_date) or self._column(element))

    def _figure(self, element: Element) -> Output:
        """Return what was computed for each group, or what the rows are ranked by, else a column called so.

        Raises:
            UnshapedError: There is none, or several.
        """
        computed = [output for output in self.plan.outputs if output.function]
        known = [*all_conditions(self.plan.rows), *(each for output in computed for each in output.when)]
        if element.values and not {hit.column for hit in element.values} & set(map(condition_column, known)):
            raise UnshapedError  # "How many failed", where nothing is known of any that did.
        if len(computed) == 1 and not (element.measure and is_another(element.measure, computed[0])):
            return computed[0]
        ranked = [self.plan.outputs[each.output] for each in self.plan.order[:1] if self.plan.limit]
        extreme = self.plan.rows.extreme
        ranked = [Output(extreme.column)] if extreme else ranked
        own = element.measure.function if element.measure else None
        if not computed and not ranked and element.columns and own is None:
            return self._beside(self._column(element))
        if computed or len(ranked) != 1:
            raise UnshapedError
        return ranked[0]

    def _column(self, element: Element) -> Column:
        """Return the column that is wanted: of the things themselves before what they refer to.

        Raises:
            UnshapedError: No column fits, or two do.
        """
        if element.hints:
            if hinted := hinted_column(self.things, element.hints):
                return hinted
            raise UnshapedError
        measured = [output.column for output in self.plan.outputs if output.function]
        for tables, least in (({self.things.name}, _SURE), ({self.plan.rows.table.name}, _SURE), (None, 0.9)):
            fits = [hit for hit in element.columns if hit.strength >= least]
            fits = [
                hit for hit in fits if tables is None or hit.column.table in tables or hit.column in measured
            ]
            best = max((hit.strength for hit in fits), default=0.0)
            top = [hit.column for hit in fits if hit.strength == best]
            said = [column for column in top if column in measured]
            if len(said or top) == 1:
                return (said or top)[0]
            if top:
                raise UnshapedError
        raise UnshapedError

    def _beside(self, column: Column) -> Output:
        """Show a column of the rows, or of what each of them refers to.

        Raises:
            UnshapedError: The rows or the groups have several of it.
        """
        known = [each for each in self.plan.outputs if each.column == column and not each.function]
        if known:
            return known[0]
        if self.plan.grouped and not is_one_each(column, self.plan, self.graph):
            raise UnshapedError
        if column.table != self.plan.rows.table.name:
            self._look_up(column.table)
        return Output(column)

    def _look_up(self, table: str) -> None:
        if not (path := self.graph.path(self.plan.rows.table.name, table, to_one=True)):
            raise UnshapedError
        self.lookups += [each for each in lookups_for(path) if each not in self.lookups]
        if len({each.one.table for each in self.lookups}) < len(self.lookups):
            raise UnshapedError
