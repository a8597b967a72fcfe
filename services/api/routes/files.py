"""``/files``: uploads, and what became of them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.api.admitted_route import AdmittedRoute
from services.api.context import Context, Tenant
from services.api.corrections import submit_reread
from services.api.documented import guarded
from services.api.file_models import MAX_PAGE, FileList, FileWithReport, PageLimit, PageOffset
from services.api.file_options import UPLOAD_FIELDS, FileOptions, UploadQuery, demand_once
from services.api.file_views import describe_file, find_file, list_files
from services.api.gate import claimed_bytes
from services.api.idempotency import IdempotencyKey
from services.api.models import TaskAccepted, UploadAccepted
from services.api.multipart import FileForm
from services.api.submission import submit_task
from services.api.uploads import Arrival, accept_upload
from services.common.messages import TaskName

router = APIRouter(tags=["files"], route_class=AdmittedRoute)

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "xlsx, xlsm, xls, xlsb, ods, csv, tsv, tab, txt or zip.",
                        },
                        **{name: {"type": "string"} for name in sorted(UPLOAD_FIELDS)},
                    },
                }
            }
        },
    }
}


@router.post(
    "/files",
    status_code=202,
    summary="Upload a workbook or a CSV file",
    responses=guarded(
        "invalid_request",
        "upload_missing",
        "upload_malformed",
        "upload_truncated",
        "file_name_invalid",
        "file_type_unsupported",
        "file_empty",
        "file_too_large",
        "file_options_invalid",
        "table_not_found",
        "too_many_open_tasks",
        "storage_quota_exceeded",
        "store_unavailable",
        "store_full",
        "idempotency_key_reused",
        "idempotency_key_in_use",
    ),
    openapi_extra=_FORM,
)
async def upload_file(
    request: Request,
    response: Response,
    context: Context,
    tenant: Tenant,
    query: Annotated[UploadQuery, Query()],
    key: IdempotencyKey = None,
) -> UploadAccepted:
    """Every sheet becomes a table. The file is stored as it arrives; a task then reads it.

    What you know of the file can be said, as query parameters or as fields of the form: then it is not found
    out. With `replace` or `append` the file, which must then yield one table, gives its rows to a table that
    is there; columns are matched by name.

    Ask `GET /task-status/{task_id}` how it goes, and `GET /files/{file_id}` for its tables and warnings.
    """
    demand_once(request.query_params.multi_items())
    form = FileForm(request.headers.get("content-type"), request.stream(), UPLOAD_FIELDS)
    arrival = Arrival(tenant, form, query, claimed_bytes(request.headers))
    accepted = await accept_upload(context, arrival, key=key)
    response.headers["Location"] = f"/task-status/{accepted.task_id}"
    return UploadAccepted(task_id=accepted.task_id, file_id=accepted.file_id)


@router.get("/files", summary="List the files", responses=guarded("invalid_request", "store_unavailable"))
def get_files(
    context: Context, tenant: Tenant, limit: PageLimit = MAX_PAGE, offset: PageOffset = 0
) -> FileList:
    """Your files, newest first: those being read and those refused, too."""
    return list_files(context, tenant, limit=limit, offset=offset)


@router.get(
    "/files/{file_id}",
    response_model=FileWithReport,
    summary="Show a file",
    responses=guarded("file_not_found", "store_unavailable"),
)
def get_file(file_id: str, context: Context, tenant: Tenant) -> FileWithReport | Response:
    """A file with its tables and its report: what was read, what was skipped, which cells did not fit."""
    return describe_file(context, tenant, file_id)


@router.delete(
    "/files/{file_id}",
    status_code=202,
    summary="Delete a file and its tables",
    responses=guarded("file_not_found", "too_many_open_tasks", "store_unavailable"),
)
def delete_file(file_id: str, context: Context, tenant: Tenant) -> TaskAccepted:
    """A file that is still being read is deleted, too: nothing of it will appear."""
    file = find_file(context, tenant, file_id)
    task_id = submit_task(context, tenant, TaskName.DELETE_FILE, {"file_id": file.file_id})
    return TaskAccepted(task_id=task_id)


@router.post(
    "/files/{file_id}/reread",
    status_code=202,
    summary="Read a file again, with other options",
    responses=guarded(
        "invalid_request",
        "json_invalid",
        "file_options_invalid",
        "file_not_found",
        "too_many_open_tasks",
        "storage_quota_exceeded",
        "store_unavailable",
        "idempotency_key_reused",
    ),
)
def reread_file(
    file_id: str,
    response: Response,
    context: Context,
    tenant: Tenant,
    options: FileOptions | None = None,
    key: IdempotencyKey = None,
) -> TaskAccepted:
    """Without a new upload. The options given are all that apply, and what is left out is found out again.

    Tables of the same name get a new version; one that is not found any more loses the file's rows, and a new
    one appears: the report tells. With `sheet` only the tables of that sheet change.
    """
    file = find_file(context, tenant, file_id)
    task_id = submit_reread(context, tenant, file, options or FileOptions(), key=key)
    response.headers["Location"] = f"/task-status/{task_id}"
    return TaskAccepted(task_id=task_id)
