"""Task records as users see them, with results that were too large for the record."""

import json
from datetime import UTC, datetime
from typing import Any

from services.api.context import ApiContext
from services.api.models import Progress, TaskDetail, TaskSummary
from services.common import layout
from services.common.errors import NotFoundError, ResultNotFoundError
from services.common.records import STORED, TaskRecord, TaskStatus

MAX_STORED_BYTES = 16 * 1024**2
"""Of a result that is shown whole; the result's files hold everything."""


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _common(record: TaskRecord) -> dict[str, Any]:
    is_running = record.status is TaskStatus.PROCESSING
    return {
        "task_id": record.task_id,
        "kind": record.kind,
        "status": record.status,
        "queue": record.queue,
        # A task that waits for its retry keeps its last error inside; users are told once it is final.
        "error": record.error if record.status is TaskStatus.FAILURE else None,
        "error_code": record.error_code if record.status is TaskStatus.FAILURE else None,
        "progress": Progress.model_validate(record.progress) if is_running and record.progress else None,
        "created_at": _time(record.created_at),
        "finished_at": None if record.finished_at is None else _time(record.finished_at),
    }


def summarize(record: TaskRecord) -> TaskSummary:
    """Show a task without its result."""
    return TaskSummary(**_common(record))


def describe(context: ApiContext, record: TaskRecord) -> TaskDetail:
    """Show a task with its result."""
    return TaskDetail(**_common(record), result=whole_result(context, record))


def whole_result(context: ApiContext, record: TaskRecord) -> dict[str, Any] | None:
    """Return a task's result, out of the store if it lies there; None when it is gone or there is none."""
    result = record.result
    if result is None or STORED not in result:
        return result
    path = str(result[STORED])
    if not path.startswith(layout.tenant_folder(record.tenant) + "/"):
        return None
    try:
        size = context.store.size(path)
        if size > MAX_STORED_BYTES:
            return {"too_large": True, "size_bytes": size}
        return dict(json.loads(context.store.read(path)))
    except NotFoundError:
        return None


def result_attempt(record: TaskRecord) -> int:
    """Return the attempt whose files are the task's result.

    Raises:
        ResultNotFoundError: The task is of a kind that writes no files.
    """
    result = record.result or {}
    if "attempt" not in result:
        raise ResultNotFoundError("This task has no result to download.")
    return int(result["attempt"])
