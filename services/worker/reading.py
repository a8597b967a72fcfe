"""Read an upload in the sandbox: its tables as files in a folder, and what there is to tell of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from services.agent.sandbox import product
from services.common import layout
from services.common.catalog import CatalogColumn, CatalogWarning
from services.worker.attempt import Attempt
from services.worker.versions import Segment

READ_SHARE = 80.0
"""Percent of the progress that reading takes; the rest is storing."""

BRIEF_WARNINGS = 10
"""Warnings of one table in the catalogue, which every process holds in memory; the report has all."""

BRIEF_CHARACTERS = 500
"""Of one of their texts."""

_BRIEF_FACTS = ("code", "message", "file", "sheet", "column", "cell", "count")


class Upload(BaseModel):
    """What a task that reads a file is given."""

    model_config = ConfigDict(frozen=True)

    file_id: str
    name: str
    size_bytes: int
    options: dict[str, Any] = {}
    replace: str | None = None
    append: str | None = None

    @property
    def target(self) -> str | None:
        """The table that the file's rows go into; None for tables of its own."""
        return self.replace or self.append


@dataclass(frozen=True)
class ReadTable:
    """One table of a reading, in a folder of its own."""

    upload: Upload
    options: Mapping[str, Any]
    told: Mapping[str, Any]
    """What the job says of it."""

    folder: Path

    @property
    def source(self) -> str:
        """What the reading calls it."""
        return str(self.told["name"])

    @property
    def columns(self) -> list[CatalogColumn]:
        """Its columns."""
        return [CatalogColumn(column["name"], column["type"]) for column in self.told["columns"]]

    @property
    def parts(self) -> list[Path]:
        """Its rows as Parquet, in order."""
        return sorted(self.folder.glob("part-*.parquet"))

    def segment(self, parts: Sequence[str]) -> Segment:
        """Describe its rows as part of a version.

        Args:
            parts: Where its Parquet files will lie.
        """
        return Segment(
            file_id=self.upload.file_id,
            file=self.upload.name,
            source=self.source,
            sheet=self.told["sheet"],
            options=self.options,
            headers=tuple(column.name for column in self.columns),
            rows=self.told["rows"],
            read_parts=tuple(parts),
            parts=tuple(parts),
            size_bytes=sum(part.stat().st_size for part in self.parts),
        )


def find_table(tables: Sequence[ReadTable], segment: Segment) -> ReadTable | None:
    """Find the table of a new reading that an older one called by another segment's name."""
    same_sheet = [table for table in tables if table.told["sheet"] == segment.sheet]
    named = [table for table in same_sheet if table.source == segment.source]
    # Alone on its sheet it is the same, whatever it is called: a lone sheet may bear the file's name.
    return next(iter(named), same_sheet[0] if len(same_sheet) == 1 else None)


@dataclass(frozen=True)
class Reading:
    """A file's tables, and what is to be told of the file as a whole."""

    tables: list[ReadTable]
    told: Mapping[str, Any]
    """All that the job said."""

    @property
    def warnings(self) -> list[Mapping[str, Any]]:
        """Those of the file, not of one table."""
        return list(self.told["warnings"])


def read_upload(attempt: Attempt, upload: Upload, folder: Path, options: Mapping[str, Any]) -> Reading:
    """Read a file in the sandbox.

    Args:
        attempt: For whom.
        upload: The file.
        folder: Where its tables are put; made, if it is not there.
        options: What the user says of the file.

    Raises:
        FileError: It cannot be read, or not with these options.
        SandboxViolationError: The job names a folder that is not its own.
    """
    task, context = attempt.task, attempt.context
    folder.mkdir(parents=True, exist_ok=True)
    path = layout.original(task.tenant, upload.file_id)
    source = context.store.local_path(path)
    if source is None:
        attempt.progress("fetching", 0)
        source = folder / "original"
        context.store.download(path, source)

    def tell(stage: str, percent: float) -> None:
        attempt.progress(stage, percent * READ_SHARE / 100)

    told = context.sandbox.run(
        "ingest",
        {"path": str(source), "name": upload.name, "options": dict(options)},
        folder=folder,
        timeout_seconds=context.settings.limits.soft_seconds,
        on_progress=tell,
    )
    tables = [ReadTable(upload, options, table, product(folder, table["folder"])) for table in told["tables"]]
    return Reading(tables, told)


def brief_warnings(found: Sequence[Mapping[str, Any]]) -> tuple[CatalogWarning, ...]:
    """Keep of warnings what a list shows: the first ones, without their lists of cells."""
    return tuple(
        CatalogWarning.model_validate(
            {
                name: value[:BRIEF_CHARACTERS] if isinstance(value, str) else value
                for name, value in warning.items()
                if name in _BRIEF_FACTS and value is not None
            }
        )
        for warning in found[:BRIEF_WARNINGS]
    )
