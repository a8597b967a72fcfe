"""The compose job: rows of several files become one table, all with the same columns and types.

Columns are matched by name, letter case aside. Rows that fit already stay as they lie; others are written
again, from what was read. No value is lost: where two types meet, the column takes one that holds both, at
last text.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
from pyarrow.parquet import read_schema

from services.agent.ingest.build import connect
from services.agent.ingest.differing import difference, named_columns
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.profile import describe_rows
from services.agent.ingest.sql import identifier, quoted
from services.common.errors import FatalError, FileTooComplexError

LARGEST_EXACT = 2**53
"""Integers beyond it are not exact as DOUBLE."""

WIDER = {
    frozenset({"BIGINT", "DOUBLE"}): "DOUBLE",
    frozenset({"BIGINT", "DECIMAL(38,0)"}): "DECIMAL(38,0)",
    frozenset({"DATE", "TIMESTAMP"}): "TIMESTAMP",
}
"""Of two types, the one that holds the values of both; of any other two, that is text."""

TEXT = "VARCHAR"
READ, UNITED = "read", "united"
"""Which of a segment's Parquet is taken as it lies."""


@dataclass(frozen=True)
class _Column:
    name: str
    type: str
    filled: int
    """Cells that hold something."""

    has_large: bool
    """Whether there are integers that DOUBLE cannot hold."""


@dataclass(frozen=True)
class _Segment:
    """The rows of one file."""

    file: str
    source: str
    """SQL that reads them, columns renamed."""

    rows: int
    columns: Mapping[str, _Column]
    """By lower-case name, in order."""

    is_renamed: bool

    paths: Sequence[Path]
    """Its Parquet as it was read."""

    united_paths: Sequence[Path]
    """Its Parquet as an earlier version of the table has it, where that differs."""


def run(payload: Mapping[str, Any], folder: Path, progress: Callable[[str, float], None]) -> dict[str, Any]:
    """Make one table of ``segments``.

    Each has ``paths``, ``united_paths``, its ``file``, and the new ``names`` of its columns. Writes
    ``profile.json``, ``preview.json``, and a Parquet file for each segment that does not fit.

    Returns:
        ``columns``, ``rows``, ``warnings``, and ``taken``: for each segment ``read`` or ``united``, where
        those paths fit, or the name of the file that was written.

    Raises:
        FileTooComplexError: There is not enough memory for it.
    """
    try:
        limits = IngestLimits()
        width = max(len(read_schema(one["paths"][0]).names) for one in payload["segments"])
        with connect(folder, limits, threads=limits.threads, width=width) as connection:
            segments = [_describe(connection, one) for one in payload["segments"]]
            columns = _unite(segments)
            progress("writing", 85.0)
            taken: list[str] = []
            parts: list[Path] = []
            for number, segment in enumerate(segments):
                which = _fitting(connection, segment, columns)
                if which is None:
                    which = f"segment-{number}.parquet"
                    _rewrite(connection, segment, columns, folder / which)
                taken.append(which)
                parts += {READ: segment.paths, UNITED: segment.united_paths}.get(which, [folder / which])
            rows, _ = describe_rows(connection, folder, parts, [kind for _, kind in columns], sheet=None)
    except (MemoryError, duckdb.OutOfMemoryException) as error:
        raise FileTooComplexError(
            "The table would need more memory than one may take. Append less to it, or start a new table."
        ) from error
    return {
        "columns": [list(column) for column in columns],
        "rows": rows,
        "taken": taken,
        "warnings": _differences(segments, columns),
    }


def _reading(paths: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(quoted(str(path)) for path in paths)}])"


