"""What questions need to know about a table: its columns' roles, ranges and values; and its first rows."""

import datetime
import decimal
import json
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from services.agent.ingest.grid import MAX_HELD_CELLS, Grid
from services.agent.ingest.sql import identifier, quoted
from services.agent.ingest.vote import Verdict
from services.common.errors import FatalError

PREVIEW_ROWS = 200
"""Rows that the api shows without asking a worker."""
MAX_VALUES = 10_000
"""Distinct values of a text column listed for linking; more are not names but texts."""
MAX_VALUE_LENGTH = 200
"""Characters; a column with a longer value is not listed."""
TOP_VALUES = 10
EXACT_DISTINCT_ROWS = 3_000_000
"""Above it only columns that look small are counted exactly."""
MAX_PROFILED = 1_020
"""Columns whose values are counted and listed; further ones of a very wide table have only their range."""
BATCH_COLUMNS = 60

ID_NAME = re.compile(
    r"(?:^|[\s_.#-])(?:id|ids|code|key|nr|no|number|uuid|guid|sku|isbn|ean|zip|postcode|phone)\.?$", re.I
)
YEAR_NAME = re.compile(r"(?:^|[\s_])(?:year|jahr|année|año|anno|season|decade)s?$", re.IGNORECASE)
KEYS = ("BIGINT", "VARCHAR", "DECIMAL(38,0)")
"""Types of columns that may identify rows."""
NUMERIC = ("BIGINT", "DOUBLE", "DECIMAL(38,0)")


def write_profile(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    grid: Grid,
    verdicts: Sequence[Verdict],
    *,
    spellings: Sequence[str | None] = (),
) -> int:
    """Write profile.json and preview.json beside the Parquet, and return the number of rows.

    Args:
        connection: Does the counting.
        folder: Where the Parquet lies.
        grid: Where the rows come from.
        verdicts: What each column is.
        spellings: How each column writes its dates or percentages; None for ISO and plain numbers.

    Raises:
        FatalError: The Parquet does not hold the cells that were counted: a fault of ours, never hidden.
    """
    types = [verdict.kind.type for verdict in verdicts]
    parts = [folder / "part-0.parquet"]
    total, columns = describe_rows(connection, folder, parts, types, sheet=grid.sheet, spellings=spellings)
    for verdict, column in zip(verdicts, columns, strict=True):
        kept = total - column["nulls"]
        if kept != verdict.filled - verdict.null_words - verdict.misfits:
            raise FatalError(
                f"Column “{column['name']}” lost cells while it was written. Please report this file."
            )
    return total


def describe_rows(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    parts: Sequence[Path],
    types: Sequence[str],
    *,
    sheet: str | None,
    spellings: Sequence[str | None] = (),
) -> tuple[int, list[dict[str, Any]]]:
    """Write profile.json and preview.json of a table, and return its number of rows and its columns.

    Args:
        connection: Does the counting.
        folder: Where the two files are put.
        parts: The table's Parquet, in order; all with the same columns.
        types: The columns' types, in DuckDB's names.
        sheet: Where the rows come from.
        spellings: How each column writes its dates or percentages, where that is known.
    """
    source = f"read_parquet([{', '.join(quoted(str(part)) for part in parts)}])"
    names = pq.read_schema(parts[0]).names
    if len(names) <= BATCH_COLUMNS:
        first = connection.execute(f"SELECT * FROM {source} LIMIT {PREVIEW_ROWS}").fetchall()  # noqa: S608
        rows = [[to_json(value) for value in row] for row in first]
    else:
        rows = _first_rows(parts)
    heading = [{"name": name, "type": kind} for name, kind in zip(names, types, strict=True)]
    _dump(folder / "preview.json", {"columns": heading, "rows": rows})
    columns: list[dict[str, Any]] = []
    total = 0
    held = _held(parts, len(names))
    for start in range(0, len(names), BATCH_COLUMNS):
        batch = slice(start, start + BATCH_COLUMNS)
        brief = start >= MAX_PROFILED
        if held is None or not brief:
            _load(connection, source if held is None else held, names[batch])
        total, facts = (
            _facts(connection, names[batch], types[batch], brief=brief)
            if held is None
            else _held_facts(held, names[batch])
        )
        profiled = _profile_batch(connection, names[batch], types[batch], facts, total=total, brief=brief)
        columns.extend(profiled)
    for column, spelling in zip(columns, spellings, strict=False):
        if spelling:
            column["written"] = spelling
    profile = {"format": 1, "name": "", "sheet": sheet, "file": "", "rows": total, "columns": columns}
    _dump(folder / "profile.json", profile)
    return total, columns


