"""The product's worker with tasks that sleep, fail and kill: started by tests only.

celery -A tests.fakes.worker worker
"""

import os
import signal
import time
from collections.abc import Mapping
from typing import Any

from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.common.errors import FileEmptyError, StoreUnavailableError
from services.worker.attempt import Attempt, Handler
from services.worker.main import app
from services.worker.scratch import scratch_folder
from services.worker.tasks import register


def _payload(attempt: Attempt) -> dict[str, Any]:
    return attempt.task.payload or {}


def sleep(attempt: Attempt) -> Mapping[str, Any]:
    """Sleep, telling progress."""
    attempt.progress("sleeping", 50)
    time.sleep(_payload(attempt)["seconds"])
    return {"pid": os.getpid(), "attempt": attempt.task.attempt}


def write_line(attempt: Attempt) -> Mapping[str, Any]:
    """Append a line to a file: shows in which order tasks ran."""
    payload = _payload(attempt)
    with open(payload["path"], "a") as file:
        file.write(payload["line"] + "\n")
    return {}


def fail_at_first(attempt: Attempt) -> Mapping[str, Any]:
    """Fail in a way that may pass, as many times as asked for."""
    if attempt.task.retries < _payload(attempt)["times"]:
        raise StoreUnavailableError("The store is away, says the test.")
    return {"retries": attempt.task.retries}


def fail_as_user(attempt: Attempt) -> Mapping[str, Any]:
    """Fail by the user's fault."""
    raise FileEmptyError("The file is empty, says the test.")


def fail_unexpectedly(attempt: Attempt) -> Mapping[str, Any]:
    """Fail by a fault of ours."""
    raise ZeroDivisionError("secret detail")


def ignore_soft_limit(attempt: Attempt) -> Mapping[str, Any]:
    """Run until the hard limit kills the process."""
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    time.sleep(600)
    return {}


def fail_until_told(attempt: Attempt) -> Mapping[str, Any]:
    """Fail until a file is there."""
    if not os.path.exists(_payload(attempt)["path"]):
        raise FileEmptyError("Not yet, says the test.")
    return {}


def work_in_sandbox(attempt: Attempt) -> Mapping[str, Any]:
    """Sleep in a child process of the sandbox."""
    sandbox = vars(attempt.context).setdefault(
        "sandbox", Sandbox(SandboxLimits(), registry="tests.fakes.sandbox_jobs")
    )
    with scratch_folder() as folder:
        attempt.progress("working", 10)
        return sandbox.run("sleep", _payload(attempt), folder=folder, timeout_seconds=60)


def _die(attempt: Attempt) -> None:
    """Kill the process that runs the task, or its whole worker."""
    if _payload(attempt)["kill"] == "worker":
        os.killpg(os.getpgid(os.getppid()), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def die_always(attempt: Attempt) -> Mapping[str, Any]:
    """Kill what runs it, each time."""
    _die(attempt)
    return {}


def die_at_first(attempt: Attempt) -> Mapping[str, Any]:
    """Kill what runs it at the first attempt."""
    if attempt.task.attempt == 1:
        _die(attempt)
    return {"attempt": attempt.task.attempt}


for name, work in {
    "tests.sleep": sleep,
    "tests.write_line": write_line,
    "tests.fail_at_first": fail_at_first,
    "tests.fail_as_user": fail_as_user,
    "tests.fail_unexpectedly": fail_unexpectedly,
    "tests.ignore_soft_limit": ignore_soft_limit,
    "tests.fail_until_told": fail_until_told,
    "tests.work_in_sandbox": work_in_sandbox,
    "tests.die_always": die_always,
    "tests.die_at_first": die_at_first,
}.items():
    register(app, name, Handler(work))
