"""``/queries`` and ``/ping``: what workers are asked."""

from fastapi import APIRouter, Response

from services.api.admitted_route import AdmittedRoute
from services.api.context import Context, Tenant
from services.api.documented import guarded
from services.api.idempotency import IdempotencyKey, submit_once
from services.api.models import PingRequest, QueryRequest, TaskAccepted
from services.api.query_checks import check_query, make_payload
from services.api.submission import submit_task
from services.common.messages import TaskName

router = APIRouter(route_class=AdmittedRoute)


@router.post(
    "/queries",
    status_code=202,
    tags=["queries"],
    summary="Ask a question",
    responses=guarded(
        "invalid_request",
        "json_invalid",
        "question_empty",
        "question_too_long",
        "reading_unknown",
        "answer_unknown",
        "statement_too_long",
        "table_unknown",
        "too_many_open_tasks",
        "store_unavailable",
        "idempotency_key_reused",
    ),
)
def ask(
    query: QueryRequest, response: Response, context: Context, tenant: Tenant, key: IdempotencyKey = None
) -> TaskAccepted:
    """Ask in plain language, or give a SELECT. The answer is the task's result.

    Ask `GET /task-status/{task_id}` for the answer with its first 100 rows, and
    `GET /tasks/{task_id}/result` for all of them. Where the answer is `ambiguous`, ask the same
    question with the id of one of its `readings`. “And in 2023?” is a question too: name the task
    that it `follows`.
    """
    check_query(query)

    def send(task_id: str) -> None:
        payload = make_payload(context, tenant, query)
        step = query.priority.step
        submit_task(context, tenant, TaskName.ANSWER_QUESTION, payload, priority=step, task_id=task_id)

    task_id = submit_once(context.claims, tenant, "/queries", key, query.model_dump_json(), send)
    response.headers["Location"] = f"/task-status/{task_id}"
    return TaskAccepted(task_id=task_id)


@router.post(
    "/ping",
    status_code=202,
    tags=["operation"],
    summary="Reach a queue's workers",
    responses=guarded("invalid_request", "json_invalid", "too_many_open_tasks", "idempotency_key_reused"),
)
def ping(
    request: PingRequest, response: Response, context: Context, tenant: Tenant, key: IdempotencyKey = None
) -> TaskAccepted:
    """A task that does nothing: once it is a `success`, a worker of that queue works."""

    def send(task_id: str) -> None:
        step = request.priority.step
        submit_task(context, tenant, TaskName.PING, {}, priority=step, queue=request.queue, task_id=task_id)

    task_id = submit_once(context.claims, tenant, "/ping", key, request.model_dump_json(), send)
    response.headers["Location"] = f"/task-status/{task_id}"
    return TaskAccepted(task_id=task_id)
