"""Runs some processes under honcho: their logs with a prefix, and all of them stop when one does.

``python -m services.local.group [[name, [argument, …]], …]``, as JSON.
"""

import contextlib
import json
import os
import shlex
import signal
import sys
import threading

import honcho.manager
from honcho.manager import Manager

STOP_SECONDS = 15
"""What a process gets to end by itself; then its whole group is killed."""

_LOOK_AGAIN_SECONDS = 0.1


class _Signals:
    """SIGTERM goes to a service's main process alone, as Kubernetes sends it; SIGKILL to its whole group.

    honcho's own way sends both to the group, which would kill the tasks of a worker that is to finish them.
    """

    def terminate(self, pid: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)

    def kill(self, pid: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


class Group(Manager):  # type: ignore[misc]  # honcho has no types
    """honcho's manager, for services that drain."""

    def __init__(self) -> None:
        super().__init__()
        self._procmgr = _Signals()

    def terminate(self) -> None:
        """Stop every process; put off until each has told its pid, which honcho takes for granted."""
        if self._all_started():
            super().terminate()
        else:
            threading.Timer(_LOOK_AGAIN_SECONDS, self.terminate).start()


def run(services: list[tuple[str, list[str]]]) -> int:
    """Run the processes until one ends or a signal comes; return the exit status."""
    honcho.manager.KILL_WAIT = STOP_SECONDS
    group = Group()
    for name, command in services:
        group.add_process(name, f"exec {shlex.join(command)}")
    group.loop()
    return int(group.returncode or 0)


if __name__ == "__main__":
    sys.exit(run(json.loads(sys.argv[1])))
