"""Files as users see them: those in the catalogue, and those whose ingest has not reached it."""

import json
import re
from datetime import UTC, datetime

from fastapi import Response
from pydantic import ValidationError

from services.api.context import ApiContext
from services.api.file_models import (
    Column,
    File,
    FileList,
    FileStatus,
    FileWithReport,
    OlderVersion,
    ReadingWarning,
    Table,
)
from services.api.stored_documents import answer_with, open_document
from services.common import layout
from services.common.catalog import SUPERSEDED_LIFE, Catalog, CatalogFile, CatalogTable
from services.common.errors import FileNotKnownError, NotFoundError, TaskNotFoundError
from services.common.intents import Intent
from services.common.records import TaskState

_FILE_ID = re.compile(r"[0-9a-f]{32}")
"""Whatever else a request names is no file, and must not become part of a path."""


def show_table(table: CatalogTable) -> Table:
    """Show a table."""
    return Table(
        table_id=table.table_id,
        name=table.name,
        file_id=table.file_id,
        file=table.file,
        sheet=table.sheet,
        rows=table.rows,
        columns=[Column(name=column.name, type=column.type) for column in table.columns],
        version=table.version.name,
        older_versions=_older_versions(table),
        warnings=[ReadingWarning(**warning.model_dump()) for warning in table.warnings],
        warning_count=table.warning_count,
        created_at=table.created_at,
    )


def _older_versions(table: CatalogTable) -> list[OlderVersion]:
    return [
        OlderVersion(version=old.version.name, until=old.at + SUPERSEDED_LIFE)
        for old in table.offered(datetime.now(UTC))
    ]


def _show_file(context: ApiContext, tenant: str, file: CatalogFile, tables: list[CatalogTable]) -> File:
    is_read_again = file.error_code is not None and _is_open(context, tenant, file.task_id)
    failed_or_ready = FileStatus.FAILED if file.error_code else FileStatus.READY
    return File(
        file_id=file.file_id,
        name=file.name,
        size_bytes=file.size_bytes,
        status=FileStatus.PROCESSING if is_read_again else failed_or_ready,
        task_id=file.task_id,
        created_at=file.created_at,
        options=file.options,
        replace=file.replace,
        append=file.append,
        tables=[show_table(table) for table in tables],
        warnings=[ReadingWarning(**warning.model_dump()) for warning in file.warnings],
        error=None if is_read_again else file.error,
        error_code=None if is_read_again else file.error_code,
    )


def _is_open(context: ApiContext, tenant: str, task_id: str) -> bool:
    """Whether a task that failed was sent again and has not ended."""
    try:
        return not context.ledger.read(task_id, tenant=tenant).is_final
    except TaskNotFoundError:
        return False


def find_file(context: ApiContext, tenant: str, file_id: str) -> File:
    """Return one file.

    Raises:
        FileNotKnownError: The tenant has no such file.
    """
    return _find(context, context.catalogs.read(tenant), tenant, file_id)


def describe_file(context: ApiContext, tenant: str, file_id: str) -> FileWithReport | Response:
    """Show one file with its report.

    Raises:
        FileNotKnownError: The tenant has no such file.
    """
    catalog = context.catalogs.read(tenant)
    shown = FileWithReport(**dict(_find(context, catalog, tenant, file_id)), report=None)
    file = catalog.files.get(file_id)
    if file is None or file.report is None:
        return shown
    return answer_with(shown, open_document(context.store, layout.report(tenant, file_id, file.report)))


def _find(context: ApiContext, catalog: Catalog, tenant: str, file_id: str) -> File:
    if file_id in catalog.files:
        tables = [table for table in catalog.tables.values() if file_id in table.sources]
        return _show_file(context, tenant, catalog.files[file_id], tables)
    pending = None
    if _FILE_ID.fullmatch(file_id) and file_id not in catalog.deleted:
        pending = _uncatalogued(context, tenant, file_id)
    if pending is None:
        raise FileNotKnownError("There is no such file. GET /files lists yours.")
    return pending


def list_files(context: ApiContext, tenant: str, *, limit: int, offset: int) -> FileList:
    """Return a page of a tenant's files, newest first.

    Args:
        context: The parts of this process.
        tenant: Whose.
        limit: How many.
        offset: How many of the newest to pass over.
    """
    catalog = context.catalogs.read(tenant)
    files: list[CatalogFile | File] = list(catalog.files.values())
    for folder in context.store.folders(layout.files_folder(tenant)):
        file_id = folder.rpartition("/")[2]
        if file_id not in catalog.files and file_id not in catalog.deleted:
            found = _uncatalogued(context, tenant, file_id)
            files += [] if found is None else [found]
    files.sort(key=lambda file: (file.created_at, file.file_id), reverse=True)
    page = files[offset : offset + limit]
    tables = _tables_by_file(catalog)
    shown = [
        file if isinstance(file, File) else _show_file(context, tenant, file, tables.get(file.file_id, []))
        for file in page
    ]
    return FileList(files=shown, next=next_offset(offset, limit, len(files)))


def next_offset(offset: int, limit: int, total: int) -> int | None:
    """Return where the following page begins; None where there is none."""
    return offset + limit if offset + limit < total else None


def _tables_by_file(catalog: Catalog) -> dict[str, list[CatalogTable]]:
    found: dict[str, list[CatalogTable]] = {}
    for table in catalog.tables.values():
        for file_id in table.sources:
            found.setdefault(file_id, []).append(table)
    return found


def _uncatalogued(context: ApiContext, tenant: str, file_id: str) -> File | None:
    """Show a file by its intent; None while its upload has not ended."""
    try:
        intent = Intent.model_validate_json(context.store.read(layout.intent(tenant, file_id)))
    except (NotFoundError, ValidationError):
        return None
    code, error = _failure(context, tenant, intent)
    return File(
        file_id=file_id,
        name=intent.name,
        size_bytes=intent.size_bytes,
        status=FileStatus.FAILED if code else FileStatus.PROCESSING,
        task_id=intent.task_id,
        created_at=intent.created_at,
        options=intent.options,
        replace=intent.replace,
        append=intent.append,
        tables=[],
        warnings=[],
        error=error,
        error_code=code,
    )


def _failure(context: ApiContext, tenant: str, intent: Intent) -> tuple[str | None, str | None]:
    """Return code and text of the error that ended the ingest, if one did."""
    try:
        record = context.ledger.read(intent.task_id, tenant=tenant)
    except TaskNotFoundError:
        code = _recorded_outcome(context, tenant, intent.file_id)
        return code, None if code is None else "This file could not be read. Upload it again."
    if record.state in (TaskState.FAILED, TaskState.CANCELLED):
        return record.error_code or "internal_error", record.error
    return None, None


def _recorded_outcome(context: ApiContext, tenant: str, file_id: str) -> str | None:
    try:
        outcome = json.loads(context.store.read(layout.outcome(tenant, file_id)))
    except NotFoundError:
        return None
    code = outcome.get("error_code")
    return None if code is None else str(code)
