"""What the main process of a worker knows of a task that a pool child runs."""

import os
import threading
from typing import Any

from celery.worker.request import Request

from services.common.errors import AttemptLostError, TaskTimeoutError
from services.common.logs import get_logger
from services.common.settings import load_settings
from services.worker.attempt import persist
from services.worker.context import open_ledger, token_prefix

_log = get_logger(__name__)


class LedgerRequest(Request):  # type: ignore[misc]  # celery has no types
    """A delivered task; when the hard limit kills its child, this process ends it in the ledger."""

    def on_timeout(self, soft: bool, timeout: float) -> None:
        """Record a hard timeout at once; a soft one is the child's own to report."""
        super().on_timeout(soft, timeout)
        if not soft:
            prefix = token_prefix(os.getpid(), self.worker_pid)
            # A thread: Redis may be slow, and the main loop serves every other task.
            threading.Thread(target=_fail, args=(self.id, prefix, timeout), daemon=True).start()


def _fail(task_id: Any, prefix: str, timeout: float) -> None:
    error = TaskTimeoutError(f"The task was ended after {timeout:g} seconds, the longest a task may take.")
    ledger = open_ledger(load_settings(), timeout_seconds=1.0)
    try:
        persist(lambda: ledger.fail(str(task_id), prefix, error, is_prefix=True))
    except AttemptLostError:
        _log.info("task ended before its hard limit was recorded", task_id=str(task_id))
