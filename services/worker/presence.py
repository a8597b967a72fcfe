"""Tells, for the exporter, that a worker is there, what it serves, and how much it can do at once."""

import os
import socket
import threading
from typing import Any

import redis

from services.common import keys
from services.common.connection import connect
from services.common.limits import PRESENCE_SECONDS
from services.common.logs import get_logger
from services.common.settings import load_settings
from services.worker.request import MAIN_TIMEOUT_SECONDS

FORGET_MS = 60_000
"""A worker that was killed takes no leave: what it told is forgotten after this."""

_TELL = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now - ARGV[2]))
  redis.call('ZADD', key, string.format('%.0f', now), ARGV[1])
end
"""

_log = get_logger(__name__)
_leaving = threading.Event()


class Presence:
    """One worker's entry in the lists of those who serve each of its queues.

    Args:
        client: With a timeout; the caller owns it.
        queues: What the worker serves.
        slots: How many tasks it runs at once.
    """

    def __init__(self, client: redis.Redis, queues: list[str], slots: int) -> None:
        self._client = client
        self._keys = [keys.workers(queue) for queue in queues]
        self._entry = f"{socket.gethostname()}:{os.getpid()}|{slots}"
        self._tell = client.register_script(_TELL)

    def tell(self) -> None:
        """Say that the worker is there."""
        self._tell(keys=self._keys, args=[self._entry, FORGET_MS])

    def withdraw(self) -> None:
        """Say that it leaves."""
        with self._client.pipeline(transaction=False) as pipe:
            for key in self._keys:
                pipe.zrem(key, self._entry)
            pipe.execute()


def start_presence(*, sender: Any, **_: object) -> None:
    """Tell from now on; connected to ``worker_ready``, whose sender is Celery's consumer."""
    client = connect(load_settings().broker_url, timeout_seconds=MAIN_TIMEOUT_SECONDS)
    queues = list(sender.app.amqp.queues.consume_from)
    presence = Presence(client, queues, sender.controller.concurrency)
    threading.Thread(target=_keep_telling, args=(presence,), name="presence", daemon=True).start()


def end_presence(**_: object) -> None:
    """A worker that was told to go takes no new tasks; connected to ``worker_shutting_down``."""
    _leaving.set()


def _keep_telling(presence: Presence) -> None:
    while not _leaving.is_set():
        try:
            presence.tell()
        except redis.RedisError as error:
            _log.debug("presence could not be told", error_type=type(error).__name__)
        _leaving.wait(PRESENCE_SECONDS)
    try:
        presence.withdraw()
    except redis.RedisError as error:
        _log.debug("presence could not be withdrawn", error_type=type(error).__name__)
