"""OpenDocument sheets: how large the rectangle is that their repeated rows and columns ask for."""

import zipfile
from dataclasses import dataclass
from xml.parsers import expat

from services.agent.ingest.archive import damaged, read_chunks
from services.agent.ingest.limits import IngestLimits
from services.common.errors import FileCorruptError, FileTooComplexError


@dataclass
class _Extent:
    """Rows and columns up to the last cell that holds something; trailing repeats are padding."""

    rows: int = 0
    columns: int = 0
    pending_rows: int = 0
    row_repeat: int = 1
    row_width: int = 0
    row_filled: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow one start tag."""
        if tag == "table:table":
            self.rows = self.columns = self.pending_rows = 0
        elif tag == "table:table-row":
            self.row_repeat = int(attributes.get("table:number-rows-repeated", "1"))
            self.row_width = self.row_filled = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.row_width += int(attributes.get("table:number-columns-repeated", "1"))
            if "office:value-type" in attributes or "table:formula" in attributes:
                self.row_filled = self.row_width

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


def scan_ods(archive: zipfile.ZipFile, name: str, limits: IngestLimits) -> None:
    """Refuse a document whose repeated cells ask for more than may be allocated."""
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
    except (expat.ExpatError, ValueError) as error:
        raise FileCorruptError(damaged(name)) from error
