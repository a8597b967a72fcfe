"""Reaching Redis however long it takes."""

import time
from collections.abc import Callable
from typing import TypeVar

from celery.exceptions import SoftTimeLimitExceeded

from services.common.errors import RedisUnavailableError
from services.common.logs import get_logger

REDIS_PAUSE_SECONDS = 1.0
"""Between two tries to reach Redis: a task that is done is worth waiting for."""

_log = get_logger(__name__)
_Answer = TypeVar("_Answer")


def persist(call: Callable[[], _Answer]) -> _Answer:
    """Repeat a step of the ledger until Redis answers; the hard limit bounds it.

    The steps may be repeated, and giving up would lose work that is done. A soft limit that strikes
    meanwhile changes nothing: the work is over.
    """
    while True:
        try:
            return call()
        except RedisUnavailableError:
            _log.warning("redis does not answer, trying again")
        except SoftTimeLimitExceeded:
            continue
        time.sleep(REDIS_PAUSE_SECONDS)
