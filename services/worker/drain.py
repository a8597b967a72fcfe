"""Leaving in time: a worker that is told to go finishes what it can and hands back the rest.

Celery's warm shutdown waits without limit, and can hang for half a minute although every task has ended.
A thread of the main process watches it and brings it to its end.
"""

import os
import signal
import threading
import time
from collections.abc import Callable

from celery.worker import state

from services.common.errors import RedisUnavailableError
from services.common.logs import get_logger
from services.common.settings import load_settings
from services.worker.request import LedgerRequest, open_recovery

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
    _wait_until(lambda: not state.active_requests, seconds=load_settings().drain_seconds)
    if state.active_requests:
        _hand_back()
    else:
        time.sleep(IDLE_SECONDS)  # the process is gone by then, or hangs
    _log.info("the drain is over", unfinished=len(state.active_requests))
    os.kill(os.getpid(), signal.SIGQUIT)
    time.sleep(QUIT_SECONDS)
    _leave_now()


def _wait_until(is_over: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_over() and time.monotonic() < deadline:
        time.sleep(0.1)


def _hand_back() -> None:
    """Release what still runs, so that other workers start it at once."""
    attempts = [
        (str(request.id), request.child_prefix())
        for request in tuple(state.active_requests)
        if isinstance(request, LedgerRequest) and request.worker_pid is not None
    ]
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
    _log.warning("the worker did not leave by itself and is ended")
    for child in _children():
        os.kill(child, signal.SIGKILL)
    os._exit(1)


def _children() -> list[int]:
    pid = os.getpid()
    tasks = f"/proc/{pid}/task"
    return [
        int(child)
        for thread in os.listdir(tasks)
        for child in open(f"{tasks}/{thread}/children").read().split()
    ]
