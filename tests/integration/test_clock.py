"""Redis' clock is set back by an hour: what was to come within seconds must not wait for that hour."""

import pytest
import redis

from services.common import keys
from services.common.errors import StoreUnavailableError
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority
from services.common.records import TaskState
from services.worker.recovery import Recovery

HOUR_MS = 3_600_000


@pytest.fixture
def ledger(redis_client: redis.Redis) -> Ledger:
    ledger = Ledger(redis_client, result_ttl_seconds=60)
    for task_id in ("frozen", "healthy"):
        ledger.submit(NewTask(task_id, "acme", "sqlagent.ping", "default", Priority.NORMAL, {}))
        ledger.start(task_id, "token")
    return ledger


@pytest.fixture
def recovery(redis_client: redis.Redis) -> Recovery:
    return Recovery(redis_client, result_ttl_seconds=60)


def set_back(client: redis.Redis, key: str) -> None:
    """Move times of a set an hour ahead, as seen by a clock that was set back."""
    for task_id, score in client.zrange(key, 0, -1, withscores=True):
        client.zadd(key, {task_id: score + HOUR_MS})


def test_a_lost_tasks_lease_lapses_all_the_same(
    ledger: Ledger, recovery: Recovery, redis_client: redis.Redis
) -> None:
    set_back(redis_client, keys.leased("default"))
    ledger.renew("healthy", "token")

    dead = recovery.find_dead(is_quiet=False)
    released = recovery.release_lapsed([*dead, "healthy"])

    assert dead == released == ["frozen"]
    assert ledger.read("frozen", tenant="acme").state is TaskState.PENDING


def test_healthy_workers_renew_first(recovery: Recovery, redis_client: redis.Redis) -> None:
    recovery.is_outage_over(has_failed=False)
    redis_client.hset("sqlagent:sender:watch", mapping={"up_ms": HOUR_MS, "outage_at_up_ms": 0})
    assert recovery.is_outage_over(has_failed=False)

    looked_at = int(redis_client.hget("sqlagent:sender:watch", "looked_at"))
    redis_client.hset("sqlagent:sender:watch", "looked_at", looked_at + HOUR_MS)

    assert not recovery.is_outage_over(has_failed=False)


def test_a_retry_comes_all_the_same(ledger: Ledger, redis_client: redis.Redis) -> None:
    for task_id in ("frozen", "healthy"):
        ledger.retry(task_id, "token", StoreUnavailableError("away"), delay_seconds=60)
    assert ledger.push_due() == 0

    set_back(redis_client, keys.delayed("default"))

    assert ledger.push_due() == 2


def test_a_tenants_minute_does_not_last_an_hour(start_api) -> None:
    api = start_api(tenant_requests_per_minute=1)
    with api.client() as client:
        statuses = {client.get("/tasks").status_code for _ in range(3)}
        (window,) = api.context.redis.scan_iter("sqlagent:rate*")
        api.context.redis.expire(window, HOUR_MS // 1000)

        assert 429 in statuses
        assert client.get("/tasks").status_code == 200
        assert client.get("/tasks").status_code in (200, 429)
