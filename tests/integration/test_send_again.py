"""Finding and sending what is in no list, script by script."""

import json
import uuid

import pytest
import redis

from services.common import keys
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority
from services.common.records import TaskState
from services.worker.recovery import Recovery

LIST = "default:6"


@pytest.fixture
def ledger(redis_client: redis.Redis) -> Ledger:
    return Ledger(redis_client, result_ttl_seconds=60)


@pytest.fixture
def recovery(redis_client: redis.Redis) -> Recovery:
    return Recovery(redis_client, result_ttl_seconds=60)


def submitted(ledger: Ledger) -> str:
    task_id = uuid.uuid4().hex
    ledger.submit(NewTask(task_id, "acme", "sqlagent.ping", "default", Priority.NORMAL, {}))
    return task_id


def test_what_kombu_restored_is_not_missing(
    ledger: Ledger, recovery: Recovery, redis_client: redis.Redis
) -> None:
    """It writes a restored message anew, with blanks, and the others behind it must not hide that."""
    submitted(ledger)
    for _ in range(3):
        submitted(ledger)
    restored = json.dumps(json.loads(str(redis_client.rpop(LIST))))
    redis_client.rpush(LIST, restored)

    assert recovery.find_missing() == []


def test_two_senders_that_saw_the_same_send_it_once(
    ledger: Ledger, recovery: Recovery, redis_client: redis.Redis
) -> None:
    task_ids = [submitted(ledger) for _ in range(3)]
    redis_client.delete(LIST)
    one, other = recovery.find_missing(), recovery.find_missing()

    assert [recovery.send_again(one), recovery.send_again(other)] == [3, 0]
    popped = [json.loads(str(redis_client.rpop(LIST)))["headers"]["id"] for _ in range(3)]
    assert popped == task_ids


def test_the_back_off_of_a_waiting_task_ends_with_its_start(
    ledger: Ledger, recovery: Recovery, redis_client: redis.Redis
) -> None:
    """Or a task whose message is lost again after its release would wait for minutes."""
    task_id = submitted(ledger)
    redis_client.delete(LIST)
    assert recovery.send_again(recovery.find_missing()) == 1
    ledger.start(task_id, "token")
    assert recovery.release([(task_id, "token")], is_lost=True) == ["returned"]
    redis_client.delete(LIST)

    assert recovery.send_again(recovery.find_missing()) == 1


def test_the_message_of_a_child_that_died_before_its_start_is_pushed_again_at_once(
    ledger: Ledger, recovery: Recovery, redis_client: redis.Redis
) -> None:
    """Celery has acknowledged it; the task has no attempt yet, and so no loss."""
    task_id = submitted(ledger)
    redis_client.delete(LIST)

    assert recovery.release([(task_id, "host:1:0:")], is_lost=True) == ["returned"]

    assert json.loads(str(redis_client.rpop(LIST)))["headers"]["id"] == task_id
    assert redis_client.hget(keys.record(task_id), "losses") == "0"
    assert recovery.release([(task_id, "host:1:0:")], is_lost=False) == ["kept"]


def test_hand_backs_and_messages_sent_again_are_no_losses(
    ledger: Ledger, recovery: Recovery, redis_client: redis.Redis
) -> None:
    """Ten rollouts in a row end no task, and no number of its messages does."""
    task_id = submitted(ledger)
    for number in range(10):
        assert ledger.start(task_id, f"host:1:{number}:x") is not None
        assert recovery.release([(task_id, f"host:1:{number}:")], is_lost=False) == ["returned"]
        redis_client.delete(LIST)
        redis_client.hset(keys.record(task_id), "again_at", 0)  # the back-off is over
        assert recovery.send_again(recovery.find_missing()) == 1

    assert redis_client.hget(keys.record(task_id), "losses") == "0"
    assert ledger.start(task_id, "at last") is not None
    ledger.succeed(task_id, "at last", {})
    assert ledger.read(task_id, tenant="acme").attempt == 11


def test_a_full_redis_still_brings_back_what_was_lost(
    ledger: Ledger, recovery: Recovery, redis_client: redis.Redis
) -> None:
    missing, lapsed = submitted(ledger), submitted(ledger)
    ledger.start(lapsed, "token")
    redis_client.zadd(keys.leased("default"), {lapsed: 1})
    redis_client.delete(LIST)
    redis_client.config_set("maxmemory", 1)
    try:
        assert recovery.send_again(recovery.find_missing()) == 1
        assert recovery.release_lapsed(recovery.find_dead(is_quiet=False)) == [lapsed]
    finally:
        redis_client.config_set("maxmemory", "0")
    for task_id in (missing, lapsed):
        assert ledger.read(task_id, tenant="acme").state is TaskState.PENDING
        assert ledger.start(task_id, "again") is not None
