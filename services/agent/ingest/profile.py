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
import pyarrow.parquet as pq

from services.agent.ingest.facts import MAX_VALUE_LENGTH, MAX_VALUES, ColumnFacts, look_at, look_at_held
from services.agent.ingest.grid import MAX_HELD_CELLS, Grid
from services.agent.ingest.sql import quoted
from services.agent.ingest.vote import Verdict
from services.common.errors import FatalError

PREVIEW_ROWS = 200
"""Rows that the api shows without asking a worker."""
PREVIEW_CELLS = 200_000
"""Cells of them: the first rows of a very wide table alone took a quarter of a job's memory."""
MAX_PROFILED = 1_020
"""Columns whose values are counted and listed; further ones of a very wide table have only their range."""
BATCH_COLUMNS = 60

ID_NAME = re.compile(
    r"(?:^|[\s_.#-])(?:id|ids|code|key|nr|no|number|uuid|guid|sku|isbn|ean|zip|postcode|phone)\.?$", re.I
)
YEAR_NAME = re.compile(r"(?:^|[\s_])(?:year|jahr|année|año|anno|season|decade)s?$", re.IGNORECASE)
NUMERIC = ("BIGINT", "DOUBLE", "DECIMAL(38,0)")


def write_profile(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    grid: Grid,
    verdicts: Sequence[Verdict],
    *,
    spellings: Sequence[str | None] = (),
) -> tuple[int, list[dict[str, Any]]]:
    """Write profile.json and preview.json beside the Parquet, and return its number of rows and its columns.

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
    return total, columns


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
    heading = [{"name": name, "type": kind} for name, kind in zip(names, types, strict=True)]
    # Its rows live no longer than this line: of a wide table they are large.
    _dump(
        folder / "preview.json",
        {"columns": heading, "rows": _first_rows(connection, source, parts, len(names))},
    )
    columns: list[dict[str, Any]] = []
    total = 0
    held = _held(parts, len(names))
    for start in range(0, len(names), BATCH_COLUMNS):
        batch = slice(start, start + BATCH_COLUMNS)
        brief = start >= MAX_PROFILED
        if held is None or not brief:
            _load(connection, source if held is None else held, names[batch])
        asked = (names[batch], types[batch])
        total, facts = (
            look_at(connection, *asked, brief=brief)
            if held is None
            else look_at_held(connection, held, *asked, brief=brief)
        )
        columns += [_described(*each, total, brief=brief) for each in zip(*asked, facts, strict=True)]
    for column, spelling in zip(columns, spellings, strict=False):
        if spelling:
            column["written"] = spelling
    profile = {"format": 1, "name": "", "sheet": sheet, "file": "", "rows": total, "columns": columns}
    _dump(folder / "profile.json", profile)
    return total, columns


def _first_rows(
    connection: duckdb.DuckDBPyConnection, source: str, parts: Sequence[Path], width: int
) -> list[list[Any]]:
    """Read the first rows; of a wide table with Arrow, for DuckDB takes memory for each column."""
    wanted = min(PREVIEW_ROWS, max(PREVIEW_CELLS // width, 1))
    if width <= BATCH_COLUMNS:
        first = connection.execute(f"SELECT * FROM {source} LIMIT {wanted}").fetchall()  # noqa: S608 - quoted
        return [[to_json(value) for value in row] for row in first]
    rows: list[list[Any]] = []
    for part in parts:
        with pq.ParquetFile(part) as file:
            batch = next(file.iter_batches(batch_size=wanted), None)
        columns = [column.to_pylist() for column in batch.columns] if batch else []
        rows += [[to_json(value) for value in row] for row in zip(*columns, strict=True)]
        if len(rows) >= wanted:
            break
    return rows[:wanted]


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


def _described(name: str, kind: str, facts: ColumnFacts, total: int, *, brief: bool) -> dict[str, Any]:
    unique = not brief and facts.is_unique(total)
    return {
        "name": name,
        "type": kind,
        "role": role(name, kind, facts, unique=unique),
        "nulls": total - facts.filled,
        "distinct": facts.distinct,
        "unique": unique,
        "min": _short(facts.low),
        "max": _short(facts.high),
        "top": [] if unique else [[_short(value), count] for value, count in facts.top],
        "values": None if facts.values is None else list(facts.values),
    }


def _short(value: Any) -> Any:
    return value[:MAX_VALUE_LENGTH] if isinstance(value, str) else to_json(value)


def role(name: str, kind: str, facts: ColumnFacts, *, unique: bool) -> str:
    """Say what a column is for in questions."""
    if kind == "BOOLEAN":
        return "boolean"
    if kind in ("DATE", "TIMESTAMP", "TIME"):
        return "date"
    if kind in NUMERIC or kind.startswith("DECIMAL"):
        if ID_NAME.search(name) or kind == "DECIMAL(38,0)":
            return "id"
        years = (
            YEAR_NAME.search(name)
            and kind == "BIGINT"
            and (facts.low or 0) >= 1000
            and (facts.high or 0) <= 2200
        )
        return "category" if years else "measure"
    if ID_NAME.search(name) and unique:
        return "id"
    return "category" if facts.distinct <= min(max(50, facts.filled // 2), MAX_VALUES) else "text"
