"""Uploads and files over HTTP."""

import hashlib
import json

import httpx
import pytest

from services.common import layout
from services.common.errors import FileCorruptError
from services.common.messages import TaskName
from tests.fixtures.api import RunningApi, add_file, fail

CSV = b"region,amount\nnorth,1\n"


def upload(client: httpx.Client, name: str = "sales.csv", content: bytes = CSV) -> httpx.Response:
    return client.post("/files", files={"file": (name, content)})


def test_an_upload_is_stored_byte_for_byte_and_its_ingest_submitted(api, client):
    content = b"region,amount\n" + b"north,1\n" * 500_000

    answer = upload(client, content=content)

    assert answer.status_code == 202
    ids = answer.json()
    assert answer.headers["Location"] == f"/task-status/{ids['task_id']}"
    assert api.context.store.read(layout.original("default", ids["file_id"])) == content
    intent = json.loads(api.context.store.read(layout.intent("default", ids["file_id"])))
    assert intent["sha256"] == hashlib.sha256(content).hexdigest()
    assert (intent["task_id"], intent["size_bytes"]) == (ids["task_id"], len(content))
    record = api.context.ledger.read(ids["task_id"], tenant="default")
    assert (record.kind, record.queue) == (TaskName.INGEST_FILE, "file_processing")
    assert record.payload == {"file_id": ids["file_id"], "name": "sales.csv", "size_bytes": len(content)}


def test_an_upload_without_content_length_is_accepted(client):
    form = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n',
        CSV,
        b"\r\n--x--\r\n",
    )

    answer = client.post(
        "/files", content=iter(form), headers={"Content-Type": "multipart/form-data; boundary=x"}
    )

    assert answer.status_code == 202


def test_a_file_is_processing_then_failed_while_the_catalogue_does_not_know_it(api, client):
    ids = upload(client).json()

    before = client.get(f"/files/{ids['file_id']}").json()
    fail(api, ids["task_id"], FileCorruptError("The file is damaged."))
    after = client.get("/files").json()["files"]

    assert (before["status"], before["name"], before["error_code"]) == ("processing", "sales.csv", None)
    assert [(file["status"], file["error_code"]) for file in after] == [("failed", "file_corrupt")]


def test_a_file_whose_record_expired_is_failed_by_its_outcome(api, client):
    ids = upload(client).json()
    api.context.redis.flushall()
    outcome = {"task_id": ids["task_id"], "status": "failed", "error_code": "timeout"}
    api.context.store.create(layout.outcome("default", ids["file_id"]), json.dumps(outcome).encode())

    file = client.get(f"/files/{ids['file_id']}").json()

    assert (file["status"], file["error_code"]) == ("failed", "timeout")


def test_a_read_file_is_ready_with_its_tables(api, client):
    file_id, table_id = add_file(api)

    listed = client.get("/files").json()["files"]
    file = client.get(f"/files/{file_id}").json()

    assert [{**one, "report": None} for one in listed] == [file]
    assert file["status"] == "ready"
    assert [table["table_id"] for table in file["tables"]] == [table_id]


def test_deleting_a_file_submits_its_deletion(api, client):
    file_id, _ = add_file(api)

    answer = client.delete(f"/files/{file_id}")

    assert answer.status_code == 202
    record = api.context.ledger.read(answer.json()["task_id"], tenant="default")
    assert (record.kind, record.payload) == (TaskName.DELETE_FILE, {"file_id": file_id})


def test_a_deleted_file_is_unknown(api, client):
    ids = upload(client).json()
    api.context.catalogs.change("default", lambda catalog: catalog.without_file(ids["file_id"]))

    assert client.get(f"/files/{ids['file_id']}").status_code == 404
    assert client.get("/files").json()["files"] == []


@pytest.mark.parametrize("file_id", ["0" * 32, "%2e%2e", "x", "a%00b", "💥"])
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_unknown_file_is_not_found(client, method, file_id):
    answer = client.request(method, f"/files/{file_id}")

    assert answer.status_code == 404
    assert answer.json()["code"] in ("file_not_found", "not_found")


def test_nothing_but_the_folder_of_the_tenant_is_written(api: RunningApi, client):
    upload(client, name="../../../etc/evil.csv")

    assert all(path.startswith("tenants/default/files/") for path in api.stored())
    assert client.get("/files").json()["files"][0]["name"] == "evil.csv"
