"""Ingest a file: read it in the sandbox, store its tables, make them visible at once."""

import json
import shutil
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.common import layout
from services.common.catalog import (
    Catalog,
    CatalogColumn,
    CatalogFile,
    CatalogTable,
    CatalogWarning,
    TableVersion,
)
from services.common.errors import FileNotKnownError, SqlAgentError
from services.common.records import TaskRecord
from services.worker.attempt import Attempt
from services.worker.context import WorkerContext
from services.worker.scratch import scratch_folder

READ_SHARE = 80.0
"""Percent of the progress that reading takes; the rest is storing."""


def ingest_file(attempt: Attempt) -> Mapping[str, Any]:
    """Turn an upload into tables.

    Repeating it is harmless: a file that the catalogue has already is not read again.

    Raises:
        FileError: The file cannot be read as what it claims to be.
    """
    task, context = attempt.task, attempt.context
    file_id = _payload(task)["file_id"]
    catalog = context.catalogs.read(task.tenant)
    if file_id in catalog.deleted:
        raise FileNotKnownError("The file was deleted before it was read.")
    if not _is_ready(catalog, file_id):
        with scratch_folder() as folder:
            report = _read_file(attempt, folder)
            tables = [_store_table(attempt, folder, table) for table in report["tables"]]
        file = _file_entry(task, warnings=_warnings(report["warnings"]), tables=tables)
        catalog = context.catalogs.change(
            task.tenant, lambda newest: _with_unique_names(newest, file, tables)
        )
    _write_outcome(context, task, error=None)
    return _result(catalog, file_id)


def record_refusal(attempt: Attempt, error: SqlAgentError) -> None:
    """Keep that the file of a failing task could not be read, and why."""
    settle_refusal(attempt.context, attempt.task, error)


def settle_refusal(context: WorkerContext, task: TaskRecord, error: SqlAgentError) -> None:
    """Write a failed ingest into the catalogue, and its outcome beside the upload."""
    file = _file_entry(task, error=error)
    context.catalogs.change(
        task.tenant,
        lambda newest: newest if _is_ready(newest, file.file_id) else newest.with_file(file, []),
    )
    _write_outcome(context, task, error=error)


def _is_ready(catalog: Catalog, file_id: str) -> bool:
    """Whether a file has been read; one that was refused may be sent again."""
    return file_id in catalog.files and catalog.files[file_id].error_code is None


def _payload(task: TaskRecord) -> dict[str, Any]:
    if task.payload is None:
        raise FileNotKnownError("The task names no file.")
    return task.payload


def _read_file(attempt: Attempt, folder: Path) -> dict[str, Any]:
    task, context = attempt.task, attempt.context
    payload = _payload(task)
    path = layout.original(task.tenant, payload["file_id"])
    source = context.store.local_path(path)
    if source is None:
        attempt.progress("fetching", 0)
        source = folder / "original"
        context.store.download(path, source)

    def tell(stage: str, percent: float) -> None:
        attempt.progress(stage, percent * READ_SHARE / 100)

    return context.sandbox.run(
        "ingest",
        {"path": str(source), "name": payload["name"]},
        folder=folder,
        timeout_seconds=context.settings.limits.soft_seconds,
        on_progress=tell,
    )


def _store_table(attempt: Attempt, folder: Path, table: Mapping[str, Any]) -> CatalogTable:
    task, store = attempt.task, attempt.context.store
    # The same table gets the same id however often the task is started.
    table_id = uuid.uuid5(uuid.UUID(task.task_id), table["folder"]).hex
    target = layout.version_folder(task.tenant, table_id, task.task_id, task.attempt)
    attempt.progress(f"storing {table['name']}", READ_SHARE)
    parts, size = [], 0
    for source in sorted((folder / table["folder"]).iterdir()):
        store.upload(f"{target}/{source.name}", source)
        size += source.stat().st_size
        if source.suffix == ".parquet":
            parts.append(source.name)
    shutil.rmtree(folder / table["folder"])
    return CatalogTable(
        table_id=table_id,
        name=table["name"],
        file_id=_payload(task)["file_id"],
        file=table["file"],
        sheet=table["sheet"],
        rows=table["rows"],
        columns=tuple(CatalogColumn(name=column["name"], type=column["type"]) for column in table["columns"]),
        warnings=_warnings(table["warnings"]),
        version=TableVersion(task_id=task.task_id, attempt=task.attempt, parts=tuple(parts), size_bytes=size),
        created_at=datetime.now(UTC),
    )


def _with_unique_names(catalog: Catalog, file: CatalogFile, tables: list[CatalogTable]) -> Catalog:
    """Add the file's tables under names that no other table of the tenant has."""
    if _is_ready(catalog, file.file_id):
        return catalog  # an earlier attempt got so far
    taken = {table.name for table in catalog.tables.values()}
    named = []
    for table in tables:
        name, number = table.name, 2
        while name in taken:
            name, number = f"{table.name}_{number}", number + 1
        taken.add(name)
        named.append(table.model_copy(update={"name": name}))
    return catalog.with_file(file, named)


def _file_entry(
    task: TaskRecord,
    *,
    tables: list[CatalogTable] | None = None,
    warnings: tuple[CatalogWarning, ...] = (),
    error: SqlAgentError | None = None,
) -> CatalogFile:
    payload = _payload(task)
    return CatalogFile(
        file_id=payload["file_id"],
        name=payload["name"],
        size_bytes=payload["size_bytes"],
        task_id=task.task_id,
        created_at=datetime.fromtimestamp(task.created_at, UTC),
        tables=tuple(table.table_id for table in tables or ()),
        warnings=warnings,
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
    path = layout.outcome(task.tenant, _payload(task)["file_id"])
    context.store.create(path, json.dumps(outcome).encode())


def _warnings(found: list[Mapping[str, Any]]) -> tuple[CatalogWarning, ...]:
    return tuple(CatalogWarning.model_validate(warning) for warning in found)


def _result(catalog: Catalog, file_id: str) -> dict[str, Any]:
    file = catalog.files.get(file_id)
    if file is None:
        raise FileNotKnownError("The file was deleted while it was read.")
    shown = {"table_id", "name", "sheet", "rows", "columns", "warnings"}
    return {
        "file_id": file_id,
        "tables": [
            catalog.tables[table_id].model_dump(mode="json", include=shown)
            for table_id in file.tables
            if table_id in catalog.tables
        ],
        "warnings": [warning.model_dump(mode="json") for warning in file.warnings],
    }
