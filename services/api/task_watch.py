"""Watching tasks for many clients at once: one look at Redis for all of them, a few times a second.

No stream holds a thread, and a task that many watch costs what one that nobody else watches costs.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, cast

import anyio
from anyio import CapacityLimiter, to_thread
from redis import Redis

from services.common import keys
from services.common.connection import redis_errors
from services.common.errors import RateLimitedError, RedisUnavailableError
from services.common.records import SHOWN_FIELDS, TaskRecord

POLL_SECONDS = 0.25
"""Between two looks."""

HEARTBEAT_SECONDS = 10.0
"""Between signs of life of a stream on which nothing happens: proxies close silent connections after 30 s."""

MAX_STREAMS = 50
"""Of one tenant in one process."""


@dataclass
class _Watched:
    """A task that at least one stream follows."""

    record: TaskRecord | None
    """As last seen; None once it expired."""

    streams: int = 0
    changed: anyio.Event = field(default_factory=anyio.Event)
    """Set, and replaced, at each change."""

    def show(self, record: TaskRecord | None) -> None:
        if record != self.record:
            self.record = record
            self.wake()

    def wake(self) -> None:
        self.changed.set()
        self.changed = anyio.Event()


class TaskWatch:
    """The tasks that this process' streams follow. Everything but ``stop`` belongs to the event loop.

    Args:
        client: Decodes responses.
    """

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._watched: dict[str, _Watched] = {}
        self._streams: Counter[str] = Counter()
        self._limiter: CapacityLimiter | None = None
        self._is_stopping = False

    def stop(self) -> None:
        """End all streams soon; may be called by a signal's handler."""
        self._is_stopping = True

    async def run(self) -> None:
        """Look after the watched tasks until cancelled."""
        self._limiter = CapacityLimiter(1)
        while True:
            await anyio.sleep(POLL_SECONDS)
            if self._is_stopping:
                for watched in self._watched.values():
                    watched.wake()
            elif self._watched:
                await self._look()

    async def _look(self) -> None:
        task_ids = list(self._watched)
        try:
            found = await to_thread.run_sync(self._read, task_ids, limiter=self._limiter)
        except (RedisUnavailableError, ValueError):
            # No answer, or a state that only a newer release knows: the streams go on with heartbeats.
            return
        for task_id, record in found.items():
            watched = self._watched.get(task_id)
            if watched is not None:
                watched.show(record)

    def _read(self, task_ids: list[str]) -> dict[str, TaskRecord | None]:
        with redis_errors(), self._client.pipeline(transaction=False) as pipe:
            for task_id in task_ids:
                pipe.hmget(keys.record(task_id), SHOWN_FIELDS)
            rows = cast(list[list[Any]], pipe.execute())
        return {
            task_id: TaskRecord.from_shown(task_id, row) for task_id, row in zip(task_ids, rows, strict=True)
        }

    async def follow(self, first: TaskRecord) -> AsyncIterator[TaskRecord | None]:
        """Yield a task as it stands and at each change, None as a sign of life; ends after its end.

        Args:
            first: The task as just read; it is what is yielded first.
        """
        seen = replace(first, payload=None, result=None)
        with self._watching(seen) as watched:
            yield first
            while not (first.is_final or self._is_stopping):
                changed = watched.changed
                if watched.record is None:
                    return
                if watched.record != seen:
                    seen = watched.record
                    yield seen
                    if seen.is_final:
                        return
                    continue
                with anyio.move_on_after(HEARTBEAT_SECONDS) as scope:
                    await changed.wait()
                if scope.cancelled_caught:
                    yield None

    @contextmanager
    def place(self, tenant: str) -> Iterator[None]:
        """Hold one of a tenant's places for streams, from its request's arrival to the end of its answer.

        Raises:
            RateLimitedError: The tenant has none left.
        """
        if self._streams[tenant] >= MAX_STREAMS:
            raise RateLimitedError(
                f"There are {MAX_STREAMS} event streams already. Close some, or ask GET /task-status.",
                retry_after_seconds=5,
            )
        self._streams[tenant] += 1
        try:
            yield
        finally:
            self._streams[tenant] -= 1

    @contextmanager
    def _watching(self, first: TaskRecord) -> Iterator[_Watched]:
        watched = self._watched.setdefault(first.task_id, _Watched(first))
        watched.show(first)
        watched.streams += 1
        try:
            yield watched
        finally:
            watched.streams -= 1
            if not watched.streams:
                del self._watched[first.task_id]
