"""How the files of one table differ: the codes of warnings about it, and how such a warning is written."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any

DIFFERENCES = frozenset({"columns_missing", "columns_added", "column_type_differs"})
"""Codes of warnings about a table's files, one set against another."""
SHOWN_COLUMNS = 20
"""Columns that one message lists by name."""


def listed_columns(names: Collection[str]) -> str:
    """List columns by name for a message: the first of them, and how many more there are."""
    shown = ", ".join(f"“{name}”" for name in islice(names, SHOWN_COLUMNS))
    more = f" and {len(names) - SHOWN_COLUMNS:,} more" if len(names) > SHOWN_COLUMNS else ""
    return f"{shown}{more}"


def named_columns(names: Collection[str]) -> str:
    """List columns as ``column “a”`` or ``columns “a”, “b”``."""
    return f"column{'s' if len(names) > 1 else ''} {listed_columns(names)}"


def difference(code: str, message: str, file: str, columns: Sequence[str]) -> dict[str, Any]:
    """Write the warning, with one of the codes of :data:`DIFFERENCES`."""
    return {"code": code, "message": message, "file": file, "sheet": None, "columns": list(columns)}
