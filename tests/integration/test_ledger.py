"""The ledger's scripts on a real Redis, without a worker."""

import base64
import json
import time
import uuid
from typing import Any

import pytest
import redis
from celery import Celery

from services.common import keys
from services.common.errors import (
    AttemptLostError,
    RedisUnavailableError,
    StoreUnavailableError,
    TaskNotFoundError,
    TooManyOpenTasksError,
)
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, QueueName, TaskName, list_key
from services.common.records import TaskState
from services.common.settings import Settings
from services.worker.configuration import celery_configuration
from tests.fixtures.redis import RedisServer

AWAY = StoreUnavailableError("away")


@pytest.fixture
def ledger(redis_client: redis.Redis) -> Ledger:
    return Ledger(redis_client, result_ttl_seconds=60)


def new_task(**changes: Any) -> NewTask:
    values: dict[str, Any] = {
        "task_id": uuid.uuid4().hex,
        "tenant": "acme",
        "kind": "sqlagent.ping",
        "queue": "default",
        "priority": Priority.NORMAL,
        "payload": {"question": "Wie viele? ✓"},
        **changes,
    }
    return NewTask(**values)


def submitted(ledger: Ledger, **changes: Any) -> str:
    task = new_task(**changes)
    ledger.submit(task)
    return task.task_id


def state_of(ledger: Ledger, task_id: str) -> TaskState:
    return ledger.read(task_id, tenant="acme").state


def test_submit_writes_record_waiting_set_and_message(ledger: Ledger, redis_client: redis.Redis) -> None:
    task_id = submitted(ledger)

    record = ledger.read(task_id, tenant="acme")
    assert (record.state, record.payload) == (TaskState.PENDING, {"question": "Wie viele? ✓"})
    assert redis_client.zscore(keys.waiting("default", 6), task_id) == 1
    assert redis_client.llen(list_key("default", 6)) == 1


def test_submitting_an_id_again_changes_nothing(ledger: Ledger, redis_client: redis.Redis) -> None:
    task = new_task()

    ledger.submit(task)
    ledger.submit(task)

    assert redis_client.llen("default:6") == 1


def test_a_tenant_with_too_many_open_tasks_is_refused(ledger: Ledger) -> None:
    first = submitted(ledger)
    with pytest.raises(TooManyOpenTasksError):
        ledger.submit(new_task(), max_open=1)
    ledger.submit(new_task(tenant="other"), max_open=1)

    ledger.start(first, "token")
    ledger.succeed(first, "token", {})

    ledger.submit(new_task(), max_open=1)


@pytest.mark.parametrize("priority", list(Priority))
def test_the_message_is_what_celery_would_have_sent(
    ledger: Ledger, redis_client: redis.Redis, redis_url: str, priority: Priority
) -> None:
    """The contract: kombu's fields and Celery's headers, with a body that decodes to the same."""
    app = Celery(set_as_current=False)
    app.conf.update(celery_configuration(Settings(redis_url=redis_url)))
    task_id = submitted(ledger, priority=priority)
    ours = json.loads(redis_client.rpop(list_key("default", priority)))
    app.send_task(
        TaskName.PING,
        args=[{"v": 1, "task_id": task_id}],
        task_id=task_id,
        queue="default",
        ignore_result=True,
        priority=int(priority),
    )
    theirs = json.loads(redis_client.rpop(list_key("default", priority)))
    app.close()

    assert set(ours) == set(theirs)
    body = json.loads(base64.b64decode(theirs["body"]))
    assert json.loads(ours["body"]) == body
    assert ours["properties"].keys() == theirs["properties"].keys() - {"body_encoding"}
    for name in ("priority", "delivery_mode", "delivery_info", "correlation_id"):
        assert ours["properties"][name] == theirs["properties"][name]
    for name in ("task", "id", "root_id", "lang", "retries", "eta", "expires", "timelimit", "ignore_result"):
        assert ours["headers"][name] == theirs["headers"][name]
    assert ours["headers"]["seq"] == 1


def test_start_gives_the_task_once(ledger: Ledger, redis_client: redis.Redis) -> None:
    task_id = submitted(ledger)

    started = ledger.start(task_id, "one")
    again = ledger.start(task_id, "one")

    assert started is not None
    assert started == again
    assert started.attempt == 1
    assert ledger.start(task_id, "two") is None
    assert redis_client.zscore(keys.waiting("default", 6), task_id) is None
    lease_ms = float(redis_client.zscore(keys.leased("default"), task_id)) - time.time() * 1000
    assert 8_000 < lease_ms < 12_000


def test_start_drops_what_is_unknown_delayed_or_ended(ledger: Ledger) -> None:
    ended, delayed = submitted(ledger), submitted(ledger)
    for task_id in (ended, delayed):
        ledger.start(task_id, "token")
    ledger.succeed(ended, "token", {})
    ledger.retry(delayed, "token", AWAY, delay_seconds=60)

    assert ledger.start("unknown", "token") is None
    assert ledger.start(ended, "token") is None
    assert ledger.start(delayed, "token") is None


def test_a_lapsed_lease_whose_token_stands_is_renewed(ledger: Ledger, redis_client: redis.Redis) -> None:
    task_id = submitted(ledger)
    ledger.start(task_id, "token")
    redis_client.zadd(keys.leased("default"), {task_id: 1})

    ledger.renew(task_id, "token", {"stage": "reading", "percent": 5})

    assert redis_client.zscore(keys.leased("default"), task_id) > 1
    assert ledger.read(task_id, tenant="acme").progress == {"stage": "reading", "percent": 5}


