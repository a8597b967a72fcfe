"""Read one table of a file again, with types that its user gave to columns."""

from collections.abc import Mapping
from pathlib import Path

from services.agent.ingest.digitdates import DIGITS_AS_DATES
from services.common.catalog import CatalogTable
from services.common.errors import FileOptionsError
from services.worker.attempt import Attempt
from services.worker.reading import ReadTable, Upload, find_table, read_upload
from services.worker.versions import Segment

NUMBER = "BIGINT"


def correct_types(attempt: Attempt, read: ReadTable, types: Mapping[str, str], folder: Path) -> ReadTable:
    """Return a table with the types that its columns shall have, read again only where one differs.

    What the reading's own options say of a column comes first.

    Args:
        attempt: For whom.
        read: The table as it was read.
        types: By header.
        folder: Where the new reading is put.
    """
    said = {name.casefold() for name in read.options.get("column_types") or {}}
    found = {column.name.casefold(): column.type for column in read.columns}
    wanted = {name: kind for name, kind in types.items() if name.casefold() not in said}
    if all(found.get(name.casefold(), kind) == kind for name, kind in wanted.items()):
        return read
    return read_segment(attempt, read.upload, read.segment(()), wanted, folder)


def kept_numbers(table: CatalogTable, read: ReadTable) -> Mapping[str, str]:
    """Say which columns of a file stay numbers, although their digits look like days, as the table's are.

    Rows that came before, or whose digits are not all days, made them so; put together with dates they would
    become text.

    Returns:
        Types by header.
    """
    types = {column.name.casefold(): column.type for column in table.columns}
    names = {header.casefold(): name.casefold() for header, name in table.names.items()}
    days = [told["column"] for told in read.told["warnings"] if told["code"] == DIGITS_AS_DATES]
    return {
        header: NUMBER
        for header in days
        if types.get(names.get(header.casefold(), header.casefold())) == NUMBER
    }


def read_segment(
    attempt: Attempt, upload: Upload, segment: Segment, types: Mapping[str, str], folder: Path
) -> ReadTable:
    """Read again what gave a table its rows, and nothing else of the file.

    Args:
        attempt: For whom.
        upload: The file.
        segment: Which of its tables.
        types: By header; they come before what the options said. A header that is not there counts for
            nothing.
        folder: Where the reading is put.

    Raises:
        FileOptionsError: The table is not found again.
    """
    headers = {header.casefold() for header in segment.headers}
    new = {name: kind for name, kind in types.items() if name.casefold() in headers}
    replaced = {name.casefold() for name in new}
    given = segment.options.get("column_types") or {}
    kept = {name: kind for name, kind in given.items() if name.casefold() in headers - replaced}
    options = {**segment.options, "column_types": {**kept, **new}}
    if segment.sheet is not None:
        options["sheet"] = segment.sheet
    table = find_table(read_upload(attempt, upload, folder, options).tables, segment)
    if table is None:
        raise FileOptionsError(
            f"The table “{segment.source}” of “{upload.name}” is not found again when the file is read so."
        )
    return table
