"""A tenant's catalogue: its files and tables, and how it changes.

A deleted file is remembered, so that a late writer cannot bring it back. What grows with a file's cells
(all warnings, with their cells) is not in it: that lies in the file's report.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from services.common.errors import TableNotFoundError
from services.common.taught import Taught

TOMBSTONE_LIFE = timedelta(days=7)
"""Far longer than any task can live."""

SUPERSEDED_LIFE = timedelta(days=1)
"""How long a version can still be asked for after another took its place; then the clean-up removes it."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True)


class CatalogColumn(NamedTuple):
    """A column: its name and its type in DuckDB's names."""

    name: str
    type: str


class CatalogWarning(_Entry):
    """Something the user should know of how a file was read."""

    model_config = ConfigDict(frozen=True, extra="allow")
    code: str
    message: str


class TableVersion(_Entry):
    """What one attempt of one task wrote; its folder says what it consists of."""

    task_id: str
    attempt: int
    size_bytes: int
    """Of all of its rows' Parquet, some of which may lie with an older version."""

    created_at: datetime
    base: str | None = None
    """The version that it was made from, if it was."""

    @property
    def name(self) -> str:
        """How answers name the version they used."""
        return f"{self.task_id}/{self.attempt}"


class SupersededVersion(_Entry):
    """A version that another one took the place of."""

    version: TableVersion
    at: datetime
    sources: tuple[str, ...] | None = None
    """Ids of the files that have rows in it; None in what releases before wrote, who did not say."""

    def may_hold(self, file_id: str) -> bool:
        """Whether it has rows of a file, as far as is known."""
        return self.sources is None or file_id in self.sources


class CatalogTable(_Entry):
    """A table: its identity is ``table_id``; ``name`` is a slug, unique per tenant."""

    table_id: str
    name: str
    file_id: str
    """The file that it was made from, or that replaced its rows last."""

    file: str
    sheet: str | None = None
    rows: int
    packed_columns: str
    """See ``pack_columns``."""

    warnings: tuple[CatalogWarning, ...] = ()
    """The first ones, without their lists of cells; the file's report has all."""

    warning_count: int = 0
    sources: tuple[str, ...]
    """Ids of the files that have rows in it."""

    names: dict[str, str] = {}
    """What users call columns, by their headers in the files; applied to every file that comes."""

    types: dict[str, str] = {}
    """The types that users gave to columns, by their headers."""

    version: TableVersion
    """The visible one."""

    superseded: tuple[SupersededVersion, ...] = ()
    """Older ones that are still there."""

    stored_bytes: int
    """What all versions take together."""

    created_at: datetime

    @property
    def columns(self) -> tuple[CatalogColumn, ...]:
        """The columns, in order."""
        lines = self.packed_columns.split("\n") if self.packed_columns else []
        return tuple(CatalogColumn(name, kind) for kind, _, name in (line.partition("\t") for line in lines))

    def holds(self, file_id: str) -> bool:
        """Whether the visible version, or an older one, has rows of a file, or may have."""
        return file_id in self.sources or any(old.may_hold(file_id) for old in self.superseded)

    def offered(self, now: datetime) -> list[SupersededVersion]:
        """Return the older versions that can still be asked for, the newest first."""
        return [old for old in reversed(self.superseded) if old.at + SUPERSEDED_LIFE > now]

    def find_version(self, name: str) -> TableVersion | None:
        """Return a version that is still there by its name."""
        there = (self.version, *(old.version for old in self.superseded))
        return next((version for version in there if version.name == name), None)


def pack_columns(columns: list[CatalogColumn]) -> str:
    r"""Write columns as lines of type, tab and name: an object for each takes ten times the memory.

    Names hold neither tabs nor line ends: headers are one line, and new names are checked.
    """
    return "\n".join(f"{column.type}\t{column.name}" for column in columns)


