"""Brings back what a process lost: lapsed leases, lost children, messages that never arrived."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from redis import Redis

from services.common.connection import redis_errors
from services.common.messages import PRIORITY_STEPS, QueueName
from services.common.scripts import load_script

MOST_LOSSES = 4
"""A task that lost its lease so often kills what runs it, and is not tried again."""

BACKOFF_MS = (30_000, 300_000)
"""Between two pushes of the same waiting task: the first and the longest pause."""

_BATCH = 2000
"""Ids in one call: a script of more would keep Redis from the others too long."""

_DEAD_LETTER = (
    f"The task's worker was lost {MOST_LOSSES} times while it ran. It is not tried again by itself; "
    "the operator's log tells which workers."
)


class Lapsed(NamedTuple):
    """A lease that its worker did not renew in time."""

    task_id: str
    ended_at_ms: float
    """By Redis' clock; another end means that it was renewed meanwhile."""


class Missing(NamedTuple):
    """A waiting task whose message is in no list."""

    queue: str
    step: int
    task_id: str
    seq: int


class Recovery:
    """The scripts that release attempts and send again; each may be repeated by anyone at any time.

    Every method raises ``RedisUnavailableError`` when Redis does not answer.

    Args:
        client: Decodes responses; the caller owns it.
        result_ttl_seconds: How long the record of a dead-lettered task is kept.
        queues: Where to look for what was lost.
    """

    def __init__(
        self, client: Redis, *, result_ttl_seconds: int, queues: Sequence[str] = tuple(QueueName)
    ) -> None:
        self._queues = queues
        self._ttl = result_ttl_seconds
        package = "services.worker.scripts"
        self._release = client.register_script(load_script("release", package=package))
        self._lapsed = client.register_script(load_script("lapsed", package=package))
        self._find_missing = client.register_script(load_script("find_missing", package=package))
        self._send_again = client.register_script(load_script("send_again", package=package))
        self._count_sender = client.register_script(load_script("count_sender", package=package))

    def release(self, attempts: Iterable[tuple[str, str]], *, is_lost: bool) -> list[str]:
        """End attempts and send their tasks again.

        Args:
            attempts: Task ids, each with its token or, ending in ``:``, the beginning of it.
            is_lost: Whether the attempt's process died, which counts; handing back does not.

        Returns:
            For each ``returned``, ``held``, ``dead``, or ``kept`` when another attempt has the task.
        """
        args: list[str | int] = ["lost" if is_lost else "returned", MOST_LOSSES, self._ttl, _DEAD_LETTER]
        for task_id, token in attempts:
            args += [task_id, token]
        with redis_errors():
            return cast(list[str], self._release(args=args))

    def find_lapsed(self) -> list[Lapsed]:
        """Return the leases that have lapsed; a healthy worker may still renew them."""
        lapsed: list[Lapsed] = []
        for queue in self._queues:
            with redis_errors():
                found = cast(list[str], self._lapsed(args=[str(queue), _BATCH]))
            lapsed += [Lapsed(one, float(end)) for one, end in zip(found[::2], found[1::2], strict=True)]
        return lapsed

    def release_lapsed(self, lapsed: Sequence[Lapsed]) -> list[str]:
        """Release the tasks whose leases are still lapsed; return their ids."""
        released: list[str] = []
        for first in range(0, len(lapsed), _BATCH):
            task_ids = [one.task_id for one in lapsed[first : first + _BATCH]]
            answers = self.release([(task_id, "") for task_id in task_ids], is_lost=True)
            released += [
                task_id for task_id, answer in zip(task_ids, answers, strict=True) if answer != "kept"
            ]
        return released

    def find_missing(self) -> list[Missing]:
        """Return the waiting tasks whose message is in no list now; some may be on their way to a start."""
        missing: list[Missing] = []
        for queue in self._queues:
            for step in PRIORITY_STEPS:
                with redis_errors():
                    found = cast(list[str], self._find_missing(args=[str(queue), step, _BATCH]))
                for task_id, seq in zip(found[::2], found[1::2], strict=True):
                    missing.append(Missing(queue, step, task_id, int(float(seq))))
        return missing

    def send_again(self, missing: Sequence[Missing]) -> int:
        """Push messages again, of those that still wait as they did; return how many."""
        sent = 0
        for queue, step in {(one.queue, one.step) for one in missing}:
            theirs = sorted(one for one in missing if (one.queue, one.step) == (queue, step))
            args: list[str | int] = [queue, step, *BACKOFF_MS]
            for one in sorted(theirs, key=lambda one: one.seq):
                args += [one.task_id, one.seq]
            with redis_errors():
                sent += int(self._send_again(args=args))
        return sent

    def count_sender(self, what: str, number: int = 1) -> None:
        """Count what the sender did and no script counts by itself: ``rounds``, or ``reason|queue``."""
        with redis_errors():
            self._count_sender(args=[what, number])
