"""Lines among the data that are no rows: drawn ones, comments, and numbers of columns under the header."""

from collections.abc import Sequence
from typing import Any

import duckdb

from services.agent.ingest.findings import MAX_LISTED, Findings, cell_reference
from services.agent.ingest.footer import RULE, is_underline
from services.agent.ingest.grid import Grid
from services.agent.ingest.layout import MAX_TOLD, Layout, filled_cells
from services.agent.ingest.pages import MOST_COLUMNS, MOST_ROWS
from services.agent.ingest.sql import quoted

COMMENT = r"(?s)(?:#|//)\s?\pL.*"
"""How a line begins that a program passes over."""
LINE_STARTS = "-=_+|:#/─┌├└╞"
"""Signs with which drawn lines and comments begin."""
LOOKED_AT = 10
"""Rows under the header that say whether its first one numbers the columns."""
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
    below = _below_header(connection, layout)
    begins = f"left(ltrim(c{first}), 1) IN ({', '.join(map(quoted, LINE_STARTS))})"
    between = f"r >= {layout.first_row} AND r < {layout.end_row}"
    likely = connection.execute(f"SELECT count(*) FROM raw WHERE {between} AND {begins}").fetchall()[0][0]  # noqa: S608
    if not likely and below < 0:
        return ()
    rows = connection.execute(
        f"SELECT r, {', '.join(f'c{column}' for column in layout.columns)} FROM raw "  # noqa: S608 - quoted
        f"WHERE {between} AND {begins} AND ({condition}) OR r = {below} "
        f"ORDER BY r LIMIT {MOST_ROWS}"
    ).fetchall()
    if rows:
        _tell(grid, first, rows, findings)
    return tuple(row for row, *_ in rows)


def _below_header(connection: duckdb.DuckDBPyConnection, layout: Layout) -> int:
    """Find the row under the header that underlines it or numbers the columns; -1 where there is none."""
    if not layout.header_rows:
        return -1
    listed = ", ".join(f"c{column}" for column in layout.columns)
    rows = connection.execute(
        f"SELECT {listed} FROM raw WHERE r >= {layout.first_row} AND r < {layout.first_row + LOOKED_AT} "  # noqa: S608
        f"ORDER BY r"
    ).fetchall()
    if rows and is_underline(list(rows[0])):
        return layout.first_row
    if len(layout.columns) < FEWEST_COLUMNS:
        return -1
    expected = [str(number) for number in range(1, len(layout.columns) + 1)]
    texts = [[(cell or "").strip(" ()").removesuffix(".0") for cell in row] for row in rows]
    # A comment or a drawn line says nothing of what the numbers are; the next row of several cells does.
    after = next((row for row in texts[1:] if sum(map(bool, row)) > 1), None)
    if after is None or texts[0] != expected or after[0].isdigit():
        return -1
    return layout.first_row


def _tell(grid: Grid, first: int, rows: Sequence[Sequence[Any]], findings: Findings) -> None:
    cells = [
        {"cell": cell_reference(grid.first_row + row, grid.first_column + first), "raw": label[:MAX_TOLD]}
        for row, label, *_ in rows[:MAX_LISTED]
    ]
    findings.add(
        "line_skipped",
        f"{len(rows):,} rows are drawn lines, comments or column numbers (“{cells[0]['raw']}”); "
        "they were left out of the data.",
        cell=cells[0]["cell"],
        text=cells[0]["raw"],
        cells=cells,
        count=sum(filled_cells(list(values)) for _, *values in rows),
    )
