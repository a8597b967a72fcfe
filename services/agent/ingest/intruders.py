"""Rows of a regular file that are none: totals of groups, comments, drawn lines, the header once more; NULLs.

They fit among the others, so that a strict pass takes them. Here they are only noticed, in what it wrote: the
careful way finds out what they are.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from services.agent.ingest.between import COMMENT, FEWEST_COLUMNS, LINE_STARTS
from services.agent.ingest.blanks import says_null
from services.agent.ingest.footer import RULE, TOTAL_LABEL
from services.agent.ingest.kind import Kind
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.sql import identifier, quoted
from services.agent.ingest.subtotals import LABEL_COLUMNS, MOST

FEW = 4
"""Rows for each value from which on it is cheaper to find the values than to look at each cell."""


def has_intruders(
    connection: duckdb.DuckDBPyConnection,
    table: Path,
    kinds: Sequence[Kind],
    profile: tuple[int, Sequence[Mapping[str, Any]]],
) -> bool:
    """Tell whether some row of a table's Parquet may be none.

    Args:
        connection: Does the looking.
        table: The Parquet.
        kinds: Its columns' kinds.
        profile: How many rows it has, and what its columns are.
    """
    total, profiled = profile
    names = [column["name"] for column in profiled]
    columns = [identifier(name) for name in names]
    texts = [place for place, kind in enumerate(kinds) if kind is TEXT]
    if not texts:
        return False
    rows = f"FROM read_parquet({quoted(str(table))})"
    tests = []
    if any(kind.family == "number" for kind in kinds):
        # Digits come before letters: a column of codes is known by what the Parquet says of itself.
        words = [place for place in texts[:LABEL_COLUMNS] if (profiled[place]["max"] or "") >= "A"]
        tests += [
            _is_label(columns[place])
            for place in words
            if profiled[place]["distinct"] > total / FEW
            or _may_label(connection, rows, columns[place], profiled[place]["values"])
        ]
    tests += [_lines(columns)] if kinds[0] is TEXT else []
    tests += [_header(columns, names)] if len(texts) == len(columns) else []
    nulls = " OR ".join(says_null(columns[place]) for place in texts)
    if connection.execute(f"SELECT count(*) {rows} WHERE {nulls}").fetchall()[0][0]:
        return True
    counts = [f"SELECT count(*) {rows} WHERE {test}" for test in tests]
    return any(0 < connection.execute(count).fetchall()[0][0] <= MOST for count in counts)


def _may_label(
    connection: duckdb.DuckDBPyConnection, rows: str, text: str, listed: Sequence[str] | None
) -> bool:
    """Tell whether one of a column's values, each looked at once, labels totals."""
    if listed is not None:
        return any(TOTAL_LABEL.fullmatch(value) for value in listed)
    values = f"SELECT any_value({text}) AS v {rows} GROUP BY {text}"
    found = connection.execute(f"SELECT count(*) FROM ({values}) WHERE {_is_label('v')}").fetchall()  # noqa: S608
    return bool(found[0][0])


def _is_label(column: str) -> str:
    """SQL for whether a cell is labelled as a total."""
    label = quoted(f"(?i){TOTAL_LABEL.pattern}")
    return f"coalesce(regexp_full_match({column}, {label}), false)"


def _lines(columns: Sequence[str]) -> str:
    """SQL for whether a row is a drawn line or a comment."""
    first, *others = columns
    alone = " AND ".join(f"{column} IS NULL" for column in others)
    comment = f"regexp_full_match({first}, {quoted(COMMENT)}) AND {alone}"
    drawn = f"regexp_full_match({first}, {quoted(RULE.pattern)})"
    line = f"({drawn} OR {comment})" if len(columns) >= FEWEST_COLUMNS else drawn
    # Nearly all cells begin with a letter or a digit, and need no regular expression.
    return f"left({first}, 1) IN ({', '.join(map(quoted, LINE_STARTS))}) AND {line}"


def _header(columns: Sequence[str], names: Sequence[str]) -> str:
    """SQL for whether a row repeats the header."""
    return " AND ".join(
        f"lower({column}) = lower({quoted(name)})" for column, name in zip(columns, names, strict=True)
    )
