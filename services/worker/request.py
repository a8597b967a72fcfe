"""What the main process of a worker knows of a task that a pool child runs."""

import os
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

from billiard.exceptions import WorkerLostError
from celery.worker import state
from celery.worker.request import Request

from services.common.connection import connect
from services.common.errors import AttemptLostError, TaskTimeoutError
from services.common.ledger import Ledger
from services.common.logs import get_logger
from services.common.settings import load_settings
from services.worker.context import open_ledger, token_prefix
from services.worker.persistence import persist
from services.worker.recovery import Recovery

MAIN_TIMEOUT_SECONDS = 1.0
"""For the main process's own calls of Redis; they are repeated."""

_log = get_logger(__name__)


class LedgerRequest(Request):  # type: ignore[misc]  # celery has no types
    """A delivered task; this process speaks for its child when the child cannot."""

    def on_timeout(self, soft: bool, timeout: float) -> None:
        """Record a hard timeout at once; a soft one is the child's own to report."""
        super().on_timeout(soft, timeout)
        if not soft:
            _in_background(lambda: _fail(str(self.id), self.child_prefix(), timeout))

    def on_failure(self, exc_info: Any, send_failed_event: bool = True, return_ok: bool = False) -> Any:
        """Send the task of a lost child again; a child that could still speak has told the ledger itself.

        A child that the hard limit killed comes here too, with the limit's own error: that is no loss.
        """
        answer = super().on_failure(exc_info, send_failed_event=send_failed_event, return_ok=return_ok)
        error = exc_info.exception
        cause = getattr(error, "exc", error)  # billiard wraps what it could not raise where it happened
        if isinstance(cause, (WorkerLostError, SystemExit)):
            _in_background(lambda: release_lost(str(self.id), self.child_prefix()))
        return answer

    def child_prefix(self) -> str:
        """The beginning of the token of whatever attempt this request's child made.

        No process has the number 0: a child that died before it took the request made no attempt.
        """
        return token_prefix(os.getpid(), self.worker_pid or 0)


def running_requests() -> list[LedgerRequest]:
    """Return what pool children run now, from any thread of the main process."""
    while True:
        try:
            requests = tuple(state.active_requests)
        except RuntimeError:  # the main loop added one meanwhile
            continue
        return [one for one in requests if isinstance(one, LedgerRequest) and one.worker_pid is not None]


def _in_background(call: Callable[[], None]) -> None:
    """Redis may be slow, and the main loop serves every other task."""
    threading.Thread(target=call, daemon=True).start()


def _fail(task_id: str, prefix: str, timeout: float) -> None:
    error = TaskTimeoutError(f"The task was ended after {timeout:g} seconds, the longest a task may take.")
    ledger = _open_ledger()
    try:
        persist(lambda: ledger.fail(task_id, prefix, error, is_prefix=True))
    except AttemptLostError:
        _log.info("task ended before its hard limit was recorded", task_id=task_id)


def release_lost(task_id: str, prefix: str) -> None:
    """Send the task of a lost child again, or give it up."""
    recovery = open_recovery()
    answers = persist(lambda: recovery.release([(task_id, prefix)], is_lost=True))
    _log.warning("a pool child was lost", task_id=task_id, task=answers[0])


def open_early(**_: object) -> None:
    """Open what the threads below use before the pool's first fork; connected to ``worker_init``.

    A child is forked in the very moment when a thread tells the ledger of the one that it replaces. Whatever
    lock of Python that thread held then, as it does while it imports or reads a script, the child would find
    taken forever.
    """
    open_recovery()
    _open_ledger()


@cache
def open_recovery() -> Recovery:
    """Return the recovery scripts over a connection of the main process's own."""
    settings = load_settings()
    client = connect(settings.broker_url, timeout_seconds=MAIN_TIMEOUT_SECONDS)
    return Recovery(client, result_ttl_seconds=settings.result_ttl_seconds)


@cache
def _open_ledger() -> Ledger:
    return open_ledger(load_settings(), timeout_seconds=MAIN_TIMEOUT_SECONDS)
