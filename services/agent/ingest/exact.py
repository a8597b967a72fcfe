"""Digits that the native reader's printing lost: numbers are read again, as floats, where that matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from services.agent.ingest.grid import Cells
from services.agent.ingest.longfractions import Fractions, long_fractions
from services.agent.ingest.native import native
from services.agent.ingest.sheetxml import SheetScan

PLAIN_NUMBER = r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$"
LONG_INTEGER = r"^-?[0-9]{16,}$"
LONGEST_INTEGER = 38
"""Digits of the longest exact integer; longer texts are floats that the reader wrote out."""
TOLERANCE = 1e-8
"""How far a printed number may be from the float it was printed from, at most: absolute or relative."""


@dataclass(frozen=True)
class Source:
    """Where a sheet, or a stretch of one, can be read once more."""

    reader: fastexcel.ExcelReader
    sheet: str
    file: str
    path: Path
    member: str | None
    """The sheet's XML in the file, where it has one of its own."""
    first_row: int = 0
    """The sheet's row, counted from 0, where its table begins; beyond 0 it holds something."""
    first_column: int = 0
    """The sheet's column, counted from 0, where its table begins: the reader's own numbers count from A."""

    def load(self, dtypes: Any, **how: Any) -> fastexcel.ExcelSheet:
        """Let the native reader load its cells, or some of its columns."""
        # Told to skip no rows the reader keeps blank ones at the top, and has room for all above a stretch.
        skip = None if self.first_row else 0
        loaded: fastexcel.ExcelSheet = self.reader.load_sheet(
            self.sheet, header_row=None, skip_rows=skip, dtypes=dtypes, **how
        )
        return loaded

    def in_table(self, cells: Cells) -> Cells:
        """Give cells of the sheet the rows and columns of the table."""
        return {
            (row - self.first_row, column - self.first_column): cells[row, column] for row, column in cells
        }


def exact_floats(source: Source, table: pa.Table, scan: SheetScan) -> pa.Table:
    """Put back decimals of numbers that were printed rounded."""
    lengths = [_longest(column) for column in table.columns]
    suspects = [
        place
        for place, length in enumerate(lengths)
        if scan.tiny
        or scan.odd_fractions
        or place + source.first_column in scan.long_fractions
        or length > LONGEST_INTEGER
    ]
    rounded = [place for place in suspects if pc.any(_matches(table.column(place), PLAIN_NUMBER)).as_py()]
    if scan.tiny or scan.odd_fractions or source.member is None:
        return _read_again(source, table, rounded) if rounded else table
    longer = [place for place in rounded if lengths[place] > LONGEST_INTEGER]
    table = _read_again(source, table, longer) if longer else table
    others = [place + source.first_column for place in rounded if place not in longer]
    found = long_fractions(source.path, source.member, source.file, others) if others else {}
    for column, fractions in found.items():
        place = column - source.first_column
        text = table.column(place)
        table = table.set_column(
            place, f"c{place}", _merged(text, _floats(fractions, source.first_row, len(text)))
        )
    return table


def _floats(fractions: Fractions, first_row: int, rows: int) -> pa.Array:
    values: list[float | None] = [None] * rows
    for row, value in zip(*fractions, strict=True):
        if 0 <= row - first_row < rows:
            values[row - first_row] = value
    return pa.array(values, pa.float64())


def has_long_integers(table: pa.Table) -> bool:
    """Tell whether a cell holds an integer that a float may not hold exactly."""
    return any(
        _longest(column) >= 16 and pc.any(_matches(column, LONG_INTEGER)).as_py() for column in table.columns
    )


def _longest(text: pa.ChunkedArray) -> int:
    """Return the length of the longest cell; 0 where none holds anything, as in a stray width."""
    return 0 if text.null_count == len(text) else pc.max(pc.binary_length(text)).as_py() or 0


def _matches(text: pa.ChunkedArray, pattern: str) -> pa.ChunkedArray:
    return pc.match_substring_regex(text, pattern)


def _read_again(source: Source, table: pa.Table, places: list[int]) -> pa.Table:
    """Read numbers a second time, as floats, and take those that the printed text does not equal."""
    numbers = [place + source.first_column for place in places]
    loaded = native(
        source.file,
        lambda: source.load(dict.fromkeys(numbers, "float"), use_columns=numbers),
    )
    floats, _ = native(source.file, loaded.to_arrow_with_errors)
    for number, place in enumerate(places):
        text, value = table.column(place), floats.column(number)
        if value.type == pa.float64() and len(value) == len(text):
            table = table.set_column(place, f"c{place}", _merged(text, value))
    return table


def _merged(text: pa.ChunkedArray, value: pa.Array) -> pa.ChunkedArray:
    """Take the floats that the texts are rounded from; no other float replaces a text."""
    is_number = pc.fill_null(_matches(text, PLAIN_NUMBER), fill_value=False)
    printed = pc.cast(pc.if_else(is_number, text, None), pa.float64())
    distance = pc.abs(pc.subtract(printed, value))
    allowed = pc.max_element_wise(TOLERANCE, pc.multiply(pc.abs(value), TOLERANCE))
    longer = pc.greater(pc.binary_length(text), LONGEST_INTEGER)
    better = pc.and_(pc.less_equal(distance, allowed), pc.or_(pc.not_equal(printed, value), longer))
    better = pc.and_(better, pc.is_finite(value))
    return pc.if_else(pc.fill_null(better, fill_value=False), pc.cast(value, pa.string()), text)


def overlay(table: pa.Table, cells: Mapping[tuple[int, int], str | None]) -> pa.Table:
    """Replace the texts of some cells, named by row and column of the table."""
    columns: dict[int, list[tuple[int, str | None]]] = {}
    for (row, column), text in cells.items():
        if 0 <= column < table.num_columns and 0 <= row < table.num_rows:
            columns.setdefault(column, []).append((row, text))
    for number, changes in columns.items():
        texts = table.column(number).to_pylist()
        for row, text in changes:
            texts[row] = text
        table = table.set_column(number, f"c{number}", pa.array(texts, pa.string()))
    return table
