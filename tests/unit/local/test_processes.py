"""What the processes of a local run are given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.common.settings import load_settings
from services.local.ports import Ports
from services.local.processes import MARK, environment, given, marked_processes, services
from services.local.state import LocalState


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalState:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("SQLAGENT_", "REDIS_", "CELERY_"))]:
        monkeypatch.delenv(name)
    state = LocalState(tmp_path / "local run")
    state.prepare()
    return state


def test_the_processes_use_the_local_redis_whatever_the_environment_says(
    state: LocalState, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REDIS_URL", "SQLAGENT_REDIS_URL", "CELERY_BROKER_URL", "CELERY_RESULT_BACKEND"):
        monkeypatch.setenv(name, "redis://elsewhere:1/5")
    monkeypatch.setenv("SQLAGENT_REDIS_PASSWORD", "of another Redis")

    shared = environment(Ports(redis_port=7000), state)

    monkeypatch.setattr(os, "environ", shared)
    settings = load_settings()
    assert settings.broker_url == "redis://127.0.0.1:7000/0"
    assert settings.celery_result_backend is None


def test_data_lies_in_the_runs_folder_unless_told_otherwise(
    state: LocalState, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert environment(Ports(), state)["SQLAGENT_STORE_URL"] == f"file://{state.folder}/store"

    Path(".env").write_text("SQLAGENT_STORE_URL=file:///from-file\n")
    assert environment(Ports(), state)["SQLAGENT_STORE_URL"] == "file:///from-file"

    monkeypatch.setenv("SQLAGENT_STORE_URL", "s3://bucket")
    assert environment(Ports(), state)["SQLAGENT_STORE_URL"] == "s3://bucket"


def test_ports_are_chosen_in_the_environment_and_in_the_file_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("SQLAGENT_API_PORT=8002\n")
    assert Ports.from_environment(given()).api_port == 8002

    monkeypatch.setenv("API_PORT", "8003")
    assert Ports.from_environment(given()).api_port == 8003


def test_concurrency_is_small_unless_told_otherwise() -> None:
    def concurrency(shared: dict[str, str]) -> list[str]:
        commands = [service.command for service in services(Ports(), shared)]
        return [command[command.index("-c") + 1] for command in commands if "-c" in command]

    assert concurrency({}) == ["1", "2", "2", "1"]
    assert concurrency({"SQLAGENT_WORKER_CONCURRENCY": "3"}) == ["3", "3", "3", "3"]


def test_a_marked_process_is_found_until_it_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; print('up', flush=True); sys.stdin.read()"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env={MARK: str(tmp_path)}, stdin=pipe, stdout=pipe) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert marked_processes(tmp_path) == [process.pid]
        assert marked_processes(tmp_path / "other") == []
        process.communicate()

    assert marked_processes(tmp_path) == []
