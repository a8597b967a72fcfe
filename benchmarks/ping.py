"""A task that does nothing, submit to result: the ledger against bare Celery.

Both sides run with the same settings on the same Redis server, one worker of four children each, and take
turns sample by sample, so that a noisy machine is noisy to both.
"""

import os
import signal
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.processes import POLL_SECONDS, Product, running_product, start_process
from services.common import keys
from services.common.messages import QueueName, TaskName

SAMPLES = 750
DRAIN_TASKS = 250
DRAINS = 8
"""In each round, in turns with the rival's."""

ROUNDS = 3
WORKER = ["-Q", str(QueueName.DEFAULT), "-c", "4"]


class Ours:
    """The ledger's side, at library level and through HTTP."""

    def __init__(self, product: Product) -> None:
        self._product = product

    def submit(self) -> str:
        return self._product.submit(TaskName.PING, QueueName.DEFAULT, {})

    def library_once(self) -> None:
        record = keys.record(self.submit())
        while self._product.client.hget(record, "status") != "succeeded":
            time.sleep(POLL_SECONDS)

    def http_once(self) -> None:
        http = self._product.http
        task_id = http.post("/ping", json={"queue": "default"}).raise_for_status().json()["task_id"]
        while http.get(f"/task-status/{task_id}").json()["status"] != "success":
            time.sleep(POLL_SECONDS)

    def drain(self) -> None:
        for _ in range(DRAIN_TASKS):
            self.submit()
        _wait_until(lambda: self._product.client.scard(keys.tenant_open("bench")) == 0)


class Bare:
    """Bare Celery's side."""

    def __init__(self, product: Product, app: Any) -> None:
        self._product = product
        self._app = app

    def once(self) -> None:
        self._app.send_task("bare.ping", queue="default", priority=6).get(timeout=30)

    def drain(self) -> None:
        for _ in range(DRAIN_TASKS):
            self._app.send_task("bare.ping", queue="default", priority=6)
        _wait_until(lambda: len(self._results()) >= DRAIN_TASKS)

    def forget_results(self) -> None:
        """Delete what is kept of earlier tasks, so that a drain can count its own."""
        if results := self._results():
            self._app.backend.client.delete(*results)

    def _results(self) -> list[str]:
        return list(self._app.backend.client.scan_iter("celery-task-meta-*", count=5000))


def _wait_until(is_done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not is_done():
        if time.monotonic() > deadline:
            raise RuntimeError("the tasks were not drained in 120 s")
        time.sleep(0.01)


def seconds_of(call: Callable[[], None]) -> float:
    """Return how long a call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def _p99(samples: list[float]) -> float:
    return statistics.quantiles(samples, n=100)[98]


def _round(ours: Ours, bare: Bare) -> dict[str, float]:
    library, http, rival = [], [], []
    for _ in range(SAMPLES):
        library.append(seconds_of(ours.library_once))
        http.append(seconds_of(ours.http_once))
        rival.append(seconds_of(bare.once))
    drains = []
    for _ in range(DRAINS):
        bare.forget_results()
        drains.append((seconds_of(bare.drain), seconds_of(ours.drain)))
    return {
        "p50": statistics.median(library) / statistics.median(rival),
        "p99": _p99(library) / _p99(rival),
        "http": statistics.median(http) / statistics.median(rival),
        "drain": sum(theirs for theirs, _ in drains) / sum(our for _, our in drains),
    }


def measure(folder: Path) -> list[Figure]:
    """Return the ratios; each is the median of the rounds' ratios."""
    with running_product(folder, WORKER, api=True) as product:
        # The rival has a Redis database of its own, so that neither takes the other's messages.
        os.environ["REDIS_URL"] = product.redis_url.removesuffix("/0") + "/1"
        # Imported only here: its app reads that address when it is made.
        from benchmarks.bare_celery import app

        command = ["celery", "-A", "benchmarks.bare_celery", "worker", *WORKER, "-l", "warning"]
        rival = start_process(command, os.environ, folder / "rival.log")
        try:
            ours, bare = Ours(product), Bare(product, app)
            for _ in range(50):
                for once in (ours.library_once, ours.http_once, bare.once):
                    once()
            rounds = []
            for _ in range(ROUNDS):
                rounds.append(_round(ours, bare))
        finally:
            os.killpg(rival.pid, signal.SIGKILL)
            rival.wait()
    middle = {name: statistics.median(found[name] for found in rounds) for name in rounds[0]}
    return [
        Figure("ping, library, p50 against bare Celery", middle["p50"], "<=", 1.0),
        Figure("ping, library, p99 against bare Celery", middle["p99"], "<=", 1.3),
        Figure("ping, HTTP, p50 against bare Celery", middle["http"], "<=", 1.8),
        Figure("drain of pings, throughput against bare Celery", middle["drain"], ">=", 0.95),
    ]
