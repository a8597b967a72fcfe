"""One streaming look at a sheet's XML before a native reader allocates memory for what it claims to hold.

The reader allocates the whole rectangle between the first and the last cell, so a 5 kB file with one cell
in XFD1048576 makes it ask for 550 GB and abort. Only searches that run at memory speed are made here: this
pass reads hundreds of megabytes.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from services.agent.ingest.archive import XML_ERRORS, damaged, read_chunks
from services.agent.ingest.drawings import Drawn
from services.agent.ingest.formulas import Formulas
from services.agent.ingest.grid import Cells, Merge
from services.agent.ingest.hiding import Span, hidden_columns, hidden_rows
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.linked import linked_cells
from services.common.errors import FileCorruptError, FileTooComplexError

OVERLAP_BYTES = 8 * 1024
"""Kept from the chunk before, so that no start tag is ever cut."""
LONGEST_OVERLAP_BYTES = 64 * 1024
"""A whole cell is kept where it is no longer than this."""

NARROW = 26
"""Columns of a sheet without a cell beyond Z; counted exactly only where that many were too many."""

USUAL_CELL = b'<c r="'
"""How nearly all programs write a cell's reference; searches that begin with it are fast."""

ODD_STARTS = (b"<c>", b"<c\n", b"<c\r", b"<c\t", b":c ", b":c>", b":v>", b":v ", b"<v>\n", b"<v> ", b"<v>\r")
"""How other programs begin a cell or a value; some occur in formulas too, which does no harm."""

