"""Reads what evidence tells of an end: "best refers to MIN(place)", "most refers to MAX(COUNT(order_id))"."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from services.agent.question.evidence.finding import used
from services.agent.question.evidence.naming import columns_named, nearest, words_of
from services.agent.question.language.words import spoken, stem
from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import Extreme, Function, MostRelated, Output, Plan
from services.agent.question.tables.calling import tables_called
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog

_END = re.compile(r"^(?P<end>max|min)(?:imum)?\s*\(\s*(?P<of>[^()]+?)\s*\)$", re.I)
_OF_MANY = re.compile(
    r"^(?P<end>max|min)(?:imum)?\s*\(\s*(?P<figure>count|sum|avg)\s*\(\s*(?P<of>[^()]+?)\s*\)\s*\)$", re.I
)
_IS = re.compile(r"\b(?P<be>is|are|was|were)\s+(?:the\s+)?$", re.I)
_HAS = re.compile(
    r"\b(?:has|have|had|got|with|scored|recorded|set)\s+(?:the\s+|an?\s+|his\s+|her\s+|their\s+|its\s+)?$",
    re.I,
)
_MANY = {True: "most", False: "fewest"}
_FUNCTIONS = {"count": Function.COUNT, "sum": Function.SUM, "avg": Function.AVERAGE}


@dataclass(frozen=True)
class End:
    """The highest or the lowest of a column, or of a figure of many rows."""

    column: Column | None
    function: Function | None
    largest: bool
    rows: str = ""
    """Whose number it is of, where rows are counted."""

    def is_in(self, plan: Plan) -> bool:
        """Whether a plan takes this end."""
        return any(self._is(part) for part in parts_of(plan)) or self._is_first(plan)

    def _is(self, part: object) -> bool:
        match part:
            case Extreme(column, largest):
                return self.function is None and column == self.column and largest is self.largest
            case MostRelated(largest=largest):
                return self.function is Function.COUNT and largest is self.largest
            case Output(column, Function.MAXIMUM | Function.MINIMUM as function):
                return column == self.column and (function is Function.MAXIMUM) is self.largest
        return False

    def _is_first(self, plan: Plan) -> bool:
        """Whether a plan is sorted by it, and keeps the first."""
        if not plan.order or not (plan.limit or plan.ties):
            return False
        output = plan.outputs[plan.order[0].output]
        is_it = output.function is self.function and (self.column in (None, output.column))
        return is_it and plan.order[0].descending is self.largest


def read_end(says: str, said: Collection[str], catalog: Catalog) -> End | None:
    """Read the end of a header, or of a figure; None for all else."""
    if many := _OF_MANY.match(says):
        function = _FUNCTIONS[many["figure"].casefold()]
        return End(None, function, many["end"].casefold() == "max", _rows(many["of"], function, catalog))
    found = _END.match(says)
    column = nearest(columns_named(found["of"], catalog), said, catalog) if found else None
    return End(column, None, found["end"].casefold() == "max") if found and column else None


def say_end(question: str, term: str, end: End, catalog: Catalog) -> str:
    """Say an end by its header where a question uses the term; what says an end by itself stays so."""
    found = used(question, term)
    if found is None or not (end.column or end.rows):
        return question
    before, behind = question[: found.start()], question[found.end() :]
    put = f"{_way(end)} {spoken(end.column.name)}" if end.column else f"{_MANY[end.largest]} {end.rows}"
    after = re.match(r"\s+(\w+)", behind)
    if after and tables_called(stem(after[1].casefold()), catalog):
        return f"{before}{after[1]} with the {put}{behind[after.end() :]}"
    if end.column is None:
        return f"{before}{put}{behind}" if _HAS.search(before) else question
    if stem(words_of(term)[-1]) in map(stem, words_of(end.column.name)) or _HAS.search(before):
        return f"{before}{put}{behind}"
    if _IS.search(before) and not after:
        return f"{_IS.sub('has the ', before)}{put}{behind}"
    return question


def _rows(header: str, function: Function, catalog: Catalog) -> str:
    """Return what rows are called that are counted for each of what they refer to."""
    tables = {each.table for each in columns_named(header, catalog) if not each.unique}
    return spoken(tables.pop()) if len(tables) == 1 and function is Function.COUNT else ""


def _way(end: End) -> str:
    if end.column and end.column.is_date:
        return "latest" if end.largest else "earliest"
    return "highest" if end.largest else "lowest"
