"""Give a column of a table another name or type: a new version, and remembered for files that come."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from services.common.catalog import Catalog, CatalogFile, CatalogTable, CatalogWarning
from services.common.errors import ColumnNotFoundError, InvalidRequestError, TableNotFoundError
from services.worker.attempt import Attempt
from services.worker.called import as_called_now
from services.worker.corrections import read_segment
from services.worker.ingest import show_table
from services.worker.publication import FileChange, Plan, TableChange, publish
from services.worker.quota import demand_room
from services.worker.reading import ReadTable, Upload
from services.worker.reports import (
    describe_table,
    read_report,
    rename_column,
    replace_tables,
    write_report,
)
from services.worker.results import fit_record
from services.worker.scratch import scratch_folder
from services.worker.table_versions import Rows, make_version, new_rows, stored_rows


class ColumnChange(BaseModel):
    """What a task that changes a column is given."""

    model_config = ConfigDict(frozen=True)

    table_id: str
    column: str
    """Its name now."""

    name: str | None = None
    type: str | None = None


def change_column(attempt: Attempt) -> Mapping[str, Any]:
    """Change a column. A new type is read from the files, so that what was no number can become one.

    Cells that do not fit the new type are reported as when the file was read for the first time.

    Raises:
        TableNotFoundError: The table was deleted.
        ColumnNotFoundError: It has no such column any more.
        InvalidRequestError: Another column has that name by now.
    """
    change = ColumnChange.model_validate(attempt.task.payload)
    with scratch_folder() as folder:
        catalog = publish(
            attempt,
            lambda newest, number: _plan(attempt, newest, change, folder / f"round-{number}"),
        )
    table = catalog.tables.get(change.table_id)
    if table is None:
        raise TableNotFoundError("The table was deleted while its column was changed.")
    return fit_record(attempt, {"tables": [show_table(table)], "warnings": []})


def _plan(attempt: Attempt, catalog: Catalog, change: ColumnChange, work: Path) -> Plan | None:
    before = catalog.tables.get(change.table_id)
    if before is None:
        raise TableNotFoundError("The table was deleted before its column was changed.")
    made = (before.version, *(old.version for old in before.superseded))
    if any(version.task_id == attempt.task.task_id for version in made):
        return None  # an earlier attempt got so far
    demand_room(attempt, catalog)
    column = _find_column(before, change)
    header = next((old for old, new in before.names.items() if new == column), column)
    base = _corrected(before, change, header, column)
    rows = stored_rows(attempt, before, base.names)
    if change.type is not None:
        rows = [_reread(attempt, catalog, one, base, header, work / str(n)) for n, one in enumerate(rows)]
    after = make_version(attempt, base, rows, is_new=False, work=work / "composed").table
    reports = _reported(attempt, catalog, rows, after)
    if change.name is not None:
        staying = [one for one in rows if one.read is None]
        reports += _renamed(attempt, catalog, staying, after, {column: change.name})
    return Plan(reports, [TableChange(before, after)])


def _find_column(table: CatalogTable, change: ColumnChange) -> str:
    names = {column.name.casefold(): column.name for column in table.columns}
    found = names.get(change.column.casefold())
    if found is None:
        raise ColumnNotFoundError(f"“{table.name}” has no column “{change.column[:100]}” any more.")
    wanted = (change.name or found).casefold()
    if wanted != found.casefold() and wanted in names:
        raise InvalidRequestError(
            f"“{table.name}” has a column “{names[wanted]}” already. Choose another name."
        )
    return found


def _corrected(table: CatalogTable, change: ColumnChange, header: str, column: str) -> CatalogTable:
    """Return the table that remembers a change, for the files that will come."""
    names, types, warnings = dict(table.names), dict(table.types), table.warnings
    if change.name is not None:
        names.pop(header, None)
        if change.name != header:
            names[header] = change.name
        told = as_called_now([warning.model_dump() for warning in warnings], {column: change.name})
        warnings = tuple(CatalogWarning.model_validate(warning) for warning in told)
    if change.type is not None:
        types[header] = change.type
    return table.model_copy(update={"names": names, "types": types, "warnings": warnings})


def _reread(
    attempt: Attempt, catalog: Catalog, rows: Rows, table: CatalogTable, header: str, folder: Path
) -> Rows:
    """Read a file's rows again with the new type; rows of a file without the column stay."""
    segment = rows.segment
    if header.casefold() not in {one.casefold() for one in segment.headers}:
        return rows
    upload = _upload_of(catalog.files[segment.file_id])
    read = read_segment(attempt, upload, segment, table.types, folder)
    return new_rows(read, table.names)


def _upload_of(file: CatalogFile) -> Upload:
    return Upload(file_id=file.file_id, name=file.name, size_bytes=file.size_bytes)


def _reported(attempt: Attempt, catalog: Catalog, rows: list[Rows], table: CatalogTable) -> list[FileChange]:
    """Bring the reports of the files that were read again up to date."""
    reread: dict[str, list[ReadTable]] = {}
    for one in rows:
        if one.read is not None:
            reread.setdefault(one.segment.file_id, []).append(one.read)
    changes = []
    for file_id, tables in reread.items():
        file = catalog.files[file_id]
        old = read_report(attempt, file_id, file.report)
        report = replace_tables(old, [describe_table(read, table) for read in tables])
        name = write_report(attempt, file_id, report)
        changes.append(FileChange(file, file.model_copy(update={"report": name})))
    return changes


def _renamed(
    attempt: Attempt, catalog: Catalog, rows: list[Rows], table: CatalogTable, names: Mapping[str, str]
) -> list[FileChange]:
    """Let the reports of a table's files call a column as it is called now."""
    changes = []
    for file_id in dict.fromkeys(one.segment.file_id for one in rows):
        file = catalog.files.get(file_id)
        if file is None:
            continue
        old = read_report(attempt, file_id, file.report)
        report = rename_column(old, table, names)
        if report != old:
            name = write_report(attempt, file_id, report)
            changes.append(FileChange(file, file.model_copy(update={"report": name})))
    return changes
