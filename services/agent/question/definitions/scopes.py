"""Keeps an answer to some rows: "consider only seated reservations", "over completed orders"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from services.agent.question.composing.graphs import graph_of
from services.agent.question.composing.nodes import (
    Node,
    NotUnderstoodError,
    deny,
    freeze,
    is_part,
    lookups_for,
)
from services.agent.question.definitions.exclusions import read_exclusion
from services.agent.question.language.words import name_words, stem
from services.agent.question.linking.linker import link
from services.agent.question.plans.parts import add_conditions, parts_of, rebuild
from services.agent.question.plans.plan import (
    Compare,
    Comparison,
    Missing,
    MostRelated,
    OneOf,
    Plan,
    RowSet,
    Scalar,
)
from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Catalog, Table

_KEEP = re.compile(
    r"^(?:please\s+)?(?:(?:look|consider|count|include|use|take|keep|show)\s+only(?:\s+at)?|"
    r"only\s+(?:look\s+at|consider|count|include|use|take|keep)|(?:restrict|limit)\s+(?:it|this|that|yourself|the\s+\w+)\s+to)\s+(?:the\s+)?"
    r"(?P<rows>\w.*?)[\s.;!]*$",
    re.IGNORECASE,
)
_DROP = re.compile(
    r"^(?:please\s+)?(?:ignor(?:e|ing)|omit|leave\s+out|exclud(?:e|ing)|disregard|skip|"
    r"(?:do\s+not|don't)\s+(?:count|include|consider))\s+"
    r"(?:any\s+|all\s+|the\s+)*(?P<rows>\w.*?)[\s.;!]*$",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"^(?P<rows>[^\W\d][\w' -]*?)\s+only(?:\s*,\s+(?:and\s+)?(?:not|no)\s+[\w' -]+?)?[\s.;!]*$",
    re.IGNORECASE,
)
"""``Paid orders only.``, a sentence of its own, be it ``… only, not the open ones``."""
_REMARK = re.compile(r"^\w+\s+(?P<noun>\w+)\s*\((?P<says>[^()]+)\)$")
"""``living pets (deceased_on is empty)``: the adjective is explained behind its noun."""
_ONLY = r"(?:only|just|exclusively)"
_TAKEN = r"(?:consider|count|includ|tak|us)(?:e|ing)?"
_KEPT = rf"(?:{_TAKEN}\s+{_ONLY}|{_ONLY}\s+{_TAKEN}|{_ONLY})"
_DROPPED = (
    r"(?:ignor(?:e|ing)|skip(?:ping)?|omit(?:ting)?|leav(?:e|ing)\s+out|exclud(?:e|ing)|disregard(?:ing)?|"
    r"(?:do\s+not|don't|not|without)\s+(?:count|includ|consider)(?:e|ing)?)"
)
_THEN = r"(?:and\s+|but\s+)?(?:please\s+)?"
_MADE = r"(?:taken|computed|calculated|measured|counted)"
_ENDS = r"\s*(?:[).?]+(?=\s|$)|$)"
_WHAT = r"\s+(?:all\s+|any\s+)?(?P<what>[^\W\d][^.?;:,()]*?)"
_BE = r"(?:(?:is|are|was|were|being|(?:should|must|may|can|to)\s+be)\s+)?"
_CLAUSES = (
    re.compile(
        rf"\s*[.?;,(]\s*{_THEN}(?P<what>[^\W\d][\w' -]*?)\s+{_BE}(?:(?P<drop>excluded|ignored|omitted|"
        r"skipped|disregarded|left\s+out(?:\s+altogether)?|not\s+(?:counted|included|considered)|(?:do\s+not|don't)\s+count)|"
        rf"(?P<add>(?:all\s+)?included|count(?:ed)?\s+(?:too|as\s+well|also))){_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\s*[.?;,(]\s*{_THEN}(?:(?P<drop>{_DROPPED})|{_KEPT}){_WHAT}{_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(rf"^(?:(?P<drop>{_DROPPED})|{_KEPT}){_WHAT}\s*[:,]\s+(?=\w)", re.IGNORECASE),
    re.compile(
        rf"(?:\s*[;,(]\s*(?:{_TAKEN}\s+)?|[.?]\s+{_TAKEN}\s+)(?P<what>[\w -]+?)\s+only{_ENDS}", re.IGNORECASE
    ),
    re.compile(
        r"^(?:on|among|amongst|within|across|over|out\s+of)\s+"
        r"(?P<what>(?!each\b|every\b|average\b)[^\W\d][\w' -]*?)(?:\s+only)?\s*[:,]\s+(?=\w)",
        re.IGNORECASE,
    ),
    re.compile(r"^for\s+(?P<what>[^\W\d][\w' -]*?)\s+only\s*[:,]\s+(?=\w)", re.IGNORECASE),
    re.compile(
        rf",\s+(?:{_MADE}\s+)?(?:over|among|amongst|across|based\s+on)\s+(?:only\s+)?(?:the\s+)?(?:all\s+)?"
        rf"(?P<what>[^\W\d][\w' -]*?\s[\w' -]+?){_ENDS}",
        re.IGNORECASE,
    ),
)
"""The same inside a sentence: ``…, ignoring closed tickets``, ``(paid invoices only)``."""
_BOTH_ENDS = re.compile(r"\b(?:both|ends?|inclusive(?:ly)?)\b", re.IGNORECASE)
_ONES = re.compile(r"\s+ones?$", re.IGNORECASE)
INCLUDE = "include"
"""What begins a sentence about rows that are counted as the others are."""
_ANY = "Count them"
"""A sentence to stand before another, for a reader of what follows a question."""


def read_scope(sentence: str, rows_of: Callable[[str], RowSet | None]) -> RowSet | None:
    """Read ``consider only reservations with status seated``, ``do not count cancelled ones``.

    Args:
        sentence: What may say which rows the whole question is about.
        rows_of: Reads a description of rows; None where that is not sure.

    Returns:
        The rows that are kept; None where the sentence restricts nothing.
    """
    drop = _DROP.match(sentence)
    found = drop or _KEEP.match(sentence) or _LAST.match(sentence)
    if not found or read_exclusion(f"{_ANY}. {sentence}").question == _ANY:
        return None
    remark = _REMARK.match(found["rows"])
    rows = rows_of(f"{remark['noun']} whose {remark['says']}" if remark else found["rows"])
    rows = other_rows(rows) if rows and drop else rows
    return rows if rows and rows.conditions else None


def scope_inside(question: str) -> tuple[str, str] | None:
    """Cut out of a sentence what keeps to some rows; return the rest, and that as a sentence of its own."""
    for pattern in _CLAUSES:
        found = pattern.search(question)
        if found:
            said = found.groupdict()
            way = "ignore" if said.get("drop") else INCLUDE if said.get("add") else "consider only"
            before, after = question[: found.start()], question[found.end() :].strip()
            rest = f"{before}. {after}" if before and after else before + after
            return rest, f"{way} {found['what']}"
    return None


def leaves_scope(question: str) -> bool:
    """Whether a question still says of rows that they are left out or counted too: ``…, paid ones excluded``.

    Read as plain words it would be about these rows alone. ``Both included`` says it of a range's ends.
    """
    found = _CLAUSES[0].search(question)
    return found is not None and not _BOTH_ENDS.search(found.group())


def rows_of_value(said: str, catalog: Catalog) -> RowSet | None:
    """Return the rows of a lone value, ``North`` or ``cancelled ones``; None where that is not sure."""
    items = link(_ONES.sub("", said), catalog)
    hits = items[0].values if len(items) == 1 and not items[0].is_noun else ()
    if len(hits) != 1 or len(hits[0].values) != 1:
        return None
    column = hits[0].column
    equal = Compare(column, Comparison.EQUAL, hits[0].values[0])
    return None if hits[0].is_part or is_part(equal) else RowSet(catalog.by_name[column.table], (equal,))


def plain_rows(plan: Plan | None, said: str) -> RowSet | None:
    """Return the rows of a plain list; None for what is more than a list of one table's rows.

    Args:
        plan: What lists them.
        said: How they were described. A list of their names leaves out those without one, which is no
            part of the description.
    """
    if plan is None or plan.grouped or plan.limit or plan.ties or plan.having or plan.rows.extreme:
        return None
    computed = any(output.function or output.combination for output in plan.outputs)
    if computed:
        return None
    shown = plan.outputs[0].column
    named = shown and {stem(word) for word in name_words(said)} & {*shown.words}
    unsaid = Missing(shown, negated=True) if shown and plan.distinct and not named else None
    return replace(plan.rows, conditions=tuple(each for each in plan.rows.conditions if each != unsaid))


def united(some: Sequence[RowSet | None]) -> RowSet | None:
    """Return the rows that are in one of the sets; None where no one column tells them apart."""
    values, columns = list[Scalar](), set[Column]()
    for rows in some:
        match rows.conditions if rows else ():
            case (Compare(column, Comparison.EQUAL, value),):
                columns.add(column)
                values.append(value)
            case _:
                return None
    first = some[0]
    kinds = OneOf(columns.pop(), tuple(values)) if len(columns) == 1 else None
    return replace(first, conditions=(kinds,)) if first and kinds else None


def other_rows(rows: RowSet) -> RowSet | None:
    """Return the rows of the table that are not these; None where that cannot be said."""
    if len(rows.conditions) != 1:
        return None
    try:
        return replace(rows, conditions=(deny(Node(rows.table), rows.conditions[0]),))
    except NotUnderstoodError:
        return None


def keep_rows(plan: Plan, kept: RowSet, catalog: Catalog) -> Plan | None:
    """Restrict a plan to rows that are kept, wherever it is made of rows of their table.

    Returns:
        None where the plan is not made of them, and its rows do not each refer to one of them.
    """
    most = (part for part in parts_of(plan) if isinstance(part, MostRelated))
    if any(part.column.table == kept.table.name for part in most):
        return None  # The most of all is not the most of those that are kept.
    if any(isinstance(part, RowSet) and part.table == kept.table for part in parts_of(plan)):
        restricted: Plan = rebuild(plan, partial(_restricted, kept))
        return restricted
    path = graph_of(catalog).path(plan.rows.table.name, kept.table.name, to_one=True)
    if not path or any(output.rows or (output.other and output.other.rows) for output in plan.outputs):
        return None
    home = node = Node(plan.rows.table)
    for hop in path:
        node = node.attach(hop, catalog.by_name[hop.other.table])
    node.conditions.extend(kept.conditions)
    return add_conditions(plan, freeze(home).conditions)


def made_of(plan: Plan, table: Table, catalog: Catalog) -> Plan | None:
    """Compute the same over the rows of another table; None where these do not each refer to one row."""
    if plan.rows.table == table:
        return plan
    path = graph_of(catalog).path(table.name, plan.rows.table.name, to_one=True)
    return (
        replace(plan, rows=RowSet(table), lookups=tuple(lookups_for(path)))
        if path and not plan.lookups
        else None
    )


def _restricted(kept: RowSet, part: Any) -> Any:
    """Put the conditions on rows of the same table; every other part stays as it is."""
    if not isinstance(part, RowSet) or part.table != kept.table:
        return part
    return replace(part, conditions=tuple(dict.fromkeys((*part.conditions, *kept.conditions))))
