"""What became of every id: sets are compared, never counts alone."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from redis import Redis

from services.common import keys
from services.common.records import TaskState
from tests.chaos import journal
from tests.chaos.plan import Job

_FIELDS = ("status", "error_code", "created_at", "finished_at")
_BATCH = 1000


@dataclass
class Verdict:
    """Sets of ids, and what was seen beside them."""

    accepted: set[str]
    succeeded: set[str] = field(default_factory=set)
    failed_as_expected: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)
    """Those that should have succeeded, with their error's code."""
    missing: set[str] = field(default_factory=set)
    """Accepted, and neither a record nor an effect of them is left."""
    missing_after_slow_disk: set[str] = field(default_factory=set)
    """Of an uncounted Redis kill: reported apart, since Redis itself had told that its disk was too slow."""
    stuck: set[str] = field(default_factory=set)
    started_again: set[str] = field(default_factory=set)
    effects_again: set[str] = field(default_factory=set)
    ended_again: int = 0
    """Ends that the ledger counted beyond one for each id."""
    safe_started_again: set[str] = field(default_factory=set)
    """Healthy long tasks that were started a second time."""
    worst_seconds: float = 0.0
    worst_id: str = ""
    overstayed: list[float] = field(default_factory=list)
    """How long workers took to leave that outlived their grace period."""

    def excuse(self, task_ids: set[str]) -> None:
        """Report apart what a slow disk took."""
        self.missing_after_slow_disk = self.missing & task_ids
        self.missing -= task_ids

    @property
    def violations(self) -> dict[str, object]:
        """What must be empty."""
        found = {
            "missing": self.missing,
            "stuck": self.stuck,
            "failed": self.failed,
            "effects more than once": self.effects_again,
            "ended more than once": self.ended_again,
            "healthy long tasks started again": self.safe_started_again,
            "outlived the grace period": self.overstayed,
        }
        return {name: value for name, value in found.items() if value}


def judge(jobs: list[Job], accepted: set[str], client: Redis, folder: Path, store: Path) -> Verdict:
    """Compare what was accepted with the ledger, the store and the journals.

    An effect is the file in the store; a task may be killed between making it and writing its line.
    """
    verdict = Verdict(accepted)
    effects = journal.read(folder, "effects")
    visible = {path.name for path in store.glob("effects/*")}
    records = _records(sorted(accepted), client)
    for job in jobs:
        if job.task_id in accepted:
            _judge_one(verdict, job, records[job.task_id], has_effect=job.task_id in visible)
    _judge_starts(verdict, jobs, journal.read(folder, "starts"), effects)
    outcomes = cast(dict[str, str], client.hgetall(keys.OUTCOMES))
    ended = sum(int(count) for name, count in outcomes.items() if not name.startswith("sqlagent."))
    verdict.ended_again = ended - len(verdict.succeeded | verdict.failed_as_expected | set(verdict.failed))
    return verdict


def judge_control(accepted: set[str], folder: Path) -> Verdict:
    """Plain Celery keeps no records: what has no effect was lost."""
    effects = journal.read(folder, "effects")
    verdict = Verdict(accepted, succeeded=set(effects) & accepted, missing=accepted - set(effects))
    _judge_starts(verdict, [], journal.read(folder, "starts"), effects)
    return verdict


def _records(task_ids: list[str], client: Redis) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    for first in range(0, len(task_ids), _BATCH):
        batch = task_ids[first : first + _BATCH]
        with client.pipeline(transaction=False) as pipe:
            for task_id in batch:
                pipe.hmget(keys.record(task_id), _FIELDS)
            found.update(zip(batch, pipe.execute(), strict=True))
    return found


def _judge_one(verdict: Verdict, job: Job, record: list[str | None], *, has_effect: bool) -> None:
    status, code, created, finished = record
    if status is None:
        verdict.missing.add(job.task_id)
    elif finished is None:
        verdict.stuck.add(job.task_id)
    elif job.is_poison and (status, code) == (TaskState.FAILED, "dead_lettered"):
        verdict.failed_as_expected.add(job.task_id)
    elif status != TaskState.SUCCEEDED:
        verdict.failed[job.task_id] = f"{status}: {code}"
    else:
        verdict.succeeded.add(job.task_id)
        if not has_effect:
            verdict.missing.add(job.task_id)
    if created and finished and not job.is_poison and not job.is_safe:
        seconds = (int(finished) - int(created)) / 1000
        if seconds > verdict.worst_seconds:
            verdict.worst_seconds, verdict.worst_id = seconds, job.task_id


def _judge_starts(verdict: Verdict, jobs: list[Job], starts: Counter[str], effects: Counter[str]) -> None:
    verdict.started_again = {task_id for task_id, count in starts.items() if count > 1}
    verdict.effects_again = {task_id for task_id, count in effects.items() if count > 1}
    verdict.safe_started_again = {job.task_id for job in jobs if job.is_safe} & verdict.started_again
