"""Which rows and columns of a grid are the table, and what lies around it."""

from dataclasses import dataclass

from services.agent.ingest.findings import Findings, cell_reference
from services.agent.ingest.footer import find_footer
from services.agent.ingest.grid import Grid, Row
from services.agent.ingest.header import find_header
from services.agent.ingest.naming import column_names

MAX_TOLD = 300
"""Characters of a title or footnote that a warning repeats."""


@dataclass(frozen=True)
class Layout:
    """The table inside a grid."""

    columns: tuple[int, ...]
    """Grid columns that hold something."""
    names: tuple[str, ...]
    first_row: int
    end_row: int
    """One past the last row of data."""
    totals: tuple[tuple[int, Row], ...] = ()
    """Rows that look like totals by their label: kept out of the data only if the sums agree."""


def find_layout(grid: Grid, filled: list[int], findings: Findings) -> Layout:
    """Find the table, and tell what was found around it.

    Args:
        grid: The cells.
        filled: How many cells each grid column holds.
        findings: Where titles, notes and odd headers are told.
    """
    errors = {cell.column for cell in grid.errors}
    columns = tuple(place for place, count in enumerate(filled) if count or place in errors)
    head = [[row[place] for place in columns] for row in grid.head]
    tail = [[row[place] for place in columns] for row in grid.tail]
    header = find_header(head)
    names = column_names(head[header.row] if header.row is not None else [None] * len(columns))
    _tell_titles(grid, header.titles, findings)
    if header.row is None:
        findings.add(
            "no_header",
            "The first row holds values, not names; the columns are named column_1, column_2 and so on.",
        )
    else:
        _tell_renamed(head[header.row], names, findings)
    offset = grid.height - len(tail)
    footer = find_footer(tail, max(header.first_data_row - offset, 0))
    for place in footer.notes:
        findings.add(
            "footnote_skipped",
            f"A note under the table was left out of the data: “{_told(tail[place])}”.",
            cell=cell_reference(grid.first_row + offset + place, grid.first_column),
            count=filled_cells(tail[place]),
        )
    totals = tuple((offset + place, tail[place]) for place in footer.totals)
    return Layout(columns, tuple(names), header.first_data_row, offset + footer.end, totals)


def _tell_titles(grid: Grid, titles: tuple[int, ...], findings: Findings) -> None:
    for row in titles:
        findings.add(
            "title_skipped",
            f"A row above the header was left out of the data: “{_told(grid.head[row])}”.",
            cell=cell_reference(grid.first_row + row, grid.first_column),
            count=filled_cells(grid.head[row]),
        )


def filled_cells(row: Row) -> int:
    """Count the cells of a row that hold something."""
    return sum(cell is not None for cell in row)


def _told(row: Row) -> str:
    text = " | ".join(cell.strip() for cell in row if cell and cell.strip())
    return text if len(text) <= MAX_TOLD else text[:MAX_TOLD] + "…"


def _tell_renamed(cells: Row, names: list[str], findings: Findings) -> None:
    empty = [name for cell, name in zip(cells, names, strict=True) if not (cell or "").strip()]
    if empty:
        findings.add(
            "header_missing",
            f"{len(empty)} columns have no name in the header; they are called {', '.join(empty[:5])}"
            + (" and so on." if len(empty) > 5 else "."),
            count=len(empty),
        )
    texts = [" ".join((cell or "").split()).lower() for cell in cells]
    repeated = sorted({text for text in texts if text and texts.count(text) > 1}) if len(texts) < 2000 else []
    if repeated:
        findings.add(
            "header_repeated",
            f"Several columns have the same name ({', '.join(repeated[:5])}); later ones were numbered.",
            count=len(repeated),
        )
