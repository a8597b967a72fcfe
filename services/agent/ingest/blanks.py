"""Blanks around texts: “Anna ” would be another person than “Anna”, so they are left out and told."""

from collections.abc import Sequence
from dataclasses import replace

from services.agent.ingest.kinds import TEXT
from services.agent.ingest.sql import quoted
from services.agent.ingest.stack import Shown
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


def count_nulls(shown: Shown, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Add to the text columns of the view ``body`` which of them hold a database's word for nothing."""
    likely = [each for each in verdicts if each.filled and (each.kind is TEXT or each.null_words)]
    if not any(each.kind is TEXT for each in likely):
        return list(verdicts)
    found = shown.each(
        [each.column for each in likely],
        lambda _, cell: [
            f"count(*) FILTER (WHERE {is_database_null(cell)})",
            rf"count(*) FILTER (WHERE c{cell} = '\N')",
        ],
    )
    nulls = [each for each, _ in found.values() if each]
    if len(nulls) < FEWEST_NULL_COLUMNS and not any(marks for _, marks in found.values()):
        return list(verdicts)
    counts = {each.column: found[each.column][0] for each in likely if each.kind is TEXT}
    return [
        replace(each, nulls=True, null_words=each.null_words + count)
        if (count := counts.get(each.column, 0))
        else each
        for each in verdicts
    ]


def count_blanks(shown: Shown, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Add to the text columns of the view ``body`` how many cells lose blanks, or hold nothing else."""
    texts = _likely(shown, [each.column for each in verdicts if each.kind is TEXT and each.filled])
    counts = shown.each(
        texts,
        lambda _, cell: [
            f"count(*) FILTER (WHERE {loses_blanks(cell)})",
            f"count(*) FILTER (WHERE {is_blank(cell)})",
        ],
    )
    told = []
    for verdict in verdicts:
        padded, blank = counts.get(verdict.column, (0, 0))
        told.append(replace(verdict, padded=padded, null_words=blank) if padded or blank else verdict)
    return told


def _likely(shown: Shown, columns: Sequence[int]) -> list[int]:
    """Return the columns in which some cell may have blanks around it: mostly none, and that is soon seen."""
    found = shown.each(columns, lambda _, cell: [f"bool_or({may_be_padded(cell)})"])
    return [column for column in columns if found[column][0]]


def written_text(verdict: Verdict, cell: int) -> str:
    """SQL for a text cell without the blanks around it, NULL where there is nothing else."""
    if not verdict.padded and not verdict.null_words:
        return f"c{cell}"
    text = f"nullif({trimmed(cell)}, '')"
    return f"CASE WHEN NOT {is_database_null(cell)} THEN {text} END" if verdict.nulls else text
