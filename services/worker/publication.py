"""Make what a task did visible: one catalogue entry for all of it, or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.common.catalog import Catalog, CatalogFile, CatalogTable
from services.common.errors import CatalogConflictError, FileNotKnownError
from services.worker.attempt import Attempt

ROUNDS = 60
"""Other tasks that may change the same tables while one works on them."""


@dataclass(frozen=True)
class TableChange:
    """What becomes of one table."""

    before: CatalogTable | None
    """As it was when the work began; None for a new table."""

    after: CatalogTable | None
    """None removes it."""


@dataclass(frozen=True)
class Plan:
    """What becomes of a file and of tables, made from one catalogue and good for that one only."""

    file: CatalogFile | None
    """As it will be; None where no file changes."""

    file_before: CatalogFile | None
    tables: Sequence[TableChange]


class _OutdatedError(Exception):
    """The catalogue that a plan was made from is no longer true."""


def publish(attempt: Attempt, make_plan: Callable[[Catalog, int], Plan | None]) -> Catalog:
    """Plan a change and make it; plan again when another task changed the same things meanwhile.

    Args:
        attempt: Whose change it is.
        make_plan: Does the work on a catalogue; also told how often it was called before. None says that
            there is nothing to do: an earlier attempt did it.

    Returns:
        The catalogue in which the change is made.

    Raises:
        FileNotKnownError: The plan's file was deleted meanwhile.
        CatalogConflictError: Others changed the same things every time.
        AttemptLostError: Another attempt has the task.
        TaskCancelledError: A cancel came before the change.
    """
    catalogs, tenant = attempt.context.catalogs, attempt.task.tenant
    for number in range(ROUNDS):
        catalog = catalogs.read(tenant)
        plan = make_plan(catalog, number)
        if plan is None:
            return catalog
        attempt.commit()
        try:
            return catalogs.change(tenant, lambda newest, plan=plan: _apply(newest, plan))  # type: ignore[misc]
        except _OutdatedError:
            continue
    raise CatalogConflictError("Too many changes at once to these tables. Try again.")


def _apply(newest: Catalog, plan: Plan) -> Catalog:
    if plan.file is not None:
        if plan.file.file_id in newest.deleted:
            raise FileNotKnownError("The file was deleted while it was read.")
        if newest.files.get(plan.file.file_id) != plan.file_before:
            raise _OutdatedError
    for change in plan.tables:
        if change.before is not None and newest.tables.get(change.before.table_id) != change.before:
            raise _OutdatedError
    gone = {change.before.table_id for change in plan.tables if change.before and change.after is None}
    tables = {key: table for key, table in newest.tables.items() if key not in gone}
    for change in plan.tables:
        if change.after is not None:
            named = change.after if change.before else _with_unique_name(tables, change.after)
            tables[named.table_id] = named
    files = newest.files if plan.file is None else {**newest.files, plan.file.file_id: plan.file}
    return newest.model_copy(update={"files": files, "tables": tables})


def _with_unique_name(tables: dict[str, CatalogTable], table: CatalogTable) -> CatalogTable:
    """Name a new table as no other of the tenant is named."""
    taken = {other.name for other in tables.values()}
    name, number = table.name, 1
    while name in taken:
        number += 1
        name = f"{table.name}_{number}"
    return table.model_copy(update={"name": name})
