"""Files of this machine into a folder of tables: all of them, or nothing."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from services.agent.ingest.build import PARQUET
from services.agent.ingest.naming import unique
from services.agent.ingest.profile import name_profile
from services.common.errors import FileCorruptError, FileNotKnownError

TIMEOUT_SECONDS = 600.0
"""One file's time in the sandbox when a person waits at a terminal."""

LISTING = "tables.json"
"""Names the tables of a folder; `ask` starts from it."""

TOLD = ("name", "sheet", "file", "rows", "columns", "parquet")


class JobRunner(Protocol):
    """What is needed of the sandbox."""

    def run(
        self, job: str, payload: dict[str, Any], *, folder: Path, timeout_seconds: float
    ) -> dict[str, Any]:
        """Run one job of the registry in a closed child process."""
        ...


def ingest_files(
    paths: Sequence[Path], out: Path, sandbox: JobRunner, *, on_file: Callable[[Path], None] | None = None
) -> dict[str, Any]:
    """Read files into ``out``, one sub folder per table, beside the tables that are there already.

    Args:
        paths: The files.
        out: Made if missing. After an error it is as it was before.
        sandbox: Runs the job that reads one file.
        on_file: Told of each file before it is read, so that an error can be told with its file.

    Raises:
        FileError: A file was refused; none was kept.
        FileNotKnownError: A path names no file.
    """
    existed = out.is_dir()
    out.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".ingest-", dir=out))
    kept = False
    try:
        tables, warnings = _stage(paths, out, staging, sandbox, on_file)
        _publish(tables, out)
        kept = True
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if not kept and not existed:
            shutil.rmtree(out, ignore_errors=True)
    return {"tables": [{key: table[key] for key in TOLD} for table in tables], "warnings": warnings}


def read_listing(out: Path) -> list[dict[str, Any]]:
    """List the tables of a folder that `ingest_files` wrote; none when it wrote nothing there."""
    path = out / LISTING
    if not path.is_file():
        return []
    try:
        return list(json.loads(path.read_text(encoding="utf-8"))["tables"])
    except (ValueError, KeyError, TypeError) as error:
        raise FileCorruptError(f"“{path}” is damaged. Ingest the files into a new folder.") from error


def _stage(
    paths: Sequence[Path],
    out: Path,
    staging: Path,
    sandbox: JobRunner,
    on_file: Callable[[Path], None] | None,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    taken = [table["name"] for table in read_listing(out)] + [entry.name for entry in out.iterdir()]
    tables: list[dict[str, Any]] = []
    warnings: list[dict[str, Any]] = []
    for number, path in enumerate(paths):
        if on_file:
            on_file(path)
        if not path.is_file():
            raise FileNotKnownError(f"There is no file “{path}”. Check its name.")
        folder = staging / str(number)
        folder.mkdir()
        payload = {"path": str(path.resolve()), "name": path.name}
        result = sandbox.run("ingest", payload, folder=folder, timeout_seconds=TIMEOUT_SECONDS)
        warnings.extend(result["warnings"])
        for table in result["tables"]:
            name = unique(table["name"], taken)
            taken.append(name)
            made = folder / table["folder"]
            if name != table["name"]:
                name_profile(made, name, table["file"])
            tables.append({**table, "name": name, "parquet": f"{name}/{PARQUET}", "made": made})
            warnings.extend({**warning, "table": name} for warning in table["warnings"])
    return tables, warnings


def _publish(tables: list[dict[str, Any]], out: Path) -> None:
    """Move the tables to their places and list them; undo all of it if a step fails."""
    listed = [*read_listing(out), *({key: table[key] for key in TOLD} for table in tables)]
    moved: list[Path] = []
    try:
        for table in tables:
            target = out / table["name"]
            os.rename(table["made"], target)
            moved.append(target)
        draft = out / f".{LISTING}"
        draft.write_text(
            json.dumps({"format": 1, "tables": listed}, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        draft.replace(out / LISTING)
    except OSError:
        for target in moved:
            shutil.rmtree(target, ignore_errors=True)
        raise
