"""What the ledger's scripts counted, with a zero for everything that did not happen yet.

A counter that starts at zero shows its first increase; one that begins to exist with it does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.common import keys
from services.common.ledger import REFUSED
from services.common.messages import PERIODIC_TASKS, TASK_QUEUES, TaskName
from services.common.metrics import DURATION_SECONDS
from services.common.records import TaskState

Labels = tuple[str, ...]
Hash = Mapping[str, str]

ENDS = (TaskState.SUCCEEDED, TaskState.FAILED, REFUSED, TaskState.CANCELLED)
RELEASES = ("lost", "returned")
DROPPED = "dropped"
"""Why a message was delivered again although its task did not need it: a copy, or its task had ended."""

SENT = ("due", "lapsed", "missing", "uploads")
"""Why the sender sent a task again."""

_NOT_SENT = {"rounds", "last_round_at"}


@dataclass(frozen=True)
class Durations:
    """How long one kind of task took on one queue."""

    counts: tuple[int, ...]
    """For each bucket and then for longer ones: how many took so long and no shorter."""

    total_seconds: float


@dataclass(frozen=True)
class Counters:
    """Every counter, by the values of its labels."""

    ended: dict[Labels, int]
    """By task, queue and status."""

    runtime: dict[Labels, Durations]
    wait: dict[Labels, Durations]
    retries: dict[Labels, int]
    """By task and queue, as the two before and dead letters."""

    redelivered: dict[Labels, int]
    """By task, queue and reason."""

    dead_lettered: dict[Labels, int]
    sent: dict[Labels, int]
    """By reason and queue."""

    rounds: int
    last_round_at: float
    """Unix seconds; 0 for never."""

    @classmethod
    def from_hashes(cls, hashes: Mapping[str, Hash], queues: Sequence[str]) -> "Counters":
        """Read the hashes, named by their keys in Redis."""
        homes = _homes(queues)
        sender = hashes[keys.SENDER]
        sent = {what: count for what, count in sender.items() if what not in _NOT_SENT}
        released = _counts(hashes[keys.RELEASED], [(*home, why) for home in homes for why in RELEASES])
        dropped = _counts(hashes[keys.REDELIVERED], homes)
        return cls(
            ended=_counts(hashes[keys.OUTCOMES], [(*home, str(end)) for home in homes for end in ENDS]),
            runtime=_durations("runtime", hashes[keys.DURATIONS], homes),
            wait=_durations("wait", hashes[keys.DURATIONS], homes),
            retries=_counts(hashes[keys.RETRIES], homes),
            redelivered=released | {(*home, DROPPED): count for home, count in dropped.items()},
            dead_lettered=_counts(hashes[keys.DEAD_LETTERED], homes),
            sent=_counts(sent, [(why, str(queue)) for queue in queues for why in SENT]),
            rounds=int(sender.get("rounds", 0)),
            last_round_at=int(sender.get("last_round_at", 0)) / 1000,
        )


def _homes(queues: Sequence[str]) -> list[Labels]:
    """Every task of the ledger with each queue on which it runs."""
    fixed = [(str(task), str(queue)) for task, queue in TASK_QUEUES.items() if task not in PERIODIC_TASKS]
    return [*fixed, *((str(TaskName.PING), str(queue)) for queue in queues)]


def _counts(found: Hash, expected: Sequence[Labels]) -> dict[Labels, int]:
    counted = {tuple(field.split("|")): int(count) for field, count in found.items()}
    return dict.fromkeys(expected, 0) | counted


def _durations(name: str, found: Hash, homes: Sequence[Labels]) -> dict[Labels, Durations]:
    """Gather the fields ``name|task|queue|bound``."""
    gathered: dict[Labels, dict[str, int]] = {home: {} for home in homes}
    for field, count in found.items():
        what, task, queue, bound = field.split("|")
        if what == name:
            gathered.setdefault((task, queue), {})[bound] = int(count)
    bounds = [str(int(seconds * 1000)) for seconds in DURATION_SECONDS]
    return {
        home: Durations(
            tuple(buckets.get(bound, 0) for bound in (*bounds, "inf")), buckets.get("sum", 0) / 1000
        )
        for home, buckets in gathered.items()
    }
