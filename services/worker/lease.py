"""The lease of a running attempt, renewed by a thread so that a dead or frozen process loses it."""

import threading
import time
from collections.abc import Callable
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
"""How soon the thread sees that it is to hurry; a signal handler may not wake it."""

PROGRESS_SECONDS = 1.0
"""Progress is told at most this often."""

_log = get_logger(__name__)


class Lease:
    """Renews an attempt's lease while its context is open; a short task pays nothing.

    Args:
        settings: Where Redis is, and how long a task may take.
        task_id: The running task.
        token: The attempt's token.
        on_cancel: Called in the lease's own thread when the task was cancelled: ends the work.
    """

    def __init__(
        self, settings: Settings, task_id: str, token: str, *, on_cancel: Callable[[], None]
    ) -> None:
        self._settings = settings
        self._task_id = task_id
        self._token = token
        self._on_cancel = on_cancel
        self._closed = False
        self._hurried = False
        self._cancelled = False
        self._wake = threading.Condition()
        self._progress: dict[str, Any] | None = None
        self._thread = threading.Thread(target=self._renew_until_closed, name="lease", daemon=True)

    def __enter__(self) -> Self:
        """Start renewing."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop renewing; a call under way ends by its own timeout and does no harm."""
        with self._wake:
            self._closed = True
            self._wake.notify()

    def tell(self, stage: str, percent: float) -> None:
        """Have the next renewal carry progress, and come within a second.

        Raises:
            TaskCancelledError: The task was cancelled.
        """
        with self._wake:
            if self._cancelled:
                raise TaskCancelledError("The task was cancelled.")
            self._progress = {"stage": stage, "percent": round(min(max(percent, 0.0), 100.0), 1)}
            self._wake.notify()

    def hurry(self) -> None:
        """Renew at once: a cancel may have come. Takes no lock, so a signal handler may call it."""
        self._hurried = True

    def _renew_until_closed(self) -> None:
        deadline = time.monotonic() + self._settings.limits.lease_deadline_seconds
        due = time.monotonic() + LEASE_RENEW_SECONDS
        ledger: Ledger | None = None
        while time.monotonic() < deadline:
            with self._wake:
                self._wake.wait(timeout=LOOK_SECONDS)
                if self._closed:
                    return
                told = self._progress is not None
                if not (told or self._hurried or time.monotonic() >= due):
                    continue
                progress, self._progress, self._hurried = self._progress, None, False
            ledger = ledger or self._open_ledger()
            due = time.monotonic() + self._renew(ledger, progress)
            if told:
                self._rest()

    def _open_ledger(self) -> Ledger:
        client = connect(self._settings.broker_url, timeout_seconds=1.0, retries=0)
        return Ledger(client, result_ttl_seconds=self._settings.result_ttl_seconds)

    def _renew(self, ledger: Ledger, progress: dict[str, Any] | None) -> float:
        """Renew once; return the seconds until the next time."""
        try:
            ledger.renew(self._task_id, self._token, progress)
        except RedisUnavailableError:
            return ERROR_PAUSE_SECONDS
        except TaskCancelledError:
            self._cancelled = True
            self._on_cancel()
        except AttemptLostError:
            _log.warning("the attempt lost its task", task_id=self._task_id)
            with self._wake:
                self._closed = True
        return LEASE_RENEW_SECONDS

    def _rest(self) -> None:
        """Wait until progress may be told again, unless something more urgent comes."""
        until = time.monotonic() + PROGRESS_SECONDS
        with self._wake:
            while not (self._closed or self._hurried) and time.monotonic() < until:
                self._wake.wait(timeout=LOOK_SECONDS)
