"""Merged cells, from the list that a sheet holds of them to the cells that were read."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from services.agent.ingest.grid import Merge


def place_merges(listed: Iterable[Merge], *, first_column: int, rows: int, columns: int) -> tuple[Merge, ...]:
    """Place merged cells in a grid, from top to bottom, and leave out what lies outside of it.

    No spreadsheet merges a cell twice. A file that says so makes every later look at its merges take as long
    as their areas together, so of merges that overlap the first one counts. The work is bounded by the cells.

    Args:
        listed: As the sheet has them.
        first_column: Of the grid, in the sheet.
        rows: Of the grid.
        columns: Likewise.
    """
    free = [0] * columns
    """The first row of each column that no merge so far covers."""
    placed: list[Merge] = []
    row, taken = -1, -1
    for merge in sorted(listed, key=lambda merge: (merge.first_row, merge.first_column)):
        left, right = merge.first_column - first_column, min(merge.last_column - first_column, columns - 1)
        if merge.first_row >= rows or not 0 <= left <= right:
            continue
        if merge.first_row != row:
            row, taken = merge.first_row, -1
        if left <= taken <= right:
            continue
        blocked = next((column for column in range(left, right + 1) if free[column] > row), None)
        if blocked is not None:
            taken = blocked  # it decides the next one too, or each of a row could cost its whole width
            continue
        free[left : right + 1] = [merge.last_row + 1] * (right + 1 - left)
        placed.append(Merge(row, left, merge.last_row, right))
    return tuple(placed)


def merges_in_rows(merges: Sequence[Merge], first: int, end: int) -> Sequence[Merge]:
    """Return those of merges in order that begin in these rows; ``end`` is the row after the last."""

    def row(merge: Merge) -> int:
        return merge.first_row

    return merges[bisect_left(merges, first, key=row) : bisect_left(merges, end, key=row)]


def any_crosses(merges: Sequence[Merge], ends: Sequence[int]) -> bool:
    """Whether a merged cell reaches beyond one of these columns, which are in order."""
    for merge in merges:
        place = bisect_left(ends, merge.first_column)
        if place < len(ends) and ends[place] < merge.last_column:
            return True
    return False
