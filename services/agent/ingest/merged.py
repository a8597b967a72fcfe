"""Merged row labels, filled down: a spreadsheet keeps the value in the first cell alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from services.agent.ingest.exact import overlay
from services.agent.ingest.findings import MAX_LISTED, Findings, cell_reference
from services.agent.ingest.grid import Cells, Grid, Merge
from services.agent.ingest.layout import Layout
from services.agent.ingest.merges import merges_in_rows

WORD = re.compile(r"[^\W\d_]")


def fill_down(grid: Grid, layout: Layout, findings: Findings) -> Grid:
    """Repeat merged labels in all of their rows of data, and tell where.

    Numbers are repeated only where labels stand, in the leading columns: a sum that is written once for
    several rows would else count several times.
    """
    merges = [merge for merge in grid.merges if _is_inside(merge, layout)]
    if not merges:
        return grid
    leading = _leading(layout, merges)
    labels = _texts(grid, merges)
    cells: Cells = {}
    filled: list[Merge] = []
    for merge in merges:
        text = labels.get((merge.first_row, merge.first_column))
        if text and (merge.first_column in leading or WORD.search(text)):
            filled.append(merge)
            for row in range(merge.first_row + 1, min(merge.last_row + 1, layout.end_row)):
                cells[row, merge.first_column] = text
    if not cells:
        return grid
    _tell(grid, filled, len(cells), findings)
    if isinstance(grid.cells, pa.Table):
        return replace(grid, cells=overlay(grid.cells, cells))
    _write_over(grid.cells, cells)
    return grid


def _pieces(cells: pa.Table | Path) -> Iterator[tuple[int, pa.Table]]:
    """Yield a grid's cells piece by piece, each with its first row."""
    if isinstance(cells, pa.Table):
        yield 0, cells
        return
    first = 0
    with pq.ParquetFile(cells) as file:
        for number in range(file.num_row_groups):
            piece = file.read_row_group(number)
            yield first, piece
            first += piece.num_rows


def _texts(grid: Grid, merges: Sequence[Merge]) -> Cells:
    """Return what the first cell of each merge holds."""
    texts: Cells = {}
    for first, piece in _pieces(grid.cells):
        for merge in merges_in_rows(merges, first, first + piece.num_rows):
            text = piece.column(merge.first_column)[merge.first_row - first].as_py()
            texts[merge.first_row, merge.first_column] = text
    return texts


def _write_over(path: Path, changes: Cells) -> None:
    target = path.with_name(f"filled-{path.name}")
    with pq.ParquetFile(path) as file, pq.ParquetWriter(target, file.schema_arrow) as writer:
        for first, piece in _pieces(path):
            inside = {
                (row - first, column): text
                for (row, column), text in changes.items()
                if first <= row < first + piece.num_rows
            }
            writer.write_table(overlay(piece, inside))
    target.replace(path)


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
