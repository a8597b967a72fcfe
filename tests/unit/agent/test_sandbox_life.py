"""The helper's life: it starts late, is replaced when lost, and ends with its parent."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.common.errors import SandboxLostError, SqlAgentError

REGISTRY = "tests.fakes.sandbox_jobs"
ROOT = Path(__file__).parents[3]

PARENT = """
import sys
from pathlib import Path
from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox

sandbox = Sandbox(SandboxLimits(), registry="tests.fakes.sandbox_jobs")
folder = Path(sys.argv[1])

def tell(stage, percent):
    print(sandbox.helper_process_id, flush=True)

sandbox.run("sleep", {"seconds": 300}, folder=folder, timeout_seconds=300, on_progress=tell)
"""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(SandboxLimits(grace_seconds=0.2), registry=REGISTRY)
    yield sandbox
    sandbox.close()


def wait_until_gone(process: int, seconds: float = 10.0) -> None:
    """Gone, or a zombie whose parent is not ours to be."""
    deadline = monotonic() + seconds
    while psutil.pid_exists(process) and psutil.Process(process).status() != psutil.STATUS_ZOMBIE:
        assert monotonic() < deadline, f"process {process} is still there"
        sleep(0.02)


def test_nothing_starts_before_the_first_job(sandbox: Sandbox) -> None:
    assert sandbox.helper_process_id is None


def test_a_prepared_helper_takes_the_first_job(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.prepare()
    prepared = sandbox.helper_process_id

    sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20)

    assert prepared is not None
    assert sandbox.helper_process_id == prepared


def test_a_prepared_helper_that_died_is_replaced(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.prepare()
    prepared = sandbox.helper_process_id
    assert prepared is not None
    os.kill(prepared, signal.SIGKILL)
    wait_until_gone(prepared)

    sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20)

    assert sandbox.helper_process_id != prepared


def test_a_helper_that_was_killed_is_replaced(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20)
    first = sandbox.helper_process_id
    assert first is not None
    os.kill(first, signal.SIGKILL)
    wait_until_gone(first)

    answer = sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20)

    assert answer["parent"] == sandbox.helper_process_id != first


def test_a_helper_killed_during_a_job_is_a_lost_sandbox_and_takes_the_job_along(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    def kill_helper(*_: object) -> None:
        assert sandbox.helper_process_id is not None
        os.kill(sandbox.helper_process_id, signal.SIGKILL)

    with pytest.raises(SandboxLostError):
        sandbox.run("sleep", {"seconds": 60}, folder=tmp_path, timeout_seconds=60, on_progress=kill_helper)

    wait_until_gone(int((tmp_path / "pid").read_text()))
    assert sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20)["payload"] == {}


def test_a_helper_that_cannot_start_is_a_lost_sandbox(tmp_path: Path) -> None:
    sandbox = Sandbox(SandboxLimits(), registry="tests.fakes.no_such_registry")

    with pytest.raises(SandboxLostError):
        sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20)

    assert sandbox.helper_process_id is None


def test_close_leaves_neither_process_nor_descriptor(tmp_path: Path) -> None:
    before = sorted(os.listdir("/proc/self/fd"))
    sandbox = Sandbox(SandboxLimits(grace_seconds=0.2), registry=REGISTRY)
    sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20)
    payload = {"name": "x", "signal": 9, "seconds": 60}
    for job in ("refuse", "die", "sleep"):
        with pytest.raises(SqlAgentError):
            sandbox.run(job, payload, folder=tmp_path, timeout_seconds=0.2)
    helper = sandbox.helper_process_id
    assert helper is not None
    assert [child.status() for child in psutil.Process(helper).children()] == []

    sandbox.close()

    assert not psutil.pid_exists(helper)
    assert sorted(os.listdir("/proc/self/fd")) == before


def test_a_helper_started_by_a_thread_outlives_that_thread(sandbox: Sandbox, tmp_path: Path) -> None:
    """The parent-death signal comes when the thread ends; the helper must see that its parent did not."""
    starter = threading.Thread(
        target=lambda: sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20), name="starter"
    )
    starter.start()
    starter.join()
    helper = sandbox.helper_process_id

    answers = [sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20) for _ in range(3)]

    assert {answer["parent"] for answer in answers} == {helper}


def test_one_job_at_a_time(sandbox: Sandbox, tmp_path: Path) -> None:
    errors: list[BaseException] = []

    def second(*_: object) -> None:
        try:
            sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20)
        except RuntimeError as error:
            errors.append(error)

    sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20, on_progress=second)

    assert [str(error) for error in errors] == ["a sandbox runs one job at a time"]


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_helper_and_job_end_with_their_parent(tmp_path: Path, ending: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        helper = int(parent.stdout.readline())
        job = int((tmp_path / "pid").read_text())
        parent.send_signal(ending)

    wait_until_gone(helper)
    wait_until_gone(job)
