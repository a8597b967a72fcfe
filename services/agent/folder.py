"""A folder of ingested tables, as the commands use it: made by ``ingest``, read by the others."""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from services.agent.ingest.naming import unique
from services.agent.ingest.profile import name_profile
from services.common.errors import FileNotKnownError, SqlAgentError, TableUnknownError

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


class JobRunner(Protocol):
    """What is needed of the sandbox."""

    def run(
        self, job: str, payload: dict[str, Any], *, folder: Path, timeout_seconds: float
    ) -> dict[str, Any]:
        """Run one job of the registry in a closed child process."""


def ingest_files(sandbox: JobRunner, files: Sequence[Path], out: Path) -> dict[str, Any]:
    """Read every file into tables under ``out``, beside those that are there, or none of them.

    Raises:
        FileRefusedError: A file was refused; nothing of this call is left in ``out``.
    """
    existed = out.exists()
    out.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".ingest-", dir=out) as work:
            tables, results = _read_all(sandbox, files, out, Path(work))
            _publish(tables, out)
    except BaseException:
        if not existed:
            shutil.rmtree(out, ignore_errors=True)
        raise
    keys = ("name", "sheet", "file", "rows", "columns", "parquet", "warnings", "report")
    warnings = [warning for result in results for warning in result["warnings"]]
    warnings += [{**warning, "table": table["name"]} for table in tables for warning in table["warnings"]]
    return {
        "tables": [{key: table[key] for key in keys} for table in tables],
        "warnings": warnings,
        "files": [{"file": result["file"], **result["read"]} for result in results],
    }


def _read_all(
    sandbox: JobRunner, files: Sequence[Path], out: Path, work: Path
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Read the files below ``work``, their tables named as they will be in ``out``.

    Returns:
        The tables, and what the job said of each file.
    """
    taken = [table["name"] for table in _index(out)] + [entry.name for entry in out.iterdir()]
    tables: list[dict[str, Any]] = []
    results: list[dict[str, Any]] = []
    for number, file in enumerate(files):
        folder = work / str(number)
        folder.mkdir()
        result = _ingest(sandbox, file, folder)
        named: dict[str, str] = {}
        for table in result["tables"]:
            name = unique(table["name"], taken)
            taken.append(name)
            made = folder / table["folder"]
            if name != table["name"]:
                name_profile(made, name, table["file"])
            parquet = f"{name}/{Path(table['parquet']).name}"
            tables.append({**table, "name": name, "folder": name, "parquet": parquet, "made": made})
            named[table["name"]] = name
        results.append({**result, "file": file.name, "read": _renamed(result["read"], named)})
    return tables, results


def _renamed(read: dict[str, Any], named: Mapping[str, str]) -> dict[str, Any]:
    """Call the tables of each sheet as they are called in the folder."""
    sheets = [{**sheet, "tables": [named[table] for table in sheet["tables"]]} for sheet in read["sheets"]]
    return {**read, "sheets": sheets}


def _ingest(sandbox: JobRunner, file: Path, folder: Path) -> dict[str, Any]:
    try:
        if not file.is_file():
            raise FileNotKnownError(f"There is no file “{file}”. Check the path.")
        payload = {"path": str(file.resolve()), "name": file.name}
        return sandbox.run("ingest", payload, folder=folder, timeout_seconds=INGEST_SECONDS)
    except SqlAgentError as error:
        raise FileRefusedError(str(file), error) from error


def _publish(tables: list[dict[str, Any]], out: Path) -> None:
    """Move the tables to their places and list them; undo all of it if a step fails."""
    listed = [*_index(out), *({key: table[key] for key in ("name", "parquet", "folder")} for table in tables)]
    moved: list[Path] = []
    draft = out / f".{INDEX}"
    try:
        for table in tables:
            table["made"].rename(out / table["name"])
            moved.append(out / table["name"])
        draft.write_text(json.dumps(listed, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(out / INDEX)
    except OSError:
        draft.unlink(missing_ok=True)
        for target in moved:
            shutil.rmtree(target, ignore_errors=True)
        raise


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
