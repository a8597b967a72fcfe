"""The exact text of integers in a sheet that are too long for a float."""

import re
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from services.agent.ingest.archive import XML_ERRORS, damaged, read_chunks
from services.agent.ingest.grid import Cells
from services.agent.ingest.sheetxml import column_number, is_odd, overlap, windows
from services.common.errors import FileCorruptError

USUAL = re.compile(rb"""<c r="([A-Z]{1,3})(\d{1,7})"[^>]*><v>(-?\d{16,})</v>""")
INTEGER = re.compile(r"-?\d{16,}")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def long_integers(archive: zipfile.ZipFile, member: str, name: str) -> Cells:
    """Find the long integers of one sheet, by row and column from 0."""
    found: Cells = {}
    window = b""
    for window in windows(archive, member, name):
        if is_odd(window[: window.rfind(b"<c ")]):
            return _parsed(archive, member, name)
        for letters, row, digits in USUAL.findall(window):
            found[int(row) - 1, column_number(letters)] = digits.decode("ascii")
    return _parsed(archive, member, name) if is_odd(overlap(window)) else found


@dataclass
class _Sheet:
    """Follows a parser through a sheet, for cells that no quick search finds."""

    found: Cells = field(default_factory=dict)
    row: int = -1
    column: int = -1
    number: bool = False
    """Whether the present cell holds a number."""
    text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter an element; rows and cells without a reference follow the one before."""
        element = tag.rpartition(":")[2]
        if element == "v" and self.number:
            self.text = []
        elif element == "c":
            self.number = attributes.get("t", "n") == "n"
            place = REFERENCE.fullmatch(attributes.get("r", ""))
            self.column = column_number(place[1].encode()) if place else self.column + 1
            self.row = int(place[2]) - 1 if place else self.row
        elif element == "row":
            stated = attributes.get("r", "")
            self.row = int(stated) - 1 if stated.isdecimal() else self.row + 1
            self.column = -1

    def end(self, tag: str) -> None:
        """Leave an element."""
        if self.text is None or tag.rpartition(":")[2] != "v":
            return
        value = "".join(self.text).strip()
        self.text = None
        if INTEGER.fullmatch(value):
            self.found[self.row, self.column] = value

    def data(self, text: str) -> None:
        """Take in a piece of text."""
        if self.text is not None:
            self.text.append(text)


def _parsed(archive: zipfile.ZipFile, member: str, name: str) -> Cells:
    sheet, parser = _Sheet(), expat.ParserCreate()
    parser.StartElementHandler = sheet.start
    parser.EndElementHandler = sheet.end
    parser.CharacterDataHandler = sheet.data
    try:
        for chunk in read_chunks(archive, member, name):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except XML_ERRORS as error:
        raise FileCorruptError(damaged(name)) from error
    return sheet.found
