"""Totals rows: a row labelled as a total leaves the data only if its numbers are sums of the rows above."""

from collections.abc import Sequence

import duckdb

from services.agent.ingest.findings import Findings, cell_reference
from services.agent.ingest.footer import is_plain_total
from services.agent.ingest.grid import Grid
from services.agent.ingest.layout import Layout, filled_cells
from services.agent.ingest.vote import Verdict, reading

TOLERANCE = 0.005
"""Relative difference between a printed total and the sum: totals are often rounded."""
LEVELS = (2, 3)
"""How often rows add up to a total where each group stands above its parts, as a pivot table shows them."""
FEWEST_NESTED = 4
"""Rows above such a total."""


def summed(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Choose the columns of which a total is the sum: of shares it is none."""
    return [
        verdict
        for verdict in verdicts
        if verdict.kind.family == "number" and not verdict.kind.name.startswith("percent")
    ]


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
    if layout.are_totals_stated:
        return _without(first, grid, layout, findings)
    numeric = summed(verdicts)
    if first <= layout.first_row or not numeric:
        return layout.end_row
    if all(is_plain_total(cells) and filled_cells(cells) == 1 for _, cells in layout.totals):
        return _without(first, grid, layout, findings)  # sums that were never calculated
    plain = all(is_plain_total(cells) for _, cells in layout.totals)
    pairs = _sums_and_totals(connection, first, numeric)
    if _agreeing_share(pairs) >= (0.5 if plain else 1.0):
        return _without(first, grid, layout, findings)
    times = next((times for times in LEVELS if _agreeing_share(pairs, times) == 1.0), 0)
    if not plain or not times or first - layout.first_row < FEWEST_NESTED:
        return layout.end_row
    findings.add(
        "rows_add_up_others",
        f"The rows together are {times} times the total below them: some of them are the sums of others, as "
        "of groups above their parts. They were all read; leave one or the other out where you add up.",
        count=times,
    )
    return _without(first, grid, layout, findings)


def _without(first: int, grid: Grid, layout: Layout, findings: Findings) -> int:
    """Tell the totals rows, and return the first one."""
    for row, cells in layout.totals:
        told = " | ".join(cell.strip() for cell in cells if cell and cell.strip())
        findings.add(
            "totals_skipped",
            f"A row of totals was left out of the data: “{told}”.",
            cell=cell_reference(grid.first_row + row, grid.first_column + layout.columns[0]),
            text=told,
            values=cells,
            count=filled_cells(cells),
        )
    return first


Pairs = Sequence[tuple[float | None, float]]


def _sums_and_totals(connection: duckdb.DuckDBPyConnection, total: int, numeric: Sequence[Verdict]) -> Pairs:
    """Return the sum of each column above the totals row, beside what stands in that row."""
    parts: list[str] = []
    for verdict in numeric:
        value = f"CAST({reading(verdict.kind, verdict.column)} AS DOUBLE)"
        parts.append(f"sum({value}) FILTER (WHERE r < {total}), max({value}) FILTER (WHERE r = {total})")
    row = connection.execute(f"SELECT {', '.join(parts)} FROM body").fetchone() or ()  # noqa: S608
    return [(above, below) for above, below in zip(row[::2], row[1::2], strict=True) if below is not None]


def _agreeing_share(pairs: Pairs, times: int = 1) -> float:
    """Compare each number of the totals row with the sum of its column above.

    Returns:
        The share of those of which the sum is so many times the number, if it is more than a half; else
        nothing.
    """
    agreeing = [
        above is not None and abs(above - times * below) <= TOLERANCE * max(abs(above), abs(times * below))
        for above, below in pairs
    ]
    if not agreeing or sum(agreeing) * 2 <= len(agreeing) or not any(below != 0 for _, below in pairs):
        return 0.0
    return sum(agreeing) / len(agreeing)
