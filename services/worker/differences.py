"""What changed for those who ask a table when a file took the place of its rows."""

from collections.abc import Sequence
from typing import Any

from services.agent.ingest.differing import difference, named_columns
from services.common.catalog import CatalogColumn, CatalogTable


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
        message = f"“{file}” has no {named_columns(missing)}, which “{before.name}” had before."
        told.append(difference("columns_missing", message, file, missing))
    if added:
        message = f"“{file}” brought {named_columns(added)}, which “{before.name}” did not have before."
        told.append(difference("columns_added", message, file, added))
    for key, column in new.items():
        if key in old and old[key].type != column.type:
            message = f"Column “{column.name}” was {old[key].type} and is {column.type} in “{file}”."
            told.append(
                {**difference("column_type_differs", message, file, [column.name]), "column": column.name}
            )
    return told