def test_only_the_token_that_stands_may_act(ledger: Ledger) -> None:
    task_id = submitted(ledger)
    ledger.start(task_id, "token")

    for act in (
        lambda: ledger.renew(task_id, "other"),
        lambda: ledger.succeed(task_id, "other", {}),
        lambda: ledger.fail(task_id, "other", AWAY),
        lambda: ledger.fail(task_id, "oth", AWAY, is_prefix=True),
        lambda: ledger.retry(task_id, "other", AWAY, delay_seconds=1),
    ):
        with pytest.raises(AttemptLostError):
            act()
    assert state_of(ledger, task_id) is TaskState.RUNNING


def test_finish_leaves_every_set_and_expires(ledger: Ledger, redis_client: redis.Redis) -> None:
    task_id = submitted(ledger)
    ledger.start(task_id, "token")

    ledger.succeed(task_id, "token", {"rows": [[1, "ü"]]})
    ledger.succeed(task_id, "token", {"rows": []})  # repeated: says yes, changes nothing

    record = ledger.read(task_id, tenant="acme")
    assert (record.status, record.result, record.payload) == ("success", {"rows": [[1, "ü"]]}, None)
    assert redis_client.zscore(keys.leased("default"), task_id) is None
    assert not redis_client.sismember(keys.tenant_open("acme"), task_id)
    assert 50 < redis_client.ttl(keys.record(task_id)) <= 60


def test_a_main_process_ends_its_childs_task_by_the_tokens_beginning(ledger: Ledger) -> None:
    task_id = submitted(ledger)
    ledger.start(task_id, "host:1:22:random")

    with pytest.raises(AttemptLostError):
        ledger.fail(task_id, "host:1:2:", AWAY, is_prefix=True)
    ledger.fail(task_id, "host:1:22:", AWAY, is_prefix=True)

    assert ledger.read(task_id, tenant="acme").error_code == "store_unavailable"


@pytest.mark.parametrize(
    ("priority", "step"), [(Priority.HIGH, 0), (Priority.NORMAL, 3), (Priority.LOW, 3)], ids=str
)
def test_a_retried_task_is_sent_when_due_with_its_new_step(
    ledger: Ledger, redis_client: redis.Redis, priority: Priority, step: int
) -> None:
    task_id = submitted(ledger, priority=priority)
    redis_client.delete(list_key("default", priority))
    ledger.start(task_id, "token")
    ledger.retry(task_id, "token", AWAY, delay_seconds=0.3)

    early = ledger.push_due()
    time.sleep(0.35)
    due = ledger.push_due()

    assert (early, due) == (0, 1)
    assert redis_client.llen(list_key("default", step)) == 1
    assert redis_client.zscore(keys.waiting("default", step), task_id) == 2
    record = ledger.start(task_id, "second")
    assert record is not None
    assert (record.retries, record.attempt) == (1, 2)


def test_thousands_of_due_tasks_are_sent_in_one_call(ledger: Ledger, redis_client: redis.Redis) -> None:
    for _ in range(2500):
        task_id = submitted(ledger, queue=QueueName.MAINTENANCE)
        ledger.start(task_id, "token")
        ledger.retry(task_id, "token", AWAY, delay_seconds=0)

    assert ledger.push_due() == 2500
    assert redis_client.zcard(keys.delayed("maintenance")) == 0


def test_another_tenants_task_is_not_found(ledger: Ledger) -> None:
    task_id = submitted(ledger)

    with pytest.raises(TaskNotFoundError):
        ledger.read(task_id, tenant="other")
    assert ledger.recent("other", offset=0, count=10) == ([], False)


def test_recent_tasks_are_newest_first_and_expired_ones_forgotten(
    ledger: Ledger, redis_client: redis.Redis
) -> None:
    task_ids = []
    for _ in range(3):
        task_ids.append(submitted(ledger))
        time.sleep(0.002)
    redis_client.delete(keys.record(task_ids[1]))

    recent, _ = ledger.recent("acme", offset=0, count=10)

    assert [record.task_id for record in recent] == [task_ids[2], task_ids[0]]
    assert redis_client.zcard(keys.tenant_tasks("acme")) == 2


def test_a_frozen_redis_is_told_within_seconds(ledger: Ledger, redis_server: RedisServer) -> None:
    redis_server.freeze()
    begun = time.monotonic()

    with pytest.raises(RedisUnavailableError):
        ledger.submit(new_task())

    assert time.monotonic() - begun < 4


def test_a_full_redis_refuses_new_tasks_and_finishes_running_ones(
    ledger: Ledger, redis_client: redis.Redis
) -> None:
    running, failing = submitted(ledger), submitted(ledger)
    ledger.start(failing, "token")
    redis_client.config_set("maxmemory", 1)
    try:
        with pytest.raises(RedisUnavailableError):
            ledger.submit(new_task())
        ledger.start(running, "token")
        ledger.renew(running, "token")
        ledger.succeed(running, "token", {})
        ledger.retry(failing, "token", AWAY, delay_seconds=0)
        assert ledger.push_due() == 1
    finally:
        redis_client.config_set("maxmemory", "0")
    assert state_of(ledger, running) is TaskState.SUCCEEDED
