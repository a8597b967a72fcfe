"""What a table's version consists of: the rows of one or more files, each in Parquet files of its own.

A version may name Parquet of older versions of its table, so an append writes no row again.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from services.common import layout
from services.common.catalog import TableVersion
from services.common.errors import NotFoundError, TableNotFoundError
from services.common.store import Store

MANIFEST = "version.json"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Segment(_Part):
    """The rows that one file gave to a table."""

    file_id: str
    file: str
    source: str
    """What the reading called the table."""

    sheet: str | None = None
    options: Mapping[str, Any] = {}
    """With which the file was read."""

    headers: tuple[str, ...]
    """The columns' names in the file, in its order."""

    rows: int
    read_parts: tuple[str, ...]
    """Its rows as they were read: Parquet files, in order, below the table's folder of versions."""

    parts: tuple[str, ...]
    """Its rows with the names and types of the whole version; the same files where nothing differs."""

    size_bytes: int
    """Of all its files."""


class Manifest(_Part):
    """A version's segments, in the order of its rows."""

    segments: tuple[Segment, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """The Parquet files that hold its rows, in order."""
        return tuple(part for segment in self.segments for part in segment.parts)

    @property
    def needed(self) -> frozenset[str]:
        """All files that the version or one made from it needs."""
        return frozenset(part for one in self.segments for part in (*one.parts, *one.read_parts))

    @property
    def size_bytes(self) -> int:
        """What all parts take."""
        return sum(segment.size_bytes for segment in self.segments)


def folder_of(tenant: str, table_id: str, version: TableVersion) -> str:
    """Return a version's own folder."""
    return layout.version_folder(tenant, table_id, version.task_id, version.attempt)


def part_path(tenant: str, table_id: str, part: str) -> str:
    """Return where a part of a manifest lies."""
    return f"{layout.versions_folder(tenant, table_id)}/{part}"


def read_manifest(store: Store, tenant: str, table_id: str, version: TableVersion) -> Manifest:
    """Read what a version consists of.

    Raises:
        TableNotFoundError: The table is being deleted.
    """
    try:
        content = store.read(f"{folder_of(tenant, table_id, version)}/{MANIFEST}")
    except NotFoundError as error:
        raise TableNotFoundError("This table is being deleted. GET /tables lists yours.") from error
    return Manifest.model_validate_json(content)
