"""Cells of a regular file that are not written as they stand: words for nothing, texts with blanks around.

The pass that writes the table only counts them, by a sequence for each column. Where there are some, a second
look at their columns finds the rows, so that they are told as for any other file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb

from services.agent.ingest.blanks import count_blanks, may_be_padded
from services.agent.ingest.kind import Kind
from services.agent.ingest.kinds import TEXT
from services.agent.ingest.vote import MAX_NULL_WORD_SHARE, Verdict, is_null_word, trimmed


def start_counts(connection: duckdb.DuckDBPyConnection, width: int) -> None:
    """Make the sequences that `unpadded` and `nothing` count with."""
    connection.execute("; ".join(f"CREATE SEQUENCE odd_{place}" for place in range(width)))


def _counted(place: int) -> str:
    return f"nextval('odd_{place}') > 0"


def unpadded(place: int, *, wide: bool) -> str:
    """SQL for a text without the blanks around it; one that may have some is counted."""
    cut = f"CASE WHEN {_counted(place)} THEN nullif({trimmed(place)}, '') END"
    return f"CASE WHEN {may_be_padded(place, wide=wide)} THEN {cut} ELSE c{place} END"


def nothing(place: int, *, otherwise: str) -> str:
    """SQL for a cell that a kind cannot read: NULL, and counted, where it is a word for nothing."""
    # A drawn line is no row, and only the careful way leaves it out.
    word = f"{is_null_word(place)} AND NOT contains(c{place}, '---')"
    return f"CASE WHEN {word} AND {_counted(place)} THEN NULL ELSE {otherwise} END"


def counts(connection: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """Return how many odd cells were counted, for the columns that have some."""
    found = connection.execute(
        "SELECT sequence_name, last_value FROM duckdb_sequences() WHERE last_value IS NOT NULL"
    ).fetchall()
    return {int(name.removeprefix("odd_")): number for name, number in found}


def look_again(
    connection: duckdb.DuckDBPyConnection, reader: str, kept: Sequence[Verdict], odd: Mapping[int, int]
) -> list[Verdict] | None:
    """Find the odd cells' rows, as the table ``body``, and add what they are to the verdicts.

    Args:
        connection: Did the pass.
        reader: SQL for the cells as they are in the file, without the header.
        kept: The columns, with as many filled cells as were written.
        odd: How many cells of some columns were counted.

    Returns:
        None where a column is mostly words for nothing, which says nothing about its kind.
    """
    columns = ", ".join(f"c{place}" for place in odd)
    tests = " OR ".join(_may_be_odd(kept[place].kind, place) for place in odd)
    connection.execute(
        f"CREATE TEMP TABLE body AS SELECT * FROM (SELECT row_number() OVER () AS r, {columns} "  # noqa: S608
        f"FROM {reader}) WHERE {tests}"
    )
    found = list(kept)
    for verdict in count_blanks(connection, [kept[place] for place in odd]):
        place, nothings = verdict.column, verdict.null_words
        if verdict.kind is not TEXT:
            nothings = odd[place]
        filled = verdict.filled + nothings
        if verdict.kind is not TEXT and nothings > MAX_NULL_WORD_SHARE * filled:
            return None
        found[place] = replace(verdict, filled=filled, null_words=nothings)
    return found


def _may_be_odd(kind: Kind, place: int) -> str:
    if kind is TEXT:
        return may_be_padded(place)
    # No word for nothing begins with a digit, as nearly all other cells do.
    return f"((c{place} < '0' OR c{place} >= ':') AND {is_null_word(place)})"
