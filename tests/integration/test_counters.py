"""What the scripts count for the exporter: seldom events, each once."""

import uuid

import pytest
import redis

from services.common import keys
from services.common.errors import StoreUnavailableError
from services.common.ledger import Ledger, NewTask
from services.common.messages import PRIORITY_STEPS, Priority, list_key
from services.worker.recovery import MOST_LOSSES, Recovery

PING = "sqlagent.ping|default"
AWAY = StoreUnavailableError("away")


@pytest.fixture
def ledger(redis_client: redis.Redis) -> Ledger:
    return Ledger(redis_client, result_ttl_seconds=60)


@pytest.fixture
def recovery(redis_client: redis.Redis) -> Recovery:
    return Recovery(redis_client, result_ttl_seconds=60)


@pytest.fixture
def task_id(ledger: Ledger) -> str:
    task_id = uuid.uuid4().hex
    ledger.submit(NewTask(task_id, "acme", "sqlagent.ping", "default", Priority.NORMAL, {}))
    return task_id


def test_a_retry_is_counted(ledger: Ledger, redis_client: redis.Redis, task_id: str) -> None:
    ledger.start(task_id, "token")
    ledger.retry(task_id, "token", AWAY, delay_seconds=0)

    assert redis_client.hgetall(keys.RETRIES) == {PING: "1"}


def test_a_delivery_that_is_dropped_is_counted(
    ledger: Ledger, redis_client: redis.Redis, task_id: str
) -> None:
    ledger.start(task_id, "token")
    ledger.start(task_id, "token")  # repeated by the same process: no delivery
    ledger.start(task_id, "of a copy")
    ledger.succeed(task_id, "token", {})
    ledger.start(task_id, "of another copy")
    ledger.start("unknown", "token")

    assert redis_client.hgetall(keys.REDELIVERED) == {PING: "2"}


def test_attempts_that_were_lost_or_returned_and_what_was_given_up_are_counted(
    ledger: Ledger, recovery: Recovery, redis_client: redis.Redis, task_id: str
) -> None:
    for is_lost in (False, *[True] * MOST_LOSSES):
        ledger.push_due()
        ledger.start(task_id, "token")
        recovery.release([(task_id, "token")], is_lost=is_lost)
    recovery.release([(task_id, "token")], is_lost=True)  # it has ended

    assert redis_client.hgetall(keys.RELEASED) == {f"{PING}|returned": "1", f"{PING}|lost": str(MOST_LOSSES)}
    assert redis_client.hgetall(keys.DEAD_LETTERED) == {PING: "1"}
    assert redis_client.hgetall(keys.OUTCOMES) == {f"{PING}|failed": "1"}


def test_what_the_sender_did_is_counted(recovery: Recovery, redis_client: redis.Redis) -> None:
    recovery.count_sender("uploads|file_processing", 2)
    assert redis_client.hgetall(keys.SENDER) == {"uploads|file_processing": "2"}

    for _ in range(2):
        recovery.count_sender("rounds")

    counted = redis_client.hgetall(keys.SENDER)
    assert int(counted.pop("last_round_at")) > 0
    assert counted == {"uploads|file_processing": "2", "rounds": "2"}


def test_what_is_sent_again_is_counted_by_reason_and_queue(
    ledger: Ledger, recovery: Recovery, redis_client: redis.Redis, task_id: str
) -> None:
    ledger.start(task_id, "token")
    redis_client.zadd(keys.leased("default"), {task_id: 1})
    recovery.release_lapsed(recovery.find_dead(is_quiet=False))
    redis_client.delete(*(list_key("default", step) for step in PRIORITY_STEPS))
    recovery.send_again(recovery.find_missing())
    ledger.start(task_id, "token")
    ledger.retry(task_id, "token", AWAY, delay_seconds=0)
    ledger.push_due()

    assert redis_client.hgetall(keys.SENDER) == {
        "lapsed|default": "1",
        "missing|default": "1",
        "due|default": "1",
    }


def test_a_full_redis_refuses_no_step_for_its_counter(
    ledger: Ledger, recovery: Recovery, redis_client: redis.Redis, task_id: str
) -> None:
    ledger.start(task_id, "token")
    redis_client.config_set("maxmemory", 1)
    try:
        assert ledger.start(task_id, "of a copy") is None
        recovery.count_sender("rounds")
    finally:
        redis_client.config_set("maxmemory", "0")

    assert redis_client.hgetall(keys.REDELIVERED) == {PING: "1"}
