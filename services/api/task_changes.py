"""What users may do to a task that they sent: cancel it, or send it again after it failed.

An upload has a second record of its fate, ``outcome.json`` in the store. Workers write it, but a task that is
cancelled while it waits never reaches one.
"""

import json
import time

import anyio
from anyio import to_thread

from services.api.context import ApiContext
from services.common import layout
from services.common.errors import SqlAgentError, TransientError
from services.common.messages import TaskName
from services.common.records import TaskRecord, TaskState

CANCEL_SECONDS = 1.5
"""How long a running task may take to obey before it is shown as it stands."""

_POLL_SECONDS = 0.05


async def cancel_task(context: ApiContext, tenant: str, task_id: str) -> TaskRecord:
    """Cancel a task and return it, ended if it obeys in time; a finished one is returned unchanged.

    Raises:
        TaskNotFoundError: No such task, it expired, or it is another tenant's.
    """
    # Read first: a cancelled record no longer says which file it was to read.
    before = await to_thread.run_sync(_ask_to_cancel, context, tenant, task_id)
    deadline = time.monotonic() + CANCEL_SECONDS
    record = await to_thread.run_sync(_read, context, tenant, task_id)
    while not record.is_final and time.monotonic() < deadline:
        await anyio.sleep(_POLL_SECONDS)
        record = await to_thread.run_sync(_read, context, tenant, task_id)
    if record.state is TaskState.CANCELLED and not before.is_final:
        await to_thread.run_sync(_record_outcome, context, before, record.error_code)
    return record


def _ask_to_cancel(context: ApiContext, tenant: str, task_id: str) -> TaskRecord:
    before = _read(context, tenant, task_id)
    if not before.is_final:
        context.ledger.cancel(task_id, tenant=tenant)
    return before


def _read(context: ApiContext, tenant: str, task_id: str) -> TaskRecord:
    return context.ledger.read(task_id, tenant=tenant)


def retry_task(context: ApiContext, tenant: str, task_id: str) -> None:
    """Send a failed task again under its own id.

    Raises:
        TaskNotFoundError: No such task, it expired, or it is another tenant's.
        TaskNotFailedError: It has not failed.
        TooManyOpenTasksError: The tenant has too many unfinished tasks.
        RedisUnavailableError: It was refused, or its fate is unknown; asking again is safe.
    """
    failed = _read(context, tenant, task_id)
    if failed.state is TaskState.FAILED:
        # Before the task is sent: an intent without an outcome outlives a lost Redis.
        _forget_outcome(context, failed)
    try:
        with context.instruments.publishing(queue=failed.queue):
            context.admission.demand_room()
            context.ledger.resubmit(task_id, tenant=tenant, max_open=context.settings.tenant_max_open_tasks)
    except SqlAgentError as error:
        if failed.state is TaskState.FAILED and not isinstance(error, TransientError):
            _record_outcome(context, failed, failed.error_code)
        raise


def _record_outcome(context: ApiContext, task: TaskRecord, code: str | None) -> None:
    """Say beside an upload that its ingest ended; what a failing store keeps from us, the clean-up writes."""
    path = _outcome_path(task)
    if path is None:
        return
    outcome = {"task_id": task.task_id, "status": "failure", "error_code": code}
    try:
        context.store.create(path, json.dumps(outcome).encode())
    except TransientError:
        return


def _forget_outcome(context: ApiContext, task: TaskRecord) -> None:
    path = _outcome_path(task)
    if path is not None:
        context.store.delete([path])


def _outcome_path(task: TaskRecord) -> str | None:
    if task.kind != TaskName.INGEST_FILE or task.payload is None:
        return None
    return layout.outcome(task.tenant, str(task.payload["file_id"]))
