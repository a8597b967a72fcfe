"""Rows of a regular file that are none: totals of groups, comments, drawn lines, the header once more.

They fit among the others, so that a strict pass takes them. Here they are only noticed, in what it wrote: the
careful way finds out what they are.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from services.agent.ingest.between import COMMENT, FEWEST_COLUMNS, LINE_STARTS
from services.agent.ingest.footer import RULE, TOTAL_LABEL
from services.agent.ingest.kind import Kind
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.sql import identifier, quoted
from services.agent.ingest.subtotals import LABEL_COLUMNS, MOST


def has_intruders(
    connection: duckdb.DuckDBPyConnection, table: Path, kinds: Sequence[Kind], names: Sequence[str]
) -> bool:
    """Tell whether some row of a table's Parquet may be none."""
    columns = [identifier(name) for name in names]
    texts = [column for column, kind in zip(columns, kinds, strict=True) if kind is TEXT]
    if not texts:
        return False
    rows = f"FROM read_parquet({quoted(str(table))})"
    ends = ", ".join(f"max({text}) >= 'A'" for text in texts[:LABEL_COLUMNS])
    has_words = connection.execute(f"SELECT {ends} {rows}").fetchall()[
        0
    ]  # from what the Parquet says of itself
    has_numbers = any(kind.family == "number" for kind in kinds)
    words = [text for text, has in zip(texts, has_words, strict=False) if has and has_numbers]
    tests = [_is_label(text) for text in words if _may_label(connection, table, text, columns.index(text))]
    tests += [_lines(columns)] if kinds[0] is TEXT else []
    tests += [_header(columns, names)] if len(texts) == len(columns) else []
    counts = [f"SELECT count(*) {rows} WHERE {test}" for test in tests]
    return any(0 < connection.execute(count).fetchall()[0][0] <= MOST for count in counts)


def _may_label(connection: duckdb.DuckDBPyConnection, table: Path, text: str, place: int) -> bool:
    """Tell whether a column may hold a label of totals: of one with few values not each cell is looked at."""
    groups = pq.read_metadata(table)
    encodings = [groups.row_group(number).column(place).encodings for number in range(groups.num_row_groups)]
    if not all("RLE_DICTIONARY" in each for each in encodings):
        return True
    # Of a plain list of values DuckDB would test every cell first, and then list those that passed.
    values = f"SELECT any_value({text}) AS v FROM read_parquet({quoted(str(table))}) GROUP BY {text}"  # noqa: S608
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
