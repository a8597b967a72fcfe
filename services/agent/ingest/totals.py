"""Totals rows: a row labelled as a total leaves the data only if its numbers are sums of the rows above."""

from collections.abc import Sequence

import duckdb

from services.agent.ingest.findings import Findings, cell_reference
from services.agent.ingest.grid import Grid
from services.agent.ingest.layout import Layout, filled_cells
from services.agent.ingest.vote import Verdict, reading

TOLERANCE = 0.005
"""Relative difference between a printed total and the sum: totals are often rounded."""


def true_totals(
    connection: duckdb.DuckDBPyConnection,
    grid: Grid,
    layout: Layout,
    verdicts: Sequence[Verdict],
    findings: Findings,
) -> int:
    """Return one past the last row of data, and tell of the totals rows that begin there."""
    if not layout.totals:
        return layout.end_row
    first = layout.totals[0][0]
    numeric = [verdict for verdict in verdicts if verdict.kind.family == "number"]
    if first <= layout.first_row or not numeric or not _sums_agree(connection, first, numeric):
        return layout.end_row
    for row, cells in layout.totals:
        told = " | ".join(cell.strip() for cell in cells if cell and cell.strip())
        findings.add(
            "totals_skipped",
            f"A row of totals was left out of the data: “{told}”.",
            cell=cell_reference(grid.first_row + row, grid.first_column),
            values=cells,
            count=filled_cells(cells),
        )
    return first


def _sums_agree(connection: duckdb.DuckDBPyConnection, total: int, numeric: Sequence[Verdict]) -> bool:
    """Compare each number of the totals row with the sum of its column above; one equal, none different."""
    parts: list[str] = []
    for verdict in numeric:
        value = f"CAST({reading(verdict.kind, verdict.column)} AS DOUBLE)"
        parts.append(f"sum({value}) FILTER (WHERE r < {total}), max({value}) FILTER (WHERE r = {total})")
    row = connection.execute(f"SELECT {', '.join(parts)} FROM body").fetchone() or ()  # noqa: S608
    pairs = [(above, below) for above, below in zip(row[::2], row[1::2], strict=True) if below is not None]
    agreeing = [
        above is not None and abs(above - below) <= TOLERANCE * max(abs(above), abs(below))
        for above, below in pairs
    ]
    return bool(agreeing) and sum(agreeing) * 2 > len(agreeing) and any(below != 0 for _, below in pairs)
