"""``/task-status`` and ``/tasks``: how it goes, and what came of it."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Query, Response
from fastapi.responses import StreamingResponse

from services.api.admitted_route import AdmittedRoute
from services.api.context import Context, Tenant
from services.api.documented import guarded
from services.api.models import ResultFormat, TaskAccepted, TaskDetail, TaskList
from services.api.task_changes import cancel_task, retry_task
from services.api.task_events import HEADERS, MEDIA_TYPE, is_told, stream_events
from services.api.task_lists import list_tasks
from services.api.task_views import describe, result_attempt
from services.common import layout
from services.common.errors import (
    NotFoundError,
    ResultNotFoundError,
    TaskFailedError,
    TaskNotFinishedError,
)
from services.common.records import TaskRecord, TaskStatus

router = APIRouter(tags=["tasks"], route_class=AdmittedRoute)

MEDIA_TYPES = {
    ResultFormat.CSV: "text/csv; charset=utf-8",
    ResultFormat.PARQUET: "application/vnd.apache.parquet",
}


@router.get(
    "/task-status/{task_id}",
    response_model=TaskDetail,
    summary="Show a task and its result",
    responses=guarded("task_not_found", "store_unavailable"),
)
def get_task_status(task_id: str, context: Context, tenant: Tenant) -> TaskDetail | Response:
    """`pending`, `processing`, `success` or `failure`; the latter two are final.

    A task is kept for an hour after its end.
    """
    return describe(context, context.ledger.read(task_id, tenant=tenant))


@router.get("/tasks", summary="List recent tasks", responses=guarded("invalid_request"))
def get_tasks(
    context: Context,
    tenant: Tenant,
    status: Annotated[TaskStatus | None, Query(description="Only tasks of this status.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="`next` of the page before.")] = 0,
) -> TaskList:
    """Your recent tasks without their results, newest first."""
    return list_tasks(context.ledger, tenant, status=status, limit=limit, offset=offset)


@router.get(
    "/tasks/{task_id}/result",
    summary="Download a whole result",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The file.",
            "content": {kind.partition(";")[0]: {} for kind in MEDIA_TYPES.values()},
        },
        **guarded(
            "invalid_request",
            "task_not_found",
            "result_not_found",
            "task_not_finished",
            "task_failed",
            "store_unavailable",
        ),
    },
)
def get_result(
    task_id: str,
    context: Context,
    tenant: Tenant,
    file_format: Annotated[ResultFormat, Query(alias="format")] = ResultFormat.CSV,
) -> StreamingResponse:
    """All rows of an answer, as the worker wrote them.

    In CSV, cells that a spreadsheet would run as a formula are escaped.
    """
    record = context.ledger.read(task_id, tenant=tenant)
    _demand_success(record)
    folder = layout.result_folder(tenant, task_id, result_attempt(record))
    try:
        chunks = context.store.stream(f"{folder}/result.{file_format}")
    except NotFoundError as error:
        raise ResultNotFoundError(
            "There are no rows to download: the question was ambiguous or refused (see /task-status), or "
            "the result has expired."
        ) from error
    disposition = f'attachment; filename="answer-{task_id[:8]}.{file_format}"'
    return StreamingResponse(
        chunks, media_type=MEDIA_TYPES[file_format], headers={"Content-Disposition": disposition}
    )


@router.delete(
    "/tasks/{task_id}",
    response_model=TaskDetail,
    summary="Cancel a task",
    responses=guarded("task_not_found", "store_unavailable"),
)
async def delete_task(task_id: str, context: Context, tenant: Tenant) -> TaskDetail | Response:
    """What waits ends at once, what runs within about a second; both as `failure` with `cancelled`.

    A task that has ended stays as it is, and so does one whose effect is being made visible.
    """
    record = await cancel_task(context, tenant, task_id)
    return await to_thread.run_sync(describe, context, record)


@router.post(
    "/tasks/{task_id}/retry",
    status_code=202,
    summary="Send a failed task again",
    responses=guarded("task_not_found", "task_not_failed", "too_many_open_tasks", "store_unavailable"),
)
def post_retry(task_id: str, response: Response, context: Context, tenant: Tenant) -> TaskAccepted:
    """Under its own id, as if it had never been tried; for a failure whose reason is gone."""
    retry_task(context, tenant, task_id)
    response.headers["Location"] = f"/task-status/{task_id}"
    return TaskAccepted(task_id=task_id)


async def _hold_stream_place(context: Context, tenant: Tenant) -> AsyncIterator[None]:
    """Count a stream before it opens, or many that arrive at once find room; until its answer has ended."""
    with context.watch.place(tenant):
        yield


@router.get(
    "/tasks/{task_id}/events",
    summary="Follow a task",
    dependencies=[Depends(_hold_stream_place)],
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Server-sent events: `progress` at each change, at last `end`; "
            "the data is the task as in `GET /tasks`.",
            "content": {MEDIA_TYPE: {}},
        },
        204: {"description": "You saw the last event already."},
        **guarded("task_not_found", "invalid_request"),
    },
)
async def get_events(
    task_id: str,
    context: Context,
    tenant: Tenant,
    last_id: Annotated[str | None, Header(alias="Last-Event-ID", max_length=200)] = None,
) -> Response:
    """Each event is the task as it stands; ask `GET /task-status/{task_id}` for the result.

    A client that comes back with `Last-Event-ID` is told only what it has not seen.
    """
    record = await to_thread.run_sync(partial(context.ledger.read, task_id, tenant=tenant))
    if is_told(record, last_id):
        return Response(status_code=204)
    events = stream_events(context.watch, record, last_id)
    return StreamingResponse(events, media_type=MEDIA_TYPE, headers=HEADERS)


def _demand_success(record: TaskRecord) -> None:
    if not record.is_final:
        raise TaskNotFinishedError("The task has not ended yet. Ask GET /task-status first.")
    if record.status is not TaskStatus.SUCCESS:
        raise TaskFailedError("The task failed, so it has no result. GET /task-status tells why.")
