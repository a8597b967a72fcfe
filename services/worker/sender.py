"""The sender: loops of its own in the Beat process that send what is due or was lost.

They need neither queue nor worker, and nothing in Redis that a crash could leave half done.
"""

import threading
import time
import uuid
from collections.abc import Callable

from services.common import keys
from services.common.connection import connect, redis_errors
from services.common.errors import SqlAgentError
from services.common.ledger import Ledger
from services.common.logs import get_logger
from services.common.settings import Settings
from services.worker.accepted_uploads import AcceptedUploads
from services.worker.recovery import Recovery

ROUND_SECONDS = 2.0
"""Between two rounds: a retry is at most this late."""

LOCK_SECONDS = 6
"""A sender that is silent for three rounds is dead, and another takes over."""

MISSING_SECONDS = 5.0
"""How long a message must be missing: one that is popped takes a moment until its task starts."""

UPLOADS_SECONDS = 60.0
"""Between two looks for uploads whose task Redis lost."""

_KEEP_LOCK = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
"""
"""Renew our lock, or take a free one; 1 when it is ours."""

_log = get_logger(__name__)


class Sender:
    """Sends what is due or was lost, one sender at a time. Two at once would do no harm.

    Args:
        settings: Where Redis is.
    """

    def __init__(self, settings: Settings) -> None:
        ttl = settings.result_ttl_seconds
        self._queues = settings.queues
        self._client = connect(settings.broker_url)
        self._ledger = Ledger(self._client, result_ttl_seconds=ttl)
        self._recovery = Recovery(self._client, result_ttl_seconds=ttl, queues=settings.queues)
        self._keep_lock = self._client.register_script(_KEEP_LOCK)
        self._name = uuid.uuid4().hex
        self._has_failed = False
        """Whether a call failed since the last round."""

    def round(self) -> None:
        """Make one round, if this sender holds the lock.

        Raises:
            SqlAgentError: Redis does not answer; the next round goes on.
        """
        has_failed, self._has_failed = self._has_failed, True
        # Whoever waits for the lock watches Redis too.
        is_quiet = not self._recovery.is_outage_over(has_failed=has_failed)
        with redis_errors():
            is_ours = self._keep_lock(keys=[keys.SENDER_LOCK], args=[self._name, LOCK_SECONDS * 1000])
        if is_ours:
            self._work(is_quiet=is_quiet)
        self._has_failed = False

    def _work(self, *, is_quiet: bool) -> None:
        due = self._ledger.push_due(self._queues)
        lapsed = self._recovery.release_lapsed(self._recovery.find_dead(is_quiet=is_quiet))
        again = self._recovery.send_again(self._recovery.find_missing(patience_seconds=MISSING_SECONDS))
        self._recovery.count_sender("rounds")
        if due or lapsed or again:
            _log.info("tasks sent", due=due, lapsed=len(lapsed), again=again)
        for task_id in lapsed:
            _log.warning("a lease lapsed and its task was released", task_id=task_id)


def start_sender(settings: Settings) -> None:
    """Run a sender, and the look for lost uploads, each in a thread of this process.

    A store that is slow or away must not keep the sender from its rounds.
    """
    uploads = AcceptedUploads(settings)
    for name, step, seconds in (
        ("sender", Sender(settings).round, ROUND_SECONDS),
        ("uploads", uploads.submit_lost, UPLOADS_SECONDS),
    ):
        threading.Thread(target=_repeat, args=(name, step, seconds), name=name, daemon=True).start()


def _repeat(name: str, step: Callable[[], object], pause_seconds: float) -> None:
    """Take a step again and again for as long as the process lives."""
    while True:
        try:
            step()
        except SqlAgentError as error:
            _log.warning("a round failed", loop=name, code=error.code, reason=error.message)
        except Exception:  # the loops that must never end: what nobody expected is logged
            _log.exception("a round failed unexpectedly", loop=name)
        time.sleep(pause_seconds)
