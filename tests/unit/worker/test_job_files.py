"""The worker takes from a job's folder only what it knows, whatever the job says."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from services.common.errors import SandboxViolationError
from services.common.store import Store
from services.worker.answer_job import AnswerJob
from services.worker.reading import Upload, read_upload


class _TakenOver:
    """A sandbox whose job says what it likes and writes what it likes into its folder."""

    def __init__(self, said: dict[str, Any], *names: str) -> None:
        self._said = said
        self._names = names

    def run(self, job: str, payload: object, *, folder: Path, **_: object) -> dict[str, Any]:
        for name in self._names:
            (folder / name).write_text("x")
        return self._said


def _attempt(sandbox: _TakenOver, store: Path) -> Any:
    settings = SimpleNamespace(query_timeout_seconds=1, limits=SimpleNamespace(soft_seconds=1))
    context = SimpleNamespace(sandbox=sandbox, settings=settings, store=Store(f"file://{store}"))
    task = SimpleNamespace(tenant="acme", created_at=0)
    return SimpleNamespace(context=context, task=task, progress=lambda *_: None)


@pytest.mark.parametrize("folder", ["/", "../other"])
def test_a_reading_cannot_name_a_folder_elsewhere(folder: str, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    attempt = _attempt(_TakenOver({"tables": [{"folder": folder}]}), tmp_path / "store")
    upload = Upload(file_id="f", name="x.csv", size_bytes=1)

    with pytest.raises(SandboxViolationError):
        read_upload(attempt, upload, tmp_path / "reading", {})


def test_only_the_files_of_a_result_are_taken(tmp_path: Path) -> None:
    sandbox = _TakenOver({"engine": "sql"}, "result.csv", "result.exe", "answer.json")
    job = AnswerJob(_attempt(sandbox, tmp_path / "store"), [], tmp_path)

    job.run({})

    assert [path.name for path in job.files("sql")] == ["result.csv"]


def test_an_upload_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("another tenant's")
    (tmp_path / "result.csv").symlink_to(tmp_path / "secret")
    store = Store(f"file://{tmp_path / 'store'}")

    with pytest.raises(OSError, match="symbolic links"):
        store.upload("tenants/acme/x", tmp_path / "result.csv")