def _first_rows(parts: Sequence[Path]) -> list[list[Any]]:
    """Read the first rows of a wide table; with Arrow, for DuckDB takes memory for each column."""
    rows: list[list[Any]] = []
    for part in parts:
        with pq.ParquetFile(part) as file:
            batch = next(file.iter_batches(batch_size=PREVIEW_ROWS), None)
        columns = [column.to_pylist() for column in batch.columns] if batch else []
        rows += [[to_json(value) for value in row] for row in zip(*columns, strict=True)]
        if len(rows) >= PREVIEW_ROWS:
            break
    return rows[:PREVIEW_ROWS]


def _held(parts: Sequence[Path], width: int) -> pa.Table | None:
    """Read a wide table once, for opening its file again for each batch is slow; None for others."""
    if width <= BATCH_COLUMNS:
        return None
    if sum(pq.read_metadata(part).num_rows for part in parts) * width > MAX_HELD_CELLS:
        return None
    return pa.concat_tables([pq.ParquetFile(part).read() for part in parts])


def _load(connection: duckdb.DuckDBPyConnection, source: str | pa.Table, names: Sequence[str]) -> None:
    """Name a batch of columns ``made``."""
    connection.execute("DROP VIEW IF EXISTS made")
    if isinstance(source, pa.Table):
        connection.register("made", source.select(list(names)))
        return
    listed = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
    connection.execute(f"CREATE VIEW made AS SELECT {listed} FROM {source}")  # noqa: S608 - quoted


def name_profile(folder: Path, name: str, file: str) -> None:
    """Write the table's name into its profile, once names are known to be unique."""
    path = folder / "profile.json"
    profile = json.loads(path.read_text(encoding="utf-8"))
    _dump(path, {**profile, "name": name, "file": file})


def _dump(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, allow_nan=False), encoding="utf-8")


def to_json(value: Any) -> Any:
    """Turn a value of DuckDB into what JSON holds: dates as ISO text, decimals as numbers."""
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value


Facts = tuple[int, int, Any, Any, int | None]
"""Of a column: cells that hold something, distinct values, least value, greatest value, length of the longest
text."""


def _facts(
    connection: duckdb.DuckDBPyConnection, names: Sequence[str], types: Sequence[str], *, brief: bool
) -> tuple[int, list[Facts]]:
    """Count the rows of the view ``made``, and look at its columns; some distinct values are estimated."""
    columns = [identifier(name) for name in names]
    parts = [
        f"count({column}), approx_count_distinct({column}), min({column}), max({column}), "
        + (f"max(length({column}))" if kind == "VARCHAR" else "NULL")
        for column, kind in zip(columns, types, strict=True)
    ]
    answer = connection.execute(f"SELECT count(*), {', '.join(parts)} FROM made").fetchone() or (0,)  # noqa: S608
    total, facts = int(answer[0]), []
    for place, (column, kind) in enumerate(zip(columns, types, strict=True)):
        filled, about, *others = answer[1 + place * 5 : 6 + place * 5]
        if not brief:
            about = _distinct(connection, column, total, about, may_be_key=kind in KEYS)
        facts.append((filled, about, *others))
    return total, facts


