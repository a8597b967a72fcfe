"""The walls around a job, as root and as a user without capabilities."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.agent.sandbox.landlock import landlock_version
from services.common.errors import FatalError

ROOT = Path(__file__).parents[3]
SECRET = "do-not-pass-on"

EPERM = "errno 1"
WAYS_OUT = {
    "socket": EPERM,
    "unix socket": EPERM,
    "socket pair": EPERM,
    "fork": EPERM,
    "vfork": EPERM,
    "clone": EPERM,
    "clone3": "errno 38",
    "exec": EPERM,
    "kill the helper": EPERM,
    "kill the group": EPERM,
    "kill everyone": EPERM,
    "limit another": EPERM,
    "new session": EPERM,
    "other user": EPERM,
    "ptrace": EPERM,
    "io_uring": EPERM,
    "bpf": EPERM,
    "unshare": EPERM,
    "x32 call": EPERM,
    "symbolic link": EPERM,
    "hard link": EPERM,
    "own signal": "done",
    "mmap": "done",
}

AS_PLAIN_USER = """
import json, os, sys
from pathlib import Path
from services.agent.limits import SandboxLimits
from services.agent.sandbox.jail import enter_jail
from tests.fakes import sandbox_jobs

folder, user = Path(sys.argv[1]), int(sys.argv[2])
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
status = Path("/proc/self/status").read_text()
capabilities = next(line.split()[1] for line in status.splitlines() if line.startswith("CapEff"))
enter_jail(SandboxLimits(), folder, [], os.getppid())
found = sandbox_jobs.escape({}, folder, print)
found["write inside"] = sandbox_jobs.write({"target": str(folder / "x")}, folder, print)["outcome"]
found["threads"] = sandbox_jobs.threads({}, folder, print)["done"]
sys.stdout.write(json.dumps({"capabilities": capabilities, "user": os.getuid(), "found": found}))
sys.stdout.flush()
os._exit(0)
"""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    os.environ["SQLAGENT_TEST_SECRET"] = SECRET
    os.environ["REDIS_URL"] = SECRET
    sandbox = Sandbox(SandboxLimits(), registry="tests.fakes.sandbox_jobs")
    yield sandbox
    sandbox.close()
    del os.environ["SQLAGENT_TEST_SECRET"], os.environ["REDIS_URL"]


def run(sandbox: Sandbox, job: str, folder: Path, **payload: Any) -> dict[str, Any]:
    return sandbox.run(job, payload, folder=folder, timeout_seconds=20)


def test_every_way_out_is_shut(sandbox: Sandbox, tmp_path: Path) -> None:
    assert run(sandbox, "escape", tmp_path) == WAYS_OUT


def test_the_same_walls_hold_for_a_user_without_capabilities() -> None:
    user = 10001 if os.getuid() == 0 else os.getuid()
    with tempfile.TemporaryDirectory() as folder:  # pytest's own lies under a folder that only root may enter
        os.chmod(folder, 0o777)
        answer = subprocess.run(
            [sys.executable, "-c", AS_PLAIN_USER, folder, str(user)],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
    told = json.loads(answer.stdout)

    assert int(told["capabilities"], 16) == 0
    assert told["user"] == user
    assert told["found"] == {**WAYS_OUT, "write inside": "done", "threads": 4}


def test_threads_work_inside(sandbox: Sandbox, tmp_path: Path) -> None:
    assert run(sandbox, "threads", tmp_path) == {"done": 4}


def test_the_job_is_marked_held_and_alone(sandbox: Sandbox, tmp_path: Path) -> None:
    facts = run(sandbox, "facts", tmp_path)

    assert (facts["no_new_privs"], facts["seccomp"], facts["threads"]) == ("1", "2", "1")
    assert facts["session"] is True
    assert facts["cwd"] == str(tmp_path)
    assert facts["oom"] == "900"


def test_the_job_holds_only_its_own_descriptors(sandbox: Sandbox, tmp_path: Path) -> None:
    descriptors = run(sandbox, "facts", tmp_path)["descriptors"]

    # 0 to 2 are nothing and the debug pipe, 3 the channel; 4 is the folder that is being listed.
    assert descriptors == [0, 1, 2, 3, 4]


def test_the_environment_holds_nothing_of_the_parents(sandbox: Sandbox, tmp_path: Path) -> None:
    environment = run(sandbox, "facts", tmp_path)["environment"]

    assert SECRET not in repr(environment)
    assert not [name for name in environment if name.startswith(("SQLAGENT_", "REDIS", "AWS_", "HOME"))]


def test_writing_is_possible_in_the_jobs_folder(sandbox: Sandbox, tmp_path: Path) -> None:
    assert run(sandbox, "write", tmp_path, target=str(tmp_path / "x")) == {"outcome": "done"}
    assert (tmp_path / "x").stat().st_mode & 0o077 == 0


def test_files_outside_are_out_of_reach_where_the_kernel_has_landlock(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, outside = tmp_path_factory.mktemp("job"), tmp_path_factory.mktemp("outside")
    for name in ("named", "other"):
        (outside / name).write_text("x")

    read = run(sandbox, "read", folder, path=str(outside / "named"), other=str(outside / "other"))
    written = run(sandbox, "write", folder, target=str(outside / "new"))

    # Without Landlock the first wall is all there is: the guard and DuckDB's closed door.
    shut = "errno 13" if landlock_version() else "done"
    assert (read, written) == ({"path": "done", "other": shut}, {"outcome": shut})
    assert (outside / "new").exists() is (landlock_version() == 0)


def test_the_products_own_helper_has_one_thread_to_fork_from(tmp_path: Path) -> None:
    sandbox = Sandbox(SandboxLimits())
    try:
        with pytest.raises(FatalError):  # an empty payload is our own mistake
            sandbox.run("answer", {}, folder=tmp_path, timeout_seconds=20)

        assert len(os.listdir(f"/proc/{sandbox.helper_process_id}/task")) == 1
    finally:
        sandbox.close()
