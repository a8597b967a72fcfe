"""Runs the whole product on this machine: ``make up``.

Starts Redis, then every process under honcho; waits until each works; stops all of them when asked, when one
ends, or when whoever started it is gone.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime

from honcho.manager import SYSTEM_PRINTER_NAME
from honcho.printer import Message, Printer

from services.common.errors import FatalError, SqlAgentError
from services.local import group, readiness
from services.local.kernel import end_with_parent
from services.local.ports import Ports
from services.local.processes import (
    demand_sound_settings,
    environment,
    given,
    marked_processes,
    redis_url,
    services,
)
from services.local.redis_server import start_redis
from services.local.state import LocalState

READY_SECONDS = 120.0
"""Until every process works: far more than they need, on a busy machine too."""

REDIS_STOP_SECONDS = 10.0
_POLL_SECONDS = 0.1


class LocalRun:
    """One run, from start to stop.

    Args:
        state: The folder, prepared and locked.
        ports: All free.
    """

    def __init__(self, state: LocalState, ports: Ports) -> None:
        self._state = state
        self._ports = ports
        self._signals: list[int] = []
        self._redis: subprocess.Popen[bytes] | None = None
        self._group: subprocess.Popen[bytes] | None = None

    def note_signal(self, number: int, _frame: object) -> None:
        """Remember that someone wants us to stop."""
        self._signals.append(number)

    def start(self) -> None:
        """Start everything and wait until it works.

        Raises:
            FatalError: Something did not come up.
        """
        print("Starting. Ctrl-C stops everything.", flush=True)
        self._redis = start_redis(self._state.redis_folder, self._ports.redis_port)
        threading.Thread(target=self._print_redis_log, args=(self._redis,), daemon=True).start()
        self._wait_for("redis", readiness.answers_ping(redis_url(self._ports)))
        checks = readiness.checks(self._ports)
        self._group = self._start_group()
        for name, check in checks.items():
            self._wait_for(name, check)

    def _start_group(self) -> subprocess.Popen[bytes]:
        shared = environment(self._ports, self._state)
        described = [(service.name, service.command) for service in services(self._ports, shared)]
        return subprocess.Popen(  # noqa: S603 - a fixed command
            [sys.executable, "-m", "services.local.group", json.dumps(described)],
            stdin=subprocess.DEVNULL,
            env=shared,
            start_new_session=True,  # Ctrl-C reaches us alone, and we stop the others in order
            preexec_fn=end_with_parent,
        )

    def _wait_for(self, name: str, check: readiness.Check) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not check():
            if self.is_over():
                raise FatalError("A process ended at start, so everything stops; the log above says which.")
            if time.monotonic() > deadline:
                raise FatalError(f"{name} does not work after {READY_SECONDS:.0f} s; see its log above.")
            time.sleep(_POLL_SECONDS)

    @property
    def is_asked_to_stop(self) -> bool:
        """Whether a signal came."""
        return bool(self._signals)

    def is_over(self) -> bool:
        """Whether someone wants us to stop, or a process ended."""
        children = (self._redis, self._group)
        return self.is_asked_to_stop or any(child and child.poll() is not None for child in children)

    def stop(self) -> None:
        """Stop everything: Redis last, so that what the workers finish is still recorded."""
        if self._group:
            self._end(self._group, group.STOP_SECONDS + 5)
        _kill_marked(self._state)
        if self._redis:
            self._end(self._redis, REDIS_STOP_SECONDS)

    def _end(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        """Let a child end by itself; kill it when it takes too long, or whoever waits insists.

        One more signal is no insisting: make hands on a signal that the terminal sent to us too.
        """
        asked_before = len(self._signals)
        child.terminate()
        deadline = time.monotonic() + seconds
        while child.poll() is None and time.monotonic() < deadline and len(self._signals) <= asked_before + 1:
            time.sleep(_POLL_SECONDS)
        child.kill()
        child.wait()

    def _print_redis_log(self, child: subprocess.Popen[bytes]) -> None:
        printer = Printer(sys.stdout, width=max(len(name) for name in self._names()))
        assert child.stdout is not None
        for line in child.stdout:
            printer.write(Message("line", line, datetime.now(), "redis", None))

    def _names(self) -> list[str]:
        return [SYSTEM_PRINTER_NAME, *(service.name for service in services(self._ports, {}))]


def _kill_marked(state: LocalState) -> None:
    """Kill what a run in this folder left behind: its honcho was killed, or a service went its own way."""
    while left := marked_processes(state.folder):
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(_POLL_SECONDS)


def _introduce(state: LocalState, ports: Ports) -> str:
    user, _, password = state.flower_login.read_text().strip().partition(":")
    api = f"http://localhost:{ports.api_port}"
    rows = [
        ("API", f"{api}/docs", f"and http://localhost:{ports.api_second_port}/docs"),
        ("Flower", f"http://localhost:{ports.flower_port}", f"user {user}, password {password}"),
        ("Metrics", f"http://localhost:{ports.exporter_port}/metrics", ""),
        ("Redis", redis_url(ports), ""),
        ("Data", str(state.folder), "kept between runs"),
    ]
    width = max(len(address) for _, address, _ in rows)
    table = "\n".join(f"  {name:<9}{address:<{width}}  {note}".rstrip() for name, address, note in rows)
    return f'\nSQL Agent is running.\n\n{table}\n\nTry: make demo\nOr:  make ask FILE=… Q="…"\n'


@contextlib.contextmanager
def _signals_noted(run: LocalRun) -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, run.note_signal) for number in numbers}
    try:
        yield
    finally:
        for number, action in before.items():
            signal.signal(number, action)


def up() -> int:
    """Run the product until it is asked to stop; return the exit status.

    Raises:
        SqlAgentError: It cannot start here, in one line.
    """
    state = LocalState.from_environment()
    ports = Ports.from_environment(given())
    state.prepare()
    lock = state.lock()
    _kill_marked(state)
    ports.demand_free()
    demand_sound_settings(environment(ports, state))
    run = LocalRun(state, ports)
    with _signals_noted(run):
        try:
            run.start()
            state.announce({"api": f"http://127.0.0.1:{ports.api_port}", "redis": redis_url(ports)})
            print(_introduce(state, ports), flush=True)
            while not run.is_over():
                time.sleep(_POLL_SECONDS)
            if not run.is_asked_to_stop:
                raise FatalError("A process ended, so everything stops; the log above says which.")
        except FatalError:
            if not run.is_asked_to_stop:
                raise
        finally:
            state.withdraw()
            run.stop()
            os.close(lock)
    print("Stopped.", flush=True)
    return 0


def main() -> None:
    """Run, and say in one line what went wrong."""
    if "MAKELEVEL" in os.environ:  # a killed make must not leave us behind
        end_with_parent()
    try:
        sys.exit(up())
    except SqlAgentError as error:
        sys.exit(f"sqlagent: {error.message}")


if __name__ == "__main__":
    main()
