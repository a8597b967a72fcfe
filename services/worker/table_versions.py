"""Make the next version of a table: its rows put together, its files in the store, its catalogue entry.

Nothing of it is visible until ``services.worker.publication`` puts the entry into the catalogue.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.agent.ingest.differing import DIFFERENCES
from services.agent.sandbox import product
from services.common.catalog import (
    CatalogColumn,
    CatalogTable,
    SupersededVersion,
    TableVersion,
    pack_columns,
)
from services.common.errors import NotFoundError, TableNotFoundError
from services.worker.attempt import Attempt
from services.worker.called import as_called_now
from services.worker.reading import READ_SHARE, ReadTable, brief_warnings
from services.worker.versions import MANIFEST, Manifest, Segment, folder_of, part_path, read_manifest

DESCRIPTIONS = ("profile.json", "preview.json")
"""What lies in a version's folder beside its own Parquet and its manifest."""


@dataclass(frozen=True)
class Rows:
    """Rows of one file on their way into a version."""

    segment: Segment
    paths: tuple[Path, ...]
    """Their Parquet as it was read, here."""

    names: Mapping[str, str]
    """What their columns shall be called, by header."""

    united: tuple[Path, ...] = ()
    """Their Parquet as an older version has it, where that differs."""

    read: ReadTable | None = None
    """Where they come from, if they were just read; else an older version has them already."""


@dataclass(frozen=True)
class Made:
    """A version that is stored and not yet visible."""

    table: CatalogTable
    """The table's entry with it."""

    differences: Sequence[Mapping[str, Any]]
    """Warnings about columns that not all of its rows have, or not with one type."""


@dataclass(frozen=True)
class _Content:
    """A version before it is stored."""

    manifest: Manifest
    files: Mapping[str, Path]
    """What its own folder will hold, by name."""

    columns: Sequence[CatalogColumn]
    warnings: Sequence[Mapping[str, Any]]


def new_rows(read: ReadTable, names: Mapping[str, str] | None = None) -> Rows:
    """Take the rows of a table that was just read."""
    return Rows(read.segment(()), tuple(read.parts), names or {}, read=read)


def stored_rows(attempt: Attempt, table: CatalogTable, names: Mapping[str, str] | None = None) -> list[Rows]:
    """Take the rows that a table has, with their Parquet as local files.

    Args:
        attempt: For whom.
        table: The table.
        names: What its columns shall be called, by header; as now by default.

    Raises:
        TableNotFoundError: The table is being deleted.
    """
    task, context = attempt.task, attempt.context

    def fetch(parts: Sequence[str]) -> tuple[Path, ...]:
        paths = (part_path(task.tenant, table.table_id, part) for part in parts)
        return tuple(context.tables.fetch(path) for path in paths)

    manifest = read_manifest(context.store, task.tenant, table.table_id, table.version)
    shown = table.names if names is None else names
    try:
        return [
            Rows(
                segment,
                fetch(segment.read_parts),
                shown,
                united=fetch(segment.parts) if segment.parts != segment.read_parts else (),
            )
            for segment in manifest.segments
        ]
    except NotFoundError as error:
        raise TableNotFoundError("This table is being deleted. GET /tables lists yours.") from error


def make_version(
    attempt: Attempt, base: CatalogTable, rows: Sequence[Rows], *, is_new: bool, work: Path
) -> Made:
    """Store a version of a table.

    Args:
        attempt: Whose version it is.
        base: The table as it is; of a new one, all but its content.
        rows: What the version shall consist of, in order.
        is_new: Whether ``base`` has no version yet.
        work: A folder for this alone.

    Raises:
        TableNotFoundError: The table was deleted.
    """
    attempt.progress(f"storing {base.name}", READ_SHARE)
    content = _whole(attempt, rows[0].read) if _is_as_read(rows) else _composed(attempt, rows, work)
    now = datetime.now(UTC)
    version = TableVersion(
        task_id=attempt.task.task_id,
        attempt=attempt.task.attempt,
        size_bytes=content.manifest.size_bytes,
        created_at=now,
        base=None if is_new else base.version.name,
    )
    written = _store(attempt, base.table_id, version, content)
    segments = content.manifest.segments
    told = [*content.warnings, *_warnings(base, rows)]
    replaced = SupersededVersion(version=base.version, at=now, sources=base.sources)
    kept = () if is_new else (*base.superseded, replaced)
    table = base.model_copy(
        update={
            "file_id": segments[0].file_id,
            "file": segments[0].file,
            "sheet": segments[0].sheet,
            "rows": sum(segment.rows for segment in segments),
            "packed_columns": pack_columns(list(content.columns)),
            "warnings": brief_warnings(told),
            "warning_count": len(told),
            "sources": tuple(dict.fromkeys(segment.file_id for segment in segments)),
            "version": version,
            "superseded": kept,
            "stored_bytes": base.stored_bytes + written,
        }
    )
    new = {one.segment.file for one in rows if one.read is not None}
    return Made(table, [warning for warning in content.warnings if warning["file"] in new])


