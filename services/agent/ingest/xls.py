"""The records of an older binary workbook (xls): where its cells stand, and how they are shown.

The native reader follows a file's chains of sectors wherever they lead: one that comes back to where it was
fills the memory. So each is followed once before.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import olefile

from services.agent.ingest.archive import damaged
from services.agent.ingest.findings import cell_reference
from services.agent.ingest.grid import Merge
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.paddings import shown_number, zero_styles
from services.agent.ingest.sheetxml import SheetScan, check_rectangle
from services.agent.ingest.xlsdrawing import LINK, MORE, OBJECT, TEXT, XlsDrawing, link_target
from services.common.errors import FileCorruptError

STREAMS = ("Workbook", "Book")
"""Where a workbook lies in its file; the second name is Excel 5's."""
START, END, LOCK, SHEET, FORMAT, STYLE, MERGES, NOTE = 0x0809, 0x0A, 0x2F, 0x85, 0x041E, 0xE0, 0xE5, 0x1C
FORMULA, NUMBER, PACKED, SEVERAL_PACKED = 0x06, 0x0203, 0x027E, 0xBD
ROW, COLUMNS = 0x0208, 0x7D
HIDDEN = 0x20
"""Of a row's thirteenth byte; of a group of columns the ninth is odd."""
CELLS = frozenset({FORMULA, NUMBER, PACKED, SEVERAL_PACKED, 0x0204, 0x0205, 0xD6, 0xFD})
"""Records of cells: numbers, texts, truths and errors."""
OTHER_SHEETS = {1: "macro", 2: "chart", 6: "module"}
"""Kinds of sheets that are no worksheets. A chart has records of numbers too: those that it draws."""
NO_NUMBER = b"\xff\xff"
"""At the end of a formula's result that is text, a truth or an error."""
EMPTY = 3
"""First in a formula's result that is an empty text, or none: programs that do not calculate write it."""
EXCEL_97 = 0x0600
"""Since this version formats are written in Unicode."""

READ_ERRORS = (OSError, ValueError, LookupError, StopIteration, TypeError, AttributeError, struct.error)
"""What reading a damaged file raises; the library looks at no type before it uses a thing."""

Record = tuple[int, bytes]


def scan_xls(path: Path, name: str, limits: IngestLimits) -> list[SheetScan]:
    """Look through the records of all sheets, in their order.

    Raises:
        FileCorruptError: The file's sectors or records do not end.
        FileTooComplexError: The rectangle around a sheet's cells is larger than may be allocated.
    """
    try:
        stream = read_stream(path)
        styles, starts = _globals(stream)
        scans = [
            SheetScan(other=other) if other else _scan(_records(stream, start), styles)
            for start, other in starts
        ]
    except READ_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error
    for scan in scans:
        check_rectangle(name, scan.rows * scan.columns, limits)
    return scans


def read_stream(path: Path) -> bytes:
    """Read the workbook out of its file, once all chains of sectors that lead to it are seen to end."""
    with olefile.OleFileIO(str(path)) as file:
        entry = next(each for name in STREAMS for each in file.direntries if each and each.name == name)
        is_small = entry.size < file.minisectorcutoff
        file.loadminifat()
        chains = [
            (file.fat, file.first_dir_sector),
            (file.fat, file.root.isectStart),
            (file.fat, file.first_mini_fat_sector),
            (file.minifat if is_small else file.fat, entry.isectStart),
        ]
        for sectors, start in chains:
            _follow(sectors, start)
        stream: bytes = file.openstream(entry.name).read()
    return stream


def _follow(sectors: Sequence[int], place: int) -> None:
    """Go along a chain, in which each sector names the next one."""
    for _ in range(len(sectors) + 1):
        if place >= len(sectors):
            return
        place = sectors[place]
    raise ValueError("a chain of sectors without an end")


