"""The lease of a running attempt, renewed by a thread so that a dead or frozen process loses it."""

import os
import threading
import time
from collections.abc import Callable
from functools import cache
from types import TracebackType
from typing import Any, Self

from services.common.connection import connect
from services.common.errors import AttemptLostError, RedisUnavailableError, TaskCancelledError
from services.common.ledger import Ledger
from services.common.limits import LEASE_RENEW_SECONDS
from services.common.logs import get_logger
from services.common.settings import Settings

ERROR_PAUSE_SECONDS = 1.0
"""After an error the next try comes sooner: the lease is running out."""

LOOK_SECONDS = 0.25
"""How soon the thread sees what it is to do; waking it for each task would cost more than a ping does."""

PROGRESS_SECONDS = 1.0
"""Progress is told at most this often."""

_log = get_logger(__name__)


class Lease:
    """The lease of one attempt, kept alive while its context is open; a short task pays nothing.

    Args:
        settings: Where Redis is, and how long a task may take.
        task_id: The running task.
        token: The attempt's token.
        on_cancel: Called in the keeper's thread when the task was cancelled: ends the work.
    """

    def __init__(
        self, settings: Settings, task_id: str, token: str, *, on_cancel: Callable[[], None]
    ) -> None:
        self.settings = settings
        self._task_id = task_id
        self._token = token
        self._on_cancel = on_cancel
        self._cancelled = False
        self._hurried = False
        self._progress: dict[str, Any] | None = None
        now = time.monotonic()
        self._due = now + LEASE_RENEW_SECONDS
        self._may_tell = now
        self._deadline = now + settings.limits.lease_deadline_seconds

    def __enter__(self) -> Self:
        """Have it renewed."""
        _keeper_of(os.getpid()).keep(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go; a call under way ends by its own timeout and does no harm."""
        _keeper_of(os.getpid()).keep(None)

    def tell(self, stage: str, percent: float) -> None:
        """Have progress told within a second.

        Raises:
            TaskCancelledError: The task was cancelled.
        """
        if self._cancelled:
            raise TaskCancelledError("The task was cancelled.")
        self._progress = {"stage": stage, "percent": round(min(max(percent, 0.0), 100.0), 1)}

    def hurry(self) -> None:
        """Renew at once: a cancel may have come. A signal handler may call it."""
        self._hurried = True

    def is_due(self) -> bool:
        """Whether it is to be renewed now."""
        now = time.monotonic()
        has_news = self._hurried or (self._progress is not None and now >= self._may_tell)
        return now < self._deadline and (has_news or now >= self._due)

    def renew(self, ledger: Ledger) -> bool:
        """Renew once; return whether the attempt still has its task."""
        now = time.monotonic()
        progress, self._progress, self._hurried = self._progress, None, False
        self._due, self._may_tell = now + LEASE_RENEW_SECONDS, now + PROGRESS_SECONDS
        try:
            ledger.renew(self._task_id, self._token, progress)
        except RedisUnavailableError:
            self._due = now + ERROR_PAUSE_SECONDS
        except TaskCancelledError:
            self._cancelled = True
            self._on_cancel()
        except AttemptLostError:
            return False
        return True


class _Keeper:
    """The one thread of a process that renews the lease which is open now."""

    def __init__(self) -> None:
        self._lease: Lease | None = None
        threading.Thread(target=self._run, name="lease", daemon=True).start()

    def keep(self, lease: Lease | None) -> None:
        self._lease = lease

    def _run(self) -> None:
        ledger: Ledger | None = None
        while True:
            time.sleep(LOOK_SECONDS)
            lease = self._lease
            if lease is None or not lease.is_due():
                continue
            ledger = ledger or _open_ledger(lease.settings)
            if not lease.renew(ledger) and self._lease is lease:
                _log.warning("the attempt lost its task")
                self._lease = None


def _open_ledger(settings: Settings) -> Ledger:
    """Open a connection of the thread's own, whose calls never wait for long."""
    client = connect(settings.broker_url, timeout_seconds=1.0, retries=0)
    return Ledger(client, result_ttl_seconds=settings.result_ttl_seconds)


@cache
def _keeper_of(pid: int) -> _Keeper:
    """Return the keeper of this process: a thread does not survive a fork."""
    return _Keeper()
