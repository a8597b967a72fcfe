"""Remove what expired and what nothing names. Idempotent; never touches a file younger than a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from services.common import layout
from services.common.catalog import Catalog
from services.common.errors import NotFoundError, SqlAgentError, TaskNotFoundError, from_code
from services.common.intents import Intent
from services.common.logs import get_logger
from services.common.records import TaskState
from services.common.store import StoredObject
from services.worker.context import WorkerContext
from services.worker.ingest import settle_refusal
from services.worker.scratch import sweep_scratch
from services.worker.superseded import count_stored_bytes, forget_versions, named_objects

UNNAMED_AGE = timedelta(days=1)
"""Longer than any task can take from its first written byte to its catalogue entry."""

_log = get_logger(__name__)


def clean_up(context: WorkerContext) -> None:
    """Clean up after every tenant; one tenant's trouble does not keep the others from it."""
    sweep_scratch()
    for folder in context.store.folders(layout.TENANTS):
        tenant = folder.rpartition("/")[2]
        try:
            removed = clean_up_tenant(context, tenant, now=datetime.now(UTC))
        except SqlAgentError as error:
            _log.error("clean-up of a tenant failed", tenant=tenant, code=error.code)
        else:
            _log.info("tenant cleaned up", tenant=tenant, removed=removed)


def clean_up_tenant(context: WorkerContext, tenant: str, *, now: datetime) -> int:
    """Remove a tenant's expired results and unnamed files; return how many objects."""
    home = layout.tenant_folder(tenant)
    _settle_failed_uploads(context, tenant, list(context.store.objects(f"{home}/files")))
    forget_versions(context, tenant, now=now)
    # The listing comes before the catalogue: what is committed between the two is then known to be named.
    results = list(context.store.objects(f"{home}/results"))
    files = list(context.store.objects(f"{home}/files"))
    tables = list(context.store.objects(f"{home}/tables"))
    catalog = context.catalogs.read(tenant)
    expired = now - timedelta(seconds=context.settings.result_ttl_seconds)
    before = now - UNNAMED_AGE
    named = named_objects(context.store, tenant, catalog, tables)
    doomed = [
        *(found.path for found in results if found.modified < expired),
        *_unnamed_files(files, catalog, before=before),
        *_old_reports(tenant, files, catalog, before=before),
        *(found.path for found in tables if found.path not in named and found.modified < before),
    ]
    context.store.delete(doomed)
    unfinished = context.store.delete_unfinished(home, before=before)
    count_stored_bytes(context, tenant, catalog, named)
    context.ledger.forget_expired(tenant)
    context.catalogs.prune(tenant, older_than=now - UNNAMED_AGE)
    return len(doomed) + unfinished


def _settle_failed_uploads(context: WorkerContext, tenant: str, objects: Iterable[StoredObject]) -> None:
    """Write the outcome of uploads whose ingest was killed or cancelled by a process that has no store."""
    for file_id, members in _by_file(objects).items():
        names = {member.path.rpartition("/")[2] for member in members}
        if "intent.json" not in names or "outcome.json" in names:
            continue
        try:
            intent = Intent.model_validate_json(context.store.read(layout.intent(tenant, file_id)))
            task = context.ledger.read(intent.task_id, tenant=tenant)
        except (TaskNotFoundError, NotFoundError):
            continue
        except ValidationError:  # whatever wrote it, it must not keep the rest from being cleaned up
            _log.error("intent cannot be read", tenant=tenant, file_id=file_id)
            continue
        if task.state in (TaskState.FAILED, TaskState.CANCELLED):
            error = from_code(task.error_code or "", task.error or "")
            settle_refusal(context, replace(task, payload=intent.payload), error)


def _by_file(objects: Iterable[StoredObject]) -> dict[str, list[StoredObject]]:
    folders: dict[str, list[StoredObject]] = {}
    for found in objects:
        folders.setdefault(found.path.split("/")[3], []).append(found)
    return folders


def _unnamed_files(objects: Iterable[StoredObject], catalog: Catalog, *, before: datetime) -> list[str]:
    """Uploads that no catalogue names and that nobody waits for."""
    doomed: list[str] = []
    for file_id, members in _by_file(objects).items():
        names = {member.path.rpartition("/")[2] for member in members}
        is_awaited = "intent.json" in names and "outcome.json" not in names and file_id not in catalog.deleted
        is_old = all(member.modified < before for member in members)
        if file_id not in catalog.files and is_old and not is_awaited:
            doomed += [member.path for member in members]
    return doomed


def _old_reports(
    tenant: str, objects: Iterable[StoredObject], catalog: Catalog, *, before: datetime
) -> list[str]:
    """Reports that a later reading of the file took the place of, or that never became visible."""
    named = {
        layout.report(tenant, file.file_id, file.report) for file in catalog.files.values() if file.report
    }
    return [
        found.path
        for found in objects
        if found.path.rpartition("/")[0].endswith("/reports")
        and found.path.split("/")[3] in catalog.files
        and found.path not in named
        and found.modified < before
    ]
