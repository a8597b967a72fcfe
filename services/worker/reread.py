"""Read a file again with other options: its tables get new versions, without a new upload."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.common.catalog import Catalog, CatalogTable
from services.common.errors import FileNotKnownError, SqlAgentError
from services.worker.attempt import Attempt
from services.worker.corrections import correct_types
from services.worker.ingest import (
    demand_one_table,
    file_entry,
    forget_deleted,
    is_ready,
    make_table,
    plan_first_reading,
    show_reading,
    telling_deletion,
    upload_of,
)
from services.worker.publication import FileChange, Plan, TableChange, publish
from services.worker.quota import demand_room
from services.worker.reading import Reading, ReadTable, find_table, read_upload
from services.worker.reports import describe_reading, describe_table, read_report, write_report
from services.worker.scratch import scratch_folder
from services.worker.table_versions import Rows, make_version, new_rows, stored_rows
from services.worker.versions import Segment


def reread_file(attempt: Attempt) -> Mapping[str, Any]:
    """Read a file with the task's options, which are all that apply.

    With a sheet among them only that sheet's tables change. Tables of the same name get a new version, tables
    that are not found any more lose the file's rows, and what is found for the first time becomes a table.

    Raises:
        FileError: The file cannot be read so; everything stays as it was.
        FileNotKnownError: The file was deleted.
    """
    upload = upload_of(attempt.task)
    catalog = attempt.context.catalogs.read(attempt.task.tenant)
    if upload.file_id in catalog.deleted:
        raise FileNotKnownError("The file was deleted before it was read.")
    if not _is_done(attempt, catalog):
        with telling_deletion(attempt, upload.file_id), scratch_folder() as folder:
            reading = read_upload(attempt, upload, folder / "reading", upload.options)
            if not is_ready(catalog, upload.file_id) or _bound_table(catalog, upload.file_id):
                demand_one_table(reading, upload, catalog)

            def plan(newest: Catalog, number: int) -> Plan | None:
                if _is_done(attempt, newest):
                    return None
                work = folder / f"round-{number}"
                if is_ready(newest, upload.file_id):
                    return _plan(attempt, newest, reading, work)
                return plan_first_reading(attempt, newest, reading, work)

            catalog = publish(attempt, plan)
    return show_reading(attempt, catalog, upload.file_id)


def record_failed_reread(attempt: Attempt, error: SqlAgentError) -> None:
    """Keep why a file still cannot be read; one that was read before stays as it is."""
    file = file_entry(attempt.task, error=error)

    def record(newest: Catalog) -> Catalog:
        before = newest.files.get(file.file_id)
        if before is None or before.error_code is None:
            return newest
        return newest.with_file(file.model_copy(update={"created_at": before.created_at}), [])

    attempt.context.catalogs.change(attempt.task.tenant, record)
    forget_deleted(attempt.context, attempt.task)


def _is_done(attempt: Attempt, catalog: Catalog) -> bool:
    """Whether an earlier attempt of this task got so far."""
    file = catalog.files.get(upload_of(attempt.task).file_id)
    return file is not None and file.task_id == attempt.task.task_id and file.error_code is None


def _bound_table(catalog: Catalog, file_id: str) -> str | None:
    """Return the table that a file replaced or was appended to, if it still has the file's rows."""
    file = catalog.files[file_id]
    table = catalog.tables.get(file.replace or file.append or "")
    return table.table_id if table is not None and file_id in table.sources else None


@dataclass
class _Outcome:
    """What becomes of a file's tables, gathered table by table."""

    left: list[ReadTable]
    """What was read and is not yet known to be a table's."""

    known: Set[tuple[str | None, str]]
    """Sheets and names of the tables that the file had."""

    changes: list[TableChange] = field(default_factory=list)
    described: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)

    def warn(self, code: str, message: str, *, file: str, sheet: str | None) -> None:
        """Tell what the user may not expect."""
        self.warnings.append({"code": code, "message": message, "file": file, "sheet": sheet})


