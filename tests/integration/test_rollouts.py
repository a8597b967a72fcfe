"""Twenty workers are told to go, one after the other, while tasks keep coming."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.common import keys
from services.common.limits import HAND_BACK_SECONDS
from services.common.records import TaskState
from tests.fixtures.stack import Stack, running_stack

ROLLOUTS = 20
DRAIN_SECONDS = 1
GRACE_SECONDS = DRAIN_SECONDS + HAND_BACK_SECONDS
AGAIN_SECONDS = 5
"""How soon after a worker's exit what it handed back must have started elsewhere."""

LONG_SECONDS = 3
"""Longer than the drain."""


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with running_stack(tmp_path, {"SQLAGENT_DRAIN_SECONDS": str(DRAIN_SECONDS)}) as stack:
        yield stack


def start_of(stack: Stack, worker: subprocess.Popen[bytes]) -> list[str]:
    """Submit until this worker runs at least one long task; return those that it runs."""
    theirs: list[str] = []
    while not theirs:
        submitted = [stack.submit("tests.sleep", seconds=LONG_SECONDS) for _ in range(3)]
        for task_id in submitted:
            stack.wait_for_state(task_id, TaskState.RUNNING)
        tokens = {task_id: str(stack.client.hget(keys.record(task_id), "token")) for task_id in submitted}
        theirs = [task_id for task_id, token in tokens.items() if token.split(":")[1] == str(worker.pid)]
    return theirs


def wait_until_ready(stack: Stack, worker: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while not any(
        f":{worker.pid}|" in entry for entry in stack.client.zrange(keys.workers("default"), 0, -1)
    ):
        assert time.monotonic() < deadline, stack.log()[-3000:]
        time.sleep(0.05)


@pytest.mark.slow
def test_twenty_workers_leave_in_time_and_hand_back_what_they_run(stack: Stack) -> None:
    stack.start_worker("-c", "4", "-n", "second@%h")
    long: set[str] = set()
    short: list[str] = []

    for number in range(ROLLOUTS):
        worker = stack.workers.pop(0)
        short += [stack.submit("tests.sleep", seconds=0.02) for _ in range(40)]
        theirs = start_of(stack, worker)
        long |= set(theirs)
        os.kill(worker.pid, signal.SIGTERM)
        stack.spawn_worker("-c", "4", "-n", f"next{number}@%h")
        short += [stack.submit("tests.sleep", seconds=0.02) for _ in range(40)]
        worker.wait(timeout=GRACE_SECONDS)
        left = time.monotonic()
        for task_id in theirs:
            while (task := stack.read(task_id)).attempt < 2 and not task.is_final:
                assert time.monotonic() - left < AGAIN_SECONDS, f"{task} was not started again"
                time.sleep(0.02)
        wait_until_ready(stack, stack.workers[-1])

    ended = {task_id: stack.wait(task_id, seconds=60) for task_id in [*long, *short]}
    assert {task.status for task in ended.values()} == {"success"}
    losses = {stack.client.hget(keys.record(task_id), "losses") for task_id in ended}
    assert losses == {"0"}
    assert max(task.attempt for task in ended.values()) > 1
