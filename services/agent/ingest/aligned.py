"""Text whose columns are aligned by blanks, as programs print tables for the eye: where each one begins.

Columns are divided where all rows are blank. A single blank that every row has between two letters, as
between a day and its time, divides nothing unless the header's names meet there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from services.agent.ingest.footer import LAST_LINE

RULE = re.compile(r"\s*-{2,}(?: +-+)+\s*")
"""A line drawn below a header, with a piece for each column."""
SPACED = re.compile(r"\S {2,}\S")
FEWEST_ROWS = 3
TABLE_SHARE = 0.6
"""Lines that must be rows of the table; the others are titles and notes."""
EMPTY_SHARE = 0.1
"""Rows in which a column must hold something, if its name does not stand apart."""
PROVING_ROWS = 10
"""So many rows that are blank at one place are no chance, even where few have more than one blank there."""


def find_starts(lines: Iterable[str]) -> tuple[int, ...]:
    """Return where the columns after the first one begin; nothing where no columns are aligned."""
    held = [line.rstrip() for line in lines if line.strip()]
    if any("\t" in line for line in held):
        return ()
    for place, line in enumerate(held):
        if RULE.fullmatch(line) and 0 < place < len(held) - 1:
            return tuple(found.start() for found in re.finditer("-+", line))[1:]
    rows = [line for line in held if SPACED.search(line)]
    if len(rows) < FEWEST_ROWS:
        return ()
    if len(rows) < TABLE_SHARE * len(held):
        if len(held) < PROVING_ROWS:
            return ()
        rows = held
    header, *body = rows
    starts = (_start(gap, header) for gap in _gaps(header, body))
    return _without_empty(tuple(start for start in starts if start), header, body)


def cut(line: str, starts: Sequence[int]) -> list[str]:
    """Divide a line where the columns begin; one that has letters before that is a single cell."""
    is_last = LAST_LINE.fullmatch(line.strip())
    if is_last or any(line[start - 1 : start].strip() for start in starts):
        return [line.strip(), *[""] * len(starts)]
    ends = (*starts, None)
    return [line[start:end].strip() for start, end in zip((0, *starts), ends, strict=True)]


def _gaps(header: str, rows: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the runs of places at which all rows are blank, between the first and the last letter."""
    width = max(map(len, rows))
    padded = [row.ljust(width) for row in rows]
    blank = [all(row[place] == " " for row in padded) for place in range(width)]
    begin = min(len(row) - len(row.lstrip()) for row in rows)
    while True:
        begin = next((place for place in range(begin, width) if blank[place]), width)
        end = next((place for place in range(begin, width) if not blank[place]), width)
        if end == width:
            return
        is_named = header[begin - 1 : begin].strip() and header[end : end + 1].strip()
        if sum(bool(row[end:].strip()) for row in padded) < 0.5 * len(padded):
            return  # behind it only the longer ones of lines go on
        if end - begin > 1 or is_named or any(row[begin - 1] == " " or row[end] == " " for row in padded):
            yield begin, end
        begin = end


def _start(gap: tuple[int, int], header: str) -> int | None:
    """Choose where in a gap the next column begins, so that no name in the header is cut."""
    begin, end = gap
    spaces = [found.span() for found in re.finditer(" +", header[:end].ljust(end)) if found.end() > begin]
    if not spaces:
        return None
    return max(spaces, key=lambda span: (span[1] - max(span[0], begin), span[1]))[1]


def _without_empty(starts: tuple[int, ...], header: str, rows: Sequence[str]) -> tuple[int, ...]:
    """Drop the starts of columns that hold nothing, which are blanks inside a long name or a long cell."""
    divided = [cut(row, starts) for row in rows]
    counts = [sum(bool(row[place + 1]) for row in divided) for place in range(len(starts))]
    return tuple(
        start
        for start, count in zip(starts, counts, strict=True)
        if count > EMPTY_SHARE * len(rows)
        or (count and header[start : start + 1].strip() and not header[start - 2 : start].strip())
    )
