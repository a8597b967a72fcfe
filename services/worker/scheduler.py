"""What Beat tells: that it lives, for one that hangs must be seen from outside, and when it sent what."""

import time
from typing import Any

import redis
from celery.beat import Scheduler

from services.common import keys
from services.common.connection import connect
from services.common.logs import get_logger
from services.common.settings import load_settings
from services.worker.heartbeat import touch_heartbeat

_NOTE_TICK = "redis.call('SET', KEYS[1], redis.call('TIME')[1])"

_log = get_logger(__name__)


def stamp_message(*, headers: dict[str, Any], **_: object) -> None:
    """Say in a message when it was sent, as those of the ledger do; connected to ``before_task_publish``."""
    headers["sent_at_ms"] = int(time.time() * 1000)


class TickingScheduler(Scheduler):  # type: ignore[misc]  # celery has no types
    """Celery's scheduler in memory: our entries are idempotent, so nothing of it need be kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        client = connect(load_settings().broker_url)
        self._note_tick = client.register_script(_NOTE_TICK)

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        """Send what is due and note in Redis that it was done; return the seconds until the next look."""
        seconds = super().tick(*args, **kwargs)
        touch_heartbeat()
        try:
            self._note_tick(keys=[keys.BEAT_TICK])
        except redis.RedisError as error:  # sending waits for Redis too, and says so
            _log.debug("a tick could not be noted", error_type=type(error).__name__)
        return seconds

    def _ensure_connected(self) -> Any:
        """Wait for Redis as long as it takes, which is no reason to be started again."""

        def still_waiting(error: Exception, pause: float) -> None:
            touch_heartbeat()
            _log.warning(
                "redis does not answer, trying again", error_type=type(error).__name__, seconds=pause
            )

        return self.connection.ensure_connection(still_waiting, self.app.conf.broker_connection_max_retries)