def _columns_of(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> list[tuple[str, str]]:
    found = connection.execute(f"DESCRIBE SELECT * FROM {_reading(paths)}").fetchall()  # noqa: S608 - quoted
    return [(row[0], row[1]) for row in found]


def _describe(connection: duckdb.DuckDBPyConnection, told: Mapping[str, Any]) -> _Segment:
    paths, names = [Path(path) for path in told["paths"]], told["names"]
    found = _columns_of(connection, paths)
    stored = _reading(paths)
    shown = _renamed([row[0] for row in found], names)
    listed = ", ".join(
        f"{identifier(row[0])} AS {identifier(name)}" for row, name in zip(found, shown, strict=True)
    )
    source = f"(SELECT {listed} FROM {stored})"  # noqa: S608 - quoted
    counts = ", ".join(
        f"count({identifier(name)}), {_large(identifier(name), row[1])}"
        for row, name in zip(found, shown, strict=True)
    )
    rows, *facts = connection.execute(f"SELECT count(*), {counts} FROM {source}").fetchone() or (0,)  # noqa: S608
    columns = {
        name.lower(): _Column(name, row[1], facts[2 * place], bool(facts[2 * place + 1]))
        for place, (row, name) in enumerate(zip(found, shown, strict=True))
    }
    united = [Path(path) for path in told["united_paths"]]
    is_renamed = shown != [row[0] for row in found]
    return _Segment(told["file"], source, rows, columns, is_renamed, paths, united)


def _large(column: str, kind: str) -> str:
    return f"coalesce(max(abs({column}::HUGEINT)) > {LARGEST_EXACT}, false)" if kind == "BIGINT" else "false"


def _renamed(headers: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Give columns their new names; one that another column has already is not given twice."""
    wanted = {old.lower(): new for old, new in names.items()}
    taken = {header.lower() for header in headers if header.lower() not in wanted}
    shown = []
    for header in headers:
        name = wanted.get(header.lower(), header)
        if header.lower() in wanted and name.lower() in taken:
            name = header
        taken.add(name.lower())
        shown.append(name)
    return shown


def _unite(segments: Sequence[_Segment]) -> list[tuple[str, str]]:
    """Find the columns of the whole: those of the first segment, then what the others add."""
    keys = dict.fromkeys(key for segment in segments for key in segment.columns)
    united = []
    for key in keys:
        found = [segment.columns[key] for segment in segments if key in segment.columns]
        united.append((found[0].name, _united_type(found)))
    return united


def _united_type(found: Sequence[_Column]) -> str:
    types = {column.type for column in found if column.filled} or {found[0].type}
    if len(types) == 1:
        return types.pop()
    wider = WIDER.get(frozenset(types), TEXT)
    return TEXT if wider == "DOUBLE" and any(column.has_large for column in found) else wider


def _fitting(
    connection: duckdb.DuckDBPyConnection, segment: _Segment, columns: Sequence[tuple[str, str]]
) -> str | None:
    """Say which of a segment's Parquet has the columns of the whole, if any has."""
    own = [(column.name, column.type) for column in segment.columns.values()]
    if own == list(columns) and not segment.is_renamed:
        return READ
    if segment.united_paths and _columns_of(connection, segment.united_paths) == list(columns):
        return UNITED
    return None


def _rewrite(
    connection: duckdb.DuckDBPyConnection,
    segment: _Segment,
    columns: Sequence[tuple[str, str]],
    target: Path,
) -> None:
    """Write a segment's rows with the columns of the whole."""
    listed = ", ".join(
        f"CAST({identifier(name) if name.lower() in segment.columns else 'NULL'} AS {kind}) "
        f"AS {identifier(name)}"
        for name, kind in columns
    )
    connection.execute(
        f"COPY (SELECT {listed} FROM {segment.source}) TO {quoted(str(target))} "  # noqa: S608 - quoted
        "(FORMAT parquet, COMPRESSION zstd)"
    )
    counts = ", ".join(f"count({identifier(column.name)})" for column in segment.columns.values())
    kept = connection.execute(f"SELECT {counts} FROM read_parquet({quoted(str(target))})").fetchone()  # noqa: S608
    if list(kept or ()) != [column.filled for column in segment.columns.values()]:
        raise FatalError("A table lost cells while files were put together. Please report this.")


def _differences(segments: Sequence[_Segment], columns: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Tell of each file where it differs from those before it."""
    first, *others = segments
    before = dict(first.columns)
    told = []
    for segment in others:
        told += _file_differences(before, segment, dict(columns))
        for key, column in segment.columns.items():
            known = before.setdefault(key, column)
            before[key] = known if known.filled else replace(known, type=column.type, filled=column.filled)
    return told


def _file_differences(
    before: Mapping[str, _Column], segment: _Segment, types: Mapping[str, str]
) -> list[dict[str, Any]]:
    file, own = segment.file, segment.columns
    missing = [column.name for key, column in before.items() if key not in own]
    added = [column.name for key, column in own.items() if key not in before]
    told = []
    if missing:
        message = f"“{file}” has no {named_columns(missing)}; its rows are empty there."
        told.append(difference("columns_missing", message, file, missing))
    if added:
        message = f"“{file}” brought {named_columns(added)}, which earlier rows do not have."
        told.append(difference("columns_added", message, file, added))
    for key, known in before.items():
        column = own.get(key)
        if column and column.filled and known.filled and column.type != known.type:
            message = (
                f"Column “{known.name}” is {column.type} in “{file}” and was {known.type} before; as "
                f"{types[known.name]} it holds both. "
                "PATCH /tables/{table}/columns/{column} gives it another type."
            )
            warning = difference("column_type_differs", message, file, [known.name])
            told.append({**warning, "column": known.name})
    return told
