"""Redis round trips of a task that does nothing, from submit to result, with task events off.

Counted by Redis itself: one read of a client's socket for each round trip, however many commands it carries.
What an idle worker asks for meanwhile is measured before and taken off.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from benchmarks.figures import Figure
from benchmarks.processes import POLL_SECONDS, Product, running_product
from services.common import keys
from services.common.connection import connect
from services.common.messages import QueueName, TaskName

TASKS = 300
IDLE_SECONDS = 10.0
OURS = 2
"""Of each task's round trips: the submit, and the one look that finds the result."""


class Reads:
    """Counts what others ask of Redis, over a connection that does nothing else."""

    def __init__(self, redis_url: str) -> None:
        self._client = connect(redis_url, timeout_seconds=5)
        self._own = 0

    def total(self) -> int:
        """Return the round trips so far, without this one's and its forerunners'."""
        self._own += 1
        stats = cast(dict[str, int], self._client.info("stats"))
        return int(stats["total_reads_processed"]) - self._own

    def of(self, call: Callable[[], None]) -> int:
        """Return how many there were while a call ran."""
        before = self.total()
        call()
        return self.total() - before


def _run(product: Product) -> int:
    """Run the tasks one after the other; return how often this process looked in vain."""
    in_vain = 0
    for _ in range(TASKS):
        task_id = product.submit(TaskName.PING, QueueName.DEFAULT, {})
        while product.client.hget(keys.record(task_id), "status") != "succeeded":
            in_vain += 1
            time.sleep(POLL_SECONDS)
    return in_vain


def measure(folder: Path) -> list[Figure]:
    """Return the round trips of one task, all of them and the worker's."""
    worker = ["-Q", str(QueueName.DEFAULT), "-c", "1"]
    with running_product(folder, worker, SQLAGENT_TASK_EVENTS="false") as product:
        reads, in_vain = Reads(product.redis_url), 0
        _run(product)

        idle = reads.of(lambda: time.sleep(IDLE_SECONDS)) / IDLE_SECONDS

        def run() -> None:
            nonlocal in_vain
            in_vain = _run(product)

        begun = time.monotonic()
        found = reads.of(run)
        idle_meanwhile = idle * (time.monotonic() - begun)
    a_task = (found - in_vain - idle_meanwhile) / TASKS
    return [
        Figure("Redis round trips of a task, submit to result, no events", a_task, "<=", 8, ""),
        Figure("Redis round trips of its worker", a_task - OURS, "<=", 5, ""),
    ]
