"""Connections to Redis, with the time limits that keep a frozen Redis from freezing us."""

from collections.abc import Iterator
from contextlib import contextmanager

import redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import OutOfMemoryError, RedisError
from redis.retry import Retry

from services.common.errors import RedisUnavailableError

CONNECT_SECONDS = 1.0
"""Redis is near; a connection that takes longer will not come."""


def connect(url: str, *, timeout_seconds: float = 1.0, retries: int = 1) -> redis.Redis:
    """Make a client whose calls end soon after ``timeout_seconds``, whatever Redis does.

    A connection that turns out broken is opened again and the call repeated, which every script of the
    ledger allows; a call that timed out is not, because a frozen Redis would only cost the time again.
    """
    return redis.Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=timeout_seconds,
        socket_connect_timeout=min(CONNECT_SECONDS, timeout_seconds),
        socket_keepalive=True,
        health_check_interval=25,
        retry=Retry(ExponentialBackoff(cap=0.3, base=0.05), retries, (redis.exceptions.ConnectionError,)),
    )


@contextmanager
def redis_errors() -> Iterator[None]:
    """Turn redis-py's errors into ours.

    Raises:
        RedisUnavailableError: Redis did not answer in time, refused, or is full.
    """
    try:
        yield
    except OutOfMemoryError as error:
        raise RedisUnavailableError("The task queue is full. Try again in a minute.") from error
    except RedisError as error:
        raise RedisUnavailableError("The task queue does not answer. Try again in a moment.") from error
