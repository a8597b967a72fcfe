"""Who submits: an id counts as accepted only when its submit has returned."""

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

from celery import Celery
from kombu.exceptions import OperationalError

from services.common.connection import connect
from services.common.errors import RedisUnavailableError
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, QueueName
from services.common.scripts import load_script
from services.common.settings import Settings
from services.worker.configuration import celery_configuration
from tests.chaos import journal
from tests.chaos.plan import TENANT, Job, Plan

REDELIVERED_WITHIN_SECONDS = 5.0

SLOW_DISK_SECONDS = 3.0
"""Redis puts off its writes for up to two seconds while the disk does not follow."""


class Submitter(threading.Thread):
    """Submits the plan's tasks, keeping so many of them open as the plan says.

    As a client of the API does, it repeats under the same id what failed or has an unknown fate.
    """

    def __init__(self, plan: Plan, redis_url: str, folder: Path) -> None:
        super().__init__(name="submitter", daemon=True)
        self.jobs = plan.jobs()
        self.accepted: dict[str, float] = {}
        self._backlog = plan.backlog
        self._folder = folder
        self._rng = random.Random(plan.seed + 2)
        self._client = connect(redis_url)
        self._redeliver = self._client.register_script(load_script("redeliver", package="tests.chaos"))
        self._copies: list[tuple[float, str]] = []
        self._submit: Callable[[Job], None] = _control(redis_url) if plan.is_control else self._to_ledger()
        self.error: BaseException | None = None

    def _to_ledger(self) -> Callable[[Job], None]:
        ledger = Ledger(self._client, result_ttl_seconds=3600)

        def submit(job: Job) -> None:
            queue = QueueName.MAINTENANCE if job.is_safe else QueueName.DEFAULT
            ledger.submit(NewTask(job.task_id, TENANT, job.kind, queue, Priority.NORMAL, job.payload))
            if job.is_redelivered:
                due = time.monotonic() + self._rng.random() * REDELIVERED_WITHIN_SECONDS
                self._copies.append((due, job.task_id))

        return submit

    def accepted_before(self, moments: list[float]) -> set[str]:
        """Return what was accepted in the last seconds before a moment: what a slow disk may not have."""
        return {
            task_id
            for task_id, at in self.accepted.items()
            if any(0 <= moment - at <= SLOW_DISK_SECONDS for moment in moments)
        }

    def run(self) -> None:
        """Submit everything."""
        try:
            for job in self.jobs:
                self._submit_until_accepted(job)
                self._push_copies(time.monotonic())
            while self._copies:
                self._push_copies(time.monotonic())
                time.sleep(0.1)
        except BaseException as error:
            self.error = error
            raise

    def _submit_until_accepted(self, job: Job) -> None:
        while len(self.accepted) - journal.count(self._folder, "effects") >= self._backlog:
            time.sleep(0.005)
        while job.task_id not in self.accepted:
            try:
                self._submit(job)
            except (RedisUnavailableError, OperationalError):
                time.sleep(0.05)
            else:
                self.accepted[job.task_id] = time.monotonic()

    def _push_copies(self, now: float) -> None:
        for due, task_id in [copy for copy in self._copies if copy[0] <= now]:
            try:
                self._redeliver(args=[task_id, self._rng.randrange(2)])
            except OSError:
                raise
            except Exception:
                return  # Redis is away: later
            self._copies.remove((due, task_id))


def _control(redis_url: str) -> Callable[[Job], None]:
    app = Celery("control-client", set_as_current=False)
    app.conf.update(celery_configuration(Settings(redis_url=redis_url)))

    def submit(job: Job) -> None:
        app.send_task(
            "control.work",
            args=[job.task_id, job.payload["seconds"]],
            task_id=job.task_id,
            queue=QueueName.DEFAULT,
            priority=int(Priority.NORMAL),
        )

    return submit
