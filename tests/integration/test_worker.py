"""Tasks of every fate, on a real Redis and a real Celery worker."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.common import keys
from services.common.messages import Priority, QueueName
from services.common.records import TaskState, TaskStatus
from tests.fixtures.stack import Stack, running_stack


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A worker whose tasks may take 2 s; 4 s is its hard limit."""
    with running_stack(tmp_path_factory.mktemp("stack"), {"TASK_TIMEOUT": "2"}) as stack:
        yield stack


@pytest.mark.parametrize("queue", list(QueueName))
def test_ping_is_answered_on_every_queue(stack: Stack, queue: QueueName) -> None:
    task = stack.wait(stack.submit("sqlagent.ping", queue=queue))

    assert (task.status, task.result, task.attempt) == (TaskStatus.SUCCESS, {"pong": True}, 1)


def test_a_running_task_is_processing_and_tells_its_progress(stack: Stack) -> None:
    task_id = stack.submit("tests.sleep", seconds=1.5)

    stack.wait_for_state(task_id, TaskState.RUNNING)
    seen = {json.dumps(stack.read(task_id).progress)}
    while not (task := stack.read(task_id)).is_final:
        seen.add(json.dumps(task.progress))

    assert '{"stage": "sleeping", "percent": 50}' in seen
    assert task.progress is None


def test_an_error_that_passes_is_retried_with_growing_delays(stack: Stack) -> None:
    task_id = stack.submit("tests.fail_at_first", times=2)

    task = stack.wait(task_id)

    assert (task.status, task.result, task.retries, task.attempt) == ("success", {"retries": 2}, 2, 3)
    assert task.error is None
    assert task.finished_at is not None
    # The first delay is at least 0.2 s, the second twice that.
    assert task.finished_at - task.created_at >= 0.6


def test_a_delayed_task_is_pending_outside(stack: Stack) -> None:
    task_id = stack.submit("tests.fail_at_first", times=3)

    task = stack.wait_for_state(task_id, TaskState.DELAYED)

    assert (task.status, task.error_code) == (TaskStatus.PENDING, "store_unavailable")
    stack.wait(task_id)


def test_three_retries_are_the_most(stack: Stack) -> None:
    task = stack.wait(stack.submit("tests.fail_at_first", times=99))

    assert (task.status, task.error_code, task.attempt) == ("failure", "store_unavailable", 4)


def test_a_users_error_is_never_retried(stack: Stack) -> None:
    task = stack.wait(stack.submit("tests.fail_as_user"))

    assert (task.status, task.error_code, task.attempt) == ("failure", "file_empty", 1)
    assert task.error == "The file is empty, says the test."


def test_an_unexpected_error_leaves_its_place_in_the_log_and_its_text_nowhere(stack: Stack) -> None:
    task = stack.wait(stack.submit("tests.fail_unexpectedly"))

    assert (task.status, task.error_code) == ("failure", "internal_error")
    assert "secret detail" not in str(task) + stack.log()
    assert "ZeroDivisionError at worker.py" in stack.log()


def test_the_soft_limit_ends_a_task_as_timeout(stack: Stack) -> None:
    task = stack.wait(stack.submit("tests.sleep", seconds=30))

    assert (task.status, task.error_code, task.attempt) == ("failure", "timeout", 1)
    assert task.finished_at is not None
    assert task.started_at is not None
    assert 1.9 <= task.finished_at - task.started_at < 4


def test_the_hard_limit_ends_a_task_at_once_and_the_worker_goes_on(stack: Stack) -> None:
    task = stack.wait(stack.submit("tests.ignore_soft_limit"))

    assert (task.status, task.error_code, task.attempt) == ("failure", "timeout", 1)
    assert task.finished_at is not None
    assert task.started_at is not None
    assert 3.9 <= task.finished_at - task.started_at < 6
    assert stack.wait(stack.submit("sqlagent.ping")).status == "success"


def test_a_busy_queue_runs_strictly_by_priority(stack: Stack, tmp_path: Path) -> None:
    order = tmp_path / "order"
    blockers = [stack.submit("tests.sleep", seconds=1) for _ in range(2)]
    for blocker in blockers:
        stack.wait_for_state(blocker, TaskState.RUNNING)
    # One more each would be prefetched by the two children: they are part of the load, not of the order.
    filler = [stack.submit("tests.sleep", seconds=1) for _ in range(2)]

    waiting = [
        stack.submit("tests.write_line", priority=priority, path=str(order), line=priority.name)
        for priority in (Priority.LOW, Priority.NORMAL, Priority.RETRIED, Priority.HIGH)
    ]

    for task_id in [*filler, *waiting]:
        stack.wait(task_id)
    assert order.read_text().split() == ["HIGH", "RETRIED", "NORMAL", "LOW"]


def test_outcomes_are_counted_by_the_finish_script(stack: Stack) -> None:
    field = "sqlagent.ping|maintenance|succeeded"
    before = int(stack.client.hget(keys.OUTCOMES, field) or 0)

    stack.wait(stack.submit("sqlagent.ping", queue=QueueName.MAINTENANCE))

    assert int(stack.client.hget(keys.OUTCOMES, field) or 0) == before + 1


def test_a_question_is_in_neither_message_nor_log(stack: Stack) -> None:
    stack.wait(stack.submit("sqlagent.ping", question="how rich is my boss"))

    assert "how rich" not in stack.log()
    for key in stack.client.scan_iter("unacked*"):
        assert "how rich" not in str(stack.client.hgetall(key) if stack.client.type(key) == "hash" else "")
