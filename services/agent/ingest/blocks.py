"""The tables of one grid: blocks of cells that blank rows or columns divide.

A blank row or column inside one table is far more common than two tables, so a block begins only where
something says that a table begins: a header of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile

from services.agent.ingest.bands import bands_of, without_slivers
from services.agent.ingest.footer import NOTE_START
from services.agent.ingest.grid import HEAD_ROWS, Row
from services.agent.ingest.header import (
    Header,
    are_captions,
    cell_class,
    find_header,
    has_contrast,
    is_sentence,
    usual_class,
)
from services.agent.ingest.merges import any_crosses, merges_in_rows
from services.agent.ingest.paging import page_head
from services.agent.ingest.raw import RawCells

MAX_SEGMENTS = 300
"""Runs of rows between blank ones; a grid with more is written with a blank row after each few others."""
DEEPEST = 4
"""How often a block is divided again."""
LABEL_ROWS = 3
"""Rows of a heading or a note that stands alone."""
ASIDE_ROWS = 3
"""Cells of a note beside a table; a column with more is a column."""
LONG_HEAD_ROWS = 500
"""Rows looked at where the first ones are all titles."""
CAPTION_ROWS = 8
"""Rows of facts above a table (printed on, printed by), each a name and a value."""


@dataclass(frozen=True)
class Block:
    """A rectangle of the grid that is one table, with what stands above and under it."""

    first_row: int
    end_row: int
    """One past the last row."""
    columns: tuple[int, ...]
    """Grid columns that hold something in it."""
    head: list[Row] = field(repr=False)
    tail: list[Row] = field(repr=False)
    asides: tuple[tuple[int, int, str], ...] = ()
    """Notes beside the table: row, column and text."""


@dataclass(frozen=True)
class _Segment:
    """A run of rows without a blank one among them."""

    first: int
    end: int
    head: list[Row]

    @cached_property
    def held(self) -> list[int]:
        """Places of the columns that hold something in its first rows."""
        return [place for place in range(len(self.head[0])) if any(row[place] for row in self.head)]

    @cached_property
    def rows(self) -> list[Row]:
        """Its first rows without columns that are blank in it."""
        return [[row[place] for place in self.held] for row in self.head]

    @cached_property
    def header(self) -> Header:
        """What would be its header, were it a table."""
        return find_header(self.rows)

    @property
    def has_named_numbers(self) -> bool:
        """Whether it has a header without doubt: words above numbers or dates."""
        return bool(self.header.rows and self.body) and has_contrast(
            self.rows[self.header.rows[-1]], self.body
        )

    @property
    def body(self) -> list[Row]:
        """Its first rows below what would be its header."""
        return self.rows[self.header.first_data_row :]

    def is_next_page(self, first: "_Segment") -> bool:
        """Tell whether it has the same title and header as another: a report prints them on each page."""
        titles, others = ([each.rows[row] for row in each.header.titles] for each in (self, first))
        same = self.header.names == first.header.names and page_head(titles) == page_head(others)
        return bool(titles) and same

    @property
    def width(self) -> int:
        """The most cells in one of its first rows."""
        return max(map(_count, self.head))

    @property
    def is_note(self) -> bool:
        """Whether it begins as notes under a table do."""
        return any(cell and NOTE_START.match(cell.strip()) for cell in self.head[0])

    @property
    def is_uneven(self) -> bool:
        """Whether its rows differ in length, as sentences do that were divided at their commas."""
        lengths = {max(place for place, cell in enumerate(row) if cell is not None) for row in self.head}
        return len(lengths) > 1

    @property
    def is_label(self) -> bool:
        """Whether it is a heading or a note: a row or two with one cell each."""
        return self.end - self.first <= LABEL_ROWS and self.width == 1


def _count(row: Row) -> int:
    return 1 if is_sentence(row) else sum(cell is not None for cell in row)


def find_blocks(cells: RawCells, columns: Sequence[int], *, has_blank_rows: bool) -> list[Block]:
    """Divide a grid, of which ``columns`` hold something, into its tables."""
    height = cells.grid.height
    if not has_blank_rows and len(bands_of(columns)) == 1:
        return [_block(cells, columns, 0, height)]
    return _cut(cells, columns, (0, height), DEEPEST)


def whole(cells: RawCells, columns: Sequence[int], header_row: int) -> list[Block]:
    """Take a grid as one table, its head long enough for a header in this row, counted from 1."""
    block = _block(cells, columns, 0, cells.grid.height)
    return [replace(block, head=cells.head(columns, 0, cells.grid.height, header_row + HEAD_ROWS))]


def _block(cells: RawCells, columns: Sequence[int], first: int, end: int) -> Block:
    head, tail = cells.head(columns, first, end), cells.tail(columns, first, end)
    if len(head) == HEAD_ROWS and max(map(_count, head)) == 1 < len(columns) and first + HEAD_ROWS < end:
        head = cells.head(columns, first, end, LONG_HEAD_ROWS)  # a page of terms of use, and then the table
    return Block(first, end, tuple(columns), head, tail)


def _cut(cells: RawCells, columns: Sequence[int], rows: tuple[int, int], depth: int) -> list[Block]:
    runs = cells.segments(columns, *rows, MAX_SEGMENTS)
    if runs is None or depth == 0:
        return [_block(cells, columns, *rows)]
    segments = [_Segment(first, end, cells.head(columns, first, end)) for first, end in runs]
    blocks: list[Block] = []
    for group in _groups(segments):
        first, end = group[0].first, group[-1].end
        counts = cells.filled(columns, first, end)
        errors = {error.column for error in cells.grid.errors if first <= error.row < end}
        held = [column for column, count in zip(columns, counts, strict=True) if count or column in errors]
        asides = _notes_aside(cells, held, first, end)
        held = [column for column in held if column not in {place for _, place, _ in asides}]
        bands = _tables_aside(cells, held, first, end)
        if len(bands) == 1:
            blocks.append(replace(_block(cells, held, first, end), asides=asides))
        for band in bands if len(bands) > 1 else ():
            blocks.extend(_cut(cells, band, (first, end), depth - 1))
    return blocks


def _groups(segments: Sequence[_Segment]) -> list[list[_Segment]]:
    """Put segments together that are one table: its title, header, data, totals and notes."""
    groups: list[list[_Segment]] = []
    labels: list[_Segment] = []
    for segment in segments:
        if not groups:
            groups.append([segment])
        elif segment.is_label:
            labels.append(segment)
        elif _holds_table(groups[-1], segment) and _begins_table(segment, groups[-1], labelled=bool(labels)):
            notes = list(takewhile(lambda label: label.is_note, labels))
            groups[-1] += notes
            groups.append([*labels[len(notes) :], segment])
            labels = []
        else:
            groups[-1] += [*labels, segment]
            labels = []
    if groups:
        groups[-1] += labels
    return groups


def _holds_table(group: Sequence[_Segment], following: _Segment) -> bool:
    """Tell whether a group has data of its own, rather than being what stands above a table."""
    tables = [
        segment
        for segment in group
        if segment.width > 1 and segment.end - segment.first > 1 and not are_captions(segment.head)
    ]
    if not tables:
        return False
    width = max(segment.width for segment in tables)
    rows = sum(segment.end - segment.first for segment in tables)
    uneven = any(segment.is_uneven for segment in tables)
    if (width == 2 or uneven) and rows <= CAPTION_ROWS and following.width > width:
        return any(segment.has_named_numbers and len(segment.body) > 1 for segment in tables)
    return True


def _begins_table(segment: _Segment, group: Sequence[_Segment], *, labelled: bool) -> bool:
    """Tell whether a segment has a header of its own."""
    header = segment.header
    if segment.is_next_page(group[0]):
        return False
    has_body = header.first_data_row < len(segment.rows)
    if len(segment.held) < 2 or not header.rows or not has_body or not all(header.names):
        return False
    if segment.is_note and segment.width <= max(other.width for other in group):
        return False
    if segment.has_named_numbers or labelled or any(_is_of_other_kinds(segment, other) for other in group):
        return True
    above = {place for other in group for place in other.held}
    return not above.issuperset(segment.held) or any(other.header.names == header.names for other in group)


def _is_of_other_kinds(segment: _Segment, other: _Segment) -> bool:
    """Tell whether a segment holds nothing but words where another, with a header, holds numbers or dates."""
    if len(segment.head) < 3 or not other.has_named_numbers:
        return False
    body = other.head[other.header.first_data_row :]
    below_titles = segment.head[segment.header.rows[0] :]
    return any(
        usual_class(body, place) in ("number", "date")
        and all(cell_class(row[place]) == "text" for row in below_titles)
        for place in segment.held
    )


def _notes_aside(
    cells: RawCells, columns: Sequence[int], first: int, end: int
) -> tuple[tuple[int, int, str], ...]:
    """Find sentences that stand alone to the right of a table, with a blank column between."""
    bands = bands_of(columns)
    notes: list[tuple[int, int, str]] = []
    while cells.grid.spreadsheet and len(bands) > 1 and len(bands[-1]) == 1 and end - first > ASIDE_ROWS:
        (column,) = bands.pop()
        runs = cells.segments([column], first, end, ASIDE_ROWS)
        if runs is None or sum(last - row for row, last in runs) > ASIDE_ROWS:
            break
        texts = [(row, cells.head([column], row, row + 1)[0][0] or "") for run in runs for row in range(*run)]
        if not all(" " in text.strip() and cell_class(text) == "text" for _, text in texts):
            break
        notes += [(row, column, text) for row, text in texts]
    return tuple(notes)


def _tables_aside(cells: RawCells, columns: Sequence[int], first: int, end: int) -> list[list[int]]:
    """Divide columns into those of tables that stand side by side; one list where there is one table."""
    bands = bands_of(columns)
    # In the first row a merged cell is a title.
    merges = merges_in_rows(cells.grid.merges, first + 1, end)
    if len(bands) == 1 or any_crosses(merges, [band[-1] for band in bands[:-1]]):
        return [list(columns)]
    bands = without_slivers(bands)
    ends = [cells.segments(band, first, end, MAX_SEGMENTS) for band in bands]
    extents = {(runs[0][0], runs[-1][1]) for runs in ends if runs}
    if not cells.grid.spreadsheet and len(extents) == 1:
        return [list(columns)]
    for place, (band, runs) in enumerate(zip(bands, ends, strict=True)):
        if not runs or not _stands_alone(cells.head(band, runs[0][0], end), first=place == 0):
            return [list(columns)]
    return bands


def _stands_alone(rows: Sequence[Row], *, first: bool) -> bool:
    """Tell whether a band is a table by itself: named columns, and rows that say what they are about."""
    held = [row for row in rows if any(row)]
    if len(held) < 2 or len(held[0]) < 2:
        return False
    header = find_header(rows)
    body = [row for row in rows[header.first_data_row :] if any(row)]
    if not header.rows or not body or not all(header.names):
        return False
    return first or any(usual_class(body, place) in ("text", "date") or _is_key(body, place)
                        for place in range(len(rows[0])))  # fmt: skip


def _is_key(body: Sequence[Row], place: int) -> bool:
    """Tell whether a column numbers its rows."""
    values = [row[place] for row in body if row[place]]
    whole_numbers = all(cell_class(value) == "number" and (value or "").isdecimal() for value in values)
    return place == 0 and len(values) > 1 and whole_numbers and len(set(values)) == len(values)
