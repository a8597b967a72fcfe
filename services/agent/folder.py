"""A folder of ingested tables, as the commands use it: made by ``ingest``, read by the others."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.agent.sandbox import Sandbox
from services.common.errors import FileCorruptError, SqlAgentError, TableUnknownError

INDEX = "tables.json"
"""Beside the tables' folders: what they are called and where they lie."""
INGEST_SECONDS = 600.0
"""Longest that one file may take from the command line."""


class FileRefusedError(Exception):
    """One of several files could not be read.

    Args:
        file: The file's name as it was given.
        error: What is wrong with it.
    """

    def __init__(self, file: str, error: SqlAgentError) -> None:
        super().__init__(error.message)
        self.file = file
        self.error = error


def ingest_files(sandbox: Sandbox, files: Sequence[Path], out: Path) -> dict[str, Any]:
    """Read every file into tables under ``out``, or none of them.

    Raises:
        FileRefusedError: A file was refused; nothing of this call is left in ``out``.
    """
    existed = out.exists()
    out.mkdir(parents=True, exist_ok=True)
    made: list[dict[str, Any]] = []
    warnings: list[Any] = []
    try:
        with tempfile.TemporaryDirectory(prefix=".ingest-", dir=out) as work:
            known = _index(out)
            for number, file in enumerate(files):
                folder = Path(work) / str(number)
                folder.mkdir()
                result = _ingest(sandbox, file, folder)
                warnings.extend(result["warnings"])
                made += [{**table, "folder": str(folder / table["folder"])} for table in result["tables"]]
            _settle(made, known, out)
    except BaseException:
        if not existed:
            shutil.rmtree(out, ignore_errors=True)
        raise
    warnings += [{**warning, "table": table["name"]} for table in made for warning in table["warnings"]]
    keys = ("name", "sheet", "file", "rows", "columns", "parquet", "warnings")
    return {"tables": [{key: table[key] for key in keys} for table in made], "warnings": warnings}


def _ingest(sandbox: Sandbox, file: Path, folder: Path) -> dict[str, Any]:
    try:
        if not file.is_file():
            raise FileCorruptError(f"There is no file “{file}”. Check the path.")
        payload = {"path": str(file.resolve()), "name": file.name}
        return sandbox.run("ingest", payload, folder=folder, timeout_seconds=INGEST_SECONDS)
    except SqlAgentError as error:
        raise FileRefusedError(str(file), error) from error


def _settle(made: list[dict[str, Any]], known: list[dict[str, Any]], out: Path) -> None:
    """Move finished tables to their places, under names that are unique in the folder."""
    taken = {table["name"] for table in known}
    for table in made:
        name, number = table["name"], 2
        while table["name"] in taken:
            table["name"], number = f"{name}_{number}", number + 1
        taken.add(table["name"])
        part = Path(table["parquet"]).name
        shutil.move(table["folder"], out / table["name"])
        table["folder"], table["parquet"] = table["name"], f"{table['name']}/{part}"
    index = [*known, *({key: table[key] for key in ("name", "parquet", "folder")} for table in made)]
    _write(out / INDEX, index)


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _index(folder: Path) -> list[dict[str, Any]]:
    path = folder / INDEX
    if not path.is_file():
        return []
    tables: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return tables


def tables_of(folder: Path) -> list[dict[str, Any]]:
    """Return the folder's tables as the answer job takes them.

    Raises:
        TableUnknownError: The folder holds no tables.
    """
    tables = [
        {
            "name": table["name"],
            "paths": [str((folder / table["parquet"]).resolve())],
            "profile": str((folder / table["folder"] / "profile.json").resolve()),
        }
        for table in _index(folder)
    ]
    if not tables:
        raise TableUnknownError(
            f"“{folder}” holds no tables. Run the ingest command with --out {folder} first."
        )
    return tables
