"""What Redis knows of queues and tasks at one moment, read in one round trip."""

import json
from dataclasses import dataclass

from redis import Redis

from services.common import keys
from services.common.connection import redis_errors
from services.common.messages import PERIODIC_TASKS, PRIORITY_STEPS, QueueName, TaskName, list_key
from services.common.messages import TASK_QUEUES as HOME_QUEUES
from services.common.records import TaskState

OPEN_STATES = (TaskState.PENDING, TaskState.RUNNING, TaskState.DELAYED)
"""A task in one of these is not finished."""

_ENDS = (TaskState.SUCCEEDED, TaskState.FAILED)
"""Counted from zero, so that a first failure shows as an increase."""


@dataclass(frozen=True)
class QueueFigures:
    """One queue."""

    length: int
    """Messages waiting in its lists."""

    open_tasks: dict[TaskState, int]

    @property
    def backlog(self) -> int:
        """What there is to do: also tasks that run or whose message was lost, and messages of Beat."""
        return max(self.length, sum(self.open_tasks.values()))


@dataclass(frozen=True)
class Snapshot:
    """All that the exporter tells while Redis answers."""

    queues: dict[QueueName, QueueFigures]
    ended: dict[tuple[str, str, str], int]
    """Counts by task, queue and status."""

    health: dict[str, bool]
    """What the last health check found; empty when there was none of late."""


def take_snapshot(client: Redis) -> Snapshot:
    """Read everything in one pipeline.

    Raises:
        RedisUnavailableError: Redis does not answer.
    """
    with redis_errors(), client.pipeline(transaction=False) as pipe:
        for queue in QueueName:
            for step in PRIORITY_STEPS:
                pipe.llen(list_key(queue, step))
                pipe.zcard(keys.waiting(queue, step))
            pipe.zcard(keys.leased(queue))
            pipe.zcard(keys.delayed(queue))
        pipe.hgetall(keys.OUTCOMES)
        pipe.get(keys.HEALTH)
        *counts, outcomes, health = pipe.execute()
    width = 2 * len(PRIORITY_STEPS) + 2
    return Snapshot(
        queues={
            queue: _figures(counts[place * width : (place + 1) * width])
            for place, queue in enumerate(QueueName)
        },
        ended=_ended(outcomes),
        health=json.loads(health)["checks"] if health else {},
    )


def _figures(counts: list[int]) -> QueueFigures:
    *by_step, leased, delayed = counts
    return QueueFigures(
        length=sum(by_step[0::2]),
        open_tasks={
            TaskState.PENDING: sum(by_step[1::2]),
            TaskState.RUNNING: leased,
            TaskState.DELAYED: delayed,
        },
    )


def _ended(outcomes: dict[str, str]) -> dict[tuple[str, str, str], int]:
    counts = {(task, queue, str(end)): 0 for task, queue in _homes() for end in _ENDS}
    for name, count in outcomes.items():
        task, queue, status = name.split("|")
        counts[task, queue, status] = int(count)
    return counts


def _homes() -> list[tuple[str, str]]:
    """Every task of the ledger with each queue on which it runs."""
    fixed = [(str(task), str(queue)) for task, queue in HOME_QUEUES.items() if task not in PERIODIC_TASKS]
    return fixed + [(str(TaskName.PING), str(queue)) for queue in QueueName]
