"""What is checked before a request costs anything: does Redis answer, may this tenant send more.

Every tenant's request passes ``Admission.admit`` first. While Redis is known to be down it answers at
once, so that requests do not queue behind threads that wait for a time limit.
"""

import threading
import time

from limits import RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis import Redis
from redis import exceptions as redis_exceptions

from services.common.connection import redis_errors
from services.common.errors import RateLimitedError, RedisUnavailableError
from services.common.keys import PREFIX

OPEN_SECONDS = 1.0
"""How long requests are refused without asking after Redis failed; then one of them tries."""

MEMORY_SHARE = 0.75
"""Of Redis' memory; above it no task is accepted, so that finishing never runs out of room."""

MEMORY_SECONDS = 1.0
"""How long one look at Redis' memory serves."""


WINDOW_SECONDS = 60
"""Of a rate."""

ANSWER_SECONDS = 0.25
"""How long an answer of Redis shows that it lives, where no request is counted."""


class Breaker:
    """Remembers that Redis does not answer, and lets one request at a time find out whether it does again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._retry_at: float | None = None

    def check(self) -> None:
        """Let a request through, or refuse it at once.

        Raises:
            RedisUnavailableError: Redis failed a moment ago.
        """
        with self._lock:
            if self._retry_at is None:
                return
            now = time.monotonic()
            if now < self._retry_at:
                raise _no_answer()
            self._retry_at = now + OPEN_SECONDS

    def demand_closed(self) -> None:
        """Refuse a request at once while nobody may try, without letting it be the one that tries.

        Raises:
            RedisUnavailableError: Redis failed a moment ago.
        """
        retry_at = self._retry_at
        if retry_at is not None and time.monotonic() < retry_at:
            raise _no_answer()

    def trip(self) -> None:
        """Redis failed: refuse for a while."""
        with self._lock:
            self._retry_at = time.monotonic() + OPEN_SECONDS

    def reset(self) -> None:
        """Redis answered: let everybody through."""
        self._retry_at = None


def _no_answer() -> RedisUnavailableError:
    return RedisUnavailableError("The task queue does not answer. Try again in a moment.")


def is_outage(error: Exception) -> bool:
    """Whether an error says that Redis does not answer, rather than that it refuses one thing."""
    cause = error.__cause__
    return isinstance(error, RedisUnavailableError) and isinstance(
        cause, redis_exceptions.ConnectionError | redis_exceptions.TimeoutError
    )


class Admission:
    """Guards Redis and holds tenants to their request rate.

    Args:
        client: The api's client of Redis.
        requests_per_minute: For each tenant; 0 for any number.
    """

    def __init__(self, client: Redis, *, requests_per_minute: int) -> None:
        self.breaker = Breaker()
        self._client = client
        self._rate = RateLimitItemPerMinute(requests_per_minute) if requests_per_minute else None
        storage = RedisStorage("redis://", connection_pool=client.connection_pool, key_prefix=f"{PREFIX}rate")
        self._limiter = FixedWindowRateLimiter(storage)
        self._answered_at = float("-inf")
        self._memory_read_at = float("-inf")
        self._memory_share = 0.0

    def admit(self, tenant: str) -> None:
        """Count a tenant's request.

        Raises:
            RedisUnavailableError: Redis does not answer.
            RateLimitedError: The tenant sent too many within a minute.
        """
        self.breaker.check()
        with redis_errors():
            if self._rate is None:
                self._ping()
            elif not self._limiter.hit(self._rate, tenant):
                self._refuse(tenant)
        self.breaker.reset()

    def _ping(self) -> None:
        if time.monotonic() - self._answered_at > ANSWER_SECONDS:
            self._client.ping()
            self._answered_at = time.monotonic()

    def _refuse(self, tenant: str) -> None:
        assert self._rate is not None
        ends_at = self._limiter.get_window_stats(self._rate, tenant).reset_time
        seconds = max(1, round(ends_at - time.time()))
        if seconds > WINDOW_SECONDS + 1:  # Redis' clock was set back, and the window would last as long
            self._limiter.clear(self._rate, tenant)
            return
        raise RateLimitedError(
            f"More than {self._rate.amount} requests within a minute. Wait {seconds} seconds.",
            retry_after_seconds=seconds,
        )

    def demand_room(self) -> None:
        """Refuse new tasks while Redis is nearly full.

        Raises:
            RedisUnavailableError: More than ``MEMORY_SHARE`` of its memory is in use.
        """
        now = time.monotonic()
        if now - self._memory_read_at > MEMORY_SECONDS:
            with redis_errors():
                memory = self._client.info("memory")
            limit = int(memory.get("maxmemory", 0))
            self._memory_share = int(memory["used_memory"]) / limit if limit else 0.0
            self._memory_read_at = now
        if self._memory_share > MEMORY_SHARE:
            raise RedisUnavailableError("The task queue is nearly full. Try again in a minute.")
