"""The processes of a chaos run, and what happens to them: each in a group of its own, killed as a whole."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from services.common import keys
from services.common.connection import connect
from services.common.messages import QueueName
from tests.chaos.plan import JOURNAL, Event, Plan
from tests.fixtures.redis import RedisServer

ROOT = Path(__file__).parents[2]
DRAIN_SECONDS = 2.0
LEAVE_SECONDS = DRAIN_SECONDS + 15
"""A worker's grace period: who stays longer is killed and counted."""


class Site:
    """Redis, workers and Beat."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.journal = folder / "journal"
        for name in ("redis", "journal", "logs"):
            (folder / name).mkdir(parents=True)
        self._logs = folder / "logs"
        self.server = RedisServer(folder / "redis")
        self.store = folder / "store"
        self.done: Counter[Event] = Counter()
        self.uncounted_redis_kills = 0
        """Redis had told that its disk was too slow for everysec, or no other process answered."""
        self.slow_kills: list[float] = []
        """When Redis was killed although its disk was too slow: the last seconds before may be gone."""
        self.ended_by_itself: list[int] = []
        """Exit codes of workers that nobody had told to go."""
        self.leave_seconds: list[float] = []
        self._workers: list[subprocess.Popen[bytes]] = []
        self._leaving: list[tuple[subprocess.Popen[bytes], float]] = []
        self._safe: subprocess.Popen[bytes] | None = None
        self._beat: subprocess.Popen[bytes] | None = None
        self._redis_back_at: float | None = None
        self._run_id = ""
        self._names = iter(range(1_000_000))

    @property
    def is_redis_down(self) -> bool:
        return self._redis_back_at is not None

    def start(self) -> None:
        self.server.start()
        for _ in range(self.plan.workers):
            self._workers.append(self._start_worker())
        if not self.plan.is_control:
            self._safe = self._start_worker(QueueName.MAINTENANCE)
            self._beat = self._start_beat()

    def stop(self) -> None:
        everyone = [*self._workers, *(worker for worker, _ in self._leaving), self._safe, self._beat]
        for process in everyone:
            if process is not None:
                _kill(process)
        self.server.stop()

    def _spawn(self, log: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "REDIS_URL": self.server.url,
            "SQLAGENT_STORE_URL": f"file://{self.store}",
            "SQLAGENT_DRAIN_SECONDS": str(DRAIN_SECONDS),
            "SQLAGENT_TASK_TIMEOUT": "60",
            "SQLAGENT_LOG_LEVEL": "WARNING",
            JOURNAL: str(self.journal),
        }
        command = [sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "-A", *arguments]
        with (self._logs / log).open("ab") as file:
            return subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=file, stderr=file, start_new_session=True
            )

    def _start_worker(self, queue: QueueName = QueueName.DEFAULT) -> subprocess.Popen[bytes]:
        app = "tests.chaos.control" if self.plan.is_control else "tests.chaos.tasks"
        number = next(self._names)
        name = f"w{number}@%h"
        log = f"worker-{number}.log"
        return self._spawn(log, app, "worker", "-Q", queue, "-c", "2", "-n", name, "-l", "warning")

    def _start_beat(self) -> subprocess.Popen[bytes]:
        return self._spawn("beat.log", "services.worker.main", "beat")

    def strike(self, event: Event, rng: random.Random) -> None:
        """Let one thing happen."""
        if event is Event.KILL_REDIS:
            self._kill_redis()
            return
        if event is Event.KILL_BEAT:
            assert self._beat is not None
            _kill(self._beat)
            self._beat = self._start_beat()
        elif event is Event.KILL_CHILD:
            self._kill_child(rng)
        else:
            index = rng.randrange(len(self._workers))
            worker, self._workers[index] = self._workers[index], self._start_worker()
            if event is Event.KILL_WORKER:
                _kill(worker)
            else:
                os.kill(worker.pid, signal.SIGTERM)
                self._leaving.append((worker, time.monotonic()))
        self.done[event] += 1

    def _kill_child(self, rng: random.Random) -> None:
        """Kill a pool's process, of a worker that is up: one that loses a child while it starts gives up."""
        with connect(self.server.url, timeout_seconds=5) as client:
            up = client.zrange(keys.workers(QueueName.DEFAULT), 0, -1)
        ready = [worker for worker in self._workers if any(f":{worker.pid}|" in entry for entry in up)]
        if ready:
            worker = rng.choice(ready)
            # It may have none just now: the one that was killed before is still being replaced.
            with contextlib.suppress(FileNotFoundError, ProcessLookupError, IndexError):
                children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
                os.kill(int(rng.choice(children)), signal.SIGKILL)

    def _kill_redis(self) -> None:
        with connect(self.server.url, timeout_seconds=5) as client:
            self._run_id = client.info("server")["run_id"]
            self._is_slow = bool(client.info("persistence")["aof_delayed_fsync"])
        self.server.kill()
        if self._is_slow:
            self.slow_kills.append(time.monotonic())
        self._redis_back_at = time.monotonic() + self.plan.redis_down_seconds

    def look_after(self) -> None:
        """Bring Redis back when it is time, replace workers that ended, and see who leaves."""
        if self._redis_back_at is not None and time.monotonic() >= self._redis_back_at:
            self.server.start()
            self._redis_back_at = None
            with connect(self.server.url, timeout_seconds=5) as client:
                is_another = client.info("server")["run_id"] != self._run_id
            if is_another and not self._is_slow:
                self.done[Event.KILL_REDIS] += 1
            else:
                self.uncounted_redis_kills += 1
        for index, worker in enumerate(self._workers):
            if worker.poll() is not None:
                self.ended_by_itself.append(worker.returncode)
                self._workers[index] = self._start_worker()
        for worker, since in tuple(self._leaving):
            seconds = time.monotonic() - since
            if worker.poll() is not None or seconds > LEAVE_SECONDS:
                _kill(worker)
                self._leaving.remove((worker, since))
                self.leave_seconds.append(seconds)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
