"""A file by whose age Kubernetes sees that a worker consumes, or that Beat ticks: no probe asks the broker.

A worker can live and consume nothing, for instance after an outage of Redis that kombu did not survive. Then
its file grows old, and it is started again; ``HEARTBEAT_MAX_AGE_SECONDS`` is how old it may be.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from celery.signals import task_received
from celery.worker import state

from services.common.connection import connect, redis_errors
from services.common.errors import RedisUnavailableError
from services.common.logs import get_logger
from services.common.messages import PRIORITY_STEPS, list_key
from services.common.settings import load_settings
from services.worker.request import MAIN_TIMEOUT_SECONDS

HEARTBEAT_MAX_AGE_SECONDS = 120
"""A file that is older belongs to a process that should be started again."""

LOOK_SECONDS = 5.0
"""Between two looks at a worker's queue."""

STARVED_SECONDS = 60.0
"""A worker that could take a message, and is given none for so long although there are some, is stuck.

Longer than Celery waits at most (30 s) before it tries to reach a broker that was away.
"""

_log = get_logger(__name__)


def touch_heartbeat() -> None:
    """Say that this process is well, where a file for it is configured."""
    path = load_settings().heartbeat_path
    if path is not None:
        path.touch()


class ConsumptionWatch:
    """Judges, look by look, whether a worker takes what its queue holds.

    Args:
        count_waiting: How many messages its queue holds; an error of Redis is no sign against the worker.
        has_free_slot: Whether it could run one more task.
        clock: Seconds that never go back.
    """

    def __init__(
        self,
        count_waiting: Callable[[], int],
        has_free_slot: Callable[[], bool],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._count_waiting = count_waiting
        self._has_free_slot = has_free_slot
        self._clock = clock
        self._well_at = clock()

    def note_receipt(self, **_: object) -> None:
        """A message arrived; connected to ``task_received``."""
        self._well_at = self._clock()

    def is_consuming(self) -> bool:
        """Look, and say whether the worker is well."""
        if not self._has_free_slot() or not self._has_work():
            self._well_at = self._clock()
        return self._clock() - self._well_at < STARVED_SECONDS

    def _has_work(self) -> bool:
        try:
            return self._count_waiting() > 0
        except RedisUnavailableError:
            return False


def start_heartbeat(*, sender: Any, **_: object) -> None:
    """Keep a worker's file young while it is well; connected to ``worker_ready``.

    The sender is Celery's consumer.
    """
    path = load_settings().heartbeat_path
    if path is None:
        return
    slots = sender.controller.concurrency
    watch = ConsumptionWatch(
        _waiting_counter(list(sender.app.amqp.queues.consume_from)),
        lambda: len(state.reserved_requests) < slots,
    )
    task_received.connect(watch.note_receipt, weak=False)
    path.touch()  # the worker is ready: a startup probe waits for this
    threading.Thread(target=_keep_touching, args=(watch, path), name="heartbeat", daemon=True).start()


def _waiting_counter(queues: list[str]) -> Callable[[], int]:
    client = connect(load_settings().broker_url, timeout_seconds=MAIN_TIMEOUT_SECONDS)

    def count() -> int:
        with redis_errors(), client.pipeline(transaction=False) as pipe:
            for queue in queues:
                for step in PRIORITY_STEPS:
                    pipe.llen(list_key(queue, step))
            return sum(pipe.execute())

    return count


def _keep_touching(watch: ConsumptionWatch, path: Path) -> None:
    while True:
        if watch.is_consuming():
            path.touch()
        else:
            _log.error("the queue holds work and this worker is given none", seconds=STARVED_SECONDS)
        time.sleep(LOOK_SECONDS)
