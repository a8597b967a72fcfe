"""Run the ingest job on a file and look at what came out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from services.agent.ingest.job import run


@dataclass(frozen=True)
class Table:
    """One table as the job wrote it."""

    name: str
    sheet: str | None
    columns: list[str]
    types: list[str]
    rows: list[tuple[Any, ...]]
    warnings: list[dict[str, Any]]
    profile: dict[str, Any]
    preview: dict[str, Any]

    def column(self, name: str) -> list[Any]:
        """Return one column's values."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def warning(self, code: str) -> dict[str, Any]:
        """Return the one warning with this code."""
        (found,) = [warning for warning in self.warnings if warning["code"] == code]
        return found

    @property
    def codes(self) -> set[str]:
        """The codes of all warnings."""
        return {warning["code"] for warning in self.warnings}


def ingest(
    path: Path,
    folder: Path,
    *,
    name: str | None = None,
    options: Mapping[str, Any] | None = None,
    **limits: int,
) -> list[Table]:
    """Ingest a file into a fresh folder and read every table back from its Parquet."""
    out = folder / f"out-{len(list(folder.iterdir()))}"
    out.mkdir()
    payload: dict[str, Any] = {"path": str(path), "name": name or path.name, "limits": limits}
    payload["options"] = options
    result = run(payload, out, lambda stage, percent: None)
    return [_table(out, table, result["warnings"]) for table in result["tables"]]


def ingest_one(path: Path, folder: Path, *, name: str | None = None) -> Table:
    """Ingest a file that holds exactly one table."""
    (table,) = ingest(path, folder, name=name)
    return table


def ingest_text(content: str | bytes, folder: Path, *, name: str = "data.csv") -> Table:
    """Ingest a text file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return ingest_one(path, folder)


def _table(out: Path, told: dict[str, Any], warnings: list[dict[str, Any]]) -> Table:
    with duckdb.connect() as connection:
        relation = connection.read_parquet(str(out / told["parquet"]))
        columns, types, rows = relation.columns, [str(kind) for kind in relation.types], relation.fetchall()
    folder = out / told["folder"]
    assert [column["name"] for column in told["columns"]] == columns
    assert [column["type"] for column in told["columns"]] == types
    assert told["rows"] == len(rows)
    return Table(
        name=told["name"],
        sheet=told["sheet"],
        columns=columns,
        types=types,
        rows=rows,
        warnings=[*warnings, *told["warnings"]],
        profile=json.loads((folder / "profile.json").read_text(encoding="utf-8")),
        preview=json.loads((folder / "preview.json").read_text(encoding="utf-8")),
    )
