"""``/tables``: what can be asked about."""

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from services.api.admitted_route import AdmittedRoute
from services.api.context import Context, Tenant
from services.api.corrections import submit_column_change
from services.api.documented import guarded
from services.api.file_models import MAX_PAGE, PageLimit, PageOffset, Preview, Table, TableList
from services.api.file_options import ColumnChange
from services.api.file_views import next_offset, show_table
from services.api.idempotency import IdempotencyKey
from services.api.models import TaskAccepted
from services.api.submission import submit_task
from services.common import layout
from services.common.errors import NotFoundError, TableNotFoundError
from services.common.messages import TaskName

router = APIRouter(tags=["tables"], route_class=AdmittedRoute)


@router.get("/tables", summary="List the tables", responses=guarded("invalid_request", "store_unavailable"))
def get_tables(
    context: Context, tenant: Tenant, limit: PageLimit = MAX_PAGE, offset: PageOffset = 0
) -> TableList:
    """Your tables with their columns, in the order of their making."""
    tables = list(context.catalogs.read(tenant).tables.values())
    shown = [show_table(table) for table in tables[offset : offset + limit]]
    return TableList(tables=shown, next=next_offset(offset, limit, len(tables)))


@router.get(
    "/tables/{table}", summary="Show a table", responses=guarded("table_not_found", "store_unavailable")
)
def get_table(table: str, context: Context, tenant: Tenant) -> Table:
    """A table by its id or its name."""
    return show_table(context.catalogs.read(tenant).table(table))


@router.get(
    "/tables/{table}/preview",
    summary="Show a table's first rows",
    response_model=Preview,
    responses=guarded("table_not_found", "store_unavailable"),
)
def get_preview(table: str, context: Context, tenant: Tenant) -> StreamingResponse:
    """The first 200 rows, as written when the file was read."""
    found = context.catalogs.read(tenant).table(table)
    version = found.version
    folder = layout.version_folder(tenant, found.table_id, version.task_id, version.attempt)
    try:
        chunks = context.store.stream(f"{folder}/preview.json")
    except NotFoundError as error:  # deleted between the two steps
        raise TableNotFoundError("This table is being deleted. GET /tables lists yours.") from error
    return StreamingResponse(chunks, media_type="application/json")


@router.delete(
    "/tables/{table}",
    status_code=202,
    summary="Delete a table",
    responses=guarded("table_not_found", "too_many_open_tasks", "store_unavailable"),
)
def delete_table(table: str, context: Context, tenant: Tenant) -> TaskAccepted:
    """Delete one table; its file stays, with its other tables."""
    found = context.catalogs.read(tenant).table(table)
    task_id = submit_task(context, tenant, TaskName.DELETE_TABLE, {"table_id": found.table_id})
    return TaskAccepted(task_id=task_id)


@router.patch(
    "/tables/{table}/columns/{column:path}",
    status_code=202,
    summary="Give a column another name or type",
    responses=guarded(
        "invalid_request",
        "json_invalid",
        "table_not_found",
        "column_not_found",
        "too_many_open_tasks",
        "storage_quota_exceeded",
        "store_unavailable",
        "idempotency_key_reused",
    ),
)
def change_column(
    table: str,
    column: str,
    change: ColumnChange,
    response: Response,
    context: Context,
    tenant: Tenant,
    key: IdempotencyKey = None,
) -> TaskAccepted:
    """A new version of the table. Files that come later follow the change.

    A new type is read from the uploaded files; cells that do not fit are empty and reported.
    """
    found = context.catalogs.read(tenant).table(table)
    task_id = submit_column_change(context, tenant, found, column, change, key=key)
    response.headers["Location"] = f"/task-status/{task_id}"
    return TaskAccepted(task_id=task_id)
