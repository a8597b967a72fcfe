"""Delete files and tables: first from the catalogue, then from the store."""

from collections.abc import Mapping
from typing import Any

from services.common import layout
from services.common.catalog import Catalog
from services.worker.attempt import Attempt


def delete_file(attempt: Attempt) -> Mapping[str, Any]:
    """Delete a file and its tables; the id never comes back, however late its ingest ends."""
    task, context = attempt.task, attempt.context
    file_id = str((task.payload or {})["file_id"])
    before = context.catalogs.read(task.tenant)
    doomed = [key for key, table in before.tables.items() if table.file_id == file_id]

    def remove(catalog: Catalog) -> Catalog:
        return catalog if file_id in catalog.deleted else catalog.without_file(file_id)

    attempt.commit()
    context.catalogs.change(task.tenant, remove)
    for table_id in doomed:
        context.store.delete_folder(layout.table_folder(task.tenant, table_id))
    context.store.delete_folder(layout.file_folder(task.tenant, file_id))
    return {"deleted": True}


def delete_table(attempt: Attempt) -> Mapping[str, Any]:
    """Delete a table; its file, and what else it held, stay."""
    task, context = attempt.task, attempt.context
    table_id = str((task.payload or {})["table_id"])

    def remove(catalog: Catalog) -> Catalog:
        return catalog.without_table(table_id) if table_id in catalog.tables else catalog

    attempt.commit()
    context.catalogs.change(task.tenant, remove)
    context.store.delete_folder(layout.table_folder(task.tenant, table_id))
    return {"deleted": True}
