"""Single values on their way into a CSV that a spreadsheet may open."""

import math
from typing import Any

RUNNABLE = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these is a formula to a spreadsheet."""


def spreadsheet_safe(value: Any) -> Any:
    """Return the cell as CSV text that no spreadsheet takes for a formula; plain numbers stay as they are."""
    if not isinstance(value, str) or not value.startswith(RUNNABLE):
        return "" if value is None else value
    return value if _is_number(value) else f"'{value}"


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text)) and text.strip() == text
    except ValueError:
        return False
