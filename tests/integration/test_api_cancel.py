"""Cancelling a task over HTTP, at every stage of its life; a thread plays the worker."""

import json
import threading
import time

import pytest

from services.common.errors import (
    AttemptLostError,
    QueryTimeoutError,
    StoreUnavailableError,
    TaskCancelledError,
)
from services.worker.recovery import Recovery
from tests.fixtures.api import RunningApi, fail, submit, succeed


def upload(client) -> dict[str, str]:
    return client.post("/files", files={"file": ("a.csv", b"a\n1\n")}).json()


class ObedientWorker(threading.Thread):
    """Runs a task until it is told to stop, and then ends it as cancelled."""

    def __init__(self, api: RunningApi, task_id: str) -> None:
        super().__init__()
        self._ledger, self._task_id = api.context.ledger, task_id
        assert self._ledger.start(task_id, "token") is not None

    def run(self) -> None:
        while True:
            try:
                self._ledger.renew(self._task_id, "token")
            except TaskCancelledError:
                self._ledger.end_cancelled(self._task_id, "token")
                return
            except AttemptLostError:
                return
            time.sleep(0.02)


def test_a_waiting_task_is_cancelled_at_once(api, client):
    task_id = submit(api)

    answer = client.delete(f"/tasks/{task_id}")

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["error_code"]) == ("failure", "cancelled")
    assert answer.json() == client.get(f"/task-status/{task_id}").json()
    assert api.context.ledger.start(task_id, "late") is None


def test_a_task_that_waits_for_its_retry_is_cancelled_at_once(api, client):
    task_id = submit(api)
    api.context.ledger.start(task_id, "token")
    api.context.ledger.retry(task_id, "token", StoreUnavailableError("Down."), delay_seconds=60)

    assert client.delete(f"/tasks/{task_id}").json()["error_code"] == "cancelled"


@pytest.mark.parametrize("is_lost", [False, True])
def test_a_retry_after_its_commit_is_cancelled_where_its_write_is_known_to_have_failed(api, client, is_lost):
    task_id, ledger = submit(api), api.context.ledger
    ledger.start(task_id, "lost" if is_lost else "token")
    if is_lost:  # by the worker, after it asked: its write may have arrived
        ledger.commit(task_id, "lost")
        Recovery(api.context.redis, result_ttl_seconds=60).release([(task_id, "lost")], is_lost=True)
        ledger.start(task_id, "token")
    ledger.commit(task_id, "token")
    ledger.retry(task_id, "token", StoreUnavailableError("Down."), delay_seconds=60)

    answer = client.delete(f"/tasks/{task_id}").json()

    assert answer["error_code"] == (None if is_lost else "cancelled")
    assert answer["status"] == ("pending" if is_lost else "failure")


def test_a_running_task_is_awaited_until_it_obeys(api, client):
    task_id = submit(api)
    worker = ObedientWorker(api, task_id)
    worker.start()

    answer = client.delete(f"/tasks/{task_id}").json()
    worker.join()

    assert (answer["status"], answer["error_code"]) == ("failure", "cancelled")


def test_a_running_task_that_does_not_obey_is_shown_as_it_stands(api, client):
    task_id = submit(api)
    api.context.ledger.start(task_id, "token")
    began = time.monotonic()

    answer = client.delete(f"/tasks/{task_id}")

    assert (answer.status_code, answer.json()["status"]) == (200, "processing")
    assert time.monotonic() - began < 4
    with pytest.raises(TaskCancelledError):
        api.context.ledger.renew(task_id, "token")


@pytest.mark.parametrize("end", [succeed, lambda api, task: fail(api, task, QueryTimeoutError("Too long."))])
def test_a_finished_task_is_unchanged(api, client, end):
    task_id = submit(api)
    end(api, task_id)
    before = client.get(f"/task-status/{task_id}").json()

    assert client.delete(f"/tasks/{task_id}").json() == before
    assert client.get(f"/task-status/{task_id}").json() == before


def test_cancelling_twice_is_cancelling_once(api, client):
    task_id = submit(api)

    assert client.delete(f"/tasks/{task_id}").json() == client.delete(f"/tasks/{task_id}").json()


def test_a_cancelled_upload_shows_as_failed_with_its_outcome_in_the_store(api, client):
    accepted = upload(client)

    client.delete(f"/tasks/{accepted['task_id']}")

    path = f"tenants/default/files/{accepted['file_id']}/outcome.json"
    assert json.loads(api.context.store.read(path)) == {
        "task_id": accepted["task_id"],
        "status": "failure",
        "error_code": "cancelled",
    }
    for forget in (False, True):
        if forget:
            api.context.redis.delete(f"sqlagent:task:{accepted['task_id']}")
        file = client.get(f"/files/{accepted['file_id']}").json()
        assert (file["status"], file["error_code"]) == ("failed", "cancelled")


def test_a_cancelled_question_leaves_nothing_in_the_store(api, client):
    client.delete(f"/tasks/{submit(api)}")

    assert api.stored() == []
