"""What a chaos run does, and what one of its tasks is: all of it follows from the seed."""

import os
import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

TENANT = "chaos"
JOURNAL = "CHAOS_JOURNAL"
"""The environment variable that tells tasks where to write what they did."""

WORK = "chaos.work"
POISON = "tests.die_always"


class Event(StrEnum):
    """What happens to the processes."""

    KILL_WORKER = "worker kills"
    KILL_CHILD = "child kills"
    KILL_REDIS = "Redis kills"
    ROLLOUT = "rollouts"
    KILL_BEAT = "Beat kills"


@dataclass(frozen=True)
class Job:
    """One task to submit."""

    task_id: str
    kind: str
    payload: Mapping[str, Any]

    is_safe: bool = False
    """Runs long, on the worker that nothing happens to: it must start once."""

    is_redelivered: bool = False
    """A copy of its message is pushed some time after it was accepted."""

    @property
    def is_poison(self) -> bool:
        return self.kind == POISON


@dataclass(frozen=True)
class Plan:
    """One run."""

    tasks: int
    kills: int
    child_kills: int
    redis_kills: int
    rollouts: int
    beat_kills: int
    poison_children: int
    poison_workers: int
    safe_tasks: int
    safe_seconds: float
    seed: int
    workers: int = 3
    backlog: int = 100
    """So many tasks are kept open: the workers are never idle, and thresholds come as they work."""

    redis_down_seconds: float = 3.0
    is_control: bool = False

    @classmethod
    def from_environment(cls) -> Self:
        """Read what ``make chaos`` was told."""

        def number(name: str, default: int) -> int:
            return int(os.environ.get(name) or default)

        kills, is_control = number("KILLS", 100), bool(number("CONTROL", 0))
        return cls(
            tasks=number("TASKS", 20_000),
            kills=kills,
            child_kills=0 if is_control else number("CHILD_KILLS", kills // 5),
            redis_kills=number("REDIS_KILLS", kills // 5),
            rollouts=number("ROLLOUTS", kills // 5),
            beat_kills=0 if is_control else kills // 5,
            poison_children=0 if is_control else 5,
            poison_workers=0 if is_control else 2,
            safe_tasks=0 if is_control else 8,
            safe_seconds=20,
            seed=number("SEED", random.SystemRandom().randrange(1_000_000)),
            is_control=is_control,
        )

    @classmethod
    def small(cls, seed: int) -> Self:
        """The run that ``make test`` can afford."""
        return cls(
            tasks=2000,
            kills=10,
            child_kills=3,
            redis_kills=3,
            rollouts=2,
            beat_kills=1,
            poison_children=2,
            poison_workers=1,
            safe_tasks=4,
            safe_seconds=8,
            seed=seed,
        )

    def jobs(self) -> list[Job]:
        """Return the tasks in the order in which they are submitted."""
        rng = random.Random(self.seed)
        special = [
            *[Job(_task_id(rng), POISON, {"kill": "child"}) for _ in range(self.poison_children)],
            *[Job(_task_id(rng), POISON, {"kill": "worker"}) for _ in range(self.poison_workers)],
            *[self._safe(rng) for _ in range(self.safe_tasks)],
        ]
        jobs = [_ordinary(rng) for _ in range(self.tasks - len(special))]
        for job in special:
            jobs.insert(rng.randrange(max(1, len(jobs) // 50)), job)  # early: they take long
        return jobs

    def _safe(self, rng: random.Random) -> Job:
        return Job(_task_id(rng), WORK, {"seconds": self.safe_seconds}, is_safe=True, is_redelivered=True)

    def events(self) -> list[tuple[int, Event]]:
        """Return what happens, each with the number of accepted tasks at which it does."""
        rng = random.Random(self.seed + 1)
        kinds = [
            *[Event.KILL_WORKER] * self.kills,
            *[Event.KILL_CHILD] * self.child_kills,
            *[Event.KILL_REDIS] * self.redis_kills,
            *[Event.ROLLOUT] * self.rollouts,
            *[Event.KILL_BEAT] * self.beat_kills,
        ]
        rng.shuffle(kinds)
        share = self.tasks * 0.95 / max(1, len(kinds))
        return [(int((index + rng.random()) * share), kind) for index, kind in enumerate(kinds)]


def _ordinary(rng: random.Random) -> Job:
    """Most tasks do nothing, so that many messages are between a list and a start at any moment.

    None is long: a task that lost its worker four times is given up, and here a worker lives for seconds.
    """
    kind = rng.random()
    seconds = 0.0 if kind < 0.8 else rng.random() * 0.05 if kind < 0.995 else 0.2 + 0.8 * rng.random()
    return Job(_task_id(rng), WORK, {"seconds": seconds}, is_redelivered=rng.random() < 0.05)


def _task_id(rng: random.Random) -> str:
    return f"{rng.getrandbits(128):032x}"