def _held_facts(held: pa.Table, names: Sequence[str]) -> tuple[int, list[Facts]]:
    """Look at columns of a table in memory, which takes no query; distinct values are counted."""
    facts: list[Facts] = []
    for name in names:
        column = held.column(name)
        ends = pc.min_max(column).as_py()
        longest = pc.max(pc.utf8_length(column)).as_py() if column.type == pa.string() else None
        distinct = pc.count_distinct(column).as_py()
        facts.append((len(column) - column.null_count, distinct, ends["min"], ends["max"], longest))
    return held.num_rows, facts


def _profile_batch(
    connection: duckdb.DuckDBPyConnection,
    names: Sequence[str],
    types: Sequence[str],
    facts: Sequence[Facts],
    *,
    total: int,
    brief: bool,
) -> list[dict[str, Any]]:
    columns = []
    for name, kind, (filled, distinct, low, high, longest) in zip(names, types, facts, strict=True):
        column = identifier(name)
        unique = not brief and distinct == filled and filled == total and total > 0
        values = None if brief else _values(connection, column, kind, distinct, longest)
        columns.append(
            {
                "name": name,
                "type": kind,
                "role": role(name, kind, distinct=distinct, filled=filled, unique=unique, low=low, high=high),
                "nulls": total - filled,
                "distinct": distinct,
                "unique": unique,
                "min": _short(low),
                "max": _short(high),
                "top": [] if brief or distinct > MAX_VALUES or unique else _top(connection, column),
                "values": values,
            }
        )
    return columns


def _short(value: Any) -> Any:
    return value[:MAX_VALUE_LENGTH] if isinstance(value, str) else to_json(value)


def _distinct(
    connection: duckdb.DuckDBPyConnection, column: str, total: int, about: int, *, may_be_key: bool
) -> int:
    """Count exactly where it matters (few values, or perhaps a key), else keep the estimate."""
    hopeless = not may_be_key or about < 0.85 * total or total > EXACT_DISTINCT_ROWS
    if about > 5 * MAX_VALUES and hopeless:
        return about
    row = connection.execute(f"SELECT count(DISTINCT {column}) FROM made").fetchone()  # noqa: S608
    return int(row[0]) if row else 0


def _top(connection: duckdb.DuckDBPyConnection, column: str) -> list[list[Any]]:
    rows = connection.execute(
        f"SELECT {column}, count(*) AS n FROM made WHERE {column} IS NOT NULL "  # noqa: S608
        f"GROUP BY ALL ORDER BY n DESC, {column} LIMIT {TOP_VALUES}"
    ).fetchall()
    return [[_short(value), count] for value, count in rows]


def _values(
    connection: duckdb.DuckDBPyConnection, column: str, kind: str, distinct: int, longest: int | None
) -> list[str] | None:
    if kind != "VARCHAR" or distinct > MAX_VALUES or (longest or 0) > MAX_VALUE_LENGTH:
        return None
    query = f"SELECT DISTINCT {column} FROM made WHERE {column} IS NOT NULL ORDER BY ALL"  # noqa: S608
    return [row[0] for row in connection.execute(query).fetchall()]


def role(name: str, kind: str, *, distinct: int, filled: int, unique: bool, low: Any, high: Any) -> str:
    """Say what a column is for in questions."""
    if kind == "BOOLEAN":
        return "boolean"
    if kind in ("DATE", "TIMESTAMP", "TIME"):
        return "date"
    if kind in NUMERIC or kind.startswith("DECIMAL"):
        if ID_NAME.search(name) or kind == "DECIMAL(38,0)":
            return "id"
        years = YEAR_NAME.search(name) and kind == "BIGINT" and (low or 0) >= 1000 and (high or 0) <= 2200
        return "category" if years else "measure"
    if ID_NAME.search(name) and unique:
        return "id"
    return "category" if distinct <= max(50, filled // 2) and distinct <= MAX_VALUES else "text"
