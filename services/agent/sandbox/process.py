"""The parent's hold on its helper: start it, give it orders, hear of its children's ends, end it."""

import json
import os
import select
import socket
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

from services.agent.limits import SandboxLimits
from services.common.errors import SandboxLostError

_MESSAGE_BYTES = 65536
"""The longest message of the helper is its greeting, a few lines a job."""

_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONDONTWRITEBYTECODE": "1",
    # Libraries that start threads when imported would make forking unsafe.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    # Arrow's own allocators and many malloc arenas reserve address space, which is what is limited.
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
}
"""All that the helper sees of the environment: no secret of the parent's is in it."""


class HelperProcess:
    """A running helper.

    Args:
        registry: Module whose ``JOBS`` the helper serves.
    """

    def __init__(self, limits: SandboxLimits, registry: str) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = {
            "control": theirs.fileno(),
            "limits": asdict(limits),
            "parent": os.getpid(),
            "registry": registry,
        }
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                [sys.executable, "-P", "-m", "services.agent.sandbox.helper", json.dumps(settings)],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(_import_path())},
                start_new_session=True,
            )
        self.process_id = self._process.pid
        self.jobs: dict[str, dict[str, str]] = {}
        """What it can do; empty until it has greeted."""
        self._greeting_due = monotonic() + limits.start_seconds

    def await_greeting(self) -> None:
        """Wait until its libraries are imported.

        Raises:
            SandboxLostError: It died before, or takes longer than it may.
        """
        if not self.jobs:
            self.jobs = self._receive(self._greeting_due)["jobs"]

    def is_alive(self) -> bool:
        """Tell whether it can take a job."""
        return self._process.poll() is None

    def start_job(self, number: int, job: str, descriptors: list[int]) -> None:
        """Have a child forked that talks on these descriptors."""
        order = json.dumps({"order": "start", "number": number, "job": job}).encode()
        try:
            socket.send_fds(self._control, [order], descriptors)
        except OSError as error:
            raise _lost() from error

    def kill_job(self, number: int) -> None:
        """Have the child killed; may be called from any thread, and for a job that ended."""
        try:
            self._control.send(json.dumps({"order": "kill", "number": number}).encode())
        except OSError:
            return  # a helper that is gone has taken its child along

    def wait_for_exit(self, number: int, deadline: float) -> int:
        """Wait until the child is reaped and return its exit code, negative for a signal.

        Raises:
            SandboxLostError: The helper is gone, or does not answer in time.
        """
        while True:
            message = self._receive(deadline)
            if message["number"] == number:
                status: int = message["status"]
                return status

    def destroy(self) -> None:
        """End the helper, which takes a running child along, and wait for it."""
        self._control.close()
        try:
            self._process.wait(timeout=1)  # it sees the closed socket, reaps its child and goes
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _receive(self, deadline: float) -> dict[str, Any]:
        poller = select.poll()
        poller.register(self._control, select.POLLIN)
        ready = poller.poll(max(0.0, deadline - monotonic()) * 1000)
        try:
            data = self._control.recv(_MESSAGE_BYTES) if ready else b""
        except OSError as error:
            raise _lost() from error
        if not data:
            raise _lost()
        message: dict[str, Any] = json.loads(data)
        return message


def _lost() -> SandboxLostError:
    return SandboxLostError(
        "The process that does this work is gone or does not answer; it is started again."
    )


def _import_path() -> list[str]:
    root = str(Path(__file__).parents[3])
    return [root, *(entry for entry in sys.path if entry and entry != root)]
