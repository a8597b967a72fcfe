"""Cells of a regular file that are not written as they stand: words for nothing, texts with blanks around.

The pass that writes the table stops at the first one. Where there are some, another pass reads them for what
they are, and a second look finds their rows, so that they are told as for any other file.
"""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from services.agent.ingest.blanks import count_blanks, may_be_padded
from services.agent.ingest.kind import Kind
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.stack import Shown
from services.agent.ingest.vote import MAX_NULL_WORD_SHARE, Verdict, is_null_word, trimmed

ODD = "an odd cell"
"""What a pass fails with that would succeed if it read such cells."""
STOP = f"error('{ODD}')"


def unpadded(place: int, *, wide: bool, odd: bool) -> str:
    """SQL for a text without the blanks around it; without ``odd``, one that may have some is a failure."""
    cut = f"nullif({trimmed(place)}, '')" if odd else STOP
    return f"CASE WHEN {may_be_padded(place, wide=wide)} THEN {cut} ELSE c{place} END"


def nothing(place: int, *, otherwise: str, odd: bool) -> str:
    """SQL for a cell that a kind cannot read: NULL, or without ``odd`` a failure, at a word for nothing."""
    # A drawn line is no row, and only the careful way leaves it out.
    word = f"{is_null_word(place)} AND NOT contains(c{place}, '---')"
    return f"CASE WHEN {word} THEN {'NULL' if odd else STOP} ELSE {otherwise} END"


def look_again(
    connection: duckdb.DuckDBPyConnection, reader: str, kept: Sequence[Verdict]
) -> list[Verdict] | None:
    """Find the odd cells' rows, as the table ``body``, and add what they are to the verdicts.

    Args:
        connection: Did the pass.
        reader: SQL for the cells as they are in the file, without the header.
        kept: The columns, with as many filled cells as were written.

    Returns:
        None where a column is mostly words for nothing, which says nothing about its kind.
    """
    columns = ", ".join(f"c{verdict.column}" for verdict in kept)
    tests = " OR ".join(_may_be_odd(verdict.kind, verdict.column) for verdict in kept)
    connection.execute(
        f"CREATE TEMP TABLE body AS SELECT * FROM (SELECT row_number() OVER () AS r, {columns} "  # noqa: S608
        f"FROM {reader}) WHERE {tests}"
    )
    words = ", ".join(f"count(*) FILTER (WHERE {is_null_word(verdict.column)})" for verdict in kept)
    counts = connection.execute(f"SELECT {words} FROM body").fetchall()[0]  # noqa: S608 - numbers only
    found = []
    for verdict, count in zip(count_blanks(Shown(connection), kept), counts, strict=True):
        nothings = verdict.null_words if verdict.kind is TEXT else count
        filled = verdict.filled + nothings
        if verdict.kind is not TEXT and nothings > MAX_NULL_WORD_SHARE * filled:
            return None
        found.append(replace(verdict, filled=filled, null_words=nothings))
    return found


def _may_be_odd(kind: Kind, place: int) -> str:
    if kind is TEXT:
        return may_be_padded(place)
    # No word for nothing begins with a digit, as nearly all other cells do.
    return f"((c{place} < '0' OR c{place} >= ':') AND {is_null_word(place)})"
