"""What a reader should know about a file: warnings in plain words, collected while it is read."""

from dataclasses import dataclass, field
from typing import Any

MAX_LISTED = 100
"""Cells listed one by one per column; beyond it only the count grows."""


def column_letters(column: int) -> str:
    """Name a column as spreadsheets do, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_reference(row: int, column: int) -> str:
    """Name a cell as spreadsheets do; both numbers count from 0."""
    return f"{column_letters(column)}{row + 1}"


@dataclass
class Findings:
    """The warnings about one file or one sheet of it."""

    file: str
    sheet: str | None = None
    items: list[dict[str, Any]] = field(default_factory=list)

    def add(self, code: str, message: str, **facts: Any) -> None:
        """Record one warning; facts that are None are left out."""
        item = {"code": code, "message": message, "file": self.file, "sheet": self.sheet}
        item.update({name: value for name, value in facts.items() if value is not None})
        self.items.append(item)

    def add_once(self, code: str, message: str) -> None:
        """Record a warning unless the same was recorded, as of another stretch of the sheet."""
        if not any((item["code"], item["message"]) == (code, message) for item in self.items):
            self.add(code, message)
