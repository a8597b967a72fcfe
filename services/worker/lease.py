"""The lease of a running attempt, renewed by a thread so that a dead or frozen process loses it."""

import threading
import time
from types import TracebackType
from typing import Any, Self

from services.common.connection import connect
from services.common.errors import AttemptLostError, RedisUnavailableError
from services.common.ledger import Ledger
from services.common.limits import LEASE_RENEW_SECONDS
from services.common.logs import get_logger
from services.common.settings import Settings

ERROR_PAUSE_SECONDS = 1.0
"""After an error the next try comes sooner: the lease is running out."""

PROGRESS_SECONDS = 1.0
"""Progress is told at most this often."""

_log = get_logger(__name__)


class Lease:
    """Renews an attempt's lease while its context is open; a short task pays nothing.

    Args:
        settings: Where Redis is, and how long a task may take.
        task_id: The running task.
        token: The attempt's token.
    """

    def __init__(self, settings: Settings, task_id: str, token: str) -> None:
        self._settings = settings
        self._task_id = task_id
        self._token = token
        self._closed = False
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
        """Have the next renewal carry progress, and come within a second."""
        with self._wake:
            self._progress = {"stage": stage, "percent": round(min(max(percent, 0.0), 100.0), 1)}
            self._wake.notify()

    def _renew_until_closed(self) -> None:
        deadline = time.monotonic() + self._settings.limits.lease_deadline_seconds
        pause = LEASE_RENEW_SECONDS
        ledger: Ledger | None = None
        while time.monotonic() < deadline:
            with self._wake:
                told = self._wake.wait_for(lambda: self._closed or self._progress is not None, timeout=pause)
                if self._closed:
                    return
                progress, self._progress = self._progress, None
            ledger = ledger or self._open_ledger()
            pause = self._renew(ledger, progress)
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
        except AttemptLostError:
            _log.warning("the attempt lost its task", task_id=self._task_id)
            with self._wake:
                self._closed = True
        return LEASE_RENEW_SECONDS

    def _rest(self) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._closed, timeout=PROGRESS_SECONDS)
