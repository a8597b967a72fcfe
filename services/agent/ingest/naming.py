"""Names for tables and columns: readable, unique, and true to the file."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import PurePath

DEFAULT_SHEET = re.compile(
    r"(?:sheet|tabelle|feuil|hoja|foglio|blad|planilha|plan|arkusz|лист|worksheet)[ _]?\d*", re.IGNORECASE
)
"""Names that spreadsheet programs give on their own and that say nothing."""

MAX_TABLE_NAME = 60
"""Characters; longer names make SQL unreadable. A sheet's own name may have 31, or 200 in odd files."""

MISREAD_BOM = "ï»¿"
"""The mark at the beginning of a UTF-8 file, by a program that took it for letters."""

MAX_COLUMN_NAME = 200
"""Characters; a longer header is a paragraph."""


def slug(text: str) -> str:
    """Make a table name: lower case, words joined by underscores, letters of any script kept."""
    plain = unicodedata.normalize("NFKC", text).lower()
    words = re.sub(r"[^\w]+", "_", plain).strip("_")
    words = re.sub(r"_+", "_", words)[:MAX_TABLE_NAME].strip("_")
    if not words:
        return "table"
    return f"t_{words}" if words[0].isdigit() else words


def table_slug(sheet: str | None, file_name: str, *, only_sheet: bool) -> str:
    """Name a table after its sheet, or after its file where the sheet's name says nothing."""
    stem = PurePath(file_name.replace("\\", "/")).stem or "table"
    if sheet is None or (only_sheet and DEFAULT_SHEET.fullmatch(sheet.strip())):
        return slug(stem)
    return slug(sheet)


def unique(name: str, taken: Collection[str]) -> str:
    """Append the first free number to a name that is taken, letter case aside."""
    lowered = {other.lower() for other in taken}
    candidate, number = name, 1
    while candidate.lower() in lowered:
        number += 1
        candidate = f"{name}_{number}"
    return candidate


def header_text(cell: str | None) -> str:
    """Take a header cell as it reads: one line, trimmed, without control characters."""
    text = re.sub(r"\s+", " ", (cell or "").replace("\ufeff", "").removeprefix(MISREAD_BOM)).strip()
    text = "".join(char for char in text if unicodedata.category(char) != "Cc")
    return re.sub(r"^(\d{4}-\d\d-\d\d) 00:00:00$", r"\1", text)[:MAX_COLUMN_NAME]


def column_names(cells: Iterable[str | None]) -> list[str]:
    """Name every column after its header cell; empty ones by position, repeated ones by number."""
    names: list[str] = []
    taken: set[str] = set()
    for position, cell in enumerate(cells, start=1):
        name = header_text(cell) or f"column_{position}"
        candidate, number = name, 1
        while candidate.lower() in taken:
            number += 1
            candidate = f"{name}_{number}"
        taken.add(candidate.lower())
        names.append(candidate)
    return names
