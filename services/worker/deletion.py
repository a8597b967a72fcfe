"""Delete files and tables: first from the catalogue, then from the store."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services.common import layout
from services.common.catalog import Catalog, CatalogTable
from services.worker.attempt import Attempt
from services.worker.publication import Plan, TableChange, amend, publish
from services.worker.scratch import scratch_folder
from services.worker.superseded import named_objects
from services.worker.table_versions import make_version, stored_rows


def delete_file(attempt: Attempt) -> Mapping[str, Any]:
    """Delete a file and its rows; the id never comes back, however late its ingest ends.

    A table that has rows of other files goes on without these, and none of its older versions stays. Of a
    table that no longer has rows of it, those older versions go that have.
    """
    task, context = attempt.task, attempt.context
    file_id = str((task.payload or {})["file_id"])
    before = context.catalogs.read(task.tenant)
    touched = [key for key, table in before.tables.items() if table.holds(file_id)]
    with scratch_folder() as folder:

        def plan(catalog: Catalog, number: int) -> Plan | None:
            if file_id in catalog.deleted:
                return None
            touched.extend(key for key, table in catalog.tables.items() if table.holds(file_id))
            work = folder / f"round-{number}"
            changes = [
                TableChange(table, _without(attempt, table, file_id, work / table.table_id))
                for table in catalog.tables.values()
                if table.holds(file_id)
            ]
            return Plan([], changes, deleted=file_id)

        catalog = publish(attempt, plan)
    for table_id in dict.fromkeys(touched):
        objects = list(context.store.objects(layout.table_folder(task.tenant, table_id)))
        named = named_objects(context.store, task.tenant, catalog, objects)
        context.store.delete([found.path for found in objects if found.path not in named])
    context.store.delete_folder(layout.file_folder(task.tenant, file_id))
    return {"deleted": True}


def _without(attempt: Attempt, table: CatalogTable, file_id: str, work: Path) -> CatalogTable | None:
    """Make a version without a file's rows; None where there are no others."""
    if file_id not in table.sources:
        kept = tuple(old for old in table.superseded if not old.may_hold(file_id))
        return table.model_copy(update={"superseded": kept})
    if set(table.sources) == {file_id}:
        return None
    rows = [one for one in stored_rows(attempt, table) if one.segment.file_id != file_id]
    after = make_version(attempt, table, rows, is_new=False, work=work).table
    return after.model_copy(update={"superseded": (), "stored_bytes": after.version.size_bytes})


def delete_table(attempt: Attempt) -> Mapping[str, Any]:
    """Delete a table; its file, and what else it held, stay."""
    task, context = attempt.task, attempt.context
    table_id = str((task.payload or {})["table_id"])

    def remove(catalog: Catalog) -> Catalog:
        return catalog.without_table(table_id) if table_id in catalog.tables else catalog

    amend(attempt, remove)
    context.store.delete_folder(layout.table_folder(task.tenant, table_id))
    return {"deleted": True}
