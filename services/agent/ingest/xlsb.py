"""The binary records of an xlsb: whether they are whole, and the rectangle that a sheet's cells ask for.

The native reader believes what a record says: a column number of nine digits keeps it busy for hours. Cells
are looked through by one pattern at memory speed; only what it does not know is taken apart in Python.
"""

import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from services.agent.ingest.archive import damaged, read_chunks
from services.agent.ingest.grid import Merge
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.paddings import shown_number, zero_styles
from services.agent.ingest.sheetxml import MAX_MERGES, SheetScan, check_rectangle, related_parts
from services.agent.ingest.xls import unpacked
from services.common.errors import FileCorruptError

ROW, BLANK, LAST_CELL, COLUMNS, SHEET, MERGE, LINK = 0, 1, 11, 60, 156, 176, 494
"""Kinds of records; from the blank to the last one all are cells."""
PACKED_CELL, NUMBER_CELLS = 2, (5, 9)
"""Cells of numbers: in 30 bits; as floats, written or calculated."""
SHORT_CELLS = {12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: 6, 18: 7}
"""Kinds of cells that name no column, and of those that do and are the same otherwise."""
FORMAT, STYLE, STYLES_BEGIN, STYLES_END = 44, 47, 617, 618
STYLES = "xl/styles.bin"
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
EXACT_COLUMNS = 64
"""Of wider sheets the width is known to an eighth."""
KEPT_BYTES = 1024
"""Of one record: more than any that is looked at has, but a text."""
HEAD = re.compile(rb"([\x00-\x7f]|[\x80-\xff].)([\x80-\xff]{0,3}.)", re.DOTALL)
"""A record's kind and length, seven bits a byte."""
BLANK_CELL = rb"\x01\x08.{8}"
HIDDEN = 0x10
"""Of a row's twelfth byte; of a group of columns the seventeenth is odd."""
SHOWN = rb"[^\x10-\x1f\x30-\x3f\x50-\x5f\x70-\x7f\x90-\x9f\xb0-\xbf\xd0-\xdf\xf0-\xff]"
ROW_HEADS = b"|".join(rb"\x%02x.{11}%b.{%d}" % (size, SHOWN, size - 12) for size in range(17, 128, 8))


def records(
    pieces: Iterable[bytes], name: str, *, skip: Callable[[bytes, int], int] | None = None
) -> Iterator[tuple[int, bytes]]:
    """Yield the kind of each record of a part, and its first bytes.

    Args:
        pieces: The part.
        name: What its user calls the file.
        skip: Tells how far the next records need not be yielded.

    Raises:
        FileCorruptError: A record is longer than the part.
    """
    data, place = b"", 0
    for piece in pieces:
        data, place = data[place:] + piece, max(place - len(data), 0)
        while place < len(data):
            place = skip(data, place) if skip else place
            head = HEAD.match(data, place)
            size = record_number(head[2]) if head else 0
            if head is None or head.end() + min(size, KEPT_BYTES) > len(data):
                break
            place = head.end() + size
            yield record_number(head[1]), data[head.end() : min(place, head.end() + KEPT_BYTES)]
    if place != len(data):
        raise FileCorruptError(damaged(name))


def record_number(seven_bits: bytes) -> int:
    """Read a number of which each byte has seven bits, the lowest first."""
    return sum((byte & 0x7F) << 7 * place for place, byte in enumerate(seven_bits))


