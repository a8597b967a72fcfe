"""Cancelling at every stage, and sending a failed task again, on a real worker."""

import time
from collections.abc import Iterator

import pytest

from services.common import keys
from services.common.errors import TaskNotFailedError, TaskNotFoundError
from services.common.messages import QueueName
from services.common.records import TaskState
from tests.fixtures.stack import TENANT, Stack, running_stack

EFFECT_SECONDS = 1.0


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running_stack(tmp_path_factory.mktemp("cancel")) as stack:
        yield stack


def seconds_to_cancel(stack: Stack, task_id: str) -> float:
    begun = time.monotonic()
    stack.ledger.cancel(task_id, tenant=TENANT)
    task = stack.wait(task_id)
    assert (task.state, task.status, task.error_code) == (TaskState.CANCELLED, "failure", "cancelled")
    assert task.payload is None
    assert not stack.client.sismember(keys.tenant_open(TENANT), task_id)
    return time.monotonic() - begun


def test_a_waiting_task_is_cancelled_at_once(stack: Stack) -> None:
    task_id = stack.submit("sqlagent.ping", queue="nobody_listens")

    assert seconds_to_cancel(stack, task_id) < EFFECT_SECONDS
    assert stack.ledger.start(task_id, "token") is None


def test_a_task_in_retry_is_cancelled_at_once(stack: Stack) -> None:
    task_id = stack.submit("tests.fail_at_first", times=3)
    stack.wait_for_state(task_id, TaskState.DELAYED)

    assert seconds_to_cancel(stack, task_id) < EFFECT_SECONDS


def test_a_running_task_is_cancelled_within_a_second(stack: Stack) -> None:
    task_id = stack.submit("tests.work_in_sandbox", seconds=30)
    stack.wait_for_state(task_id, TaskState.RUNNING)
    deadline = time.monotonic() + 15
    while stack.read(task_id).progress is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)

    assert seconds_to_cancel(stack, task_id) < EFFECT_SECONDS
    assert stack.wait(stack.submit("tests.work_in_sandbox", seconds=0.1)).status == "success"


def test_a_cancel_that_comes_before_the_end_wins_over_the_result(stack: Stack) -> None:
    task_id = stack.submit("tests.sleep", seconds=1)
    stack.wait_for_state(task_id, TaskState.RUNNING)

    seconds_to_cancel(stack, task_id)


def test_a_cancel_after_the_commit_comes_too_late(stack: Stack) -> None:
    task_id = stack.submit("sqlagent.ping", queue="nobody_listens")
    stack.ledger.start(task_id, "token")
    stack.ledger.commit(task_id, "token")

    stack.ledger.cancel(task_id, tenant=TENANT)
    stack.ledger.succeed(task_id, "token", {"done": True})

    assert stack.read(task_id).state is TaskState.SUCCEEDED


def test_an_ended_task_stays_as_it_ended(stack: Stack) -> None:
    task_id = stack.submit("sqlagent.ping")
    ended = stack.wait(task_id)

    stack.ledger.cancel(task_id, tenant=TENANT)

    assert stack.read(task_id) == ended


def test_another_tenants_task_cannot_be_cancelled_or_sent_again(stack: Stack) -> None:
    task_id = stack.submit("sqlagent.ping", queue="nobody_listens")

    for act in (stack.ledger.cancel, stack.ledger.resubmit):
        with pytest.raises(TaskNotFoundError):
            act(task_id, tenant="other")
    assert stack.read(task_id).state is TaskState.PENDING


def test_a_failed_task_is_sent_again_under_its_id(stack: Stack) -> None:
    task_id = stack.submit("tests.fail_until_told", path=str(stack.folder / "told"))
    assert stack.wait(task_id).error_code == "file_empty"
    (stack.folder / "told").touch()

    stack.ledger.resubmit(task_id, tenant=TENANT)

    task = stack.wait(task_id)
    assert (task.status, task.error_code, task.retries) == ("success", None, 0)
    with pytest.raises(TaskNotFailedError):
        stack.ledger.resubmit(task_id, tenant=TENANT)


def test_a_cancelled_task_is_not_released_again(stack: Stack) -> None:
    """Cancel wins over redelivery: the worker that ran it dies before it obeys."""
    task_id = stack.submit("sqlagent.ping", queue="nobody_listens")
    stack.ledger.start(task_id, "dead-worker")
    stack.ledger.cancel(task_id, tenant=TENANT)

    # The sender looks only at the product's queues: let it find the lease, lapsed, in one of them.
    stack.client.hset(keys.record(task_id), "queue", QueueName.MAINTENANCE)
    stack.client.zadd(keys.leased(QueueName.MAINTENANCE), {task_id: 1})

    assert stack.wait(task_id, seconds=15).state is TaskState.CANCELLED
