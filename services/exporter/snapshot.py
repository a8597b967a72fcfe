"""What Redis knows of queues and tasks at one moment, read in one round trip."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redis import Redis
from redis.client import Pipeline

from services.common import keys
from services.common.connection import redis_errors
from services.common.limits import PRESENCE_SECONDS
from services.common.messages import PRIORITY_STEPS, Priority, list_key
from services.common.records import TaskState
from services.common.scripts import load_script
from services.exporter.counters import Counters
from services.exporter.redis_figures import RedisFigures

OPEN_STATES = (TaskState.PENDING, TaskState.RUNNING, TaskState.DELAYED)
"""A task in one of these is not finished."""

BELIEVED_SECONDS = 4 * PRESENCE_SECONDS
"""A worker that has not told that it is there for so long is gone, or cut off."""

_COUNTERS = (
    keys.OUTCOMES,
    keys.DURATIONS,
    keys.RETRIES,
    keys.RELEASED,
    keys.REDELIVERED,
    keys.DEAD_LETTERED,
    keys.SENDER,
)
_OLDEST = load_script("oldest", package="services.exporter.scripts")

_Question = tuple[str, ...]
_Answers = Mapping[_Question, Any]


@dataclass(frozen=True)
class QueueFigures:
    """One queue. Ages are in seconds, 0 where there is nothing."""

    by_priority: dict[Priority, int]
    """Messages waiting in each of its lists."""

    open_tasks: dict[TaskState, int]
    """Running ones by their leases: what killed workers left in kombu's hash means nothing."""

    oldest_task_ages: dict[TaskState, float]
    oldest_message_age: float
    unacked: int
    oldest_unacked_age: float
    workers: int
    slots: int

    @property
    def length(self) -> int:
        """Messages waiting."""
        return sum(self.by_priority.values())

    @property
    def backlog(self) -> int:
        """What there is to do: also tasks that run or whose message was lost, and messages of Beat."""
        return max(self.length, sum(self.open_tasks.values()))


@dataclass(frozen=True)
class Snapshot:
    """All that the exporter tells while Redis answers."""

    queues: dict[str, QueueFigures]
    counters: Counters
    beat_tick_at: int
    """Unix seconds; 0 for never."""

    health: dict[str, bool]
    """What the last health check found; empty when there was none of late."""

    redis: RedisFigures


def take_snapshot(client: Redis, queues: Sequence[str]) -> Snapshot:
    """Read everything in one pipeline.

    Raises:
        RedisUnavailableError: Redis does not answer.
    """
    asked: list[_Question] = []
    with redis_errors(), client.pipeline(transaction=False) as pipe:
        for queue in queues:
            asked += _ask_of_queue(pipe, queue)
        asked += _ask_of_all(pipe, queues)
        answers = dict(zip(asked, pipe.execute(), strict=True))
    seconds, microseconds = answers["time",]
    now = seconds + microseconds / 1e6
    oldest = dict(zip(queues, _in_fours(answers["oldest",]), strict=True))
    health = answers[keys.HEALTH,]
    return Snapshot(
        queues={queue: _figures(queue, answers, oldest[queue], now) for queue in queues},
        counters=Counters.from_hashes({name: answers[name,] for name in _COUNTERS}, queues),
        beat_tick_at=int(answers[keys.BEAT_TICK,] or 0),
        health=json.loads(health)["checks"] if health else {},
        redis=RedisFigures.from_info(answers["info",]),
    )


def _ask_of_queue(pipe: Pipeline, queue: str) -> list[_Question]:
    asked: list[_Question] = []
    for step in PRIORITY_STEPS:
        pipe.llen(list_key(queue, step))
        pipe.zcard(keys.waiting(queue, step))
        asked += [(queue, "length", str(step)), (queue, "waiting", str(step))]
    pipe.zcard(keys.leased(queue))
    pipe.zcard(keys.delayed(queue))
    pipe.hlen(keys.unacked(queue))
    pipe.zrange(keys.unacked_index(queue), 0, 0, withscores=True)
    pipe.zrange(keys.workers(queue), 0, -1, withscores=True)
    return asked + [(queue, what) for what in ("leased", "delayed", "unacked", "oldest_unacked", "workers")]


def _ask_of_all(pipe: Pipeline, queues: Sequence[str]) -> list[_Question]:
    pipe.time()
    pipe.info()
    pipe.eval(_OLDEST, 0, " ".join(map(str, PRIORITY_STEPS)), *queues)
    pipe.get(keys.BEAT_TICK)
    pipe.get(keys.HEALTH)
    for name in _COUNTERS:
        pipe.hgetall(name)
    return [
        ("time",),
        ("info",),
        ("oldest",),
        (keys.BEAT_TICK,),
        (keys.HEALTH,),
        *((name,) for name in _COUNTERS),
    ]


def _in_fours(flat: list[int]) -> list[list[int]]:
    return [flat[start : start + 4] for start in range(0, len(flat), 4)]


def _figures(queue: str, answers: _Answers, oldest_ms: list[int], now: float) -> QueueFigures:
    def age(then: float) -> float:
        return max(now - then, 0.0) if then >= 0 else 0.0

    message_at, *tasks_at = (milliseconds / 1000 for milliseconds in oldest_ms)
    workers = [
        int(entry.rpartition("|")[2])
        for entry, told_at in answers[queue, "workers"]
        if age(told_at / 1000) < BELIEVED_SECONDS
    ]
    unacked = answers[queue, "oldest_unacked"]
    return QueueFigures(
        by_priority={step: answers[queue, "length", str(int(step))] for step in Priority},
        open_tasks={
            TaskState.PENDING: sum(answers[queue, "waiting", str(step)] for step in PRIORITY_STEPS),
            TaskState.RUNNING: answers[queue, "leased"],
            TaskState.DELAYED: answers[queue, "delayed"],
        },
        oldest_task_ages=dict(zip(OPEN_STATES, map(age, tasks_at), strict=True)),
        oldest_message_age=age(message_at),
        unacked=answers[queue, "unacked"],
        oldest_unacked_age=age(unacked[0][1]) if unacked else 0.0,
        workers=len(workers),
        slots=sum(workers),
    )
