"""From the start of a process until it is ready: the api answers as ready, a worker touches its heartbeat."""

import os
import signal
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

from benchmarks.figures import Figure
from benchmarks.processes import start_process
from tests.fixtures.redis import RedisServer, free_port

RUNS = 3
GIVE_UP_SECONDS = 60.0


def measure(folder: Path) -> list[Figure]:
    """Start each a few times beside a Redis that is there, and take the median."""
    (folder / "redis").mkdir()
    server = RedisServer(folder / "redis")
    server.start()
    heartbeat, port = folder / "heartbeat", free_port()
    environment = {
        **os.environ,
        "REDIS_URL": server.url,
        "SQLAGENT_STORE_URL": f"file://{folder / 'store'}",
        "SQLAGENT_API_PORT": str(port),
        "SQLAGENT_HEARTBEAT_PATH": str(heartbeat),
    }
    worker = ["celery", "--quiet", "-A", "services.worker.main", "worker", "-Q", "query_processing"]
    try:
        return [
            _figure("api", ["services.api.main"], environment, lambda: _is_ready(port), folder, goal=2.0),
            _figure("worker", worker, environment, heartbeat.exists, folder, goal=4.0),
        ]
    finally:
        server.stop()


def _figure(
    name: str,
    command: list[str],
    environment: Mapping[str, str],
    is_ready: Callable[[], bool],
    folder: Path,
    *,
    goal: float,
) -> Figure:
    runs = []
    for _ in range(RUNS):
        (folder / "heartbeat").unlink(missing_ok=True)
        begin = time.monotonic()
        process = start_process(command, environment, folder / "log")
        try:
            while not is_ready():
                if time.monotonic() - begin > GIVE_UP_SECONDS:
                    raise RuntimeError((folder / "log").read_text()[-3000:])
                time.sleep(0.01)
            runs.append(time.monotonic() - begin)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return Figure(f"start to ready: {name}", statistics.median(runs), "<=", goal, unit=" s")


def _is_ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=2).is_success
    except httpx.HTTPError:
        return False