def _plan(attempt: Attempt, catalog: Catalog, reading: Reading, work: Path) -> Plan:
    demand_room(attempt, catalog)
    upload = upload_of(attempt.task)
    file, bound = catalog.files[upload.file_id], _bound_table(catalog, upload.file_id)
    sheets = None
    if "sheet" in upload.options and bound is None:
        sheets = {table.told["sheet"] for table in reading.tables}
    mine = [
        (table, stored_rows(attempt, table))
        for table in catalog.tables.values()
        if file.file_id in table.sources
    ]
    known = {
        (one.segment.sheet, one.segment.source)
        for _, rows in mine
        for one in rows
        if one.segment.file_id == file.file_id
    }
    outcome = _Outcome(list(reading.tables), known)
    for table, stored in mine:
        scope = _Scope(file.file_id, sheets, is_bound=bound == table.table_id)
        _reread_table(attempt, table, stored, outcome, scope, work=work / table.table_id)
    for read in outcome.left:
        made = make_table(attempt, read)
        outcome.changes.append(TableChange(None, made))
        outcome.described.append(describe_table(read, made))
        message = f"A table “{read.source}” was found that was not there before."
        outcome.warn("table_added", message, file=file.name, sheet=read.told["sheet"])
    report = describe_reading(reading, outcome.described, outcome.warnings)
    if sheets is not None:
        report = _with_other_sheets(report, read_report(attempt, file.file_id, file.report), sheets)
    after = file_entry(attempt.task, reading=reading, report=write_report(attempt, file.file_id, report))
    after = after.model_copy(update={"created_at": file.created_at})
    return Plan([FileChange(file, after)], outcome.changes)


@dataclass(frozen=True)
class _Scope:
    """Which rows a reading is about."""

    file_id: str
    sheets: set[str | None] | None
    """Rows of other sheets stay; None for all sheets."""

    is_bound: bool
    """Whether the file was sent for this one table, so that whatever is read goes there."""

    def has(self, segment: Segment) -> bool:
        """Whether a segment's rows are among them."""
        return segment.file_id == self.file_id and (self.sheets is None or segment.sheet in self.sheets)


def _reread_table(
    attempt: Attempt,
    table: CatalogTable,
    stored: Sequence[Rows],
    outcome: _Outcome,
    scope: _Scope,
    *,
    work: Path,
) -> None:
    """Put what was read anew in the place of the file's rows of one table."""
    rows: list[Rows] = []
    for one in stored:
        segment = one.segment
        if not scope.has(segment):
            rows.append(one)
            continue
        read = _take(outcome, segment, is_bound=scope.is_bound)
        if read is None:
            message = f"The table “{segment.source}” is not found any more, and its rows are removed."
            outcome.warn("table_removed", message, file=segment.file, sheet=segment.sheet)
            continue
        read = correct_types(attempt, read, table.types, work / "again")
        outcome.described.append(describe_table(read, table))
        rows.append(new_rows(read, table.names))
    if not rows:
        outcome.changes.append(TableChange(table, None))
    elif rows != stored:
        made = make_version(attempt, table, rows, is_new=False, work=work / "composed")
        outcome.changes.append(TableChange(table, made.table))


def _take(outcome: _Outcome, segment: Segment, *, is_bound: bool) -> ReadTable | None:
    others = outcome.known - {(segment.sheet, segment.source)}
    free = [read for read in outcome.left if (read.told["sheet"], read.source) not in others]
    read = outcome.left[0] if is_bound and outcome.left else find_table(free, segment)
    if read is not None:
        outcome.left.remove(read)
    return read


def _with_other_sheets(
    report: dict[str, Any], old: dict[str, Any], sheets: set[str | None]
) -> dict[str, Any]:
    """Put what an older report tells of sheets that were not read again into the new one."""
    kept = [table for table in old["tables"] if table["sheet"] not in sheets]
    told = [warning for warning in old["warnings"] if warning not in report["warnings"]]
    read = {one["sheet"]: one for one in report["read"]["sheets"]}
    listed = [read.pop(one["sheet"], one) for one in old.get("read", report["read"])["sheets"]]
    return {
        **report,
        "tables": [*kept, *report["tables"]],
        "warnings": [*told, *report["warnings"]],
        "read": {**report["read"], "sheets": [*listed, *read.values()]},
    }
