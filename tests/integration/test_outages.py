"""Redis or Beat away for long, and a Redis that keeps falling, on real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.common import keys
from services.common.records import TaskState
from tests.fixtures.redis import RedisServer
from tests.fixtures.stack import ROOT, Stack

CONSUMES_SECONDS = 15
"""How soon after Redis is back a worker must consume again."""

AGAIN_SECONDS = 30
"""How soon a lost task must run again while Redis itself keeps falling."""

BEAT_AWAY_SECONDS = float(os.environ.get("BEAT_AWAY_SECONDS", "20"))
"""Longer than a lease and than every pause of the sender; 300 was tried, and is the same."""


@pytest.fixture
def stack(own_server: RedisServer, tmp_path: Path) -> Iterator[Stack]:
    """A worker, and Beat as a process of its own."""
    stack = Stack(own_server.url, tmp_path)
    try:
        start_beat(stack)
        stack.start_worker()
        yield stack
    finally:
        stack.stop()


def start_beat(stack: Stack) -> subprocess.Popen[bytes]:
    """Start Beat; it is stopped with the stack."""
    command = [sys.executable, "-m", "celery", "-A", "services.worker.main", "beat"]
    with (stack.folder / "beat.log").open("ab") as log:
        beat = subprocess.Popen(
            command, cwd=ROOT, env=stack.environment, stdout=log, stderr=log, start_new_session=True
        )
    stack.workers.insert(0, beat)
    return beat


def kill(stack: Stack, process: subprocess.Popen[bytes]) -> None:
    stack.workers.remove(process)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.slow
@pytest.mark.parametrize(("how", "seconds"), [("killed", 60), ("frozen", 13)])
def test_redis_away_with_tasks_in_flight(
    own_server: RedisServer, stack: Stack, how: str, seconds: float
) -> None:
    """Longer than a lease: all have lapsed when Redis is back, and healthy workers renew them first.

    The regression test for the reconnect defect of Celery 5.7.0, too: run it for every new version.
    """
    long, short = stack.submit("tests.sleep", seconds=seconds + 14), stack.submit("tests.sleep", seconds=5)
    for task_id in (long, short):
        stack.wait_for_state(task_id, TaskState.RUNNING)
    time.sleep(1.5)  # a second, so that everysec has it on disk: what a kill may take is another test

    own_server.kill() if how == "killed" else own_server.freeze()
    time.sleep(seconds)
    own_server.start() if how == "killed" else own_server.thaw()

    back = time.monotonic()
    assert stack.wait(stack.submit("sqlagent.ping"), seconds=CONSUMES_SECONDS).status == "success"
    assert time.monotonic() - back < CONSUMES_SECONDS
    for task_id in (long, short):
        task = stack.wait(task_id, seconds=60)
        assert (task.status, task.attempt) == ("success", 1)
        assert stack.client.hget(keys.record(task_id), "losses") == "0"
    assert stack.client.hget(keys.OUTCOMES, "tests.sleep|default|succeeded") == "2"
    assert "Unrecoverable error" not in stack.log()


@pytest.mark.slow
def test_a_killed_workers_task_runs_again_while_redis_keeps_falling(
    own_server: RedisServer, stack: Stack
) -> None:
    """Up for less time than the sender is quiet after an outage."""
    lost = stack.workers[-1]
    task_id = stack.submit("tests.sleep", seconds=120)
    stack.wait_for_state(task_id, TaskState.RUNNING)
    stack.start_worker("-n", "other@%h")
    kill(stack, lost)
    killed = time.monotonic()

    while time.monotonic() - killed < AGAIN_SECONDS:
        own_server.kill()
        time.sleep(2)
        own_server.start()
        until = time.monotonic() + 6
        while time.monotonic() < until:
            if stack.client.hget(keys.record(task_id), "attempt") == "2":
                return
            time.sleep(0.1)
    raise AssertionError(f"{task_id} did not run again\n{stack.log()[-3000:]}")


@pytest.mark.slow
def test_while_beat_is_away_nothing_is_lost_only_late(stack: Stack) -> None:
    beat = stack.workers[0]
    kill(stack, beat)
    retried = stack.submit("tests.fail_at_first", times=1)
    stack.wait_for_state(retried, TaskState.DELAYED)
    lost_worker = stack.workers.pop()
    orphan = stack.submit("tests.sleep", seconds=0.5)
    stack.wait_for_state(orphan, TaskState.RUNNING)
    os.killpg(lost_worker.pid, signal.SIGKILL)
    lost_worker.wait()
    unsent = stack.submit("sqlagent.ping")
    stack.client.delete("default:6")
    stack.start_worker()

    time.sleep(BEAT_AWAY_SECONDS)
    others = [stack.wait(stack.submit("sqlagent.ping")).status for _ in range(20)]
    before = {task_id: stack.read(task_id).state for task_id in (retried, orphan, unsent)}
    start_beat(stack)

    assert set(others) == {"success"}
    assert before == {
        retried: TaskState.DELAYED,
        orphan: TaskState.RUNNING,
        unsent: TaskState.PENDING,
    }
    assert {stack.wait(task_id, seconds=CONSUMES_SECONDS).status for task_id in before} == {"success"}
