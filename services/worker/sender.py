"""The sender: a loop of its own in the Beat process that sends what is due or was lost.

It needs neither queue nor worker, and nothing in Redis that a crash could leave half done.
"""

import threading
import time
import uuid
from typing import cast

from services.common import keys
from services.common.connection import connect, redis_errors
from services.common.errors import SqlAgentError
from services.common.ledger import Ledger
from services.common.logs import get_logger
from services.common.settings import Settings
from services.worker.accepted_uploads import AcceptedUploads
from services.worker.recovery import Missing, Recovery

ROUND_SECONDS = 2.0
"""Between two rounds: a retry is at most this late."""

LOCK_SECONDS = 6
"""A sender that is silent for three rounds is dead, and another takes over."""

QUIET_SECONDS = 6.0
"""After an outage healthy workers renew their leases first: twice the time between two renewals."""

GAP_SECONDS = 5.0
"""A round that ended longer ago than this is an outage, whatever caused it."""

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
        settings: Where Redis and the store are.
    """

    def __init__(self, settings: Settings) -> None:
        ttl = settings.result_ttl_seconds
        self._client = connect(settings.broker_url)
        self._ledger = Ledger(self._client, result_ttl_seconds=ttl)
        self._recovery = Recovery(self._client, result_ttl_seconds=ttl)
        self._uploads = AcceptedUploads(settings, self._ledger)
        self._keep_lock = self._client.register_script(_KEEP_LOCK)
        self._name = uuid.uuid4().hex
        self._run_id = ""
        self._ended_at = 0.0
        """When the last round was that did not fail, by Redis' clock."""
        self._quiet_until = 0.0
        self._uploads_at = 0.0
        self._suspects: dict[Missing, float] = {}
        """Missing messages: when each was first seen missing."""

    def round(self) -> None:
        """Make one round, if this sender holds the lock.

        Raises:
            SqlAgentError: Redis or the store does not answer; the next round goes on.
        """
        try:
            now = (
                self._redis_now()
            )  # whoever waits for the lock watches Redis too, and need not be quiet then
            with redis_errors():
                is_ours = self._keep_lock(keys=[keys.SENDER_LOCK], args=[self._name, LOCK_SECONDS * 1000])
            if is_ours:
                self._work()
            else:
                self._suspects.clear()
            self._ended_at = now
            if is_ours:
                self._look_for_uploads()
        except SqlAgentError:
            self._quiet_until = time.monotonic() + QUIET_SECONDS
            raise

    def _work(self) -> None:
        due = self._ledger.push_due()
        lapsed = self._recovery.release_lapsed() if time.monotonic() >= self._quiet_until else []
        again = self._recovery.send_again(self._missing_long_enough())
        if due or lapsed or again:
            _log.info("tasks sent", due=due, lapsed=len(lapsed), again=again)
        for task_id in lapsed:
            _log.warning("a lease lapsed and its task was released", task_id=task_id)

    def _look_for_uploads(self) -> None:
        if time.monotonic() >= self._uploads_at:
            self._uploads_at = time.monotonic() + UPLOADS_SECONDS
            self._uploads.submit_lost()

    def _redis_now(self) -> float:
        """Return Redis' time, and be quiet for a while if it is another Redis or was away."""
        with redis_errors(), self._client.pipeline(transaction=False) as pipe:
            pipe.info("server")
            pipe.time()
            server, (seconds, microseconds) = cast(tuple[dict[str, str], tuple[int, int]], pipe.execute())
        now = seconds + microseconds / 1e6
        if server["run_id"] != self._run_id or now - self._ended_at > GAP_SECONDS:
            self._quiet_until = time.monotonic() + QUIET_SECONDS
        self._run_id = server["run_id"]
        return now

    def _missing_long_enough(self) -> list[Missing]:
        """Return what was first seen missing some time ago, and forget it.

        What is not seen missing any more may be hidden by a returned message of an older seq, so it counts
        too; of those that were started meanwhile the script sends none.
        """
        now = time.monotonic()
        for one in self._recovery.find_missing():
            self._suspects.setdefault(one, now)
        due = [one for one, first in self._suspects.items() if now - first >= MISSING_SECONDS]
        for one in due:
            del self._suspects[one]
        return due

    def run(self) -> None:
        """Make rounds for as long as the process lives."""
        while True:
            try:
                self.round()
            except SqlAgentError as error:
                _log.warning("a round of the sender failed", code=error.code, reason=error.message)
            except Exception:  # the one loop that must never end: what nobody expected is logged
                _log.exception("a round of the sender failed unexpectedly")
            time.sleep(ROUND_SECONDS)


def start_sender(settings: Settings) -> None:
    """Run a sender in a thread of this process."""
    threading.Thread(target=Sender(settings).run, name="sender", daemon=True).start()