def binary_sheet_parts(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Map each sheet's name to its member of the archive."""
    targets = related_parts(archive, "xl/_rels/workbook.bin.rels", name)
    parts: dict[str, str] = {}
    for kind, content in records(read_chunks(archive, "xl/workbook.bin", name), name):
        if kind == SHEET:
            relation, rest = wide_text(content[8:])
            if relation in targets:
                parts[wide_text(rest)[0]] = targets[relation]
    return parts


def binary_padding_styles(archive: zipfile.ZipFile, name: str) -> dict[int, str]:
    """Map the numbers of cell styles that show leading zeros to their formats."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside = False
    if STYLES not in archive.namelist():
        return {}
    for kind, content in records(read_chunks(archive, STYLES, name), name):
        inside = kind == STYLES_BEGIN or (inside and kind != STYLES_END)
        if kind == FORMAT:
            formats[int.from_bytes(content[:2], "little")] = wide_text(content[2:])[0]
        elif kind == STYLE and inside:
            styles.append(int.from_bytes(content[2:4], "little"))
    return zero_styles(formats, styles)


def wide_text(content: bytes) -> tuple[str, bytes]:
    """Take a text off the front of a record's content."""
    end = 4 + 2 * int.from_bytes(content[:4], "little")
    return content[4:end].decode("utf-16-le", "replace"), content[end:]


@dataclass
class _Extent:
    """The rectangle around a sheet's cells."""

    name: str
    row: int = 0
    low: int | None = None
    """The first row with a cell; both rows count from 0."""
    high: int = -1
    last_column: int = 0
    """No cell so far stands beyond it."""
    run: re.Pattern[bytes] | None = None
    hidden_rows: int = 0
    """Those with a cell."""
    in_hidden: bool = False
    """Whether the present row is hidden and no cell of it was seen so far."""

    def skip(self, data: bytes, place: int) -> int:
        """Pass over rows and numbers that are written as usual, within the columns known so far."""
        if self.low is None or self.in_hidden:
            return place
        if self.run is None:
            self.run = _usual_cells(self.last_column)
        found = self.run.match(data, place)
        if found is None:
            return place
        if found[1] is not None:
            self._enter(int.from_bytes(found[1], "little"))
            self.high = self.row
        return found.end()

    def look(self, kind: int, content: bytes) -> None:
        """Take in one record."""
        number = int.from_bytes(content[:4], "little")
        if kind == ROW:
            self._enter(number)
            self.in_hidden = any(flags & HIDDEN for flags in content[11:12])
        elif BLANK < kind <= LAST_CELL:
            if number >= MAX_COLUMNS:
                raise FileCorruptError(damaged(self.name))
            self.low = self.row if self.low is None else self.low
            self.high = self.row
            self.hidden_rows, self.in_hidden = self.hidden_rows + self.in_hidden, False
            if number > self.last_column:
                # Of many columns some more, so that not each cell of a wide row makes another pattern.
                more = number // 8 if number > EXACT_COLUMNS else 0
                self.last_column = min(number + more, MAX_COLUMNS - 1)
                self.run = None

    def _enter(self, row: int) -> None:
        if not self.high <= row < MAX_ROWS:
            raise FileCorruptError(damaged(self.name))
        self.row = row


def _usual_cells(last_column: int) -> re.Pattern[bytes]:
    """Match rows that hold a cell, and their cells: blank ones and numbers, errors, words of the list."""
    low, high = last_column & 0xFF, last_column >> 8
    column = (rb".[\x00-\x%02x]" % high if high else rb"[\x00-\x%02x]\x00" % low) + rb"\x00\x00"
    cells = [(rb"[\x02\x07]\x0c", 8), (rb"\x05\x10", 12), (rb"[\x03\x04]\x09", 5)]
    cell = b"|".join(head + column + b".{%d}" % size for head, size in cells)
    row = rb"\x00(?=.(..[\x00-\x0f]\x00))(?:%b)(?:%b)*(?=[\x02-\x0b])" % (ROW_HEADS, BLANK_CELL)
    return re.compile(b"(?:%b|%b|%b)*" % (row, cell, BLANK_CELL), re.DOTALL)


def scan_binary_sheet(
    archive: zipfile.ZipFile,
    member: str,
    name: str,
    limits: IngestLimits,
    *,
    tell_row: Callable[[int], None],
) -> SheetScan:
    """Look through one sheet's records, as `scan_sheet` does through XML; up to the first short cell.

    Raises:
        FileCorruptError: A record, a row or a column lies where none can be.
        FileTooComplexError: The rectangle around its cells is larger than may be allocated.
    """
    # Numbers may be printed rounded, and nothing here tells which: they are read twice.
    scan, extent = SheetScan(tiny=True), _Extent(name)
    styles = binary_padding_styles(archive, name)
    skip = None if styles else extent.skip
    for kind, content in records(read_chunks(archive, member, name), name, skip=skip):
        if kind in SHORT_CELLS:
            return SheetScan(short_cells=True)
        extent.look(kind, content)
        tell_row(extent.row + 1)
        if styles and (text := _shown(kind, content, styles)) is not None:
            scan.shown[extent.row, int.from_bytes(content[:4], "little")] = text
        if kind == COLUMNS and any(flags & 1 for flags in content[16:17]):
            scan.hidden_columns.add(struct.unpack_from("<II", content))
        if kind == LINK and len(content) > 20:
            row, _, column, _ = struct.unpack_from("<4I", content)
            scan.links[row, column] = wide_text(content[16:])[0]
        if kind == MERGE and len(scan.merges) < MAX_MERGES:
            first_row, last_row, first, last = (
                int.from_bytes(content[at : at + 4], "little") for at in range(0, 16, 4)
            )
            scan.merges.add(Merge(first_row, first, last_row, last))
    scan.hidden_rows = extent.hidden_rows
    scan.rows = 0 if extent.low is None else extent.high - extent.low + 1
    check_rectangle(name, scan.rows * (extent.last_column + 1), limits)
    return scan


def _shown(kind: int, content: bytes, styles: Mapping[int, str]) -> str | None:
    """Write a cell's number as its format shows it; None where that shows no leading zeros."""
    code = styles.get(int.from_bytes(content[4:7], "little"))
    if code is None or kind not in (PACKED_CELL, *NUMBER_CELLS):
        return None
    value = unpacked(int.from_bytes(content[8:12], "little"))
    if kind in NUMBER_CELLS:
        (value,) = struct.unpack_from("<d", content, 8)
    return shown_number(value, code)
