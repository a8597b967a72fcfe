"""A workbook's tables: sheet after sheet, read, typed and written."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from services.agent.ingest.build import Part, Place, build_tables
from services.agent.ingest.findings import Findings
from services.agent.ingest.grid import Grid
from services.agent.ingest.ticker import Ticker
from services.agent.ingest.workbook import Workbook, read_sheet

SIDE_BY_SIDE_BYTES = 64 * 1024 * 1024
"""Unpacked sheet sizes up to which two sheets are read at once: two larger ones break the memory goal."""
READ_BYTES = 40e6
"""A second reads about as many of a sheet's unpacked XML."""


def ingest_sheets(workbook: Workbook, folder: Path, findings: Findings, ticker: Ticker) -> list[Part]:
    """Read one sheet while the one before is typed and written, where two fit into memory.

    All reading stays in this thread: each thread has its own heap, and several would each keep what a large
    sheet once needed.
    """
    overlap = len(workbook.sheets) > 1 and workbook.largest_part_bytes() <= SIDE_BY_SIDE_BYTES
    parts: list[Future[list[Part]]] = []
    with ThreadPoolExecutor(1) as builder:
        for position, sheet in enumerate(workbook.sheets):
            if sheet in workbook.others:
                continue
            part = Findings(findings.file, sheet)
            progress = SheetProgress(workbook, position, ticker)
            target = folder / str(position)
            grid = read_sheet(workbook, sheet, part, target, tell_row=progress.row, tell_rows=progress.rows)
            if parts:
                parts[-1].result()
            if grid is None:
                findings.items.extend(part.items)  # no table tells of it
            else:
                place = Place(target, 1 if overlap else workbook.terms.limits.threads)
                parts.append(builder.submit(_build, grid, place, part, workbook, findings))
            if parts and not overlap:
                parts[-1].result()
            del grid
        return [made for part in parts for made in part.result()]


def _build(grid: Grid, place: Place, part: Findings, workbook: Workbook, findings: Findings) -> list[Part]:
    made = build_tables(grid, place, part, workbook.terms)
    if not made:
        findings.items.extend(part.items)
    return made


class SheetProgress:
    """Tells how far one sheet is: how many rows it has is known before they are read.

    Args:
        workbook: All sheets.
        position: The sheet's place among them, counted from 0.
        ticker: Where to tell.
    """

    def __init__(self, workbook: Workbook, position: int, ticker: Ticker) -> None:
        self._ticker = ticker
        count = len(workbook.sheets)
        self._name = f"sheet {position + 1} of {count}, “{workbook.sheets[position][:60]}”"
        self._begin, self._end = 5 + 90 * position / count, 5 + 90 * (position + 1) / count
        self._seconds = workbook.sheet_bytes(workbook.sheets[position]) / READ_BYTES
        ticker.stage(self._name, self._begin, self._end, seconds=self._seconds)

    def row(self, number: int) -> None:
        """Tell the last row that was looked at."""
        self._ticker.rename(f"{self._name}: row {number:,}")

    def rows(self, count: int) -> None:
        """Tell how many rows are about to be read."""
        if count:
            self._ticker.rename(f"{self._name}: {count:,} rows")
