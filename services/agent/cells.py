"""Single values on their way into a CSV that a spreadsheet may open."""

import math
import re
from collections.abc import Iterable
from typing import Any

RUNNABLE = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A cell that begins with one of these, the full-width ones too, is a formula to a spreadsheet."""

_NEEDS_QUOTES = re.compile(r'[",;\t\r\n]')
"""What some program takes for the end of a cell; where the decimal mark is a comma, that is the semicolon."""


def spreadsheet_safe(value: Any) -> Any:
    """Return the cell as CSV text that no spreadsheet takes for a formula; plain numbers stay as they are."""
    if not isinstance(value, str) or not value.startswith(RUNNABLE):
        return "" if value is None else value
    return value if _is_number(value) else f"'{value}"


def csv_line(cells: Iterable[Any]) -> str:
    """Write a line of CSV that no spreadsheet runs, whatever it takes for the mark between cells."""
    line = ",".join(_quoted(str(spreadsheet_safe(cell))) for cell in cells)
    return (line or '""') + "\r\n"  # a blank line would be no row to most readers


def _quoted(text: str) -> str:
    if _NEEDS_QUOTES.search(text) is None:
        return text
    return '"' + text.replace('"', '""') + '"'


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text)) and text.strip() == text
    except ValueError:
        return False
