"""Rows of a regular file that are none: totals of groups, comments, drawn lines, the header once more.

They fit among the others, so that a strict pass takes them. Here they are only noticed, in what it wrote: the
careful way finds out what they are.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from services.agent.ingest.between import COMMENT, FEWEST_COLUMNS, LINE_STARTS
from services.agent.ingest.footer import RULE, TOTAL_LABEL, TOTAL_STEMS
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
    tests = [_label(text) for text, words in zip(texts, has_words, strict=False) if words and has_numbers]
    tests += [_lines(columns)] if kinds[0] is TEXT else []
    tests += [_header(columns, names)] if len(texts) == len(columns) else []
    counts = [f"SELECT count(*) {rows} WHERE {test}" for test in tests]
    return any(0 < connection.execute(count).fetchall()[0][0] <= MOST for count in counts)


def _label(column: str) -> str:
    """SQL for whether a cell is labelled as a total."""
    # Millions of cells: searching them for a few texts takes half of what matching takes.
    stems = " OR ".join(f"contains({column}, {quoted(stem)})" for stem in TOTAL_STEMS)
    label = quoted(f"(?i){TOTAL_LABEL.pattern}")
    return f"CASE WHEN {stems} THEN regexp_full_match({column}, {label}) ELSE false END"


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
