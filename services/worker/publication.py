"""Make what a task did visible: one catalogue entry for all of it, or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from services.common.catalog import Catalog, CatalogFile, CatalogTable
from services.common.errors import CatalogConflictError, FileNotKnownError
from services.worker.attempt import Attempt

ROUNDS = 60
"""How often other tasks may change the same tables while one works on them."""


@dataclass(frozen=True)
class FileChange:
    """What becomes of one file."""

    before: CatalogFile | None
    """As it was when the work began; None for one that is new."""

    after: CatalogFile


@dataclass(frozen=True)
class TableChange:
    """What becomes of one table."""

    before: CatalogTable | None
    """As it was when the work began; None for one that is new."""

    after: CatalogTable | None
    """None removes it."""


@dataclass(frozen=True)
class Plan:
    """What becomes of files and tables, made from one catalogue and good only while that is true."""

    files: Sequence[FileChange]
    tables: Sequence[TableChange]
    deleted: str | None = None
    """The id of a file that is deleted."""


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
        FileNotKnownError: A file of the plan was deleted meanwhile.
        CatalogConflictError: Others changed the same things every time.
        AttemptLostError: Another attempt has the task.
        TaskCancelledError: A cancel came before the change.
    """
    catalogs, tenant = attempt.context.catalogs, attempt.task.tenant
    for number in range(ROUNDS):
        plan = make_plan(catalogs.read(tenant), number)
        if plan is None:
            break
        attempt.commit()
        try:
            return catalogs.change(tenant, _applying(plan))
        except _OutdatedError:
            continue
    else:
        raise CatalogConflictError("Too many changes at once to these tables. Try again.")
    return catalogs.read(tenant)


def amend(attempt: Attempt, change: Callable[[Catalog], Catalog]) -> None:
    """Make a change that needs no work beforehand; ask again whether it may when others changed things.

    A worker that slept between the two must not make a change that its successor made and a user took back.

    Args:
        attempt: Whose change it is.
        change: A pure function; returning its argument unchanged writes nothing.

    Raises:
        CatalogConflictError: Others changed the catalogue every time.
        AttemptLostError: Another attempt has the task.
        TaskCancelledError: A cancel came before the change.
    """
    catalogs, tenant = attempt.context.catalogs, attempt.task.tenant
    for _ in range(ROUNDS):
        number = catalogs.read(tenant).number
        attempt.commit()
        try:
            catalogs.change(tenant, _only_after(number, change))
        except _OutdatedError:
            continue
        return
    raise CatalogConflictError("Too many changes at once to these tables. Try again.")


def _only_after(number: int, change: Callable[[Catalog], Catalog]) -> Callable[[Catalog], Catalog]:
    def change_that_one(newest: Catalog) -> Catalog:
        if newest.number != number:
            raise _OutdatedError
        return change(newest)

    return change_that_one


def _applying(plan: Plan) -> Callable[[Catalog], Catalog]:
    return lambda newest: _apply(newest, plan)


def _apply(newest: Catalog, plan: Plan) -> Catalog:
    _demand_true(newest, plan)
    gone = {change.before.table_id for change in plan.tables if change.before and change.after is None}
    tables = {key: table for key, table in newest.tables.items() if key not in gone}
    for change in plan.tables:
        if change.after is not None:
            named = change.after if change.before else _with_unique_name(tables, change.after)
            tables[named.table_id] = named
    files = {**newest.files, **{change.after.file_id: change.after for change in plan.files}}
    changed = newest.model_copy(update={"files": files, "tables": tables})
    if plan.deleted is None:
        return changed
    files.pop(plan.deleted, None)
    return changed.model_copy(update={"deleted": {**newest.deleted, plan.deleted: datetime.now(UTC)}})


def _demand_true(newest: Catalog, plan: Plan) -> None:
    for file in plan.files:
        if file.after.file_id in newest.deleted:
            raise FileNotKnownError("The file was deleted while it was read.")
        if newest.files.get(file.after.file_id) != file.before:
            raise _OutdatedError
    for table in plan.tables:
        if table.before is not None and newest.tables.get(table.before.table_id) != table.before:
            raise _OutdatedError


def _with_unique_name(tables: dict[str, CatalogTable], table: CatalogTable) -> CatalogTable:
    """Name a new table as no other of the tenant is named."""
    taken = {other.name for other in tables.values()}
    name, number = table.name, 1
    while name in taken:
        number += 1
        name = f"{table.name}_{number}"
    return table.model_copy(update={"name": name})
