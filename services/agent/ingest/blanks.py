"""Blanks around texts: “Anna ” would be another person than “Anna”, so they are left out and told."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from services.agent.ingest.kinds import TEXT
from services.agent.ingest.sql import quoted
from services.agent.ingest.vote import BLANKS, Verdict, trimmed

SHORT_LIST = ", ".join(quoted(blank) for blank in BLANKS[:-1])
LAST = quoted(BLANKS[-1])
"""By itself: DuckDB makes a join of a list of five, and a join does not keep the order of rows."""
FEWEST_NULL_COLUMNS = 2
"""Text columns that hold NULL before it is nothing: one column may be of words, of which NULL is one."""


def is_padded(column: int) -> str:
    """SQL for whether a cell begins or ends with a blank, quicker than cutting them off to compare."""
    ends = (f"c{column}[{end}]" for end in (1, -1))
    return "(" + " OR ".join(f"{end} IN ({SHORT_LIST}) OR {end} = {LAST}" for end in ends) + ")"


def may_be_padded(column: int, *, wide: bool = True) -> str:
    """SQL for whether a cell may begin or end with a blank; a third of the cost, and never too few.

    A comparison looks at the first bytes alone, and all blanks but the last stand before the first sign.

    Args:
        column: The cell's.
        wide: Whether some cell may hold a no-break space.
    """
    cell = f"c{column}"
    last = f" OR prefix({cell}, {LAST}) OR suffix({cell}, {LAST})" if wide else ""
    return f"({cell} < '!' OR {cell}[-1] < '!'{last})"


def is_blank(column: int) -> str:
    """SQL for whether a cell holds nothing but blanks."""
    return f"(c{column} = '' OR {is_padded(column)} AND {trimmed(column)} = '')"


def loses_blanks(column: int) -> str:
    """SQL for whether a cell is written without the blanks around it."""
    return f"({is_padded(column)} AND {trimmed(column)} <> '')"


def says_null(cell: str) -> str:
    """SQL for whether a text is what databases write for nothing."""
    return rf"({cell} = 'NULL' OR {cell} = '\N')"


def is_database_null(column: int) -> str:
    """SQL for whether a cell is what databases write for nothing."""
    return says_null(f"c{column}")


def count_nulls(connection: duckdb.DuckDBPyConnection, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Add to the text columns of the view ``body`` which of them hold a database's word for nothing."""
    likely = [each for each in verdicts if each.filled and (each.kind is TEXT or each.null_words)]
    if not any(each.kind is TEXT for each in likely):
        return list(verdicts)
    listed = ", ".join(
        rf"count(*) FILTER (WHERE {is_database_null(each.column)}), "
        rf"count(*) FILTER (WHERE c{each.column} = '\N')"
        for each in likely
    )
    found = connection.execute(f"SELECT {listed} FROM body").fetchall()[0]  # noqa: S608 - numbers only
    if not any(found[1::2]) and sum(map(bool, found[::2])) < FEWEST_NULL_COLUMNS:
        return list(verdicts)
    counts = {each.column: count for each, count in zip(likely, found[::2], strict=True) if each.kind is TEXT}
    return [
        replace(each, nulls=True, null_words=each.null_words + count)
        if (count := counts.get(each.column, 0))
        else each
        for each in verdicts
    ]


def count_blanks(connection: duckdb.DuckDBPyConnection, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Add to the text columns of the view ``body`` how many cells lose blanks, or hold nothing else."""
    texts = _likely(connection, [each.column for each in verdicts if each.kind is TEXT and each.filled])
    if not texts:
        return list(verdicts)
    listed = ", ".join(
        f"count(*) FILTER (WHERE {loses_blanks(column)}), count(*) FILTER (WHERE {is_blank(column)})"
        for column in texts
    )
    found = connection.execute(f"SELECT {listed} FROM body").fetchall()[0]  # noqa: S608 - numbers only
    counts = dict(zip(texts, zip(found[::2], found[1::2], strict=True), strict=True))
    told = []
    for verdict in verdicts:
        padded, blank = counts.get(verdict.column, (0, 0))
        told.append(replace(verdict, padded=padded, null_words=blank) if padded or blank else verdict)
    return told


def _likely(connection: duckdb.DuckDBPyConnection, columns: Sequence[int]) -> list[int]:
    """Return the columns in which some cell may have blanks around it: mostly none, and that is soon seen."""
    if not columns:
        return []
    listed = ", ".join(f"bool_or({may_be_padded(column)})" for column in columns)
    found = connection.execute(f"SELECT {listed} FROM body").fetchall()[0]  # noqa: S608 - numbers only
    return [column for column, is_likely in zip(columns, found, strict=True) if is_likely]


def written_text(verdict: Verdict) -> str:
    """SQL for a text cell without the blanks around it, NULL where there is nothing else."""
    if not verdict.padded and not verdict.null_words:
        return f"c{verdict.column}"
    text = f"nullif({trimmed(verdict.column)}, '')"
    return f"CASE WHEN NOT {is_database_null(verdict.column)} THEN {text} END" if verdict.nulls else text
