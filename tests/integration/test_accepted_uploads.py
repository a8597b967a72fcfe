"""An upload survives a lost Redis: its intent in the store brings its task back."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import redis

from services.common import keys, layout
from services.common.settings import Settings
from services.worker import accepted_uploads
from services.worker.accepted_uploads import AcceptedUploads
from tests.fixtures.api import RunningApi
from tests.fixtures.stack import Stack

UNFINISHED = ("pending", "processing")
CONTENT = b"id,city\n1,Bonn\n2,Lyon\n"


@pytest.fixture
def uploads(api: RunningApi, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> AcceptedUploads:
    """What Beat's thread does every minute; here no intent is too young."""
    monkeypatch.setattr(accepted_uploads, "INTENT_AGE", timedelta(seconds=-60))
    return AcceptedUploads(Settings(redis_url=redis_url, store_url=f"file://{api.store_path}"))


@pytest.fixture
def stack(api: RunningApi, redis_url: str, tmp_path: Path) -> Iterator[Stack]:
    """Workers with the api's store."""
    stack = Stack(redis_url, tmp_path)
    yield stack
    stack.stop()


def upload(client: httpx.Client, **options: str) -> dict[str, str]:
    answer = client.post("/files", params=options, files={"file": ("orders.csv", CONTENT)})
    assert answer.status_code == 202
    return dict(answer.json())


def test_after_redis_was_emptied_an_accepted_file_is_ingested(
    client: httpx.Client, uploads: AcceptedUploads, redis_client: redis.Redis, stack: Stack
) -> None:
    accepted = upload(client)
    redis_client.flushall()

    submitted = [uploads.submit_lost(), uploads.submit_lost()]
    stack.start_worker("-Q", "file_processing")

    assert submitted == [1, 0]
    deadline = time.monotonic() + 30
    while (task := client.get(f"/task-status/{accepted['task_id']}").json())["status"] in UNFINISHED:
        assert time.monotonic() < deadline, stack.log()[-3000:]
        time.sleep(0.05)
    assert task["status"] == "success"
    file = client.get(f"/files/{accepted['file_id']}").json()
    assert (file["status"], file["tables"][0]["rows"]) == ("ready", 2)
    assert redis_client.hget(keys.SENDER, "uploads|file_processing") == "1"
    redis_client.flushall()
    assert uploads.submit_lost() == 0  # how it ended is in the store


def test_what_nobody_can_read_keeps_no_upload_from_coming_back(
    api: RunningApi, client: httpx.Client, uploads: AcceptedUploads, redis_client: redis.Redis
) -> None:
    task_id = upload(client, header_row="1", column_types='{"id": "VARCHAR"}')["task_id"]
    promised = api.context.ledger.read(task_id, tenant="default").payload
    redis_client.flushall()
    api.context.store.write(layout.intent("default", "0" * 32), b"{broken")
    (api.store_path / "tenants" / "Not A Tenant").mkdir()

    assert uploads.submit_lost() == 1
    assert api.context.ledger.read(task_id, tenant="default").payload == promised
    assert (promised or {})["options"] == {"header_row": 1, "column_types": {"id": "VARCHAR"}}
