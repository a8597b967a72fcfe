"""What the cells of a table's columns are: how many are filled and differ, their range and usual values.

Each is asked for in the cheapest way: the least and the greatest value stand in the Parquet's own statistics,
and one grouping of a column with few values gives all that is told of them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from services.agent.ingest.sql import identifier

MAX_VALUES = 10_000
"""Distinct values of a text column listed for linking; more are not names but texts."""
MAX_VALUE_LENGTH = 200
"""Characters; a column with a longer value is not listed."""
TOP_VALUES = 10
MAX_ESTIMATED = 5 * MAX_VALUES
"""More distinct values than this are not counted exactly, except in what may be a key."""
MAX_GROUPED = 2 * MAX_VALUES
"""Up to so many, by an estimate that may be off by a quarter, a column is grouped rather than counted."""
EXACT_DISTINCT_ROWS = 3_000_000
"""Above it only columns that look small are counted exactly."""
TEXT = "VARCHAR"
FEW_ROWS = 2_048
COMPARED_ALIKE = ("BIGINT", TEXT, "DATE", "TIMESTAMP", "BOOLEAN")
"""Types whose values Python tells apart and orders as DuckDB does; of others there are zeros with a sign."""
KEYS = ("BIGINT", TEXT, "DECIMAL(38,0)")
"""Types of columns that may identify rows."""


@dataclass(frozen=True)
class ColumnFacts:
    """What the cells of one column are."""

    filled: int
    distinct: int
    """An estimate where there are very many."""
    low: Any
    high: Any
    top: tuple[tuple[Any, int], ...] = ()
    """The most frequent values and how often they occur, where the column has few."""
    values: tuple[str, ...] | None = None
    """All values of a text column with few."""

    def is_unique(self, total: int) -> bool:
        """Tell whether each of a table's rows has a value of its own."""
        return self.distinct == self.filled == total > 0


def look_at(
    connection: duckdb.DuckDBPyConnection, names: Sequence[str], types: Sequence[str], *, brief: bool
) -> tuple[int, list[ColumnFacts]]:
    """Count the rows of the view ``made``, and look at its columns; briefly without their values."""
    columns = [identifier(name) for name in names]
    counted = ", ".join(f"count({column}), approx_count_distinct({column})" for column in columns)
    total, *counts = connection.execute(f"SELECT count(*), {counted} FROM made").fetchall()[0]  # noqa: S608
    ends = _ends(connection, columns, types)
    facts = [ColumnFacts(counts[2 * place], counts[2 * place + 1], *end) for place, end in enumerate(ends)]
    if not brief:
        each = zip(columns, types, facts, strict=True)
        facts = [_thorough(connection, column, kind, one, total) for column, kind, one in each]
    return total, facts


def look_at_held(
    connection: duckdb.DuckDBPyConnection,
    held: pa.Table,
    names: Sequence[str],
    types: Sequence[str],
    *,
    brief: bool,
) -> tuple[int, list[ColumnFacts]]:
    """Do the same for columns of a table in memory, of which only the values take a query."""
    facts: list[ColumnFacts] = []
    for name, kind in zip(names, types, strict=True):
        column = held.column(name)
        ends, distinct = pc.min_max(column).as_py(), pc.count_distinct(column).as_py()
        one = ColumnFacts(len(column) - column.null_count, distinct, ends["min"], ends["max"])
        is_told = distinct <= MAX_VALUES and (kind == TEXT or not one.is_unique(held.num_rows))
        if not is_told or brief:
            facts.append(one)
        elif held.num_rows <= FEW_ROWS and kind in COMPARED_ALIKE:
            facts.append(_with_groups(one, kind, _groups(column.to_pylist())))
        else:
            facts.append(_grouped(connection, identifier(name), kind, one))
    return held.num_rows, facts


def _ends(
    connection: duckdb.DuckDBPyConnection, columns: Sequence[str], types: Sequence[str]
) -> list[tuple[Any, Any]]:
    """Find each column's least and greatest value."""
    found: dict[str, tuple[Any, Any]] = {}
    # Truth values have no statistics, and one column without has all of a query's columns read.
    for booleans in (False, True):
        part = [
            column for column, kind in zip(columns, types, strict=True) if (kind == "BOOLEAN") is booleans
        ]
        listed = ", ".join(f"min({column}), max({column})" for column in part)
        row = connection.execute(f"SELECT {listed} FROM made").fetchall()[0] if part else ()  # noqa: S608
        found.update(zip(part, zip(row[::2], row[1::2], strict=True), strict=True))
    return [found[column] for column in columns]


def _thorough(
    connection: duckdb.DuckDBPyConnection, column: str, kind: str, facts: ColumnFacts, total: int
) -> ColumnFacts:
    """Count exactly where it matters (few values, or perhaps a key), and list the values of the few."""
    about = facts.distinct
    if about <= MAX_GROUPED:
        return _grouped(connection, column, kind, facts)
    may_be_key = kind in KEYS and about >= 0.85 * total
    if may_be_key and facts.filled == total and _rises(connection, column):
        return replace(facts, distinct=total)
    if about > MAX_ESTIMATED and (not may_be_key or total > EXACT_DISTINCT_ROWS):
        return facts
    found = connection.execute(f"SELECT count(DISTINCT {column}) FROM made").fetchall()  # noqa: S608
    return replace(facts, distinct=found[0][0])


def _rises(connection: duckdb.DuckDBPyConnection, column: str) -> bool:
    """Tell whether each cell is greater than the one before, as row numbers are: so no two are equal.

    It takes a thirtieth of the time of counting what differs, and no memory.
    """
    rising = f"SELECT {column} > lag({column}) OVER () AS rises FROM made"  # noqa: S608 - quoted
    return bool(connection.execute(f"SELECT bool_and(rises) FROM ({rising})").fetchall()[0][0])  # noqa: S608


def _grouped(
    connection: duckdb.DuckDBPyConnection, column: str, kind: str, facts: ColumnFacts
) -> ColumnFacts:
    """Add what the groups of equal cells show; long texts are cut, so that little is held of them."""
    shown = f"left({column}, {MAX_VALUE_LENGTH + 1})" if kind == TEXT else column
    groups = connection.execute(
        f"SELECT {shown}, count(*) AS n FROM made WHERE {column} IS NOT NULL "  # noqa: S608 - quoted
        f"GROUP BY {column} ORDER BY n DESC, {column}"
    ).fetchall()
    return _with_groups(facts, kind, groups)


def _groups(cells: Iterable[Any]) -> list[tuple[Any, int]]:
    """Group a few cells as a query does, whose planning would take longer."""
    counted = Counter(cell for cell in cells if cell is not None)
    groups = sorted(counted.items(), key=lambda group: (-group[1], group[0]))
    return [(cell[: MAX_VALUE_LENGTH + 1] if isinstance(cell, str) else cell, n) for cell, n in groups]


def _with_groups(facts: ColumnFacts, kind: str, groups: list[tuple[Any, int]]) -> ColumnFacts:
    facts = replace(facts, distinct=len(groups))
    if len(groups) > MAX_VALUES:
        return facts
    is_listed = kind == TEXT and all(len(value) <= MAX_VALUE_LENGTH for value, _ in groups)
    values = tuple(sorted(value for value, _ in groups)) if is_listed else None
    return replace(facts, top=tuple(groups[:TOP_VALUES]), values=values)
