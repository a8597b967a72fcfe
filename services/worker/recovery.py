"""Brings back what a process lost: lapsed leases, lost children, messages that never arrived."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from redis import Redis

from services.common.connection import redis_errors
from services.common.limits import LEASE_SECONDS
from services.common.messages import PRIORITY_STEPS, QueueName
from services.common.scripts import load_script

MOST_LOSSES = 4
"""A task that lost its lease so often kills what runs it, and is not tried again."""

BACKOFF_MS = (30_000, 300_000)
"""Between two pushes of the same waiting task: the first and the longest pause."""

QUIET_SECONDS = 6.0
"""After an outage healthy workers renew their leases first: twice the time between two renewals."""

GAP_SECONDS = 5.0
"""Two looks of senders that are longer apart are an outage, whatever caused it."""

_BATCH = 2000
"""Ids in one call: a script of more would keep Redis from the others too long."""

_LEASE_MS = int(LEASE_SECONDS * 1000)

_DEAD_LETTER = (
    f"The task's worker was lost {MOST_LOSSES} times while it ran. It is not tried again by itself; "
    "the operator's log tells which workers."
)


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
        self._client = client
        self._queues = queues
        self._ttl = result_ttl_seconds
        package = "services.worker.scripts"
        self._release = client.register_script(load_script("release", package=package))
        self._watch = client.register_script(load_script("watch", package=package))
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
        why = "lost" if is_lost else "returned"
        args: list[str | int] = [why, MOST_LOSSES, self._ttl, _DEAD_LETTER, _LEASE_MS]
        for task_id, token in attempts:
            args += [task_id, token]
        with redis_errors():
            return cast(list[str], self._release(args=args))

    def is_outage_over(self, *, has_failed: bool) -> bool:
        """Note that a sender looks; whether healthy workers have had the time to renew their leases.

        They have not for a while after Redis was away, was frozen, was another one, or failed to answer.

        Args:
            has_failed: Whether a call failed since the last look.
        """
        with redis_errors():
            run_id = cast(dict[str, str], self._client.info("server"))["run_id"]
            args: list[str | int] = [run_id, int(GAP_SECONDS * 1000), _patience_ms(), int(has_failed)]
            return not self._watch(args=args)

    def find_dead(self, *, is_quiet: bool) -> list[str]:
        """Return the tasks whose lease has lapsed and whose worker is dead.

        Args:
            is_quiet: Whether healthy workers may be about to renew theirs. Then only those are named that had
                the time for it, even if it was time between two outages.
        """
        dead: list[str] = []
        for queue in self._queues:
            with redis_errors():
                args: list[str | int] = [str(queue), _BATCH, int(is_quiet), _patience_ms(), _LEASE_MS]
                dead += cast(list[str], self._lapsed(args=args))
        return dead

    def release_lapsed(self, task_ids: Sequence[str]) -> list[str]:
        """Release the tasks whose leases are still lapsed; return their ids."""
        released: list[str] = []
        for first in range(0, len(task_ids), _BATCH):
            batch = task_ids[first : first + _BATCH]
            answers = self.release([(task_id, "") for task_id in batch], is_lost=True)
            released += [task_id for task_id, answer in zip(batch, answers, strict=True) if answer != "kept"]
        return released

    def find_missing(self, *, patience_seconds: float = 0.0) -> list[Missing]:
        """Return the waiting tasks whose message is in no list, and forget that they were seen so.

        Args:
            patience_seconds: How long ago they must have been seen first: one that was just popped may be on
                its way to a start.
        """
        missing: list[Missing] = []
        for queue in self._queues:
            for step in PRIORITY_STEPS:
                with redis_errors():
                    args: list[str | int] = [str(queue), step, _BATCH, int(patience_seconds * 1000)]
                    found = cast(list[str], self._find_missing(args=args))
                for task_id, seq in zip(found[::2], found[1::2], strict=True):
                    missing.append(Missing(queue, step, task_id, int(seq)))
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


def _patience_ms() -> int:
    return int(QUIET_SECONDS * 1000)