def _records(stream: bytes, place: int) -> Iterator[Record]:
    """Yield kind and content of each record up to the end of a part; a chart on a sheet is passed over."""
    depth = 0
    while place < len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        depth += (kind == START) - (kind == END)
        if kind == END and depth <= 0:
            return
        if depth <= 1 and kind != END:
            yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _globals(stream: bytes) -> tuple[dict[int, str], list[tuple[int, str]]]:
    """Return the styles that show leading zeros, and where the sheets begin and which are no worksheets."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    starts: list[tuple[int, str]] = []
    is_unicode = True
    for kind, content in _records(stream, 0):
        if kind == START:
            is_unicode = int.from_bytes(content[:2], "little") == EXCEL_97
        elif kind == LOCK:
            return {}, []  # what follows is no text; the native reader says so
        elif kind == FORMAT and is_unicode:
            number, _, is_wide = struct.unpack_from("<HHB", content)
            formats[number] = content[5:].decode("utf-16-le" if is_wide & 1 else "latin-1", "replace")
        elif kind == STYLE:
            styles.append(int.from_bytes(content[2:4], "little"))
        elif kind == SHEET:
            starts.append((int.from_bytes(content[:4], "little"), OTHER_SHEETS.get(content[5], "")))
    return zero_styles(formats, styles), starts


class _Sheet:
    """Takes the records of a sheet, one after the other."""

    def __init__(self, styles: Mapping[int, str]) -> None:
        # Numbers may be printed rounded, and nothing here tells which: they are read twice.
        self.scan = SheetScan(tiny=True)
        self._styles = styles
        self._rows = range(0)
        self._hidden: set[int] = set()
        """Hidden rows without a cell so far: a row is declared before its cells."""
        self._empty: list[str] = []
        self._has_values = False
        self._drawing = XlsDrawing()

    def take(self, kind: int, content: bytes) -> None:
        """Take in one record."""
        scan = self.scan
        if kind in CELLS:
            self._take_cells(kind, content)
        elif kind == ROW and any(flags & HIDDEN for flags in content[12:13]):
            self._hidden.add(int.from_bytes(content[:2], "little"))
        elif kind == COLUMNS and any(flags & 1 for flags in content[8:9]):
            first, last = struct.unpack_from("<HH", content)
            scan.hidden_columns.add((first, last))
        elif kind in (OBJECT, TEXT, MORE):
            self._drawing.take(kind, content, scan.drawn)
        elif kind == LINK and (target := link_target(content)):
            row, _, column = struct.unpack_from("<3H", content)
            scan.links[row, column] = target
        elif kind == NOTE:
            scan.notes.append(cell_reference(*struct.unpack_from("<HH", content)))
        elif kind == MERGES:
            for first_row, last_row, first, last in struct.iter_unpack("<4H", content[2:]):
                scan.merges.add(Merge(first_row, first, last_row, last))

    def _take_cells(self, kind: int, content: bytes) -> None:
        scan, rows = self.scan, self._rows
        row, column = struct.unpack_from("<HH", content)
        last = column if kind != SEVERAL_PACKED else int.from_bytes(content[-2:], "little")
        self._rows = range(min(rows.start, row) if rows else row, max(rows.stop, row + 1))
        scan.columns = max(scan.columns, last + 1)
        if row in self._hidden:
            self._hidden.remove(row)
            scan.hidden_rows += 1
        if kind == FORMULA and not self._has_values:
            self._has_values = not (content[12:14] == NO_NUMBER and content[6] == EMPTY)
            self._empty.append(cell_reference(row, column))
        for place, style, value in _numbers(kind, content) if self._styles else ():
            code = self._styles.get(style)
            if code is not None and (text := shown_number(value, code)) is not None:
                scan.shown[row, column + place] = text

    def finish(self) -> SheetScan:
        """Return what was seen."""
        self.scan.rows = len(self._rows)
        for cell in () if self._has_values else self._empty:
            self.scan.formulas.miss(cell)
        return self.scan


def _scan(records: Iterator[Record], styles: Mapping[int, str]) -> SheetScan:
    sheet = _Sheet(styles)
    for kind, content in records:
        sheet.take(kind, content)
    return sheet.finish()


def _numbers(kind: int, content: bytes) -> Iterator[tuple[int, int, float]]:
    """Yield the numbers of one record: columns behind the first, styles and values."""
    if kind in (NUMBER, FORMULA) and content[12:14] != NO_NUMBER:
        yield 0, *struct.unpack_from("<Hd", content, 4)
    elif kind in (PACKED, SEVERAL_PACKED):
        end = 10 if kind == PACKED else len(content) - 2
        for place, (style, packed) in enumerate(struct.iter_unpack("<HI", content[4:end])):
            yield place, style, unpacked(packed)


def unpacked(packed: int) -> float:
    """Read a number of 30 bits: an integer, or the upper bits of a float, of either perhaps a hundredth."""
    bits = packed & 0xFFFFFFFC
    if packed & 2:
        value = float((bits - (1 << 32) if bits >> 31 else bits) >> 2)
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", bits << 32))
    return value / 100 if packed & 1 else value
