"""Ingest a file: read it in the sandbox, store its tables, make them visible at once."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.common import layout
from services.common.catalog import Catalog, CatalogFile, CatalogTable, TableVersion
from services.common.errors import (
    AttemptLostError,
    FileNotKnownError,
    FileTooComplexError,
    SeveralTablesError,
    SqlAgentError,
    TableNotFoundError,
    TaskCancelledError,
)
from services.common.records import TaskRecord
from services.worker.attempt import Attempt
from services.worker.context import WorkerContext
from services.worker.corrections import correct_types, kept_numbers
from services.worker.differences import tell_differences
from services.worker.publication import FileChange, Plan, TableChange, publish
from services.worker.quota import demand_room
from services.worker.reading import Reading, ReadTable, Upload, brief_warnings, read_upload
from services.worker.reports import describe_reading, describe_table, write_report
from services.worker.results import fit_record
from services.worker.scratch import scratch_folder
from services.worker.table_versions import Made, make_version, new_rows, stored_rows

MOST_FILES = 1_000
"""That one table may have rows of; each costs some milliseconds whenever the table is put together."""

_NOTHING = TableVersion(task_id="", attempt=0, size_bytes=0, created_at=datetime.min.replace(tzinfo=UTC))
"""The version of a table that has none yet."""


def ingest_file(attempt: Attempt) -> Mapping[str, Any]:
    """Turn an upload into tables, or into rows of the table that it names.

    Repeating it is harmless: a file that the catalogue has already is not read again.

    Raises:
        FileError: The file cannot be read as what it claims to be.
        TableNotFoundError: The table that its rows were to go into was deleted.
    """
    task, context = attempt.task, attempt.context
    upload = upload_of(task)
    catalog = context.catalogs.read(task.tenant)
    if upload.file_id in catalog.deleted:
        raise FileNotKnownError("The file was deleted before it was read.")
    if not is_ready(catalog, upload.file_id):
        with telling_deletion(attempt, upload.file_id), scratch_folder() as folder:
            reading = read_upload(attempt, upload, folder / "reading", upload.options)
            demand_one_table(reading, upload, catalog)
            catalog = publish(attempt, _planner(attempt, upload, reading, folder))
    _write_outcome(context, task, error=None)
    return show_reading(attempt, catalog, upload.file_id)


@contextmanager
def telling_deletion(attempt: Attempt, file_id: str) -> Iterator[None]:
    """Say that a file was deleted while it was read, in the place of whatever that led to.

    Raises:
        FileNotKnownError: Something failed, and the file is deleted.
    """
    try:
        yield
    except (AttemptLostError, TaskCancelledError):
        raise
    except SqlAgentError as error:
        if file_id in attempt.context.catalogs.read(attempt.task.tenant).deleted:
            raise FileNotKnownError("The file was deleted while it was read.") from error
        raise


def upload_of(task: TaskRecord) -> Upload:
    """Return which file a task is to read."""
    if task.payload is None:
        raise FileNotKnownError("The task names no file.")
    return Upload.model_validate(task.payload)


def is_ready(catalog: Catalog, file_id: str) -> bool:
    """Whether a file has been read; one that was refused may be sent again."""
    return file_id in catalog.files and catalog.files[file_id].error_code is None


def demand_one_table(reading: Reading, upload: Upload, catalog: Catalog) -> None:
    """Refuse a file of several tables where one is needed.

    Raises:
        SeveralTablesError: It holds more than one.
    """
    if upload.target is None or len(reading.tables) == 1:
        return
    target = catalog.tables.get(upload.target)
    sheets = ", ".join(f"“{table.told['sheet'] or table.source}”" for table in reading.tables[:20])
    raise SeveralTablesError(
        f"“{upload.name}” holds {len(reading.tables)} tables ({sheets}), and one is needed to "
        f"{'append to' if upload.append else 'replace'} “{target.name if target else 'the table'}”. Choose "
        "one with the option sheet."
    )


def _planner(
    attempt: Attempt, upload: Upload, reading: Reading, folder: Path
) -> Callable[[Catalog, int], Plan | None]:
    def plan(catalog: Catalog, number: int) -> Plan | None:
        if is_ready(catalog, upload.file_id):
            return None  # an earlier attempt got so far
        return plan_first_reading(attempt, catalog, reading, folder / f"round-{number}")

    return plan


def plan_first_reading(attempt: Attempt, catalog: Catalog, reading: Reading, work: Path) -> Plan:
    """Plan what becomes of a file that was read for the first time.

    Args:
        attempt: Who read it.
        catalog: What is true now.
        reading: The reading.
        work: A folder for this plan alone.

    Raises:
        TableNotFoundError: The table that its rows were to go into was deleted.
    """
    upload = upload_of(attempt.task)
    if upload.target is None:
        made = [(read, Made(make_table(attempt, read), ())) for read in reading.tables]
        changes = [TableChange(None, one.table) for _, one in made]
    else:
        before = catalog.tables.get(upload.target)
        if before is None:
            raise TableNotFoundError(
                "The table that this file was for was deleted. Upload the file without naming a table."
            )
        demand_room(attempt, catalog)
        read = reading.tables[0]
        types = {**(kept_numbers(before, read) if upload.append else {}), **before.types}
        read = correct_types(attempt, read, types, work / "again")
        made = [(read, _into_table(attempt, before, read, work))]
        changes = [TableChange(before, made[0][1].table)]
    described = [describe_table(read, one.table, one.differences) for read, one in made]
    report = write_report(attempt, upload.file_id, describe_reading(reading, described))
    file = file_entry(attempt.task, report=report, reading=reading)
    return Plan([FileChange(catalog.files.get(upload.file_id), file)], changes)


def _into_table(attempt: Attempt, before: CatalogTable, read: ReadTable, work: Path) -> Made:
    """Append a file's rows to a table, or put them in the place of its rows."""
    rows = [new_rows(read, before.names)]
    if read.upload.append:
        stored = stored_rows(attempt, before)
        if len(stored) >= MOST_FILES:
            raise FileTooComplexError(
                f"“{before.name}” has rows of {len(stored):,} files already, the most that one table may "
                "have. Replace them by one file, or start a new table."
            )
        return make_version(attempt, before, [*stored, *rows], is_new=False, work=work / "composed")
    made = make_version(attempt, before, rows, is_new=False, work=work / "composed")
    told = tell_differences(before, made.table.columns, file=read.upload.name)
    warnings = (*brief_warnings(told), *made.table.warnings)
    count = made.table.warning_count + len(told)
    table = made.table.model_copy(update={"warnings": warnings, "warning_count": count})
    return Made(table, told)


