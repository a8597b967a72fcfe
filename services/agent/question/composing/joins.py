"""The joins that a question may use: those inferred from the data, as the tenant's verdicts leave them."""

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from services.agent.question.plans.parts import parts_of
from services.agent.question.plans.plan import InSet, Lookup, Plan
from services.agent.question.tables.columns import Column
from services.agent.question.tables.edges import Edge, infer_edges, is_key, name_affinity
from services.agent.question.tables.schema import Catalog, Table
from services.agent.question.tables.verdicts import JoinVerdict

_KNOWN: WeakKeyDictionary[Catalog, list[Edge]] = WeakKeyDictionary()

Pair = frozenset[tuple[str, str]]
"""The two columns of a join, each by table and name, whichever is the key."""


def known_joins(catalog: Catalog) -> list[Edge]:
    """Return every join that may be used, the surest first.

    A forbidden one is none, and two tables with a confirmed one are joined in no other way. They are inferred
    once for a catalogue.
    """
    if catalog not in _KNOWN:
        _KNOWN[catalog] = _infer(catalog)
    return _KNOWN[catalog]


def inherit_joins(catalog: Catalog, other: Catalog) -> Catalog:
    """Join the tables of a catalogue as those of another that has the same rows."""
    _KNOWN[catalog] = known_joins(other)
    return catalog


def join_by(catalog: Catalog, edges: list[Edge]) -> Catalog:
    """Join the tables of a catalogue that was made of another in one way only."""
    _KNOWN[catalog] = edges
    return catalog


def _infer(catalog: Catalog) -> list[Edge]:
    verdicts = [verdict for verdict in catalog.verdicts if verdict.is_confirmed]
    confirmed = [edge for verdict in verdicts if (edge := _confirm(verdict, catalog))]
    settled = {frozenset({edge.many.table, edge.one.table}) for edge in confirmed}
    forbidden = {frozenset(verdict.ends) for verdict in catalog.verdicts if not verdict.is_confirmed}
    inferred = [
        edge
        for edge in infer_edges(catalog)
        if frozenset({edge.many.table, edge.one.table}) not in settled
        and _pair(edge.many, edge.one) not in forbidden
    ]
    return confirmed + inferred


def unusable_verdicts(catalog: Catalog) -> list[str]:
    """Say which confirmed joins of tables that are there cannot be used, and why."""
    return [
        f"The confirmed join of {' and '.join('.'.join(end) for end in verdict.ends)} is not used: it would "
        "count rows more than once, since neither column has another value in each row."
        for verdict in catalog.verdicts
        if verdict.is_confirmed and len(_ends(verdict, catalog)) == 2 and not _confirm(verdict, catalog)
    ]


def tell_joins(plan: Plan, catalog: Catalog) -> list[dict[str, Any]]:
    """Describe the joins that a plan uses, with what speaks for each."""
    used = set(_pairs(plan))
    return [_tell(edge, catalog) for edge in known_joins(catalog) if _pair(edge.many, edge.one) in used]


def _tell(edge: Edge, catalog: Catalog) -> dict[str, Any]:
    keys, values = frozenset(edge.one.values or ()), edge.many.values or ()
    included = sum(value in keys for value in values) / len(values) if keys and values else None
    return {
        "table": edge.many.table,
        "column": edge.many.name,
        "to_table": edge.one.table,
        "to_column": edge.one.name,
        "score": round(edge.score, 4),
        "verdict": "confirmed" if edge.is_confirmed else None,
        "evidence": {
            "included": None if included is None else round(included, 4),
            "names": round(name_affinity(edge.many, edge.one, catalog.by_name[edge.one.table]), 4),
            "types": [edge.many.type, edge.one.type],
        },
    }


def _confirm(verdict: JoinVerdict, catalog: Catalog) -> Edge | None:
    """Make the edge of a confirmed join; None where it is not known which row a value names."""
    ends = _ends(verdict, catalog)
    if len(ends) < 2 or ends[0].table == ends[1].table or not _comparable(*ends):
        return None
    many, one = ends if is_key(ends[1]) else ends[::-1]
    if not is_key(one):
        return None
    return Edge(many, one, 1.0, is_confirmed=True)


def _ends(verdict: JoinVerdict, catalog: Catalog) -> list[Column]:
    """Return the columns that a verdict is about, as far as their tables are among those asked."""
    found = [(catalog.by_name.get(table), name) for table, name in verdict.ends]
    return [column for table, name in found if table and (column := _column(table, name))]


def _column(table: Table, name: str) -> Column | None:
    return next((column for column in table.columns if column.name == name), None)


def _comparable(one: Column, other: Column) -> bool:
    return one.type == other.type or (one.is_number and other.is_number)


def _pair(one: Column, other: Column) -> Pair:
    return frozenset({(one.table, one.name), (other.table, other.name)})


def _pairs(plan: object) -> Iterator[Pair]:
    """Find the columns that any part of a plan joins, however deep it lies."""
    for part in parts_of(plan):
        match part:
            case Lookup(many, one):
                yield _pair(many, one)
            case InSet(column, _, key):
                yield _pair(column, key)