class CatalogFile(_Entry):
    """A file that was read, or refused for good (then ``error_code`` says why)."""

    file_id: str
    name: str
    size_bytes: int
    task_id: str
    created_at: datetime
    options: dict[str, Any] = {}
    """With which it was read, or was to be."""

    replace: str | None = None
    """The id of the table whose rows it took the place of, or was to."""

    append: str | None = None
    """The id of the table that its rows were added to, or were to be."""

    report: str | None = None
    """Which report tells how it was read."""

    warnings: tuple[CatalogWarning, ...] = ()
    """The first ones of the file as a whole, as a table's."""

    warning_count: int = 0
    error_code: str | None = None
    error: str | None = None


class Catalog(_Entry):
    """All that a tenant has, at one moment."""

    number: int = 0
    files: dict[str, CatalogFile] = {}
    tables: dict[str, CatalogTable] = {}
    deleted: dict[str, datetime] = {}
    """Ids of deleted files, and when."""

    taught: Taught = Taught()

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

    def named(self, texts: Iterable[str]) -> set[str]:
        """Return those of the texts that are the name of a table or a column, letter case aside."""
        names = {_spoken(table.name) for table in self.tables.values()}
        names.update(_spoken(column.name) for table in self.tables.values() for column in table.columns)
        return {text for text in texts if _spoken(text) in names}

    @property
    def stored_bytes(self) -> int:
        """What the tenant's files and tables take, with all versions that are still there."""
        files = sum(file.size_bytes for file in self.files.values())
        return files + sum(table.stored_bytes for table in self.tables.values())

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
        return self.model_copy(
            update={
                "files": {key: file for key, file in self.files.items() if key != file_id},
                "tables": {key: table for key, table in self.tables.items() if table.file_id != file_id},
                "deleted": {**self.deleted, file_id: datetime.now(UTC)},
            }
        )

    def without_table(self, table_id: str) -> "Catalog":
        """Return the catalogue without a table; its file stays."""
        tables = {key: table for key, table in self.tables.items() if key != table_id}
        return self.model_copy(update={"tables": tables})


class CatalogChange(_Entry):
    """What differs between two catalogues; against an empty one, a whole catalogue."""

    files: dict[str, CatalogFile] = {}
    tables: dict[str, CatalogTable] = {}
    deleted: dict[str, datetime] = {}
    taught: Taught | None = None
    """All that the tenant taught us, where any of it differs."""

    removed_files: tuple[str, ...] = ()
    removed_tables: tuple[str, ...] = ()

    @classmethod
    def between(cls, old: Catalog, new: Catalog) -> "CatalogChange":
        """Find what makes ``new`` of ``old``; entries that are the same object are not compared."""
        oldest = datetime.now(UTC) - TOMBSTONE_LIFE
        return cls.model_construct(
            files={key: file for key, file in new.files.items() if file is not old.files.get(key)},
            tables={key: table for key, table in new.tables.items() if table is not old.tables.get(key)},
            deleted={
                key: when for key, when in new.deleted.items() if key not in old.deleted and when > oldest
            },
            taught=new.taught if new.taught != old.taught else None,
            removed_files=tuple(key for key in old.files if key not in new.files),
            removed_tables=tuple(key for key in old.tables if key not in new.tables),
        )

    def apply(self, catalog: Catalog) -> Catalog:
        """Return the catalogue with the next number that this change makes."""
        removed = {*self.removed_files, *self.removed_tables}
        files = {key: file for key, file in catalog.files.items() if key not in removed}
        tables = {key: table for key, table in catalog.tables.items() if key not in removed}
        return Catalog.model_construct(
            number=catalog.number + 1,
            files={**files, **self.files},
            tables={**tables, **self.tables},
            deleted={**catalog.deleted, **self.deleted},
            taught=catalog.taught if self.taught is None else self.taught,
        )


def _spoken(name: str) -> str:
    """A name as people write it: tables have underscores where their sheets have blanks."""
    return name.casefold().replace("_", " ")