def make_table(attempt: Attempt, read: ReadTable) -> CatalogTable:
    """Make a table of its own of what was read."""
    base = CatalogTable(
        # The same table gets the same id however often the task is started.
        table_id=uuid.uuid5(uuid.UUID(attempt.task.task_id), read.folder.name).hex,
        name=read.source,
        file_id=read.upload.file_id,
        file=read.upload.name,
        rows=0,
        packed_columns="",
        sources=(),
        version=_NOTHING,
        stored_bytes=0,
        created_at=datetime.now(UTC),
    )
    return make_version(attempt, base, [new_rows(read)], is_new=True, work=read.folder).table


def record_refusal(attempt: Attempt, error: SqlAgentError) -> None:
    """Keep that the file of a failing task could not be read, and why."""
    settle_refusal(attempt.context, attempt.task, error)


def settle_refusal(context: WorkerContext, task: TaskRecord, error: SqlAgentError) -> None:
    """Write a failed ingest into the catalogue, and its outcome beside the upload."""
    file = file_entry(task, error=error)
    context.catalogs.change(
        task.tenant,
        lambda newest: newest if is_ready(newest, file.file_id) else newest.with_file(file, []),
    )
    _write_outcome(context, task, error=error)


def file_entry(
    task: TaskRecord,
    *,
    reading: Reading | None = None,
    report: str | None = None,
    error: SqlAgentError | None = None,
) -> CatalogFile:
    """Describe a file as a task left it: read, or refused."""
    upload = upload_of(task)
    warnings = reading.warnings if reading else []
    return CatalogFile(
        file_id=upload.file_id,
        name=upload.name,
        size_bytes=upload.size_bytes,
        task_id=task.task_id,
        created_at=datetime.fromtimestamp(task.created_at, UTC),
        options=upload.options,
        replace=upload.replace,
        append=upload.append,
        report=report,
        warnings=brief_warnings(warnings),
        warning_count=len(warnings),
        error_code=error.code if error else None,
        error=error.message if error else None,
    )


def _write_outcome(context: WorkerContext, task: TaskRecord, *, error: SqlAgentError | None) -> None:
    """Say how the ingest ended; the first to say it is right."""
    outcome = {
        "task_id": task.task_id,
        "status": "failure" if error else "success",
        "error_code": error.code if error else None,
    }
    path = layout.outcome(task.tenant, upload_of(task).file_id)
    context.store.create(path, json.dumps(outcome).encode())
    forget_deleted(context, task)


def forget_deleted(context: WorkerContext, task: TaskRecord) -> None:
    """Take back what was written beside a file that was deleted meanwhile.

    To be called after the last such write: a deletion is in the catalogue before it empties the folder, so
    one that is not seen here comes later and takes along what was written.
    """
    file_id = upload_of(task).file_id
    if file_id in context.catalogs.read(task.tenant).deleted:
        context.store.delete_folder(layout.file_folder(task.tenant, file_id))


def show_reading(attempt: Attempt, catalog: Catalog, file_id: str) -> Mapping[str, Any]:
    """Return a task's result: the tables that hold a file's rows, and what is to be told.

    Raises:
        FileNotKnownError: The file was deleted meanwhile.
    """
    file = catalog.files.get(file_id)
    if file is None:
        raise FileNotKnownError("The file was deleted while it was read.")
    tables = [show_table(table) for table in catalog.tables.values() if file_id in table.sources]
    result = {
        "file_id": file_id,
        "tables": tables,
        "warnings": [warning.model_dump(mode="json") for warning in file.warnings],
    }
    return fit_record(attempt, result)


def show_table(table: CatalogTable) -> dict[str, Any]:
    """Return what a task's result says of a table."""
    return {
        "table_id": table.table_id,
        "name": table.name,
        "sheet": table.sheet,
        "rows": table.rows,
        "columns": [column._asdict() for column in table.columns],
        "warnings": [warning.model_dump(mode="json") for warning in table.warnings],
        "version": table.version.name,
    }
