"""The process between parent and jobs: imports the libraries once, then forks for each job.

It is single-threaded and never touches what users sent: requests and results go between parent
and job over a channel that only passes through here as a descriptor. It ends when its parent does.
"""

import gc
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NoReturn

from services.agent.limits import SandboxLimits
from services.agent.sandbox import child
from services.agent.sandbox.jobs import Job, JobFunction
from services.agent.sandbox.kernel import prctl

_PR_SET_PDEATHSIG = 1
_ORDER_BYTES = 65536
"""An order is a name and a number."""

_COULD_NOT_FORK = 255
"""Reported as the job's exit status; the parent reads it as a lost job."""


class Helper:
    """The helper's loop: one order at a time, one child at a time."""

    def __init__(self, control: socket.socket, jobs: Mapping[str, Job], limits: SandboxLimits) -> None:
        self._control = control
        self._jobs = jobs
        self._functions: dict[str, JobFunction] = {
            name: getattr(import_module(job.module), job.function) for name, job in jobs.items()
        }
        for job in jobs.values():
            if job.warm_module is not None:
                import_module(job.warm_module).warm()
        self._limits = limits
        self._child: tuple[int, int] | None = None
        """Process and job number of the child that runs."""

    def serve(self, parent: int) -> None:
        """Obey until the parent is gone."""
        wake = _watch_signals()
        self._control.send(
            json.dumps({"jobs": {name: _describe(job) for name, job in self._jobs.items()}}).encode()
        )
        gc.collect()
        gc.freeze()  # what is alive now is never collected, so children share its pages
        poller = select.poll()
        poller.register(self._control, select.POLLIN)
        poller.register(wake, select.POLLIN)
        while os.getppid() == parent:
            ready = {descriptor for descriptor, _ in poller.poll()}
            if wake in ready:
                os.read(wake, 1024)
                self._reap(os.WNOHANG)
            if self._control.fileno() in ready and not self._obey():
                break
        self._kill()

    def _obey(self) -> bool:
        try:
            data, descriptors, _, _ = socket.recv_fds(self._control, _ORDER_BYTES, 2)
        except ConnectionError:
            return False
        if not data:
            return False
        order = json.loads(data)
        try:
            if order["order"] == "start":
                self._start(order, *descriptors)
            elif self._child is None or self._child[1] != order["number"]:
                self._report(order["number"], 0)
            else:
                self._kill()
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return True

    def _start(self, order: Mapping[str, Any], channel: int, errors: int) -> None:
        helper = os.getpid()
        job, function = self._jobs[order["job"]], self._functions[order["job"]]
        try:
            process = os.fork()
        except OSError:
            self._report(order["number"], _COULD_NOT_FORK)
            return
        if process == 0:
            signal.set_wakeup_fd(-1)
            child.live(job, function, self._limits, channel=channel, errors=errors, parent=helper)
        self._child = (process, order["number"])

    def _kill(self) -> None:
        if self._child is None:
            return
        # The child cannot have made processes, so it is its whole group.
        os.kill(self._child[0], signal.SIGKILL)
        self._reap(0)

    def _reap(self, options: int) -> None:
        if self._child is None:
            return
        process, status = os.waitpid(self._child[0], options)
        if process:
            number = self._child[1]
            self._child = None
            self._report(number, os.waitstatus_to_exitcode(status))

    def _report(self, number: int, status: int) -> None:
        try:
            self._control.send(json.dumps({"number": number, "status": status}).encode())
        except OSError:
            return  # the parent is gone; the loop ends by itself


def _describe(job: Job) -> dict[str, str]:
    return {
        "timeout_code": job.timeout_error.code,
        "timeout_message": job.timeout_message,
        "memory_code": job.memory_error.code,
        "memory_message": job.memory_message,
    }


def _watch_signals() -> int:
    """Make a child's end, and the parent's, wake the loop."""
    wake, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, _ignore)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The kernel sends this when the parent's thread that started us ends, which need not be the
    # parent's end: hence a signal that only makes the loop look, and not SIGKILL.
    prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    return wake


def _ignore(_number: int, _frame: object) -> None:
    """Only the wake-up pipe matters."""


def main(arguments: list[str]) -> NoReturn:
    """Run the helper on an inherited control socket."""
    settings = json.loads(arguments[0])
    control = socket.socket(fileno=settings["control"])
    jobs: Mapping[str, Job] = import_module(settings["registry"]).JOBS
    Helper(control, jobs, SandboxLimits(**settings["limits"])).serve(settings["parent"])
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
