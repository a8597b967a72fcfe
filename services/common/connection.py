"""Connections to Redis, with the time limits that keep a frozen Redis from freezing us.

A Redis that answers and refuses to serve is as good as away: its disk is full, it became a replica, or its
master is gone. Its connection is given up like a broken one, so that whoever waits for Redis waits for this
too, and the next connection may lead to another server.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import MasterDownError, OutOfMemoryError, ReadOnlyError, RedisError, ResponseError
from redis.retry import Retry

from services.common.errors import RedisUnavailableError

CONNECT_SECONDS = 1.0
"""Redis is near; a connection that takes longer will not come."""

_PASSING = re.compile(r"(?:^|: -)(?:MISCONF|READONLY|UNBLOCKED|MASTERDOWN|NOREPLICAS|BUSY) ")
"""Of a refusal that passes by itself; Redis 6.2 tells a script's at the end of a longer text."""


class ServerRefusedError(redis.exceptions.ConnectionError):
    """Redis answers, and refuses to serve for the time being."""


class _RefusedConnection:
    """Mixed into a connection's class: what refuses to serve is an error of the connection."""

    def read_response(self, *args: Any, **kwargs: Any) -> Any:
        """Read an answer.

        Raises:
            ServerRefusedError: The answer is that there will be none for a while.
            ResponseError: It is another error, the call's own.
        """
        try:
            return super().read_response(*args, **kwargs)  # type: ignore[misc]  # of the class it is mixed into
        except ResponseError as error:
            if isinstance(error, ReadOnlyError | MasterDownError) or _PASSING.search(str(error)):
                raise ServerRefusedError(f"redis refuses: {error}") from error
            raise


def noticing_refusals(connection_class: type) -> type:
    """Return a class of connections to which such a refusal is an error of the connection."""
    return type(connection_class.__name__, (_RefusedConnection, connection_class), {})


def connect(url: str, *, timeout_seconds: float = 1.0, retries: int = 1) -> redis.Redis:
    """Make a client whose calls end soon after ``timeout_seconds``, whatever Redis does.

    A connection that turns out broken is opened again and the call repeated, which every script of the
    ledger allows; a call that timed out is not, because a frozen Redis would only cost the time again.
    """
    client = redis.Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=timeout_seconds,
        socket_connect_timeout=min(CONNECT_SECONDS, timeout_seconds),
        socket_keepalive=True,
        health_check_interval=25,
        retry=Retry(ExponentialBackoff(cap=0.3, base=0.05), retries, (redis.exceptions.ConnectionError,)),
    )
    pool = client.connection_pool
    pool.connection_class = noticing_refusals(pool.connection_class)
    return client


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
