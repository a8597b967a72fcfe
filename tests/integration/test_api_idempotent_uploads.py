"""``Idempotency-Key`` on uploads: repeated bytes are read, compared and dropped, never stored twice."""

import time

import httpx
import pytest

from services.api import idempotency
from services.common import layout
from services.common.errors import TooManyOpenTasksError
from tests.fixtures.api import succeed

KEYED = {"Idempotency-Key": "upload-1"}
BODY = b"a,b\n1,2\n"


def upload(client, content: bytes = BODY, *, name: str = "a.csv", **headers) -> httpx.Response:
    return client.post("/files", files={"file": (name, content)}, headers={**KEYED, **headers})


def test_a_repeated_upload_gets_the_first_task_and_is_not_stored_again(api, client):
    first = upload(client)
    stored = api.stored()
    succeed(api, first.json()["task_id"])

    again = upload(client)

    assert (again.status_code, again.json()) == (202, first.json())
    assert api.stored() == stored
    assert len(stored) == 2


@pytest.mark.parametrize("change", [{"content": b"a,b\n1,3\n"}, {"name": "b.csv"}, {"content": BODY * 2}])
def test_another_file_under_the_same_key_is_refused(api, client, change):
    first = upload(client).json()
    original = layout.original("default", first["file_id"])
    stored = api.stored()

    answer = upload(client, **change)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert api.stored() == stored
    assert api.context.store.read(original) == BODY


def test_a_key_whose_upload_still_arrives_is_in_use(api, client):
    seen = []

    def slowly():
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n'
        while not list(api.context.redis.scan_iter("sqlagent:idempotency:*")):
            time.sleep(0.01)
        with api.client() as other:
            seen.append(upload(other))
        yield b"1,2\n\r\n--x--\r\n"

    headers = {**KEYED, "Content-Type": "multipart/form-data; boundary=x"}
    first = client.post("/files", content=slowly(), headers=headers)

    assert (seen[0].status_code, seen[0].json()["code"]) == (409, "idempotency_key_in_use")
    assert first.status_code == 202
    assert upload(client).json() == first.json()


def test_an_upload_that_fails_leaves_its_key_free(api, client):
    assert upload(client, b"").status_code == 422
    assert client.post("/files", files={"file": ("a.pdf", b"x")}, headers=KEYED).status_code == 415

    assert upload(client).status_code == 202


def test_a_silent_upload_loses_its_key_and_cannot_take_it_back(api, client, monkeypatch):
    monkeypatch.setattr(idempotency, "_LEASE_MS", 50)
    seen = []

    def slowly():
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n'
        while not list(api.context.redis.scan_iter("sqlagent:idempotency:*")):
            time.sleep(0.01)
        with api.client() as other:
            while (answer := upload(other)).status_code == 409:
                pass
            seen.append(answer)
        yield b"1,2\n\r\n--x--\r\n"

    headers = {**KEYED, "Content-Type": "multipart/form-data; boundary=x"}
    slow = client.post("/files", content=slowly(), headers=headers)

    assert (slow.status_code, slow.json()["code"]) == (409, "idempotency_key_in_use")
    assert seen[0].status_code == 202
    assert {path.split("/")[3] for path in api.stored()} == {seen[0].json()["file_id"]}


def test_bytes_that_arrive_renew_the_claim(api, client, monkeypatch):
    monkeypatch.setattr(idempotency, "_LEASE_MS", 400)
    monkeypatch.setattr("services.api.uploads.RENEW_SECONDS", 0.05)

    def steadily():
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n'
        with api.client() as other:
            for _ in range(10):
                time.sleep(0.08)
                yield b"1,2\n"
                assert upload(other).status_code == 409
        yield b"\r\n--x--\r\n"

    headers = {**KEYED, "Content-Type": "multipart/form-data; boundary=x"}

    assert client.post("/files", content=steadily(), headers=headers).status_code == 202


@pytest.mark.parametrize("is_second_refused", [False, True])
def test_a_refused_upload_takes_nothing_from_another_under_its_key(
    api, client, monkeypatch, is_second_refused
):
    ledger, answers = api.context.ledger, []
    submit = ledger.submit

    def submit_after_another(task, **more):
        if not answers:
            answers.append(None)
            with api.client() as other:
                answers[0] = upload(other)
            raise TooManyOpenTasksError("Too many.", retry_after_seconds=5)
        if is_second_refused:
            raise TooManyOpenTasksError("Too many.", retry_after_seconds=5)
        submit(task, **more)

    monkeypatch.setattr(ledger, "submit", submit_after_another)
    assert upload(client).json()["code"] == "too_many_open_tasks"
    monkeypatch.undo()
    again = upload(client)

    assert again.status_code == 202
    if not is_second_refused:
        assert answers[0].json() == again.json()
    assert api.context.store.read(layout.original("default", again.json()["file_id"])) == BODY
    assert api.context.store.read(layout.intent("default", again.json()["file_id"]))


def test_after_a_submit_of_unknown_fate_the_same_upload_gets_the_same_task(
    api, client, redis_server, monkeypatch
):
    ledger, seen = type(api.context.ledger), []
    submit = ledger.submit

    def freeze_and_submit(self, task, **more):
        seen.append(task.task_id)
        redis_server.freeze()
        submit(self, task, **more)

    monkeypatch.setattr(ledger, "submit", freeze_and_submit)
    assert upload(client).status_code == 503
    monkeypatch.undo()
    redis_server.thaw()
    stored = api.stored()
    while (again := upload(client)).status_code == 503:
        pass

    assert (again.status_code, again.json()["task_id"]) == (202, seen[0])
    assert api.stored() == stored
    assert client.get(f"/files/{again.json()['file_id']}").json()["status"] == "processing"
