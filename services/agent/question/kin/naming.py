"""Reads a question about one named row and what it refers to, or what refers to it, in its own table."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from services.agent.question.candidates import Reading, print_reading
from services.agent.question.composing.named import names_of
from services.agent.question.kin.references import Reference
from services.agent.question.kin.wordings import Said, called, calls_so, kin_words, up_words
from services.agent.question.plans.parts import rebuild
from services.agent.question.plans.plan import (
    Compare,
    Comparison,
    Condition,
    InSet,
    Missing,
    Output,
    Plan,
    RowSet,
)
from services.agent.question.plans.printer import to_sql
from services.agent.question.tables.columns import Column

Ask = Callable[[str], Reading | None]
"""Understands a question; None where it is not answered surely."""
SURE = 0.95
"""How sure it is that such words are meant of the rows of one table."""

_SEVERAL = re.compile(r"(?<!s)s$|sses$", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|what)\s+$", re.IGNORECASE)
_ONE = re.compile(r"\s+(?:with|who|whose|that)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:their|his|her|its|same|whose|per|by|each|every|and|with|without|no|any|than|as)\s+$|['\u2019]s?\s+$",
    re.IGNORECASE,
)
"""What stands before a word for those that others refer to, where it is theirs."""
_WHOSE = re.compile(r"\s*['\u2019]|\s+(?:of|for|and|or)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Stand:
    """A cell that stands for the row in the question that is asked, and what it is to become."""

    column: Column
    cell: str | int
    condition: Condition


def conditions_of(text: str, reference: Reference, ask: Ask) -> tuple[Condition, ...] | None:
    """Return by which conditions a question picks rows of the table; None where it asks for more."""
    found = ask(text)
    plan = found.plan if found else None
    if plan is None or plan.rows.table != reference.table or plan.lookups or plan.rows.extreme:
        return None
    return plan.rows.conditions if not (plan.grouped or plan.limit or plan.having) else None


def read_named(said: Said, reference: Reference, ask: Ask, question: str) -> Reading | None:
    """Read what a question says of a named row by kin; None where the rest of it is not understood."""
    if said.is_up and said.is_whole:
        return printed(_who(said, reference))
    stand = _stand_in(said, reference, question)
    if stand is None:
        return None
    text = f"{said.before} {_put(said, reference, stand)} {said.after}"
    found = ask(" ".join(text.split()) + "?")
    plan = _replaced(found.plan, stand) if found else None
    return printed(plan, min(SURE, found.confidence)) if found and plan else None


def printed(plan: Plan, confidence: float = SURE) -> Reading:
    """Print what was read."""
    return print_reading(plan, to_sql(plan), confidence, ())


def _who(said: Said, reference: Reference) -> Plan:
    """Name what the row refers to; where its cell is a name itself, that."""
    table, column = reference.table, reference.column
    if reference.is_named:
        conditions = (*said.row, Missing(column, negated=True))
        return Plan(RowSet(table, conditions), (Output(column),), distinct=True)
    return names_of(table, InSet(reference.key, RowSet(table, said.row), column))


def _put(said: Said, reference: Reference, stand: _Stand) -> str:
    if not said.is_up:
        return f"{stand.column.name} {stand.cell}"
    if stand.column.is_text:
        return str(stand.cell)
    return f"the {called(reference)} with {stand.column.name} {stand.cell}"


def _stand_in(said: Said, reference: Reference, question: str) -> _Stand | None:
    """Choose a cell to ask with, of which the question says nothing itself."""
    table, column, key = reference.table, reference.column, reference.key
    own = RowSet(table, said.row)
    asked, condition = (key, InSet(key, own, column)) if said.is_up else (column, InSet(column, own, key))
    if said.is_up and len(table.names) == 1 and table.names[0].values and table.names[0].unique:
        asked = table.names[0]
    cell = _free_text(asked, column, question) if asked.is_text else _free_number(column, question)
    if not said.is_up and reference.is_named and len(said.row) == 1 and isinstance(said.row[0], Compare):
        return _Stand(asked, cell, Compare(column, Comparison.EQUAL, said.row[0].value)) if cell else None
    return _Stand(asked, cell, condition) if cell is not None else None


def _free_text(asked: Column, column: Column, question: str) -> str | None:
    """Return a cell that the question does not say; of names best one to which no row refers."""
    referred = set(column.values or ()) if asked != column else set()
    free = [cell for cell in asked.values or () if cell.casefold() not in question.casefold()]
    return next(iter(sorted(free, key=lambda cell: cell in referred)), None)


def _free_number(column: Column, question: str) -> int | None:
    numbers = set(map(int, re.findall(r"\d+", question)))
    return next((n for n in range(column.minimum, column.maximum + 1) if n not in numbers), None)


def _replaced(plan: Plan, stand: _Stand) -> Plan | None:
    """Put what is meant where the cell stands; None where it does not stand just once, and positively."""
    places: list[Compare] = []

    def put(part: Any) -> Any:
        if isinstance(part, Compare) and part.value == stand.cell and part.column == stand.column:
            places.append(part)
            return stand.condition
        return part

    found: Plan = rebuild(plan, put)
    return found if len(places) == 1 and places[0].comparison is Comparison.EQUAL else None


def read_referred(question: str, reference: Reference, ask: Ask) -> Reading | None:
    """Read a question about those that are referred to, as such of all rows: ``which managers earn more``."""
    spoken = list(up_words(reference).finditer(question))
    if len(spoken) != 1 or calls_so(reference):
        return None
    start, end = spoken[0].span()
    before, after = question[:start], question[end:]
    several = _SEVERAL.search(spoken[0].group()) or _WHICH.search(before) or _ONE.match(after)
    if not several or _OF_OTHERS.search(before) or _WHOSE.match(after):
        return None
    if kin_words(reference).search(before) or kin_words(reference).search(after):
        return None
    found = ask(f"{before}{called(reference)}{after}")
    plan = found.plan if found else None
    if found is None or plan is None or plan.rows.table != reference.table or plan.lookups:
        return None
    own = InSet(reference.key, RowSet(reference.table), reference.column)
    rows = replace(plan.rows, conditions=(*plan.rows.conditions, own))
    return printed(replace(plan, rows=rows), min(SURE, found.confidence))
