"""What changed for those who ask a table when a file took the place of its rows."""

from collections.abc import Sequence
from typing import Any

from services.common.catalog import CatalogColumn, CatalogTable

DIFFERENCES = frozenset({"columns_missing", "columns_added", "column_type_differs"})
"""Codes of warnings about a table's files, one set against another."""
SHOWN_COLUMNS = 20
"""Columns that one warning lists by name."""


def tell_differences(
    before: CatalogTable, columns: Sequence[CatalogColumn], *, file: str
) -> list[dict[str, Any]]:
    """Compare a table's columns with those of the file that replaces its rows, by name.

    Args:
        before: The table as it was.
        columns: What the file has.
        file: The file's name.
    """
    old = {column.name.casefold(): column for column in before.columns}
    new = {column.name.casefold(): column for column in columns}
    missing = [column.name for key, column in old.items() if key not in new]
    added = [column.name for key, column in new.items() if key not in old]
    told = []
    if missing:
        message = f"“{file}” has no {_listed(missing)}, which “{before.name}” had before."
        told.append(_warning("columns_missing", message, file, missing))
    if added:
        message = f"“{file}” brought {_listed(added)}, which “{before.name}” did not have before."
        told.append(_warning("columns_added", message, file, added))
    for key, column in new.items():
        if key in old and old[key].type != column.type:
            message = f"Column “{column.name}” was {old[key].type} and is {column.type} in “{file}”."
            told.append(
                {**_warning("column_type_differs", message, file, [column.name]), "column": column.name}
            )
    return told


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:SHOWN_COLUMNS])
    more = f" and {len(names) - SHOWN_COLUMNS} more" if len(names) > SHOWN_COLUMNS else ""
    return f"column{'s' if len(names) > 1 else ''} {shown}{more}"


def _warning(code: str, message: str, file: str, columns: Sequence[str]) -> dict[str, Any]:
    return {"code": code, "message": message, "file": file, "sheet": None, "columns": list(columns)}
