"""Task records as users see them, with results that were too large for the record."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from fastapi import Response

from services.api.context import ApiContext
from services.api.models import Progress, TaskDetail, TaskSummary
from services.api.stored_documents import answer_with, open_document, read_document
from services.common import layout
from services.common.errors import ResultNotFoundError
from services.common.records import STORED, TaskRecord, TaskStatus


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


def describe(context: ApiContext, record: TaskRecord) -> TaskDetail | Response:
    """Show a task with its result."""
    path = _stored_path(record)
    if path is None:
        return TaskDetail(**_common(record), result=_own_result(record))
    return answer_with(TaskDetail(**_common(record)), open_document(context.store, path))


@contextmanager
def whole_result(context: ApiContext, record: TaskRecord) -> Iterator[dict[str, Any]]:
    """Read a task's result, out of the store if it lies there; empty when it is gone or there is none."""
    path = _stored_path(record)
    if path is None:
        yield _own_result(record) or {}
    else:
        with read_document(context.store, path) as result:
            yield result


def _own_result(record: TaskRecord) -> dict[str, Any] | None:
    return None if record.result is None or STORED in record.result else record.result


def _stored_path(record: TaskRecord) -> str | None:
    """Return where a task's result lies, if that is in the store, and in its own tenant's folder."""
    path = str((record.result or {}).get(STORED, ""))
    return path if path.startswith(layout.tenant_folder(record.tenant) + "/") else None


def result_attempt(record: TaskRecord) -> int:
    """Return the attempt whose files are the task's result.

    Raises:
        ResultNotFoundError: The task is of a kind that writes no files.
    """
    result = record.result or {}
    if "attempt" not in result:
        raise ResultNotFoundError("This task has no result to download.")
    return int(result["attempt"])
