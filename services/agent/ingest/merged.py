"""Merged row labels, filled down: a spreadsheet keeps the value in the first cell alone."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from services.agent.ingest.exact import overlay
from services.agent.ingest.findings import MAX_LISTED, Findings, cell_reference
from services.agent.ingest.grid import Grid, Merge
from services.agent.ingest.layout import Layout

WORD = re.compile(r"[^\W\d_]")


def fill_down(grid: Grid, layout: Layout, findings: Findings) -> Grid:
    """Repeat merged labels in all of their rows of data, and tell where.

    Numbers are repeated only where labels stand, in the leading columns: a sum that is written once for
    several rows would else count several times.
    """
    if not isinstance(grid.cells, pa.Table):
        return grid
    merges = [merge for merge in grid.merges if _is_inside(merge, layout)]
    leading = _leading(layout, merges)
    cells: dict[tuple[int, int], str] = {}
    filled: list[Merge] = []
    for merge in merges:
        text = grid.cells.column(merge.first_column)[merge.first_row].as_py()
        if text and (merge.first_column in leading or WORD.search(text)):
            filled.append(merge)
            for row in range(merge.first_row + 1, min(merge.last_row + 1, layout.end_row)):
                cells[row, merge.first_column] = text
    if not cells:
        return grid
    _tell(grid, filled, len(cells), findings)
    return replace(grid, cells=overlay(grid.cells, cells))


def _is_inside(merge: Merge, layout: Layout) -> bool:
    rows = layout.first_row <= merge.first_row < merge.last_row and merge.first_row < layout.end_row
    return rows and merge.first_column in layout.columns


def _leading(layout: Layout, merges: Sequence[Merge]) -> set[int]:
    """Return the first columns, as long as each has merged cells."""
    merged = {merge.first_column for merge in merges}
    leading: set[int] = set()
    for column in layout.columns:
        if column not in merged:
            break
        leading.add(column)
    return leading


def _tell(grid: Grid, merges: Sequence[Merge], count: int, findings: Findings) -> None:
    ranges = [
        f"{cell_reference(grid.first_row + merge.first_row, grid.first_column + merge.first_column)}:"
        f"{cell_reference(grid.first_row + merge.last_row, grid.first_column + merge.last_column)}"
        for merge in merges[:MAX_LISTED]
    ]
    findings.add(
        "merged_filled",
        f"{len(merges):,} merged labels were repeated in each of their rows, beginning with {ranges[0]}.",
        count=count,
        cell=ranges[0].partition(":")[0],
        ranges=ranges,
    )
