"""OpenDocument sheets: how large a rectangle their repeated rows and columns ask for, and merged cells."""

import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from xml.parsers import expat

from services.agent.ingest.archive import XML_ERRORS, damaged, read_chunks
from services.agent.ingest.grid import Merge
from services.agent.ingest.limits import IngestLimits
from services.common.errors import FileCorruptError, FileTooComplexError

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
    table: str = ""
    merges: defaultdict[str, set[Merge]] = field(default_factory=lambda: defaultdict(set))
    """By sheet."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow one start tag."""
        if tag == "table:table":
            self.rows = self.columns = self.pending_rows = 0
            self.table = attributes.get("table:name", "")
        elif tag == "table:table-row":
            self.row_repeat = int(attributes.get("table:number-rows-repeated", "1"))
            self.row_width = self.row_filled = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            if SPANS & attributes.keys():
                self._note_merge(attributes)
            self.row_width += int(attributes.get("table:number-columns-repeated", "1"))
            if "office:value-type" in attributes or "table:formula" in attributes:
                self.row_filled = self.row_width

    def _note_merge(self, attributes: dict[str, str]) -> None:
        height, width = (int(attributes.get(name, "1")) for name in sorted(SPANS, reverse=True))
        row, column = self.rows + self.pending_rows, self.row_width
        if height * width > 1:
            self.merges[self.table].add(Merge(row, column, row + height - 1, column + width - 1))

    def end(self, tag: str) -> None:
        """Follow one end tag."""
        if tag != "table:table-row":
            return
        if self.row_filled:
            self.rows += self.pending_rows + self.row_repeat
            self.pending_rows = 0
            self.columns = max(self.columns, self.row_filled)
        else:
            self.pending_rows += self.row_repeat


def scan_ods(archive: zipfile.ZipFile, name: str, limits: IngestLimits) -> dict[str, set[Merge]]:
    """Return each sheet's merged cells.

    Raises:
        FileTooComplexError: Repeated cells ask for more than may be allocated.
    """
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    parser.EndElementHandler = extent.end
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
    return extent.merges
