"""The product's processes for a benchmark: Redis, workers and the api, stopped when it ends."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

from services.common.connection import connect
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, QueueName, TaskName
from services.common.records import TaskState
from services.common.store import Store
from tests.fixtures.redis import RedisServer, free_port

ROOT = Path(__file__).parents[1]
POLL_SECONDS = 0.0005


def start_process(arguments: list[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a Python module in a process group of its own."""
    with log.open("ab") as file:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=dict(environment),
            stdout=file,
            stderr=file,
            start_new_session=True,
        )


class Product:
    """What a benchmark talks to."""

    def __init__(self, redis_url: str, store_url: str, api_port: int) -> None:
        self.redis_url = redis_url
        self.client = connect(redis_url, timeout_seconds=5)
        self.ledger = Ledger(self.client, result_ttl_seconds=3600)
        self.store = Store(store_url)
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{api_port}", timeout=60)

    def submit(self, kind: str, queue: str, payload: Mapping[str, Any], *, tenant: str = "bench") -> str:
        """Submit a task through the ledger."""
        task_id = uuid.uuid4().hex
        self.ledger.submit(NewTask(task_id, tenant, kind, queue, Priority.NORMAL, payload))
        return task_id

    def wait(
        self, task_id: str, *, tenant: str = "default", seconds: float = 120, pause: float = POLL_SECONDS
    ) -> dict[str, Any]:
        """Wait for a task's result, and ask for it after each pause; a failure ends the benchmark."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            task = self.ledger.read(task_id, tenant=tenant)
            if task.is_final:
                if task.state is not TaskState.SUCCEEDED:
                    raise RuntimeError(f"{task.kind} failed: {task.error_code}: {task.error}")
                return task.result or {}
            time.sleep(pause)
        raise RuntimeError(f"task {task_id} did not end in {seconds} s")


@contextlib.contextmanager
def running_product(
    folder: Path, worker: list[str], *, api: bool = False, **variables: str
) -> Iterator[Product]:
    """Start Redis, one worker and, if asked for, the api; their logs are in the folder."""
    (folder / "redis").mkdir(parents=True)
    server = RedisServer(folder / "redis")
    server.start()
    port = free_port()
    store_url = f"file://{folder / 'store'}"
    environment = {
        **os.environ,
        "REDIS_URL": server.url,
        "SQLAGENT_STORE_URL": store_url,
        "SQLAGENT_API_PORT": str(port),
        "SQLAGENT_TENANT_MAX_OPEN_TASKS": "0",
        "SQLAGENT_TENANT_REQUESTS_PER_MINUTE": "0",
        "SQLAGENT_LOG_LEVEL": "WARNING",
        **variables,
    }
    log = folder / "log"
    processes = [start_process(["celery", "-A", "services.worker.main", "worker", *worker], environment, log)]
    if api:
        processes.append(start_process(["services.api.main"], environment, log))
    try:
        product = Product(server.url, store_url, port)
        queue = worker[worker.index("-Q") + 1].split(",")[0] if "-Q" in worker else QueueName.DEFAULT
        product.wait(product.submit(TaskName.PING, queue, {}), tenant="bench")
        if api:
            _wait_for_api(product.http, log)
        yield product
    finally:
        for process in processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        server.stop()


def _wait_for_api(http: httpx.Client, log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            http.get("/health/live").raise_for_status()
            return
        except httpx.HTTPError as error:
            if time.monotonic() > deadline:
                raise RuntimeError(log.read_text()[-3000:]) from error
            time.sleep(0.1)
