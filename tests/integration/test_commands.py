"""What an operator starts with ``celery -A services.worker.main …``; ``test_runbook`` has what one asks."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from services.common import keys
from services.common.errors import StoreUnavailableError
from services.common.messages import QueueName, TaskName
from services.exporter.snapshot import BELIEVED_SECONDS
from tests.fixtures.redis import RedisServer, free_port
from tests.fixtures.stack import ROOT, Stack

CELERY = [sys.executable, "-m", "celery", "-A", "services.worker.main"]


@contextlib.contextmanager
def running(stack: Stack, *arguments: str) -> Iterator[Path]:
    """Run a celery command in the background; give its log."""
    log = stack.folder / f"{arguments[0]}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*CELERY, *arguments],
            cwd=ROOT,
            env=stack.environment,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        yield log
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The product's own worker, over all queues, and Beat."""
    folder = tmp_path_factory.mktemp("commands")
    (folder / "redis").mkdir()
    server = RedisServer(folder / "redis")
    server.start()
    stack = Stack(server.url, folder, SQLAGENT_FLOWER_BASIC_AUTH="ada:s3cret")
    try:
        with running(stack, "beat"):
            stack.start_worker(app="services.worker.main")
            yield stack
    finally:
        stack.stop()
        server.stop()


def celery(stack: Stack, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CELERY, *arguments], cwd=ROOT, env=stack.environment, capture_output=True, text=True, timeout=60
    )


def test_the_worker_registers_every_task_and_no_other(stack: Stack) -> None:
    done = celery(stack, "inspect", "registered", "--json")

    registered = next(iter(json.loads(done.stdout).values()))
    ours = {name.split(" ")[0] for name in registered if not name.startswith("celery.")}
    assert ours == {str(name) for name in TaskName}


def test_a_worker_listens_on_the_four_queues(stack: Stack) -> None:
    done = celery(stack, "inspect", "active_queues", "--json")

    queues = next(iter(json.loads(done.stdout).values()))
    assert {queue["name"] for queue in queues} == {str(name) for name in QueueName}


@pytest.fixture(scope="module")
def flower(stack: Stack) -> Iterator[httpx.Client]:
    """A running Flower that remembers two tasks; without a login."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    bounded = ("flower", "--address=127.0.0.1", f"--port={port}", "--max_tasks=2")
    with running(stack, *bounded) as log, httpx.Client(base_url=url) as client:
        deadline = time.monotonic() + 30
        while True:
            with contextlib.suppress(httpx.TransportError):
                client.get("/healthcheck")
                break
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        yield client


@pytest.mark.parametrize("path", ["/workers", "/tasks", "/api/workers", "/api/tasks"])
def test_flower_always_asks_for_a_login(flower: httpx.Client, path: str) -> None:
    known, wrong = (flower.get(path, auth=("ada", password)) for password in ("s3cret", "guess"))

    assert (flower.get(path).status_code, wrong.status_code, known.status_code) == (401, 401, 200)


def test_a_probe_of_flower_needs_no_login(flower: httpx.Client) -> None:
    assert (flower.get("/healthcheck").status_code, flower.get("/healthcheck").text) == (200, "OK")


def test_flower_shows_the_newest_tasks_and_no_content(flower: httpx.Client, stack: Stack) -> None:
    asked = [stack.submit("sqlagent.ping", question="who?") for _ in range(4)]
    for task_id in asked:
        stack.wait(task_id)
    deadline = time.monotonic() + 30
    while asked[-1] not in (shown := flower.get("/api/tasks", auth=("ada", "s3cret")).json()):
        assert time.monotonic() < deadline, shown
        time.sleep(0.2)

    assert len(shown) <= 2
    assert shown[asked[-1]]["name"] == "sqlagent.ping"
    assert "who?" not in json.dumps(shown)


def test_flower_without_a_login_refuses_to_start_in_one_line(stack: Stack) -> None:
    environment = {name: value for name, value in stack.environment.items() if "FLOWER" not in name}

    done = subprocess.run(
        [*CELERY, "flower"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )

    assert done.returncode != 0
    assert "Flower needs a login" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_refuses_the_start_in_one_line(stack: Stack) -> None:
    environment = {**stack.environment, "CELERY_RESULT_BACKEND": "redis://elsewhere:6379/5"}

    done = subprocess.run(
        [*CELERY, "worker"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )

    assert done.returncode != 0
    assert "CELERY_RESULT_BACKEND must name the broker's Redis" in done.stderr
    assert "Traceback" not in done.stderr


def test_beat_has_the_health_checked(stack: Stack) -> None:
    deadline = time.monotonic() + 60
    while (record := stack.client.get(keys.HEALTH)) is None:
        assert time.monotonic() < deadline, stack.log()[-3000:]
        time.sleep(0.5)

    assert json.loads(record)["checks"] == {"store": True, "redis_persistence": True}


def test_beat_sends_what_is_due(stack: Stack) -> None:
    """The sender runs in Beat: a task put aside comes back although no worker and no test sends it."""
    task_id = stack.submit("sqlagent.ping", queue="nobody_listens")
    stack.ledger.start(task_id, "token")
    stack.ledger.retry(task_id, "token", StoreUnavailableError("away"), delay_seconds=0)
    # Beat looks only at the product's queues: hand the task to one of them.
    stack.client.hset(keys.record(task_id), "queue", QueueName.DEFAULT)
    stack.client.rename(keys.delayed("nobody_listens"), keys.delayed(QueueName.DEFAULT))

    assert stack.wait(task_id).result == {"pong": True}


def test_a_worker_and_beat_tell_that_they_are_there(stack: Stack) -> None:
    now = stack.client.time()[0]

    for queue in QueueName:
        ((entry, told_at),) = stack.client.zrange(keys.workers(queue), 0, -1, withscores=True)
        assert entry.endswith("|2")
        assert now - told_at / 1000 < BELIEVED_SECONDS
    assert now - int(stack.client.get(keys.BEAT_TICK)) < 10
