"""What users correct after a file was read: how to read it, and what its columns are called and hold."""

import json

from services.api.context import ApiContext
from services.api.file_models import File
from services.api.file_options import ColumnChange, FileOptions
from services.api.idempotency import submit_once
from services.api.submission import submit_task
from services.common.catalog import CatalogTable
from services.common.errors import ColumnNotFoundError, InvalidRequestError
from services.common.messages import TaskName


def submit_reread(
    context: ApiContext, tenant: str, file: File, options: FileOptions, *, key: str | None
) -> str:
    """Let a worker read a file again, and return the task's id.

    Raises:
        FileOptionsError: An option does not fit a file of this kind.
        StorageQuotaError: The tenant has no room for another version.
    """
    options.demand_fit(file.name)
    asked = {"options": options.given, "replace": file.replace, "append": file.append}
    payload = {
        "file_id": file.file_id,
        "name": file.name,
        "size_bytes": file.size_bytes,
        **{name: value for name, value in asked.items() if value},
    }

    def send(task_id: str) -> None:
        context.quota.demand_room(tenant)
        submit_task(context, tenant, TaskName.REREAD_FILE, payload, task_id=task_id)

    body = json.dumps([file.file_id, options.given], sort_keys=True)
    return submit_once(context.claims, tenant, "/files/reread", key, body, send)


def submit_column_change(
    context: ApiContext,
    tenant: str,
    table: CatalogTable,
    column: str,
    change: ColumnChange,
    *,
    key: str | None,
) -> str:
    """Let a worker change a column, and return the task's id.

    Raises:
        ColumnNotFoundError: The table has no such column.
        InvalidRequestError: Nothing is to change, or another column has the name.
        StorageQuotaError: The tenant has no room for another version.
    """
    if change.name is None and change.type is None:
        raise InvalidRequestError("Nothing is to change. Send a “name”, a “type”, or both.")

    def send(task_id: str) -> None:
        found = _find_column(table, column, change)
        context.quota.demand_room(tenant)
        payload = {"table_id": table.table_id, "column": found, **change.model_dump(exclude_none=True)}
        submit_task(context, tenant, TaskName.CHANGE_COLUMN, payload, task_id=task_id)

    body = json.dumps([table.table_id, column, change.model_dump()], sort_keys=True)
    return submit_once(context.claims, tenant, "/tables/columns", key, body, send)


def _find_column(table: CatalogTable, column: str, change: ColumnChange) -> str:
    names = {known.name.casefold(): known.name for known in table.columns}
    found = names.get(column.casefold())
    if found is None:
        raise ColumnNotFoundError(
            f"“{table.name}” has no column “{column[:100]}”. GET /tables/{table.name} lists them."
        )
    wanted = (change.name or found).casefold()
    if wanted != found.casefold() and wanted in names:
        raise InvalidRequestError(
            f"name: “{table.name}” has a column “{names[wanted]}” already. Choose another name."
        )
    return found
