"""Rows that are rows of another table, too: a swimmer is a person, whose name and height that table tells.

What is asked of such rows is told by either table: of all of them, sorted, or of the first by some figure.
"""

import re
from dataclasses import dataclass, replace

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.composing.graphs import graph_of
from services.agent.question.composing.joins import known_joins
from services.agent.question.language.superlatives import EST
from services.agent.question.language.words import name_words, spoken, stem
from services.agent.question.plans.plan import Lookup, Order, Output, Plan, RowSet
from services.agent.question.plans.printer import to_sql
from services.agent.question.projecting.reader import Surest
from services.agent.question.projecting.ways import Ways
from services.agent.question.tables.columns import Column
from services.agent.question.tables.edges import Edge
from services.agent.question.tables.schema import Catalog, Table

SURE = 0.95
"""How sure a list is whose every column is found in one of the two tables."""
_HIGHEST = r"highest|largest|greatest|biggest|most|maximum"
_LOWEST = r"lowest|smallest|least|fewest|minimum"
_SHOW = (
    r"^(?:(?:please\s+)?(?:list|show|give|find|return|display)(?:\s+(?:me|us))?|what\s+(?:is|are))\s+"
    r"(?:all\s+)?(?:the\s+)?"
)
_ASKED = re.compile(
    rf"{_SHOW}(?P<shown>[\w' ,-]+?)\s+(?:of|for)\s+(?:all\s+)?(?:the\s+|each\s+|every\s+)?"
    rf"(?:(?P<est>{EST})\s+)?(?P<rows>[a-z]+(?:\s+[a-z]+)?)"
    rf"(?:\s+(?:with|that\s+has|who\s+has|having)\s+the\s+(?P<way>{_HIGHEST}|{_LOWEST})\s+(?P<best>[\w ]+?)|"
    r"\s*,?\s+in\s+(?P<first>ascending|descending)\s+order\s+of\s+(?:the\s+|their\s+)?(?P<by>[\w ]+?)|"
    r"\s*,?\s+(?:sorted|ordered)\s+by\s+(?:the\s+|their\s+)?(?P<by2>[\w ]+?)"
    r"(?:,?\s+(?:in\s+)?(?P<last>ascending|descending)(?:\s+order)?)?)?[\s.?]*$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+(?:the\s+)?", re.IGNORECASE)
_FIGURES = re.compile(r"\b(?:number|count|average|mean|total|sum|maximum|minimum|how)\b", re.IGNORECASE)


def read_kindred(question: str, catalog: Catalog, ask: Surest) -> Reading | None:
    """Read what is told of rows by their own table and by the one whose rows they are; None for others."""
    found = _ASKED.match(" ".join(question.split()))
    if found is None or _FIGURES.search(found["shown"]):
        return None
    words = tuple(stem(word) for word in name_words(found["rows"]))
    edges = [edge for edge in known_joins(catalog) if _is_kin(edge, words, catalog)]
    if len(edges) != 1:
        return None
    ways = _Cells(edges[0], catalog)
    shown = [ways.find(part) for part in _PARTS.split(found["shown"])]
    order = _order(found, ways, ask)
    if not all(shown) or order is None:
        return None
    plan = ways.plan([column for columns in shown for column in columns], order)
    return print_reading(plan, to_sql(plan), SURE, ())


def _is_kin(edge: Edge, words: tuple[str, ...], catalog: Catalog) -> bool:
    """Whether rows of the table called so have no name, and are each one of another that has."""
    here, there = catalog.by_name[edge.many.table], catalog.by_name[edge.one.table]
    nameless = here.label is None or not here.label.is_text
    named = there.label is not None and there.label.is_text and edge.one == there.key
    return here.words == words and edge.many.unique and nameless and named


@dataclass(frozen=True)
class _Sorting:
    """By what rows are sorted, or are the best."""

    by: Column | None
    down: bool
    is_best: bool


class _Cells:
    """The columns of rows, their own and those of the rows that they are."""

    def __init__(self, edge: Edge, catalog: Catalog) -> None:
        self.edge = edge
        self.here, self.there = catalog.by_name[edge.many.table], catalog.by_name[edge.one.table]
        self._ways = [Ways(each, catalog, graph_of(catalog)) for each in (self.here, self.there)]

    def find(self, phrase: str) -> tuple[Column, ...]:
        """Return what a phrase means in the one table or the other; nothing where in neither."""
        said = {stem(word) for word in name_words(phrase)} - {"the", "their"}
        if said and said <= {"name", "full"}:
            return self.there.names
        tables: list[Table] = [self.here, self.there]
        for table, ways in zip(tables, self._ways, strict=True):
            way = ways.find(phrase)
            if way and not way.hops and all(each.table == table.name for each in way.columns):
                return way.columns
        return ()

    def plan(self, shown: list[Column], sorting: "_Sorting") -> Plan:
        """List columns of all rows, or of the best, in an order."""
        by = sorting.by
        columns = [*shown, *([by] if by and by not in shown else [])]
        lookups = (Lookup(self.edge.many, self.edge.one),)
        afar = any(each.table == self.there.name for each in columns)
        order = (Order(columns.index(by), sorting.down),) if by else ()
        plan = Plan(RowSet(self.here), tuple(map(Output, columns)), lookups if afar else (), order=order)
        answer = tuple(range(len(shown))) if len(columns) > len(shown) else None
        return replace(plan, ties=sorting.is_best, answer=answer)


def _order(found: re.Match[str], ways: _Cells, ask: Surest) -> _Sorting | None:
    """Return by what rows are sorted or ranked; None where that is not found."""
    if found["est"]:
        return _extreme(f"which {spoken(ways.there.name)} are the {found['est']}", ways, ask)
    said = found["best"] or found["by"] or found["by2"]
    columns = ways.find(said) if said else ()
    if said and len(columns) != 1:
        return None
    if found["best"]:
        return _Sorting(columns[0], bool(re.fullmatch(_HIGHEST, found["way"], re.IGNORECASE)), is_best=True)
    down = (found["first"] or found["last"] or "").casefold() == "descending"
    return _Sorting(columns[0] if columns else None, down, is_best=False)


def _extreme(question: str, ways: _Cells, ask: Surest) -> _Sorting | None:
    """Return which column an adjective compares where all of the other table's rows are asked for."""
    found = ask(question)
    extreme = found.plan.rows.extreme if found and found.plan.rows.table == ways.there else None
    plain = extreme and not extreme.group and extreme.place == 1 and found and not found.plan.rows.conditions
    return _Sorting(extreme.column, extreme.largest, is_best=True) if extreme and plain else None
