"""Which rows and columns of a block are the table, and what lies around it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from services.agent.ingest.blocks import Block
from services.agent.ingest.envelope import is_enclosed
from services.agent.ingest.findings import Findings, cell_reference
from services.agent.ingest.footer import Footer, find_footer, is_rule
from services.agent.ingest.grid import Grid, Merge, Row, TableObject
from services.agent.ingest.header import Header, find_header, header_at
from services.agent.ingest.levels import states_types
from services.agent.ingest.merges import merges_in_rows
from services.agent.ingest.naming import column_names, header_text
from services.agent.ingest.raw import RawCells
from services.common.errors import FileOptionsError

WIDE = 1_000
"""Columns beyond which a table is told to be unusually wide."""
MAX_TOLD = 300
"""Characters of a title or footnote that a warning repeats."""


@dataclass(frozen=True)
class Layout:
    """The table inside a grid; rows and columns are the grid's."""

    columns: tuple[int, ...]
    """Grid columns that hold something."""
    names: tuple[str, ...]
    first_row: int
    end_row: int
    """One past the last row of data."""
    header_rows: tuple[int, ...] = ()
    totals: tuple[tuple[int, Row], ...] = ()
    """Rows that look like totals by their label: kept out of the data only if the sums agree."""
    are_totals_stated: bool = False
    """Whether the sheet itself says that they are totals."""
    titles: tuple[str, ...] = field(default=())
    """What stands above the header."""
    header_cells: Row = field(default_factory=list)
    """The header's last row as it is written, without which no repetition of it could be told."""
    page_head: tuple[tuple[int, Row], ...] = ()
    """What stands above that row, and how many rows above it: a report prints all of it on each page."""


def find_layout(
    cells: RawCells, block: Block, findings: Findings, *, header_row: int | None = None
) -> Layout:
    """Find the table, and tell what was found around it.

    Args:
        cells: The cells.
        block: Where the table is.
        findings: Where titles, notes and odd headers are told.
        header_row: The header's row as the user gave it, counted from 1 in the sheet; 0 for no header.
    """
    grid = cells.grid
    header = _header(grid, block, header_row)
    _tell_titles(grid, block, header.titles, findings)
    titles = tuple(told(block.head[row]) for row in header.titles if not is_rule(block.head[row]))
    if header.titles:
        block, header = _without_title_columns(cells, block, header)
    names = column_names(header.names)
    if len(names) > WIDE:
        findings.add(
            "wide_table", f"The table has {len(names):,} columns; it was read whole.", count=len(names)
        )
    _tell_types(grid, block, header, findings)
    _tell_names(header, names, findings, is_given=header_row is not None)
    offset = block.end_row - len(block.tail)
    first_row = block.first_row + header.first_data_row
    footer = _footer(block, max(first_row - offset, 0))
    _tell_notes(grid, block, footer.notes, findings)
    totals, is_stated = _totals(grid, block, footer, first_row)
    return Layout(
        block.columns,
        tuple(names),
        first_row,
        offset + footer.end,
        tuple(block.first_row + row for row in header.rows),
        totals,
        is_stated,
        titles,
        block.head[header.rows[-1]] if header.rows else [],
        tuple((header.rows[-1] - row, block.head[row]) for row in (*header.titles, *header.rows[:-1]))
        if header.rows
        else (),
    )


def _without_title_columns(cells: RawCells, block: Block, header: Header) -> tuple[Block, Header]:
    """Leave out columns in which only titles stand, to the right of the table or between its columns."""
    first = block.first_row + header.first_data_row
    counts = cells.filled(block.columns, first, block.end_row)
    errors = {error.column for error in cells.grid.errors}
    keep = [
        place
        for place, (column, count) in enumerate(zip(block.columns, counts, strict=True))
        if count or header.names[place] or column in errors
    ]
    if len(keep) == len(block.columns) or not keep:
        return block, header
    head, tail = ([[row[place] for place in keep] for row in rows] for rows in (block.head, block.tail))
    columns = tuple(block.columns[place] for place in keep)
    names = tuple(header.names[place] for place in keep)
    return replace(block, columns=columns, head=head, tail=tail), replace(header, names=names)


def _header(grid: Grid, block: Block, given: int | None) -> Header:
    if given is None and (declared := _declared_header(grid, block)):
        return declared
    merges = _merges_of(grid, block)
    if given is None and is_enclosed(block.head, block.tail):
        found = find_header([[None] * len(block.columns), *block.head[1:]], merges)
        return replace(found, titles=(0, *found.titles))
    if given is None:
        return find_header(block.head, merges)
    row = given - 1 - grid.first_row - block.first_row
    if given == 0:
        return Header((), 0, (), (None,) * len(block.columns))
    if 0 <= row < len(block.head):
        return header_at(block.head, merges, row)
    raise FileOptionsError(
        f"The header cannot be in row {given:,}: only the table's first rows can be its header, here "
        f"{grid.first_row + 1:,} to {grid.first_row + len(block.head):,}."
    )


def _declared(grid: Grid, block: Block, row: int) -> TableObject | None:
    """Return the table that the sheet declares around one of the block's rows, if it declares one."""
    ends = (grid.first_column + block.columns[0], grid.first_column + block.columns[-1])
    return next((table for table in grid.tables if table.holds(grid.first_row + row, *ends)), None)


