"""Cancelling what runs: from Redis to the worker's main process, to its pool child, to the sandbox.

The main process hears of it and nudges the child with a signal; the child's lease then asks the ledger
whether its own task is meant, so a nudge that comes too late does no harm. A lease that was never nudged
learns of it at its next renewal.
"""

import contextlib
import os
import signal
import threading
import time

import redis

from services.common import keys
from services.common.connection import connect
from services.common.logs import get_logger
from services.common.settings import Settings, load_settings
from services.worker.lease import Lease
from services.worker.request import MAIN_TIMEOUT_SECONDS, running_requests

NUDGE = signal.SIGUSR2
"""SIGUSR1 is Celery's, for soft limits."""

PAUSE_SECONDS = 1.0
"""After an error; meanwhile renewals tell of a cancel."""

_running: Lease | None = None
"""The lease of the task that this pool child runs now."""

_log = get_logger(__name__)


def set_running(lease: Lease | None) -> None:
    """Say which task a nudge is about."""
    global _running
    _running = lease


def take_nudges() -> None:
    """Let a pool child be nudged."""
    signal.signal(NUDGE, lambda *_: _running.hurry() if _running is not None else None)


def start_listener(**_: object) -> None:
    """Listen for cancels in a worker's main process; connected to ``worker_ready``."""
    threading.Thread(target=_listen, args=(load_settings(),), name="cancel", daemon=True).start()


def _listen(settings: Settings) -> None:
    while True:
        client = connect(settings.broker_url, timeout_seconds=MAIN_TIMEOUT_SECONDS)
        try:
            with client.pubsub(ignore_subscribe_messages=True) as channel:
                channel.subscribe(keys.CANCELS)
                while True:
                    heard = channel.get_message(timeout=PAUSE_SECONDS)
                    if heard is not None:
                        _nudge(str(heard["data"]))
        except redis.RedisError:
            time.sleep(PAUSE_SECONDS)
        finally:
            client.close()


def _nudge(task_id: str) -> None:
    for request in running_requests():
        if request.id == task_id:
            _log.info("a running task is to be cancelled", task_id=task_id)
            with contextlib.suppress(ProcessLookupError):  # it died, and its task is released
                os.kill(request.worker_pid, NUDGE)