FIRST_LETTERS = re.compile(rb"""<(?:\w+:)?c [^>]*?\br=["']([A-Z]{1,3})\d""")
WIDE_CELL = re.compile(rb' r="[A-Z]{2}')
"""A cell beyond column Z: most sheets have none, and then their width is known to be small."""
WIDE_CELL_UNUSUAL = re.compile(rb"""\br=["'][A-Z]{2}""")
IN_COLUMN_A = re.compile(rb"""\br=["']A\d""")
CELL = re.compile(rb"""<(?:\w+:)?c [^>]*?\br=["']([A-Z]{1,3})(\d{1,9})["']""")
LONG_FRACTION = re.compile(rb"\.\d{10}")
USUAL_FRACTION = re.compile(rb"""<c r="([A-Z]{1,3}+)\d++"[^>]*+><v>-?\d*+\.\d{10}""")
EXPONENTS = (re.compile(rb"E-"), re.compile(rb"e-"))
"""Apart: a search for one text is several times quicker than for one of two."""
TINY = re.compile(rb"[Ee]-\d{1,3}\s*<")
ERROR_MARK = b't="e"'
ODD_ERROR = re.compile(
    rb"""(<c r="([A-Z]{1,3})(\d{1,7})"[^>]*t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>)"""
    rb"""(?!#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)<)([^<]*)<"""
)
"""A cell with an error that the native reader does not know, such as #SPILL!: it refuses the whole sheet."""
MERGE_MARK = b"mergeCell "
MERGE = re.compile(rb"""mergeCell [^>]*?\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
MAX_MERGES = 100_000
"""Beyond it merged cells are decoration."""


@dataclass
class SheetScan:
    """What the pass over one sheet saw."""

    tiny: bool = False
    """Numbers in scientific notation below one, which the reader prints as 0."""
    long_fractions: set[int] = field(default_factory=set)
    """Columns, counted from 0, with numbers of more decimals than the reader prints."""
    odd_fractions: bool = False
    """Long fractions among cells that are not written as usual: any column may hold one."""
    odd_errors: bool = False
    """Errors that the reader does not know."""
    other: str = ""
    """What the sheet is, if it is no worksheet; of a sheet with a part of its own its place tells that."""
    rows: int = 0
    """Rows of the rectangle around its cells; 0 where it is not known."""
    columns: int = 0
    """Columns from A to the last cell, at most; 0 where that is not known."""
    formulas: Formulas = field(default_factory=Formulas)
    merges: set[Merge] = field(default_factory=set)
    """Merged cells, in the sheet's rows and columns."""
    shown: Cells = field(default_factory=dict)
    """Numbers that show leading zeros, as they are shown; not of XML, where they are looked for later."""
    errors: Cells = field(default_factory=dict)
    """Errors that the reader takes for texts, as they are shown."""
    hidden_rows: int = 0
    """Rows with cells that a filter, or the user, has hidden."""
    hidden_columns: set[Span] = field(default_factory=set)
    """Likewise, with and without cells."""
    short_cells: bool = False
    """Whether there are cells that the reader passes over; then nothing else was looked at."""
    notes: list[str] = field(default_factory=list)
    """Cells with a note; of a sheet with a part of its own they are looked for later."""
    links: Cells = field(default_factory=dict)
    """Where cells lead to; of a sheet with a part of its own, how its relations call that."""
    drawn: Drawn = field(default_factory=Drawn)
    """What lies over the cells; of a sheet with a part of its own it is looked for later."""


def sheet_parts(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Map each sheet's name to its member of the archive."""
    targets = related_parts(archive, "xl/_rels/workbook.xml.rels", name)
    parts: dict[str, str] = {}
    for element in _root(archive, "xl/workbook.xml", name).iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        if relation in targets:
            parts[element.get("name", "")] = targets[relation]
    return parts


def asks_to_calculate(archive: zipfile.ZipFile, name: str) -> bool:
    """Tell whether a workbook is to be calculated when it is opened."""
    settings = _root(archive, "xl/workbook.xml", name).find("{*}calcPr")
    return settings is not None and settings.get("fullCalcOnLoad") in ("1", "true")


def date_system_and_state(archive: zipfile.ZipFile, sheet: str, name: str) -> tuple[str, str]:
    """Return what a workbook says of the year its days count from, and of whether a sheet is hidden."""
    root = _root(archive, "xl/workbook.xml", name)
    properties, sheets = root.find("{*}workbookPr"), root.iterfind("{*}sheets/{*}sheet")
    states = [each.get("state", "visible") for each in sheets if each.get("name") == sheet]
    return "0" if properties is None else properties.get("date1904", "0"), next(iter(states), "visible")


def related_parts(archive: zipfile.ZipFile, relations: str, name: str) -> dict[str, str]:
    """Map the relations of a workbook's main part to members of the archive."""
    members = {member.lower(): member for member in archive.namelist()}
    found: dict[str, str] = {}
    for relation in _root(archive, relations, name):
        target = posixpath.normpath(posixpath.join("/xl", relation.get("Target", "")))
        member = members.get(target.lstrip("/").lower())
        if member is not None:
            found[relation.get("Id", "")] = member
    return found


def _root(archive: zipfile.ZipFile, part: str, name: str) -> ElementTree.Element:
    members = {member.lower(): member for member in archive.namelist()}
    try:
        return ElementTree.fromstring(archive.read(members[part]))  # noqa: S314 - no DTD: checked before
    except XML_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error


@dataclass
class _Extent:
    """The rectangle around all cells, as far as it was looked for."""

    low: int | None = None
    """The first cell's row, counted from 1."""
    high: int = 0
    """The last cell's row: cells come in order, and readers rely on it."""
    in_a: bool = False
    """Whether a cell stands in column A."""
    wide: bool = False
    """Whether a cell stands beyond column Z."""
    columns: set[bytes] = field(default_factory=set)
    """Letters of columns that hold cells; all of them only where the flags above do not suffice."""

    def look(self, window: bytes) -> None:
        """Take in one piece of the sheet."""
        self.in_a = self.in_a or IN_COLUMN_A.search(window) is not None
        pattern = WIDE_CELL if USUAL_CELL in window else WIDE_CELL_UNUSUAL
        is_wide = pattern.search(window) is not None
        self.wide = self.wide or is_wide
        if is_wide or not self.in_a:
            self.columns.update(FIRST_LETTERS.findall(window))
        if self.low is None and (first := CELL.search(window)):
            self.low = int(first[2])
        end = CELL.search(window, max(window.rfind(b"<c "), 0)) or CELL.search(window, len(window) // 2)
        self.high = max(self.high, int(end[2])) if end else self.high

    @property
    def rows(self) -> int:
        """How many rows it spans."""
        return max(self.high - (self.low or 1) + 1, 0)

    @property
    def first_column(self) -> int:
        """The leftmost column, counted from 0."""
        return 0 if self.in_a else min(map(column_number, self.columns), default=0)

    @property
    def width(self) -> int:
        """How many columns it spans, at most."""
        last = NARROW - 1
        if self.wide or not self.in_a:
            last = max(map(column_number, self.columns), default=0)
        return last - self.first_column + 1


def scan_sheet(
    archive: zipfile.ZipFile,
    member: str,
    name: str,
    limits: IngestLimits,
    *,
    tell_row: Callable[[int], None],
) -> SheetScan:
    """Look through one sheet's XML; ``tell_row`` is called with each piece's last row.

    Raises:
        FileTooComplexError: The rectangle around its cells is larger than may be allocated.
    """
    scan, extent, last = SheetScan(), _Extent(), b""
    for chunk in read_chunks(archive, member, name):
        window = last + chunk
        extent.look(window)
        tell_row(extent.high)
        _note_long_fractions(scan, window, max(window.rfind(b"<c "), 0))
        if not scan.tiny and any(each.search(window) for each in EXPONENTS):
            scan.tiny = TINY.search(window) is not None
        if ERROR_MARK in window and not scan.odd_errors:
            scan.odd_errors = ODD_ERROR.search(window) is not None
        if b"<f" in window:
            scan.formulas.look(window, last)
        if extent.low is None or not last:
            scan.hidden_columns.update(hidden_columns(window))
        scan.hidden_rows += hidden_rows(window, last)
        for letters, row, relation in linked_cells(window):
            scan.links[row - 1, column_number(letters)] = relation
        if MERGE_MARK in window and len(scan.merges) < MAX_MERGES:
            scan.merges.update(_merges(window))
        last = overlap(window)
    _note_long_fractions(scan, last, len(last))
    if not extent.wide and extent.rows * extent.width > limits.max_sheet_cells:
        for chunk in read_chunks(archive, member, name):
            extent.columns.update(FIRST_LETTERS.findall(chunk))
        extent.wide = True
    scan.rows, scan.columns = extent.rows, extent.first_column + extent.width
    check_rectangle(name, extent.rows * extent.width, limits)
    return scan


def check_rectangle(name: str, cells: int, limits: IngestLimits) -> None:
    """Refuse a sheet if there are too many places between its first and its last cell."""
    if cells > limits.max_sheet_cells:
        raise FileTooComplexError(
            f"“{name}” holds a sheet whose cells span {cells:,} places, more than can be "
            "read at once. Delete stray cells far from the data, or split the sheet."
        )


def _merges(window: bytes) -> Iterator[Merge]:
    for left, top, right, bottom in MERGE.findall(window):
        yield Merge(int(top) - 1, column_number(left), int(bottom) - 1, column_number(right))


def windows(archive: zipfile.ZipFile, member: str, name: str) -> Iterator[bytes]:
    """Yield a sheet's XML piece by piece, each with the last cell of the one before."""
    last = b""
    for chunk in read_chunks(archive, member, name):
        window = last + chunk
        yield window
        last = overlap(window)


def overlap(window: bytes) -> bytes:
    """Return the end of a piece that must be looked at again with the next one: its last cell."""
    start = window.rfind(b"<c ")
    return window[start:] if 0 <= len(window) - LONGEST_OVERLAP_BYTES <= start else window[-OVERLAP_BYTES:]


def is_odd(cells: bytes) -> bool:
    """Tell whether some cell may be written otherwise than ``<c r="A1" …><v>…``, by counting alone.

    A formula, a space, another order of attributes or a prefix makes it so; then no quick search finds all
    values. Being wrong in the other direction only costs time.
    """
    return (
        cells.count(b"<v") != cells.count(b'"><v>')
        or cells.count(b"<c ") != cells.count(USUAL_CELL)
        or any(start in cells for start in ODD_STARTS)
    )


def _note_long_fractions(scan: SheetScan, window: bytes, end: int) -> None:
    """Find the columns with long fractions, and whether all of these are in cells written as usual."""
    total = len(LONG_FRACTION.findall(window, 0, end))
    if not total:
        return
    usual = USUAL_FRACTION.findall(window, 0, end)
    scan.long_fractions.update(map(column_number, set(usual)))
    if len(usual) != total:
        scan.odd_fractions = scan.odd_fractions or is_odd(window[:end])


def column_number(letters: bytes) -> int:
    """Count a column's letters from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
