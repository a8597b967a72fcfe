"""Leaving in time: a worker that is told to go finishes what it can and hands back the rest.

Celery's warm shutdown waits without limit, and can hang for half a minute although every task has ended.
A thread of the main process watches it and brings it to its end.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from celery.worker import state

from services.common.errors import RedisUnavailableError
from services.common.logs import get_logger
from services.common.settings import load_settings
from services.worker.request import open_recovery, running_requests

IDLE_SECONDS = 0.5
"""A worker without tasks gets so long for Celery's own way out."""

QUIT_SECONDS = 5.0
"""After SIGQUIT a worker gets so long to put its messages back."""

HAND_BACK_TRIES = 3
"""Redis may be away; what is not handed back is found by the sender, only later."""

_log = get_logger(__name__)


def watch_shutdown(*, sig: str, **_: object) -> None:
    """Begin to watch a shutdown; connected to ``worker_shutting_down``."""
    if sig in ("SIGTERM", "SIGINT"):
        threading.Thread(target=_bring_to_an_end, name="drain", daemon=True).start()


def _bring_to_an_end() -> None:
    _wait_until(_is_idle, seconds=load_settings().drain_seconds)
    if _is_idle():
        time.sleep(IDLE_SECONDS)  # the process is gone by then, or hangs, or was given one more task
    try:
        _hand_back()
    except Exception:  # whatever it is, the worker must leave in time
        _log.exception("tasks could not be handed back")
    _log.info("the drain is over", unfinished=len(state.active_requests))
    os.kill(os.getpid(), signal.SIGQUIT)
    time.sleep(QUIT_SECONDS)
    _leave_now()


def _is_idle() -> bool:
    """Celery forgets what was reserved when it loses its connection, and what is active never too early."""
    return not (state.active_requests or state.reserved_requests)


def _wait_until(is_over: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_over() and time.monotonic() < deadline:
        time.sleep(0.1)


def _hand_back() -> None:
    """Release what still runs, so that other workers start it at once."""
    attempts = [(str(request.id), request.child_prefix()) for request in running_requests()]
    if not attempts:
        return
    recovery = open_recovery()
    for _ in range(HAND_BACK_TRIES):
        try:
            answers = recovery.release(attempts, is_lost=False)
        except RedisUnavailableError as error:
            _log.warning("tasks could not be handed back", code=error.code)
        else:
            _log.info("tasks handed back", count=len(answers) - answers.count("kept"))
            return


def _leave_now() -> None:
    """End a main process that hangs, and the children that it would leave behind."""
    try:
        _log.warning("the worker did not leave by itself and is ended")
        for child in _children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
    finally:
        os._exit(1)


def _children() -> list[int]:
    pid = os.getpid()
    children: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):  # its thread has ended meanwhile
            children += [int(child) for child in path.read_text().split()]
    return children
