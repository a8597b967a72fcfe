"""What the linker knows of a question, as short as a model needs it: never whole tables.

Of the data it holds names, types and the values that the question itself names; no other cell.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from services.agent.golden import nearest
from services.agent.question import Catalog
from services.agent.question.composing.joins import known_joins
from services.agent.question.linking.items import Item
from services.agent.question.linking.linker import link
from services.agent.question.tables.columns import Column
from services.agent.question.tables.edges import Edge
from services.agent.question.tables.schema import Table

MOST_TABLES = 8
MOST_COLUMNS = 40
"""Of one table."""
MOST_VALUES = 20
MOST_GOLDEN = 3
LONGEST_NAME = 200
"""Characters of a header or a value; a longer one is no name but a text."""


def make_shortlist(
    question: str, catalog: Catalog, golden: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Gather what the question links to, the joins between, and the likest golden queries."""
    items = link(question, catalog)
    edges = known_joins(catalog)
    tables = _tables(items, catalog, edges)
    names = {table.name for table in tables}
    linked = {column for item in items for column in _columns(item)}
    joins = [edge for edge in edges if {edge.many.table, edge.one.table} <= names]
    keys = {column for edge in joins for column in (edge.many, edge.one)}
    return {
        "tables": [_describe(table, linked | keys) for table in tables],
        "joins": [{"many": edge.many.path, "one": edge.one.path} for edge in joins],
        "values": _values(items, names)[:MOST_VALUES],
        "golden": [
            {"question": each["question"], "sql": each["sql"]}
            for each in nearest(question, golden, most=MOST_GOLDEN)
        ],
    }


def _columns(item: Item) -> list[Column]:
    return [*(hit.column for hit in item.columns), *(hit.column for hit in item.values)]


def _tables(items: Sequence[Item], catalog: Catalog, edges: Sequence[Edge]) -> list[Table]:
    """Choose the tables that the question touches, then those that join them, then others."""
    strength: dict[str, float] = {}
    for item in items:
        for table_hit in item.tables:
            name = table_hit.table.name
            strength[name] = strength.get(name, 0.0) + table_hit.strength
        for name in {column.table for column in _columns(item)}:
            strength[name] = strength.get(name, 0.0) + 0.5
    touched = sorted(strength, key=lambda name: -strength[name])
    beside = [
        name
        for edge in edges
        if edge.many.table in strength or edge.one.table in strength
        for name in (edge.many.table, edge.one.table)
    ]
    rest = [] if touched else [table.name for table in catalog.tables]
    chosen = list(dict.fromkeys([*touched, *beside, *rest]))[:MOST_TABLES]
    return [table for table in catalog.tables if table.name in chosen]


def _describe(table: Table, needed: set[Column]) -> dict[str, Any]:
    kept = sorted(table.columns, key=lambda column: column not in needed)[:MOST_COLUMNS]
    columns = [
        {"name": column.name, "type": column.type}
        for column in table.columns
        if column in kept and len(column.name) <= LONGEST_NAME
    ]
    return {"name": table.name, "rows": table.rows, "columns": columns}


def _values(items: Sequence[Item], tables: set[str]) -> list[dict[str, str]]:
    return [
        {"words": item.text, "column": hit.column.path, "value": value}
        for item in items
        for hit in item.values
        if hit.column.table in tables
        for value in hit.values
        if len(value) <= LONGEST_NAME
    ]