def _warnings(base: CatalogTable, rows: Sequence[Rows]) -> Iterator[Mapping[str, Any]]:
    """Tell what was found in the rows that are new, and in those that stay.

    How files differ from each other is told of every version anew: columns may have changed since.
    """
    for one in rows:
        if one.read is not None:
            yield from as_called_now(one.read.told["warnings"], base.names)
    staying = {one.segment.file for one in rows if one.read is None}
    for warning in base.warnings:
        known = warning.model_dump()
        if known.get("file") in staying and known["code"] not in DIFFERENCES:
            yield known


def _is_as_read(rows: Sequence[Rows]) -> bool:
    """Whether the reading described the whole version already."""
    return len(rows) == 1 and rows[0].read is not None and not rows[0].names


def _whole(attempt: Attempt, read: ReadTable | None) -> _Content:
    assert read is not None
    own = f"{attempt.task.task_id}/{attempt.task.attempt}"
    segment = read.segment([f"{own}/{part.name}" for part in read.parts])
    files = {
        path.name: path for path in (*read.parts, *(product(read.folder, name) for name in DESCRIPTIONS))
    }
    return _Content(Manifest(segments=(segment,)), files, read.columns, ())


def _composed(attempt: Attempt, rows: Sequence[Rows], work: Path) -> _Content:
    """Let the sandbox give all rows the same columns, and describe them as one table."""
    work.mkdir(parents=True, exist_ok=True)
    payload = {
        "segments": [
            {
                "paths": [str(path) for path in one.paths],
                "united_paths": [str(path) for path in one.united],
                "names": dict(one.names),
                "file": one.segment.file,
            }
            for one in rows
        ]
    }
    context = attempt.context
    told = context.sandbox.run(
        "compose", payload, folder=work, timeout_seconds=context.settings.limits.soft_seconds
    )
    files = {name: product(work, name) for name in DESCRIPTIONS}
    segments = []
    for position, (one, taken) in enumerate(zip(rows, told["taken"], strict=True)):
        segment, new_files = _placed(attempt, one, taken, work=work, position=position)
        segments.append(segment)
        files |= new_files
    columns = [CatalogColumn(name, kind) for name, kind in told["columns"]]
    return _Content(Manifest(segments=tuple(segments)), files, columns, told["warnings"])


def _placed(
    attempt: Attempt, rows: Rows, taken: str, *, work: Path, position: int
) -> tuple[Segment, dict[str, Path]]:
    """Say where the files of a segment lie, and which of them are new.

    Args:
        attempt: Whose version it is.
        rows: The segment's rows.
        taken: ``read`` or ``united``, if these paths fit, or the name of a new file.
        work: Where that is.
        position: Of the segment in its version.
    """
    own = f"{attempt.task.task_id}/{attempt.task.attempt}"
    files: dict[str, Path] = {}
    read_parts, local = rows.segment.read_parts, [*rows.paths]
    if rows.read is not None:
        files = {f"read-{position}-{number}.parquet": path for number, path in enumerate(rows.paths)}
        read_parts = tuple(f"{own}/{name}" for name in files)
    if taken == "read":
        parts = read_parts
    elif taken == "united":
        parts = rows.segment.parts
        local += rows.united
    else:
        made = product(work, taken)
        files[f"part-{position}.parquet"] = made
        parts = (f"{own}/part-{position}.parquet",)
        local.append(made)
    size = sum(path.stat().st_size for path in local)
    placed = {"read_parts": read_parts, "parts": parts, "size_bytes": size}
    return rows.segment.model_copy(update=placed), files


def _store(attempt: Attempt, table_id: str, version: TableVersion, content: _Content) -> int:
    """Write a version's folder and return how many bytes it takes."""
    store = attempt.context.store
    target = folder_of(attempt.task.tenant, table_id, version)
    written = 0
    for name, path in content.files.items():
        store.upload(f"{target}/{name}", path)
        written += path.stat().st_size
    manifest = content.manifest.model_dump_json().encode()
    store.write(f"{target}/{MANIFEST}", manifest)
    return written + len(manifest)
