"""Versions that others took the place of: when they are forgotten, and what still needs their Parquet."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from services.common import layout
from services.common.catalog import SUPERSEDED_LIFE, Catalog, CatalogTable
from services.common.errors import TableNotFoundError
from services.common.store import Store, StoredObject
from services.worker.context import WorkerContext
from services.worker.table_versions import DESCRIPTIONS
from services.worker.versions import MANIFEST, folder_of, part_path, read_manifest


def forget_versions(context: WorkerContext, tenant: str, *, now: datetime) -> None:
    """Take versions out of the catalogue that nobody may ask for and no running query can read any more."""
    longest = timedelta(seconds=context.settings.limits.hard_seconds)
    before = now - SUPERSEDED_LIFE - longest

    def forget(catalog: Catalog) -> Catalog:
        changed = {
            key: table.model_copy(
                update={"superseded": tuple(old for old in table.superseded if old.at >= before)}
            )
            for key, table in catalog.tables.items()
            if any(old.at < before for old in table.superseded)
        }
        if not changed:
            return catalog
        return catalog.model_copy(update={"tables": {**catalog.tables, **changed}})

    context.catalogs.change(tenant, forget)


def named_objects(
    store: Store, tenant: str, catalog: Catalog, objects: Iterable[StoredObject]
) -> dict[str, StoredObject]:
    """Return those objects of tables, by path, that a version in the catalogue consists of."""
    folders: dict[str, dict[str, StoredObject]] = {}
    for found in objects:
        folders.setdefault(found.path.split("/")[3], {})[found.path] = found
    named: dict[str, StoredObject] = {}
    for table_id, theirs in folders.items():
        if table_id in catalog.tables:
            paths = _paths(store, tenant, catalog.tables[table_id], theirs)
            named |= {path: theirs[path] for path in paths if path in theirs}
    return named


def _paths(store: Store, tenant: str, table: CatalogTable, found: Mapping[str, StoredObject]) -> set[str]:
    own = folder_of(tenant, table.table_id, table.version)
    if not table.superseded and all(path.startswith(f"{own}/") for path in found):
        return set(found)  # most tables: one version, with all of its Parquet
    paths = set()
    for version in (table.version, *(old.version for old in table.superseded)):
        folder = folder_of(tenant, table.table_id, version)
        paths |= {f"{folder}/{name}" for name in (MANIFEST, *DESCRIPTIONS)}
        try:
            manifest = read_manifest(store, tenant, table.table_id, version)
        except TableNotFoundError:  # deleted meanwhile
            continue
        paths |= {part_path(tenant, table.table_id, part) for part in manifest.needed}
    return paths


def count_stored_bytes(
    context: WorkerContext, tenant: str, catalog: Catalog, named: Mapping[str, StoredObject]
) -> None:
    """Correct what the catalogue says that tables take, unless they changed since they were listed."""
    sizes: dict[str, int] = {}
    for path, found in named.items():
        table_id = path.removeprefix(f"{layout.tenant_folder(tenant)}/tables/").split("/")[0]
        sizes[table_id] = sizes.get(table_id, 0) + found.size_bytes
    wrong = {
        key: table
        for key, table in catalog.tables.items()
        if key in sizes and table.stored_bytes != sizes[key]
    }

    def correct(newest: Catalog) -> Catalog:
        corrected = {
            key: table.model_copy(update={"stored_bytes": sizes[key]})
            for key, table in wrong.items()
            if newest.tables.get(key) == table
        }
        if not corrected:
            return newest
        return newest.model_copy(update={"tables": {**newest.tables, **corrected}})

    context.catalogs.change(tenant, correct)
