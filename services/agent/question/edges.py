"""Which columns join which tables, inferred from the data alone."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from services.agent.question.schema import Catalog, Column, Table

INCLUSION = 0.95
"""Share of the distinct values of the many side that must be found among the keys."""
MOST_CHECKED_VALUES = 10_000
"""Columns with more distinct values have none in their profile and are joined by their names alone."""


@dataclass(frozen=True)
class Edge:
    """A many-to-one join: every value of ``many`` names at most one row by ``one``."""

    many: Column
    one: Column
    score: float
    """How sure we are, 0 to 1: values, uniqueness and names together."""


def infer_edges(catalog: Catalog) -> list[Edge]:
    """Find every many-to-one join between two tables, the surest first."""
    columns = catalog.columns
    edges = []
    for one in columns:
        if not is_key(one):
            continue
        keys = frozenset(one.values or ())
        for many in columns:
            if many.table == one.table or many.is_date or many.is_text != one.is_text:
                continue
            score = _score(many, one, keys, catalog.by_name[one.table])
            if score > 0:
                edges.append(Edge(many, one, score))
    edges.sort(key=lambda edge: (-edge.score, edge.many.table, edge.many.position, edge.one.table))
    return edges


def is_key(column: Column) -> bool:
    """Whether each value stands for exactly one row."""
    if column.is_date or column.type == "BOOLEAN" or column.rows < 2:
        return False
    return (
        column.unique
        and column.nulls <= 0.05 * column.rows
        and not column.type.startswith(("DOUBLE", "FLOAT"))
    )


def _score(many: Column, one: Column, keys: Set[str], table: Table) -> float:
    affinity = _affinity(many, one, table)
    if many.is_text:
        if many.values is None or one.values is None:
            return 0.5 * affinity
        if not _included(many.values, keys) or (many.distinct < 2 and not affinity):
            return 0.0
        return 0.6 + 0.4 * affinity
    # Small integers are included in one another by chance: numbers join only where names say so.
    if not (many.is_number and one.is_number) or not affinity or not _in_range(many, one):
        return 0.0
    return 0.4 + 0.6 * affinity


def _affinity(many: Column, one: Column, table: Table) -> float:
    """How much the names say that ``many`` refers to ``one``."""
    if many.words == one.words and many.words != ("id",):
        return 1.0
    about = set(many.core) - {"id"}
    if about and (about <= set(table.words) or about == set(one.core)):
        return 1.0
    shared = about & (set(one.core) | set(table.words))
    return 0.6 if shared and {"id", "code", "number", "key"} & set(many.words) else 0.0


def _included(values: Sequence[str], keys: Set[str]) -> bool:
    if not values or INCLUSION * len(values) > len(keys):
        return False
    # Most pairs have nothing in common: a few values show it without a look at all of them.
    if len(values) > 10 and not any(value in keys for value in values[:3]):
        return False
    return sum(value in keys for value in values) >= INCLUSION * len(values)


def _in_range(many: Column, one: Column) -> bool:
    try:
        return float(one.minimum) <= float(many.minimum) and float(many.maximum) <= float(one.maximum)
    except (TypeError, ValueError):
        return False
