"""``/golden-queries``, ``/synonyms``, ``/joins`` and ``/taught``: what a tenant teaches."""

from datetime import UTC, datetime
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from services.api.admitted_route import AdmittedRoute
from services.api.context import Context, Tenant
from services.api.documented import Responses, guarded
from services.api.models import TaskAccepted
from services.api.teaching import forget, golden_id, keep_join, keep_synonym, teach
from services.api.teaching_file import MEDIA_TYPE, read_file, write_file
from services.api.teaching_models import (
    GoldenQueryList,
    GoldenQueryRequest,
    GoldenQueryShown,
    Imported,
    JoinList,
    JoinRequest,
    JoinShown,
    SynonymList,
    SynonymRequest,
    SynonymShown,
)
from services.common.records import TaskRecord

router = APIRouter(tags=["teaching"], route_class=AdmittedRoute)

_CHECKED: Responses = {
    202: {"model": TaskAccepted, "description": "No worker has checked it yet; follow the task."},
    **guarded(
        *("invalid_request", "question_empty", "question_too_long", "statement_invalid", "statement_syntax"),
        *("statement_not_allowed", "statement_too_long", "table_unknown", "cancelled", "timeout"),
        *("storage_quota_exceeded", "too_many_open_tasks", "store_unavailable", "store_full"),
        *("catalog_conflict", "sandbox_lost"),
    ),
}
"""What a request may be answered whose SQL a worker's guard checks."""


@router.get("/golden-queries", summary="List the golden queries", responses=guarded("store_unavailable"))
def get_golden_queries(context: Context, tenant: Tenant) -> GoldenQueryList:
    """All questions for which you approved SQL, newest first."""
    found = context.catalogs.read(tenant).taught.golden_queries.values()
    ordered = sorted(found, key=lambda each: (each.approved_at, each.golden_id), reverse=True)
    return GoldenQueryList(golden_queries=[GoldenQueryShown(**each.model_dump()) for each in ordered])


@router.put(
    "/golden-queries",
    summary="Approve SQL for a question",
    response_model=GoldenQueryShown,
    responses={**_CHECKED, **guarded("json_invalid")},
)
async def put_golden_query(request: GoldenQueryRequest, context: Context, tenant: Tenant) -> Any:
    """Asked again, the question is answered with this SQL, once the guard has let it through.

    So is one that differs from it in values, numbers or periods only. A second one for the same question
    replaces the first.
    """
    record = await teach(context, tenant, [request])
    if not record.is_final:
        return _accepted(record)
    return GoldenQueryShown(
        golden_id=golden_id(request.question),
        approved_at=datetime.fromtimestamp(record.created_at, UTC),
        **request.model_dump(),
    )


@router.delete(
    "/golden-queries/{golden_id}",
    status_code=204,
    summary="Forget a golden query",
    responses=guarded("not_found", "store_unavailable", "catalog_conflict"),
)
def delete_golden_query(golden_id: str, context: Context, tenant: Tenant) -> Response:
    """The question is answered by the rules or the model again."""
    forget(context, tenant, golden_id)
    return Response(status_code=204)


@router.get("/synonyms", summary="List the synonyms", responses=guarded("store_unavailable"))
def get_synonyms(context: Context, tenant: Tenant) -> SynonymList:
    """Your own words, by phrase."""
    found = context.catalogs.read(tenant).taught.synonyms.values()
    ordered = sorted(found, key=lambda each: each.phrase)
    return SynonymList(synonyms=[SynonymShown(**each.model_dump()) for each in ordered])


@router.put(
    "/synonyms",
    summary="Teach a word",
    responses=guarded(
        *("invalid_request", "json_invalid", "storage_quota_exceeded", "store_unavailable", "store_full"),
        "catalog_conflict",
    ),
)
def put_synonym(request: SynonymRequest, context: Context, tenant: Tenant) -> SynonymShown:
    """Questions that say the phrase are read as if they said what it means, and answers say so."""
    return SynonymShown(**keep_synonym(context, tenant, request).model_dump())


@router.delete(
    "/synonyms/{synonym_id}",
    status_code=204,
    summary="Forget a synonym",
    responses=guarded("not_found", "store_unavailable", "catalog_conflict"),
)
def delete_synonym(synonym_id: str, context: Context, tenant: Tenant) -> Response:
    """The phrase means what it says again."""
    forget(context, tenant, synonym_id)
    return Response(status_code=204)


@router.get("/joins", summary="List what was said of joins", responses=guarded("store_unavailable"))
def get_joins(context: Context, tenant: Tenant) -> JoinList:
    """Every join that you confirmed or forbade, by table and column."""
    found = context.catalogs.read(tenant).taught.joins.values()
    ordered = sorted(found, key=lambda each: (each.table, each.column, each.join_id))
    return JoinList(joins=[JoinShown(**each.model_dump()) for each in ordered])


@router.put(
    "/joins",
    summary="Confirm or forbid a join",
    responses=guarded(
        *("invalid_request", "json_invalid", "table_unknown", "storage_quota_exceeded"),
        *("store_unavailable", "store_full", "catalog_conflict"),
    ),
)
def put_join(request: JoinRequest, context: Context, tenant: Tenant) -> JoinShown:
    """A forbidden join is never used; two tables with a confirmed one are joined in no other way.

    The `joins` of an answer name those that it used, with what speaks for them.
    """
    return JoinShown(**keep_join(context, tenant, request).model_dump())


@router.delete(
    "/joins/{join_id}",
    status_code=204,
    summary="Forget what was said of a join",
    responses=guarded("not_found", "store_unavailable", "catalog_conflict"),
)
def delete_join(join_id: str, context: Context, tenant: Tenant) -> Response:
    """Whether the columns are joined is inferred from the data again."""
    forget(context, tenant, join_id)
    return Response(status_code=204)


@router.get(
    "/taught",
    summary="Export what was taught",
    response_class=Response,
    responses={
        200: {"description": "The file.", "content": {MEDIA_TYPE: {}}},
        **guarded("store_unavailable"),
    },
)
def get_taught(context: Context, tenant: Tenant) -> Response:
    """All golden queries, synonyms and verdicts on joins as one YAML file, in a fixed order."""
    content = write_file(context.catalogs.read(tenant).taught)
    headers = {"Content-Disposition": 'attachment; filename="taught.yaml"'}
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


@router.post(
    "/taught",
    summary="Import what was taught",
    response_model=Imported,
    responses=_CHECKED,
    openapi_extra={
        "requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}
    },
)
async def post_taught(request: Request, context: Context, tenant: Tenant) -> Any:
    """Take a file that was exported: all of it, or nothing.

    What has the same question, phrase or columns is replaced; everything else stays.
    """
    content = await request.body()
    file = await to_thread.run_sync(read_file, content)
    record = await teach(context, tenant, file.golden_queries, file.synonyms, file.joins)
    if not record.is_final:
        return _accepted(record)
    return Imported.model_validate(record.result)


def _accepted(record: TaskRecord) -> Response:
    body = TaskAccepted(task_id=record.task_id).model_dump_json()
    headers = {"Location": f"/task-status/{record.task_id}"}
    return Response(body, 202, headers, media_type="application/json")
