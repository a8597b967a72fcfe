"""Unknown tasks are neither cancelled nor sent again, and failed ones are sent again under their ids."""

from datetime import UTC, datetime

import pytest

from services.common.catalog import CatalogFile
from services.common.errors import FileCorruptError, QueryTimeoutError
from services.common.messages import TaskName
from services.worker.recovery import Recovery
from tests.fixtures.api import RunningApi, fail, submit, succeed


@pytest.mark.parametrize("task_id", ["0" * 32, "x", "%00", "💥"])
@pytest.mark.parametrize(("method", "path"), [("DELETE", "/tasks/{}"), ("POST", "/tasks/{}/retry")])
def test_an_unknown_task_is_not_found(client, method, path, task_id):
    answer = client.request(method, path.format(task_id))

    assert (answer.status_code, answer.json()["code"]) == (404, "task_not_found")


def test_a_failed_task_is_sent_again_under_its_id(api, client):
    task_id = submit(api)
    fail(api, task_id, QueryTimeoutError("Too long."))

    answer = client.post(f"/tasks/{task_id}/retry")

    assert (answer.status_code, answer.json()) == (202, {"task_id": task_id})
    assert answer.headers["Location"] == f"/task-status/{task_id}"
    task = client.get(f"/task-status/{task_id}").json()
    assert (task["status"], task["error"], task["error_code"], task["finished_at"]) == (
        "pending",
        None,
        None,
        None,
    )
    succeed(api, task_id)
    assert client.get(f"/task-status/{task_id}").json()["status"] == "success"


def _cancelled(api: RunningApi, task_id: str) -> None:
    api.context.ledger.cancel(task_id, tenant="default")


@pytest.mark.parametrize(
    "make", [lambda api, task: None, succeed, _cancelled], ids=["waiting", "succeeded", "cancelled"]
)
def test_only_a_failed_task_is_sent_again(api, client, make):
    task_id = submit(api)
    make(api, task_id)

    answer = client.post(f"/tasks/{task_id}/retry")

    assert (answer.status_code, answer.json()["code"]) == (409, "task_not_failed")


def test_a_retry_counts_as_an_open_task(start_api):
    api = start_api(tenant_max_open_tasks=1)
    task_id = submit(api, TaskName.PING)
    fail(api, task_id, QueryTimeoutError("Too long."))
    submit(api, TaskName.PING)
    with api.client() as client:
        assert client.post(f"/tasks/{task_id}/retry").json()["code"] == "too_many_open_tasks"


def lose_until_given_up(api: RunningApi, recovery: Recovery, task_id: str) -> int:
    """Start it and let its worker die, until it has failed; return how often it was started."""
    ledger = api.context.ledger
    for starts in range(1, 10):
        assert ledger.start(task_id, f"token-{starts}") is not None
        if recovery.release([(task_id, f"token-{starts}")], is_lost=True) == ["dead"]:
            return starts
        ledger.push_due()
    raise AssertionError("it was never given up")


def test_a_dead_letter_is_shown_with_its_reason_and_starts_anew_when_it_is_sent_again(api, client):
    recovery = Recovery(api.context.redis, result_ttl_seconds=60)
    task_id, _ = submit(api), submit(api)
    assert lose_until_given_up(api, recovery, task_id) == 4

    (shown,) = client.get("/tasks", params={"status": "failure"}).json()["tasks"]
    assert (shown["task_id"], shown["error_code"]) == (task_id, "dead_lettered")
    assert "worker was lost 4 times" in shown["error"]

    assert client.post(f"/tasks/{task_id}/retry").status_code == 202
    assert lose_until_given_up(api, recovery, task_id) == 4


def _outcome(accepted: dict[str, str]) -> str:
    return f"tenants/default/files/{accepted['file_id']}/outcome.json"


def refuse_upload(api: RunningApi, client) -> dict[str, str]:
    """Upload a file and do what a worker does with one that it cannot read."""
    accepted: dict[str, str] = client.post("/files", files={"file": ("a.csv", b"a\n1\n")}).json()
    fail(api, accepted["task_id"], FileCorruptError("Damaged."))
    api.context.store.create(_outcome(accepted), b'{"status": "failure", "error_code": "file_corrupt"}')
    return accepted


def catalogue_refusal(api: RunningApi, accepted: dict[str, str]) -> None:
    entry = CatalogFile(
        file_id=accepted["file_id"],
        name="a.csv",
        size_bytes=4,
        task_id=accepted["task_id"],
        created_at=datetime.now(UTC),
        error_code="file_corrupt",
        error="Damaged.",
    )
    api.context.catalogs.change("default", lambda catalog: catalog.with_file(entry, []))


@pytest.mark.parametrize("is_catalogued", [True, False])
def test_an_upload_that_is_read_again_shows_as_processing(api, client, is_catalogued):
    accepted = refuse_upload(api, client)
    if is_catalogued:
        catalogue_refusal(api, accepted)
    url = f"/files/{accepted['file_id']}"
    assert client.get(url).json()["status"] == "failed"

    client.post(f"/tasks/{accepted['task_id']}/retry")

    file = client.get(url).json()
    assert (file["status"], file["error"], file["error_code"]) == ("processing", None, None)
    (listed,) = client.get("/files").json()["files"]
    assert {**listed, "report": None} == file
    fail(api, accepted["task_id"], FileCorruptError("Damaged."))
    assert client.get(url).json()["error_code"] == "file_corrupt"


def test_an_upload_that_is_read_again_is_awaited_even_if_redis_is_lost(api, client):
    accepted = refuse_upload(api, client)

    client.post(f"/tasks/{accepted['task_id']}/retry")

    assert _outcome(accepted) not in api.stored()


def test_a_refused_retry_leaves_the_outcome_as_it_was(start_api):
    api = start_api(tenant_max_open_tasks=1)
    with api.client() as client:
        accepted = refuse_upload(api, client)
        submit(api, TaskName.PING)

        assert client.post(f"/tasks/{accepted['task_id']}/retry").status_code == 429

    assert _outcome(accepted) in api.stored()
