"""Tasks over HTTP: the contract's statuses, results and lists."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from services.common.documents import read_document
from services.common.errors import QueryTimeoutError, StoreUnavailableError
from services.common.messages import TaskName
from tests.fixtures.api import fail, submit, succeed, write_result

AMOUNT = Decimal("12345678901234567.89")
"""A float would round it."""


def test_a_waiting_task_is_pending(api, client):
    task_id = submit(api)

    task = client.get(f"/task-status/{task_id}").json()

    created = datetime.fromisoformat(task.pop("created_at"))
    assert abs(datetime.now(UTC) - created) < timedelta(seconds=60)
    assert task == {
        "task_id": task_id,
        "kind": "sqlagent.answer_question",
        "status": "pending",
        "result": None,
        "error": None,
        "error_code": None,
        "queue": "query_processing",
        "progress": None,
        "finished_at": None,
    }


def test_a_running_task_is_processing_and_tells_its_progress(api, client):
    task_id = submit(api)
    api.context.ledger.start(task_id, "token")
    api.context.ledger.renew(task_id, "token", {"stage": "reading", "percent": 40})

    task = client.get(f"/task-status/{task_id}").json()

    assert (task["status"], task["progress"]) == ("processing", {"stage": "reading", "percent": 40.0})


def test_a_task_that_waits_for_its_retry_is_pending_without_an_error(api, client):
    task_id = submit(api)
    api.context.ledger.start(task_id, "token")
    api.context.ledger.retry(task_id, "token", StoreUnavailableError("Down."), delay_seconds=60)

    task = client.get(f"/task-status/{task_id}").json()

    assert (task["status"], task["error"], task["error_code"]) == ("pending", None, None)


def test_a_finished_task_is_a_success_with_its_result(api, client):
    task_id = submit(api)
    succeed(api, task_id, {"outcome": "answered", "rows": [["größer", 1.5, None, AMOUNT]], "attempt": 1})

    answer = client.get(f"/task-status/{task_id}")

    task = read_document(answer.content)
    assert task["status"] == "success"
    assert task["result"]["rows"] == [["größer", 1.5, None, AMOUNT]]
    assert f"{AMOUNT}]" in answer.text
    assert task["finished_at"] >= task["created_at"]


def test_a_failed_task_is_a_failure_with_its_code(api, client):
    task_id = submit(api)
    fail(api, task_id, QueryTimeoutError("The query took too long."))

    task = client.get(f"/task-status/{task_id}").json()

    assert (task["status"], task["error_code"], task["result"]) == ("failure", "query_timeout", None)
    assert task["error"] == "The query took too long."


@pytest.mark.parametrize("task_id", ["0" * 32, "x", "%00", "a:b", "💥", "x" * 5000])
@pytest.mark.parametrize("path", ["/task-status/{}", "/tasks/{}/result"])
def test_an_unknown_task_is_not_found(client, path, task_id):
    answer = client.get(path.format(task_id))

    assert (answer.status_code, answer.json()["code"]) == (404, "task_not_found")


def test_a_result_in_the_store_is_shown_as_if_it_were_in_the_record(api, client):
    task_id = submit(api)
    path = f"tenants/default/results/{task_id}/1/answer.json"
    api.context.store.write(path, json.dumps({"outcome": "answered", "attempt": 1}).encode())
    succeed(api, task_id, {"stored": path, "attempt": 1, "formats": []})

    assert client.get(f"/task-status/{task_id}").json()["result"] == {"outcome": "answered", "attempt": 1}


@pytest.mark.parametrize(
    "path", ["tenants/other/results/x", "../../etc/passwd", "tenants/default/results/gone"]
)
def test_a_stored_result_that_is_gone_or_foreign_is_not_shown(api, client, path):
    api.context.store.write("tenants/other/results/x", b'{"secret": 1}')
    task_id = submit(api)
    succeed(api, task_id, {"stored": path, "attempt": 1, "formats": []})

    task = client.get(f"/task-status/{task_id}").json()

    assert (task["status"], task["result"]) == ("success", None)


def test_a_stored_result_beyond_the_bound_is_not_read(api, client, monkeypatch):
    monkeypatch.setattr("services.api.stored_documents.MAX_STORED_BYTES", 10)
    task_id = submit(api)
    path = f"tenants/default/results/{task_id}/1/answer.json"
    api.context.store.write(path, b'{"outcome": "answered"}')
    succeed(api, task_id, {"stored": path, "attempt": 1, "formats": []})

    result = client.get(f"/task-status/{task_id}").json()["result"]

    assert result == {"too_large": True, "size_bytes": 23}


@pytest.mark.parametrize(
    ("file_format", "content", "media_type"),
    [
        ("csv", b"region\r\nnorth\r\n", "text/csv; charset=utf-8"),
        ("parquet", b"PAR1", "application/vnd.apache.parquet"),
    ],
)
@pytest.mark.parametrize("is_stored", [True, False])
def test_a_whole_result_is_downloaded(api, client, file_format, content, media_type, is_stored):
    task_id = submit(api)
    write_result(api, task_id)
    succeed(api, task_id, {"stored": "tenants/default/x", "attempt": 1} if is_stored else None)

    answer = client.get(f"/tasks/{task_id}/result", params={"format": file_format})

    assert (answer.status_code, answer.content) == (200, content)
    assert answer.headers["Content-Type"] == media_type
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="answer-{task_id[:8]}.{file_format}"'
    )


def test_a_result_is_asked_for_too_early(api, client):
    answer = client.get(f"/tasks/{submit(api)}/result")

    assert (answer.status_code, answer.json()["code"]) == (409, "task_not_finished")


def test_a_failed_task_has_no_result(api, client):
    task_id = submit(api)
    fail(api, task_id, QueryTimeoutError("The query took too long."))

    answer = client.get(f"/tasks/{task_id}/result")

    assert (answer.status_code, answer.json()["code"]) == (409, "task_failed")


@pytest.mark.parametrize("result", [None, {"deleted": True}, {"outcome": "refused", "attempt": 1}])
def test_a_task_without_result_files_is_not_found(api, client, result):
    task_id = submit(api)
    succeed(api, task_id, result)

    answer = client.get(f"/tasks/{task_id}/result")

    assert (answer.status_code, answer.json()["code"]) == (404, "result_not_found")


def test_an_unknown_format_is_refused(api, client):
    answer = client.get(f"/tasks/{submit(api)}/result", params={"format": "xls"})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_an_expired_task_is_not_found_and_leaves_the_list(start_api):
    api = start_api(result_ttl_seconds=1)
    task_id = submit(api)
    succeed(api, task_id)
    api.context.redis.pexpire(f"sqlagent:task:{task_id}", 1)
    with api.client() as client:
        while api.context.redis.exists(f"sqlagent:task:{task_id}"):
            pass

        assert client.get(f"/task-status/{task_id}").status_code == 404
        assert client.get(f"/tasks/{task_id}/result").status_code == 404
        assert client.get("/tasks").json() == {"tasks": [], "next": None}


def test_tasks_are_listed_page_by_page(api, client):
    task_ids = {submit(api) for _ in range(7)}

    seen, offset = [], 0
    while offset is not None:
        page = client.get("/tasks", params={"limit": 3, "offset": offset}).json()
        seen += [task["task_id"] for task in page["tasks"]]
        offset = page["next"]

    assert len(seen) == 7
    assert set(seen) == task_ids


def test_tasks_are_filtered_by_status(api, client):
    waiting = [submit(api, TaskName.PING) for _ in range(5)]
    done = [waiting.pop(), waiting.pop(0)]
    for task_id in done:
        succeed(api, task_id)

    found = client.get("/tasks", params={"status": "success", "limit": 1}).json()
    rest = client.get("/tasks", params={"status": "success", "offset": found["next"]}).json()

    assert {task["task_id"] for task in found["tasks"] + rest["tasks"]} == set(done)
    assert rest["next"] is None
    assert all("result" not in task for task in rest["tasks"])


@pytest.mark.parametrize(
    "params", [{"limit": 0}, {"limit": 1000}, {"offset": -1}, {"status": "done"}], ids=repr
)
def test_a_bad_page_is_refused(client, params):
    answer = client.get("/tasks", params=params)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
