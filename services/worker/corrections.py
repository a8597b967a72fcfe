"""Read one table again, with types that its user gave to columns."""

from collections.abc import Mapping
from pathlib import Path

from services.worker.attempt import Attempt
from services.worker.reading import ReadTable, read_upload


def correct_types(attempt: Attempt, read: ReadTable, types: Mapping[str, str], folder: Path) -> ReadTable:
    """Return the table with the types that its columns shall have, read again only where one differs.

    Args:
        attempt: For whom.
        read: The table as it was read.
        types: By header; headers that it does not have count for nothing.
        folder: Where the new reading is put.
    """
    found = {column.name: column.type for column in read.columns}
    given = read.options.get("column_types") or {}
    wanted = {name: kind for name, kind in types.items() if name in found and name not in given}
    if all(found[name] == kind for name, kind in wanted.items()):
        return read
    options = {**read.options, "column_types": {**given, **wanted}}
    if read.told["sheet"] is not None:
        options["sheet"] = read.told["sheet"]
    again = read_upload(attempt, read.upload, folder, options)
    return next((table for table in again.tables if table.source == read.source), again.tables[0])
