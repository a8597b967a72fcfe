"""The ids of a tenant's tasks: listed without what may be large, and forgotten once their records expired."""

import pytest
import redis

from services.common import keys
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority
from tests.fixtures.api import submit, succeed

TENANT = "acme"


@pytest.fixture
def ledger(redis_client: redis.Redis) -> Ledger:
    return Ledger(redis_client, result_ttl_seconds=60)


def submit_many(ledger: Ledger, count: int, *, prefix: str) -> list[str]:
    task_ids = [f"{prefix}{number}" for number in range(count)]
    for task_id in task_ids:
        ledger.submit(NewTask(task_id, TENANT, "sqlagent.ping", "default", Priority.NORMAL, {"sql": "x"}))
    return task_ids


def expire(client: redis.Redis, task_ids: list[str]) -> None:
    client.delete(*map(keys.record, task_ids))


def test_a_list_holds_neither_payloads_nor_results(ledger: Ledger) -> None:
    submit_many(ledger, 2, prefix="done")
    ledger.start("done0", "token")
    ledger.succeed("done0", "token", {"rows": ["large"]})

    found, is_more = ledger.recent(TENANT, offset=0, count=2)

    assert [(task.payload, task.result) for task in found] == [(None, None)] * 2
    assert is_more  # as many as were asked for


def test_a_task_below_a_thousand_expired_ones_is_listed(api, client) -> None:
    old = submit(api)
    newer = [submit(api) for _ in range(1001)]
    expire(api.context.redis, newer)

    page = client.get("/tasks", params={"limit": 50}).json()
    by_status = client.get("/tasks", params={"status": "pending"}).json()

    assert [task["task_id"] for task in page["tasks"]] == [old]
    assert (page["next"], by_status) == (None, page)


def test_ids_of_expired_tasks_do_not_add_up(ledger: Ledger, redis_client: redis.Redis) -> None:
    living = submit_many(ledger, 10, prefix="living")
    most = 0
    for number in range(40):
        expire(redis_client, submit_many(ledger, 10, prefix=f"gone{number}-"))
        most = max(most, redis_client.zcard(keys.tenant_tasks(TENANT)))

    assert most < 60  # of 410
    assert set(living) <= set(redis_client.zrange(keys.tenant_tasks(TENANT), 0, -1))


def test_the_clean_up_forgets_what_an_older_release_left(ledger: Ledger, redis_client: redis.Redis) -> None:
    living = submit_many(ledger, 5, prefix="living")
    redis_client.zadd(keys.tenant_tasks(TENANT), {f"gone{number}": number for number in range(5000)})

    assert ledger.forget_expired(TENANT) >= 4900

    left = set(redis_client.zrange(keys.tenant_tasks(TENANT), 0, -1))
    assert set(living) <= left
    assert len(left) <= 100


def test_a_large_result_is_passed_on_as_it_lies_in_the_store(api, client) -> None:
    task_id = submit(api)
    path = f"tenants/default/results/{task_id}/1/answer.json"
    api.context.store.write(path, '{"rows": [["größer", 1.5, null]]}'.encode())
    succeed(api, task_id, {"stored": path, "attempt": 1})

    answer = client.get(f"/task-status/{task_id}")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["result"] == {"rows": [["größer", 1.5, None]]}
    assert "content-length" not in answer.headers  # in pieces
    assert client.delete(f"/tasks/{task_id}").json() == answer.json()
