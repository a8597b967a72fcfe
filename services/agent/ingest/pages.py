"""Headers that come again among the data, as reports repeat them on every page."""

from collections.abc import Sequence

import duckdb

from services.agent.ingest.findings import MAX_LISTED, Findings, cell_reference
from services.agent.ingest.grid import Grid, Row
from services.agent.ingest.layout import Layout, filled_cells
from services.agent.ingest.paging import page_head
from services.agent.ingest.sql import quoted

MOST_COLUMNS = 200
"""Wider tables are no printed reports."""
MOST_ROWS = 10_000


def repeated_headers(
    connection: duckdb.DuckDBPyConnection, grid: Grid, layout: Layout, findings: Findings
) -> tuple[int, ...]:
    """Find the rows of data that are the header once more, and tell them."""
    cells = layout.header_cells
    if len(cells) > MOST_COLUMNS or filled_cells(cells) < 2:
        return ()
    same = " AND ".join(
        f"c{column} IS NULL" if cell is None else f"lower(c{column}) = lower({quoted(cell)})"
        for column, cell in zip(layout.columns, cells, strict=True)
    )
    found = connection.execute(
        f"SELECT r FROM raw WHERE r >= {layout.first_row} AND r < {layout.end_row} AND {same} "  # noqa: S608
        f"ORDER BY r LIMIT {MOST_ROWS}"
    ).fetchall()
    headers = [row for (row,) in found]
    above = _above(connection, layout, headers)
    rows = tuple(sorted({*headers, *above}))
    if rows:
        places = [cell_reference(grid.first_row + row, grid.first_column) for row in rows[:MAX_LISTED]]
        findings.add(
            "header_again",
            f"The header, or what stands above it, comes again in {len(rows):,} rows; these were left out of "
            "the data.",
            cell=places[0],
            cells=[{"cell": place} for place in places],
            rows=len(rows),
            count=len(headers) * filled_cells(cells) + sum(map(filled_cells, above.values())),
        )
    return rows


def _above(connection: duckdb.DuckDBPyConnection, layout: Layout, headers: Sequence[int]) -> dict[int, Row]:
    """Find the rows above repeated headers that also stand above the first one, page numbers apart."""
    if not headers or not layout.page_head:
        return {}
    expected = {row - distance: head for row in headers for distance, head in layout.page_head}
    listed = ", ".join(f"c{column}" for column in layout.columns)
    rows = ", ".join(map(str, expected))
    found = connection.execute(
        f"SELECT r, {listed} FROM raw WHERE r >= {layout.first_row} AND r IN ({rows})"  # noqa: S608
    ).fetchall()
    return {row: cells for row, *cells in found if page_head([cells]) == page_head([expected[row]])}
