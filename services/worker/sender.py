"""The sender: a loop of its own in the Beat process that sends what is due, without queue or worker."""

import threading
import time
import uuid

from services.common import keys
from services.common.connection import connect, redis_errors
from services.common.errors import RedisUnavailableError
from services.common.ledger import Ledger
from services.common.logs import get_logger
from services.common.settings import Settings

ROUND_SECONDS = 2.0
"""Between two rounds: a retry is at most this late."""

LOCK_SECONDS = 10
"""A sender that is silent for so long is dead, and another takes over."""

_KEEP_LOCK = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
"""
"""Renew our lock, or take a free one; 1 when it is ours."""

_log = get_logger(__name__)


class Sender:
    """Sends due tasks, one sender at a time.

    Args:
        settings: Where Redis is.
    """

    def __init__(self, settings: Settings) -> None:
        self._client = connect(settings.broker_url)
        self._ledger = Ledger(self._client, result_ttl_seconds=settings.result_ttl_seconds)
        self._keep_lock = self._client.register_script(_KEEP_LOCK)
        self._name = uuid.uuid4().hex

    def round(self) -> int:
        """Send every due task, if this sender holds the lock; return how many.

        Raises:
            RedisUnavailableError: Redis does not answer; the next round goes on.
        """
        with redis_errors():
            is_ours = self._keep_lock(keys=[keys.SENDER_LOCK], args=[self._name, LOCK_SECONDS * 1000])
        return self._ledger.push_due() if is_ours else 0

    def run(self) -> None:
        """Make rounds for as long as the process lives."""
        while True:
            try:
                sent = self.round()
                if sent:
                    _log.info("due tasks sent", count=sent)
            except RedisUnavailableError as error:
                _log.warning("a round of the sender failed", code=error.code)
            time.sleep(ROUND_SECONDS)


def start_sender(settings: Settings) -> None:
    """Run a sender in a thread of this process."""
    threading.Thread(target=Sender(settings).run, name="sender", daemon=True).start()
