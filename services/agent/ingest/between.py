"""Lines among the data that are no rows: lines drawn under the header, and comments."""

import duckdb

from services.agent.ingest.findings import MAX_LISTED, Findings, cell_reference
from services.agent.ingest.footer import RULE
from services.agent.ingest.grid import Grid
from services.agent.ingest.layout import MAX_TOLD, Layout, filled_cells
from services.agent.ingest.pages import MOST_COLUMNS, MOST_ROWS
from services.agent.ingest.sql import quoted

COMMENT = r"(?s)(?:#|//)\s?\pL.*"
"""How a line begins that a program passes over."""
FEWEST_COLUMNS = 3
"""In narrower tables a lone first cell is a row as likely as a comment."""


def lines_between(
    connection: duckdb.DuckDBPyConnection, grid: Grid, layout: Layout, findings: Findings
) -> tuple[int, ...]:
    """Find rows of the data that hold a drawn line, or a comment in their first cell alone, and tell them."""
    first, *others = layout.columns
    if not others or len(layout.columns) > MOST_COLUMNS:
        return ()
    rule = quoted(RULE.pattern)
    drawn = " AND ".join(
        f"(c{column} IS NULL OR regexp_full_match(c{column}, {rule}))" for column in (first, *others)
    )
    condition = f"({drawn})"
    if len(layout.columns) >= FEWEST_COLUMNS and not grid.spreadsheet:
        alone = " AND ".join(f"c{column} IS NULL" for column in others)
        condition += f" OR (regexp_full_match(c{first}, {quoted(COMMENT)}) AND {alone})"
    rows = connection.execute(
        f"SELECT r, {', '.join(f'c{column}' for column in layout.columns)} FROM raw "  # noqa: S608 - quoted
        f"WHERE r >= {layout.first_row} AND r < {layout.end_row} AND left(ltrim(c{first}), 1) "
        f"IN ('-', '=', '_', '+', '|', ':', '#', '/') AND ({condition}) ORDER BY r LIMIT {MOST_ROWS}"
    ).fetchall()
    if rows:
        cells = [
            {"cell": cell_reference(grid.first_row + row, grid.first_column + first), "raw": label[:MAX_TOLD]}
            for row, label, *_ in rows[:MAX_LISTED]
        ]
        findings.add(
            "line_skipped",
            f"{len(rows):,} rows are drawn lines or comments (“{cells[0]['raw']}”); they were left out of "
            "the data.",
            cell=cells[0]["cell"],
            text=cells[0]["raw"],
            cells=cells,
            count=sum(filled_cells(list(values)) for _, *values in rows),
        )
    return tuple(row for row, *_ in rows)
