"""A tenant's catalogue: its files and tables, as a row of immutable numbered files.

Each entry is the whole catalogue after one change, written create-only: of many writers one wins a
number, the others read the newest and try again. The newest is what is true. A deleted file is
remembered, so that a late writer cannot bring it back.
"""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from pydantic import BaseModel, ConfigDict

from services.common import layout
from services.common.errors import CatalogConflictError, TableNotFoundError
from services.common.store import Store

WRITE_TRIES = 60
"""Enough for that many writers at once; each try has one winner."""

TOMBSTONE_LIFE = timedelta(days=7)
"""Far longer than any task can live."""

KEPT_ENTRIES = 100
"""Older entries are pruned once they are a day old: no writer is that late."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True)


class CatalogColumn(_Entry):
    """A column: its header and its type in DuckDB's names."""

    name: str
    type: str


class CatalogWarning(_Entry):
    """Something the user should know of how a file was read."""

    model_config = ConfigDict(frozen=True, extra="allow")
    code: str
    message: str


class TableVersion(_Entry):
    """What one attempt of one ingest wrote."""

    task_id: str
    attempt: int
    parts: tuple[str, ...]
    """Parquet files, in order, below the version's folder."""

    size_bytes: int

    @property
    def name(self) -> str:
        """How answers name the version they used."""
        return f"{self.task_id}/{self.attempt}"


class CatalogTable(_Entry):
    """A table: its identity is ``table_id``; ``name`` is a slug, unique per tenant."""

    table_id: str
    name: str
    file_id: str
    file: str
    sheet: str | None
    rows: int
    columns: tuple[CatalogColumn, ...]
    warnings: tuple[CatalogWarning, ...]
    version: TableVersion
    created_at: datetime


class CatalogFile(_Entry):
    """A file that was read, or refused for good (then ``error_code`` says why)."""

    file_id: str
    name: str
    size_bytes: int
    task_id: str
    created_at: datetime
    tables: tuple[str, ...] = ()
    """Ids of its tables."""

    warnings: tuple[CatalogWarning, ...] = ()
    error_code: str | None = None
    error: str | None = None


class Catalog(_Entry):
    """All that a tenant has, at one moment."""

    number: int = 0
    files: dict[str, CatalogFile] = {}
    tables: dict[str, CatalogTable] = {}
    deleted: dict[str, datetime] = {}
    """Ids of deleted files, and when."""

    def table(self, name_or_id: str) -> CatalogTable:
        """Find a table by its id or its slug.

        Raises:
            TableNotFoundError: Neither is known.
        """
        if name_or_id in self.tables:
            return self.tables[name_or_id]
        for table in self.tables.values():
            if table.name == name_or_id.lower():
                return table
        raise TableNotFoundError(f'There is no table "{name_or_id[:100]}". GET /tables lists yours.')

    @property
    def stored_bytes(self) -> int:
        """What the tenant's files and tables take."""
        files = sum(file.size_bytes for file in self.files.values())
        return files + sum(table.version.size_bytes for table in self.tables.values())

    def with_file(self, file: CatalogFile, tables: list[CatalogTable]) -> "Catalog":
        """Return the catalogue with a file and its tables, unless the file was deleted meanwhile."""
        if file.file_id in self.deleted:
            return self
        return self.model_copy(
            update={
                "files": {**self.files, file.file_id: file},
                "tables": {**self.tables, **{table.table_id: table for table in tables}},
            }
        )

    def without_file(self, file_id: str) -> "Catalog":
        """Return the catalogue without a file and its tables; the id never comes back."""
        now = datetime.now(UTC)
        remembered = {key: when for key, when in self.deleted.items() if now - when < TOMBSTONE_LIFE}
        return self.model_copy(
            update={
                "files": {key: file for key, file in self.files.items() if key != file_id},
                "tables": {key: table for key, table in self.tables.items() if table.file_id != file_id},
                "deleted": {**remembered, file_id: now},
            }
        )

    def without_table(self, table_id: str) -> "Catalog":
        """Return the catalogue without a table; its file stays."""
        tables = {key: table for key, table in self.tables.items() if key != table_id}
        return self.model_copy(update={"tables": tables})


class CatalogStore:
    """Reads and changes the catalogues that lie in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, tenant: str) -> Catalog:
        """Return the tenant's newest catalogue; an empty one for a tenant that has none."""
        paths = [found.path for found in self._store.objects(layout.catalog_folder(tenant))]
        if not paths:
            return Catalog()
        return Catalog.model_validate_json(self._store.read(max(paths)))

    def change(self, tenant: str, change: Callable[[Catalog], Catalog]) -> Catalog:
        """Apply a change to the newest catalogue and return the result.

        Args:
            tenant: Whose catalogue.
            change: A pure function; it is called again on a newer catalogue when another writer won.
                Returning its argument unchanged writes nothing.

        Raises:
            CatalogConflictError: Other writers won every time.
        """
        for attempt in range(WRITE_TRIES):
            catalog = self.read(tenant)
            changed = change(catalog)
            if changed is catalog:
                return catalog
            changed = changed.model_copy(update={"number": catalog.number + 1})
            path = f"{layout.catalog_folder(tenant)}/{changed.number:09d}.json"
            if self._store.create(path, changed.model_dump_json().encode()):
                return changed
            time.sleep(random.uniform(0, 0.02) * min(attempt + 1, 5))  # noqa: S311 - spreads writers only
        raise CatalogConflictError("Too many changes at once to this tenant's tables. Try again.")

    def prune(self, tenant: str, *, older_than: datetime) -> None:
        """Delete entries that are long superseded."""
        entries = sorted(self._store.objects(layout.catalog_folder(tenant)), key=lambda found: found.path)
        old = [found.path for found in entries[:-KEPT_ENTRIES] if found.modified < older_than]
        self._store.delete(old)
