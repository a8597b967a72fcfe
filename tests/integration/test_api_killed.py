"""The api is killed while many submit: whoever was told 202 has a task, and no upload is half accepted."""

import itertools
import random
import threading
import time
from pathlib import Path

import httpx
import pytest
import redis

from services.common import keys, layout
from services.common.store import Store
from tests.fixtures.api_process import ApiProcess, run_api

KILLS = 4
CLIENTS = 4
CONTENT = b"id,city\n" + b"1,Bonn\n" * 2000


class Clients:
    """Submit questions and uploads, each under a key of its own, until the api is gone; then again.

    ``accepted`` holds what they were told, by their keys.
    """

    def __init__(self, api: ApiProcess) -> None:
        self._api = api
        self._numbers = itertools.count()
        self.accepted: dict[str, list[dict[str, str]]] = {}

    def run_until_gone(self, number: int) -> None:
        with self._api.client() as http:
            while True:
                key = f"{number}-{next(self._numbers)}"
                self.accepted[key] = []
                try:
                    self._submit(http, key)
                except httpx.TransportError:
                    return

    def _submit(self, http: httpx.Client, key: str) -> None:
        headers = {"Idempotency-Key": key}
        if key.startswith("0"):
            answer = http.post("/files", files={"file": ("a.csv", CONTENT)}, headers=headers)
        else:
            answer = http.post("/queries", json={"question": f"how many {key}?"}, headers=headers)
        assert answer.status_code in (202, 409), answer.text
        if answer.status_code == 202:
            self.accepted[key].append(answer.json())

    def repeat(self, api: ApiProcess) -> None:
        """As clients do that were not told: 409 only while the first request may still be arriving."""
        with api.client() as http:
            for key in self.accepted:
                self._submit(http, key)


def kill_under_load(api: ApiProcess, clients: Clients, seconds: float) -> None:
    threads = [threading.Thread(target=clients.run_until_gone, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    api.process.kill()
    for thread in threads:
        thread.join()


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_whoever_was_told_202_has_a_task(redis_client: redis.Redis, redis_url: str, tmp_path: Path) -> None:
    rng = random.Random(7)
    limits = {"SQLAGENT_TENANT_MAX_OPEN_TASKS": "0", "SQLAGENT_TENANT_REQUESTS_PER_MINUTE": "0"}
    uploads = questions = 0

    for _ in range(KILLS):
        with run_api(tmp_path, redis_url, **limits) as api:
            clients = Clients(api)
            kill_under_load(api, clients, 0.3 + rng.random())
        told = {key: answers for key, answers in clients.accepted.items() if answers}
        with run_api(tmp_path, redis_url, **limits) as api:
            clients.repeat(api)
        for key, answers in told.items():
            task_ids = {answer["task_id"] for answer in answers}
            assert len(task_ids) == 1, key  # the same key, the same task
            assert redis_client.exists(keys.record(task_ids.pop())) == 1
            uploads += key.startswith("0")
            questions += not key.startswith("0")

    assert uploads > KILLS
    assert questions > KILLS
    assert redis_client.scard(keys.tenant_open("default")) == sum(
        redis_client.llen(name) for name in ("file_processing:6", "query_processing:6")
    )
    store = Store(f"file://{tmp_path / 'store'}")
    for task_id in redis_client.smembers(keys.tenant_open("default")):
        payload = redis_client.hget(keys.record(task_id), "payload") or ""
        if '"file_id"' in payload:
            file_id = payload.split('"file_id":"')[1][:32]
            assert store.read(layout.original("default", file_id)) == CONTENT
            assert task_id in store.read(layout.intent("default", file_id)).decode()