def _declared_header(grid: Grid, block: Block) -> Header | None:
    """Take the names of a table whose header row is switched off: the sheet keeps them all the same."""
    for place in range(len(block.head)):
        table = _declared(grid, block, block.first_row + place)
        if table is not None:
            if table.has_header or table.first_row != grid.first_row + block.first_row + place:
                return None
            names = dict(enumerate(table.names, start=table.first_column - grid.first_column))
            above = tuple(row for row in range(place) if filled_cells(block.head[row]))
            return Header((), place, above, tuple(names.get(column) for column in block.columns))
    return None


def _totals(
    grid: Grid, block: Block, footer: Footer, first_row: int
) -> tuple[tuple[tuple[int, Row], ...], bool]:
    """Return the rows of totals, and whether the sheet itself declares them."""
    offset = block.end_row - len(block.tail)
    last = offset + footer.end - 1
    table = _declared(grid, block, last) if last > first_row else None
    if table is not None and table.has_totals and table.last_row == grid.first_row + last:
        return ((last, block.tail[footer.end - 1]),), True
    return tuple((offset + place, block.tail[place]) for place in footer.totals), False


def _footer(block: Block, start: int) -> Footer:
    """Find what stands under the data, of which the record that closes a file is a part."""
    if not is_enclosed(block.head, block.tail):
        return find_footer(block.tail, start)
    last = len(block.tail) - 1
    found = find_footer([*block.tail[:-1], [None] * len(block.columns)], start)
    return replace(found, notes=(*found.notes, last))


def _merges_of(grid: Grid, block: Block) -> list[Merge]:
    """Place the grid's merged cells in the block's own rows and columns."""
    found = []
    for merge in merges_in_rows(grid.merges, block.first_row, block.end_row):
        left = bisect_left(block.columns, merge.first_column)
        right = bisect_right(block.columns, merge.last_column) - 1
        if left <= right:
            first, last = merge.first_row - block.first_row, merge.last_row - block.first_row
            found.append(Merge(first, left, last, right))
    return found


def _tell_titles(grid: Grid, block: Block, titles: Sequence[int], findings: Findings) -> None:
    for row in titles:
        code, what = ("line_skipped", "drawn line") if is_rule(block.head[row]) else ("title_skipped", "row")
        findings.add(
            code,
            f"A {what} above the header was left out of the data: “{told(block.head[row])}”.",
            cell=_reference(grid, block, block.first_row + row, block.head[row]),
            text=told(block.head[row]),
            count=filled_cells(block.head[row]),
        )


def _tell_types(grid: Grid, block: Block, header: Header, findings: Findings) -> None:
    for row in (row for row in header.rows[1:] if states_types(block.head[row])):
        findings.add(
            "line_skipped",
            f"A row below the header names types; it was left out: “{told(block.head[row])}”.",
            cell=_reference(grid, block, block.first_row + row, block.head[row]),
            text=told(block.head[row]),
            count=filled_cells(block.head[row]),
        )


def _tell_notes(grid: Grid, block: Block, notes: Sequence[int], findings: Findings) -> None:
    offset = block.end_row - len(block.tail)
    for place in notes:
        findings.add(
            "footnote_skipped",
            f"A note under the table was left out of the data: “{told(block.tail[place])}”.",
            cell=_reference(grid, block, offset + place, block.tail[place]),
            text=told(block.tail[place]),
            count=filled_cells(block.tail[place]),
        )
    for row, column, text in block.asides:
        findings.add(
            "footnote_skipped",
            f"A note beside the table was left out of the data: “{text[:MAX_TOLD]}”.",
            cell=cell_reference(grid.first_row + row, grid.first_column + column),
            text=text[:MAX_TOLD],
            count=1,
        )


def _reference(grid: Grid, block: Block, row: int, cells: Row) -> str:
    """Name the first filled cell of a row."""
    place = next((place for place, cell in enumerate(cells) if cell is not None), 0)
    return cell_reference(grid.first_row + row, grid.first_column + block.columns[place])


def filled_cells(row: Row) -> int:
    """Count the cells of a row that hold something."""
    return sum(cell is not None for cell in row)


def told(row: Row) -> str:
    """Repeat a row's cells in a warning."""
    text = " | ".join(cell.strip() for cell in row if cell and cell.strip())
    return text if len(text) <= MAX_TOLD else text[:MAX_TOLD] + "…"


def _tell_names(header: Header, names: list[str], findings: Findings, *, is_given: bool) -> None:
    if header.rows:
        _tell_renamed(header.names, names, findings)
    elif any(header.names):
        findings.add(
            "header_declared",
            "The table's header row is switched off in the sheet; its columns have the names that the sheet "
            "keeps for them.",
        )
        _tell_renamed(header.names, names, findings)
    elif not is_given:
        findings.add(
            "no_header",
            "The first row holds values, not names; the columns are named column_1, column_2 and so on.",
        )


def _tell_renamed(cells: Sequence[str | None], names: list[str], findings: Findings) -> None:
    empty = [name for cell, name in zip(cells, names, strict=True) if not header_text(cell)]
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
