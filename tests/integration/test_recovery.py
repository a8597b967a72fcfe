"""What brings a task back when a child, a worker or a message is lost, on real processes."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.common import keys
from services.common.records import TaskState
from tests.fixtures.stack import TENANT, Stack, running_stack

AGAIN_SECONDS = 15
"""How soon a lost task must run again."""


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with running_stack(tmp_path, {"SQLAGENT_DRAIN_SECONDS": "2"}) as stack:
        yield stack


def kill_worker(stack: Stack) -> None:
    worker = stack.workers.pop()
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


# With a thousand waiting it is within 8 s on a quiet machine only, and not beside most other tests.
@pytest.mark.parametrize("waiting", [0, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_lost_childs_task_runs_again_within_seconds(stack: Stack, waiting: int) -> None:
    task_id = stack.submit("tests.die_at_first", kill="child")
    for _ in range(waiting):
        stack.submit("tests.sleep", seconds=0.05)

    task = stack.wait(task_id, seconds=8)

    assert (task.status, task.attempt, task.result) == ("success", 2, {"attempt": 2})


@pytest.mark.slow
def test_no_child_is_born_with_a_lock_of_the_thread_that_tells_of_its_predecessor(stack: Stack) -> None:
    """A child that waits for such a lock starts nothing, and fills a slot until the hard limit."""
    for _ in range(12):
        task_id = stack.submit("tests.die_at_first", kill="child")
        task = stack.wait(task_id, seconds=AGAIN_SECONDS)
        assert (task.status, task.attempt) == ("success", 2)

    both = [stack.submit("tests.sleep", seconds=3) for _ in range(2)]
    for task_id in both:
        stack.wait_for_state(task_id, TaskState.RUNNING)

    assert [stack.read(task_id).state for task_id in both] == [TaskState.RUNNING] * 2
    assert len({(stack.wait(task_id).result or {})["pid"] for task_id in both}) == 2


def test_a_killed_workers_task_runs_again_elsewhere(stack: Stack) -> None:
    task_id = stack.submit("tests.sleep", seconds=1)
    stack.wait_for_state(task_id, TaskState.RUNNING)

    kill_worker(stack)
    stack.start_worker()

    task = stack.wait(task_id, seconds=AGAIN_SECONDS)
    assert (task.status, task.attempt) == ("success", 2)


def test_a_message_that_was_lost_is_sent_again(stack: Stack) -> None:
    kill_worker(stack)
    lost = [stack.submit("sqlagent.ping") for _ in range(5)]
    stack.client.ltrim("default:6", 3, -1)  # what is popped next is gone

    stack.start_worker()

    for task_id in lost:
        assert stack.wait(task_id, seconds=AGAIN_SECONDS).attempt == 1


def test_a_message_that_was_never_pushed_is_sent_again(stack: Stack) -> None:
    kill_worker(stack)
    task_id = stack.submit("sqlagent.ping")
    stack.client.delete("default:6")
    stack.start_worker()

    assert stack.wait(task_id, seconds=AGAIN_SECONDS).attempt == 1


def test_a_task_that_kills_its_child_is_given_up_and_its_neighbours_succeed(stack: Stack) -> None:
    poison = stack.submit("tests.die_always", kill="child")
    neighbours = [stack.submit("tests.sleep", seconds=0.2) for _ in range(20)]

    task = stack.wait(poison, seconds=60)

    assert (task.status, task.error_code, task.attempt) == ("failure", "dead_lettered", 4)
    assert "worker was lost 4 times" in str(task.error)
    assert {stack.wait(neighbour).status for neighbour in neighbours} == {"success"}


@pytest.mark.slow
def test_a_task_that_kills_its_worker_is_given_up_and_its_neighbours_succeed(stack: Stack) -> None:
    """Somebody starts a new worker each time, as Kubernetes does; the neighbours run beside it."""
    poison = stack.submit("tests.die_always", kill="worker")
    neighbours = [stack.submit("tests.sleep", seconds=3) for _ in range(8)]

    deadline = time.monotonic() + 120
    while not (task := stack.read(poison)).is_final:
        assert time.monotonic() < deadline, task
        if stack.workers[-1].poll() is not None:
            stack.spawn_worker()
        time.sleep(0.1)

    assert (task.status, task.error_code, task.attempt) == ("failure", "dead_lettered", 4)
    assert "worker was lost 4 times" in str(task.error)
    assert {stack.wait(neighbour, seconds=60).status for neighbour in neighbours} == {"success"}
    stack.ledger.resubmit(poison, tenant=TENANT)
    assert stack.client.hmget(keys.record(poison), "losses", "retries") == ["0", "0"]


@pytest.mark.slow
def test_a_worker_that_slept_past_its_lease_cannot_finish_what_another_has(stack: Stack) -> None:
    frozen = stack.workers[-1]
    task_id = stack.submit("tests.sleep", seconds=4)
    first = stack.wait_for_state(task_id, TaskState.RUNNING)
    os.killpg(frozen.pid, signal.SIGSTOP)
    try:
        stack.spawn_worker()
        deadline = time.monotonic() + 40
        while stack.read(task_id).attempt == first.attempt:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        os.killpg(frozen.pid, signal.SIGCONT)

    task = stack.wait(task_id)
    assert (task.status, task.attempt) == ("success", 2)
    assert (task.result or {})["attempt"] == 2
    deadline = time.monotonic() + 10
    while "this one's result is not used" not in stack.log():  # the first one woke, and was refused
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert stack.client.hgetall(keys.OUTCOMES)["tests.sleep|default|succeeded"] == "1"


def test_a_full_redis_is_worked_off(stack: Stack) -> None:
    """kombu's notes of which messages a worker has are refused, the ledger's steps are not."""
    running = stack.submit("tests.sleep", seconds=1)
    waiting = [stack.submit("sqlagent.ping") for _ in range(20)]
    stack.wait_for_state(running, TaskState.RUNNING)
    stack.client.config_set("maxmemory", 1)

    assert {stack.wait(task_id).status for task_id in [running, *waiting]} == {"success"}
    assert {stack.read(task_id).attempt for task_id in [running, *waiting]} == {1}
    stack.client.config_set("maxmemory", 0)
    assert stack.wait(stack.submit("sqlagent.ping")).status == "success"


def test_a_worker_that_is_told_to_go_hands_back_what_it_cannot_finish(stack: Stack) -> None:
    short, long = stack.submit("tests.sleep", seconds=1), stack.submit("tests.sleep", seconds=6)
    for task_id in (short, long):
        stack.wait_for_state(task_id, TaskState.RUNNING)
    worker = stack.workers.pop()
    stack.start_worker()

    os.kill(worker.pid, signal.SIGTERM)
    begun = time.monotonic()
    worker.wait(timeout=15)
    left = time.monotonic()

    assert left - begun < 12
    stack.wait_for_state(long, TaskState.RUNNING, seconds=5)
    first, second = stack.wait(short), stack.wait(long)
    assert (first.status, first.attempt) == ("success", 1)
    assert (second.status, second.attempt) == ("success", 2)
    assert stack.client.hget(keys.record(long), "losses") == "0"


def test_an_idle_worker_leaves_within_three_seconds(stack: Stack) -> None:
    worker = stack.workers.pop()

    os.kill(worker.pid, signal.SIGTERM)
    begun = time.monotonic()
    worker.wait(timeout=15)

    assert time.monotonic() - begun < 3
