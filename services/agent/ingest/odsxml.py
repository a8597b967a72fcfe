"""OpenDocument sheets: how large a rectangle their repeated rows and columns ask for, and merged cells."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from services.agent.ingest.archive import XML_ERRORS, damaged, read_chunks
from services.agent.ingest.findings import cell_reference
from services.agent.ingest.grid import Merge
from services.agent.ingest.limits import IngestLimits
from services.agent.ingest.sheetxml import SheetScan
from services.common.errors import FileCorruptError, FileTooComplexError

SHOWN = re.compile(r"0(?=[\d-]*\d-?\d)[\d-]{2,40}")
"""A number with leading zeros, three digits or more."""
MOST_REPEATS = 100
"""Of such a number, in either direction."""
ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3}")
"""What a formula's cell shows that could not be calculated; stored as a text, mostly an empty one."""
COLUMNS_REPEATED, VISIBILITY = "table:number-columns-repeated", "table:visibility"
ANNOTATION, SHAPE, TARGET = "office:annotation", "draw:", "xlink:href"
SPANS = frozenset({"table:number-rows-spanned", "table:number-columns-spanned"})


@dataclass
class _Extent:
    """Rows and columns up to the last cell that holds something; trailing repeats are padding."""

    rows: int = 0
    columns: int = 0
    pending_rows: int = 0
    row_repeat: int = 1
    row_width: int = 0
    row_filled: int = 0
    row_hidden: bool = False
    column: int = 0
    """Columns that were declared so far; a sheet declares them before its rows."""
    table: str = ""
    scans: defaultdict[str, SheetScan] = field(
        default_factory=lambda: defaultdict(lambda: SheetScan(tiny=True))
    )
    """By sheet. Numbers may be printed rounded, and nothing here tells which: they are read twice."""
    value: str | None = None
    """The number in the present cell, if it is one of digits alone."""
    text: str = ""
    """How it is shown."""
    repeat: int = 1
    """In how many columns."""
    formula: bool = False
    """Whether the present cell is calculated."""
    in_cell: bool = False
    over: int = 0
    """How deep in notes and shapes over the cells the present place is."""
    over_text: str = ""
    """What is written there."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow one start tag."""
        if tag == "table:table":
            self.rows = self.columns = self.pending_rows = self.column = 0
            self.table = attributes.get("table:name", "")
        elif tag == "table:table-column":
            first, self.column = self.column, self.column + int(attributes.get(COLUMNS_REPEATED, "1"))
            if attributes.get(VISIBILITY, "visible") != "visible":
                self.scans[self.table].hidden_columns.add((first, self.column - 1))
        elif tag == "table:table-row":
            self.row_repeat = int(attributes.get("table:number-rows-repeated", "1"))
            self.row_width = self.row_filled = 0
            self.row_hidden = attributes.get(VISIBILITY, "visible") != "visible"
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._start_cell(attributes)
        elif tag == "text:a" and not self.over:
            self.scans[self.table].links.update(dict.fromkeys(self._places(), attributes.get(TARGET, "")))
        elif tag == ANNOTATION or tag.startswith(SHAPE):
            self._start_over(tag)

    def _start_over(self, tag: str) -> None:
        """Follow the beginning of a note, or of a shape, a picture or a box over the cells."""
        self.over += 1
        drawn = self.scans[self.table].drawn
        if tag == ANNOTATION:
            self.scans[self.table].notes.extend(cell_reference(*place) for place in self._places())
        drawn.on_cells = drawn.on_cells or (self.in_cell and tag != ANNOTATION)
        if tag == "draw:image":
            drawn.pictures += 1
        elif tag == "draw:object":
            drawn.pictures -= 1  # a chart, of which a picture follows

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.in_cell = True
        if SPANS & attributes.keys():
            self._note_merge(attributes)
        self.row_width += int(attributes.get(COLUMNS_REPEATED, "1"))
        if "office:value-type" in attributes or "table:formula" in attributes:
            self.row_filled = self.row_width
        self.value, self.text = attributes.get("office:value"), ""
        self.repeat = int(attributes.get(COLUMNS_REPEATED, "1"))
        self.formula = "table:formula" in attributes
        if self.formula and "office:value-type" not in attributes:
            for row, column in self._places():
                self.scans[self.table].formulas.miss(cell_reference(row, column))

    def _places(self) -> Iterator[tuple[int, int]]:
        """List where the present cell stands, the first of many repeats alone."""
        first, end = self.rows + self.pending_rows, self.row_width
        for row in range(first, first + min(self.row_repeat, MOST_REPEATS)):
            for column in range(end - min(self.repeat, MOST_REPEATS), end):
                yield row, column

    def _note_shown(self, value: str) -> None:
        if not SHOWN.fullmatch(self.text) or int(self.text.replace("-", "")) != float(value):
            return
        self.scans[self.table].shown.update(dict.fromkeys(self._places(), self.text))

    def _note_error(self) -> None:
        if ERROR.fullmatch(self.text):
            self.scans[self.table].errors.update(dict.fromkeys(self._places(), self.text))

    def _note_merge(self, attributes: dict[str, str]) -> None:
        height, width = (int(attributes.get(name, "1")) for name in sorted(SPANS, reverse=True))
        row, column = self.rows + self.pending_rows, self.row_width
        if height * width > 1:
            self.scans[self.table].merges.add(Merge(row, column, row + height - 1, column + width - 1))

    def data(self, text: str) -> None:
        """Take in a piece of text."""
        if self.over:
            self.over_text += text
        elif self.value is not None or self.formula:
            self.text += text

    def end(self, tag: str) -> None:
        """Follow one end tag."""
        if self.over:
            self._end_over(tag)
            return
        if tag == "table:table-cell" and self.value is not None:
            self._note_shown(self.value)
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self.in_cell = False
        if tag == "table:table-cell":
            if self.formula:
                self._note_error()
            self.value, self.formula = None, False
        if tag != "table:table-row":
            return
        if self.row_filled:
            self.scans[self.table].hidden_rows += self.row_repeat if self.row_hidden else 0
            self.rows += self.pending_rows + self.row_repeat
            self.pending_rows = 0
            self.columns = max(self.columns, self.row_filled)
        else:
            self.pending_rows += self.row_repeat

    def _end_over(self, tag: str) -> None:
        if tag != ANNOTATION and not tag.startswith(SHAPE):
            self.over_text += "\n" if tag == "text:p" else ""
            return
        self.over -= 1
        if self.over:
            return
        if tag != ANNOTATION:
            self.scans[self.table].drawn.note(self.over_text)
        self.over_text = ""


def scan_ods(archive: zipfile.ZipFile, name: str, limits: IngestLimits) -> dict[str, SheetScan]:
    """Return each sheet's merged cells, and its numbers that show leading zeros.

    Raises:
        FileTooComplexError: Repeated cells ask for more than may be allocated.
    """
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    parser.EndElementHandler = extent.end
    parser.CharacterDataHandler = extent.data
    try:
        for chunk in read_chunks(archive, "content.xml", name):
            parser.Parse(chunk, False)
            if (
                extent.rows * extent.columns > limits.max_sheet_cells
                or extent.row_filled > limits.max_columns
            ):
                raise FileTooComplexError(
                    f"“{name}” holds a sheet that repeats cells {extent.rows * extent.columns:,} times. "
                    "Delete rows and columns that only hold formatting, or split the sheet."
                )
        parser.Parse(b"", True)
    except XML_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error
    return extent.scans
