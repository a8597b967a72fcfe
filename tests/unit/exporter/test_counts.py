"""What the ledger counts as tasks live their lives, as the exporter tells it."""

import time
import uuid

import pytest
from redis import Redis

from services.common import keys
from services.common.errors import FileEmptyError, StoreUnavailableError
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, QueueName, TaskName
from services.common.metrics import DURATION_SECONDS
from services.common.scripts import load_script
from services.common.settings import Settings
from services.worker.configuration import apply_worker_queues, celery_configuration
from services.worker.presence import Presence
from services.worker.recovery import MOST_LOSSES, Recovery
from services.worker.sender import Sender
from tests.fixtures.scrape import Scrape

PING = str(TaskName.PING)
TOKEN = "host:1:2:abc"


@pytest.fixture
def ledger(redis_client: Redis) -> Ledger:
    return Ledger(redis_client, result_ttl_seconds=60)


@pytest.fixture
def recovery(redis_client: Redis) -> Recovery:
    return Recovery(redis_client, result_ttl_seconds=60)


def _submit(ledger: Ledger) -> str:
    task_id = uuid.uuid4().hex
    ledger.submit(NewTask(task_id, "acme", PING, str(QueueName.DEFAULT), Priority.NORMAL, {}))
    return task_id


def _start(ledger: Ledger) -> str:
    task_id = _submit(ledger)
    assert ledger.start(task_id, TOKEN) is not None
    return task_id


def test_outcomes_are_counted_by_their_status(scrape: Scrape, ledger: Ledger) -> None:
    ledger.succeed(_start(ledger), TOKEN, {"pong": True})
    ledger.fail(_start(ledger), TOKEN, StoreUnavailableError("The store does not answer."))
    ledger.fail(_start(ledger), TOKEN, FileEmptyError("The file is empty."))
    ledger.cancel(_submit(ledger), tenant="acme")

    figures = scrape()

    for status in ("succeeded", "failed", "refused", "cancelled"):
        assert figures["sqlagent_tasks_total", "default", status, PING] == 1


def test_durations_fall_into_their_buckets(scrape: Scrape, ledger: Ledger, redis_client: Redis) -> None:
    task_id = _submit(ledger)
    now = redis_client.time()[0] * 1000
    redis_client.hset(keys.record(task_id), "queued_at", now - 40_000)
    ledger.start(task_id, TOKEN)
    redis_client.hset(keys.record(task_id), "started_at", now - 3_600_000)
    ledger.succeed(task_id, TOKEN, {})

    figures = scrape()

    wait, runtime = "sqlagent_task_queue_wait_seconds", "sqlagent_task_runtime_seconds"
    assert figures[f"{wait}_bucket", "30.0", "default", PING] == 0
    assert figures[f"{wait}_bucket", "60.0", "default", PING] == 1
    assert figures[f"{wait}_bucket", "+Inf", "default", PING] == 1
    assert figures[f"{wait}_sum", "default", PING] == pytest.approx(40, abs=2)
    assert figures[f"{runtime}_bucket", "1800.0", "default", PING] == 0
    assert figures[f"{runtime}_bucket", "+Inf", "default", PING] == 1
    assert figures[f"{runtime}_count", "default", PING] == 1
    assert figures[f"{runtime}_sum", "default", PING] == pytest.approx(3600, abs=2)


def test_the_wait_of_a_task_that_lost_its_worker_is_counted_once(
    scrape: Scrape, ledger: Ledger, recovery: Recovery
) -> None:
    task_id = _start(ledger)
    recovery.release([(task_id, TOKEN)], is_lost=True)
    ledger.start(task_id, TOKEN + "2")

    assert scrape()["sqlagent_task_queue_wait_seconds_count", "default", PING] == 1


def test_scripts_and_exporter_have_the_same_buckets() -> None:
    bounds = ", ".join(str(int(seconds * 1000)) for seconds in DURATION_SECONDS)

    assert f"local BUCKETS = {{{bounds}}}" in load_script("start")


def test_retries_are_counted(scrape: Scrape, ledger: Ledger) -> None:
    ledger.retry(_start(ledger), TOKEN, StoreUnavailableError("away"), delay_seconds=60)

    figures = scrape()

    assert figures["sqlagent_task_retries_total", "default", PING] == 1
    assert figures["sqlagent_ledger_open_tasks", "default", "delayed"] == 1


def test_redeliveries_are_counted_by_their_reason(scrape: Scrape, ledger: Ledger, recovery: Recovery) -> None:
    lost, returned, taken = (_start(ledger) for _ in range(3))

    recovery.release([(lost, TOKEN)], is_lost=True)
    recovery.release([(returned, TOKEN)], is_lost=False)
    assert ledger.start(taken, "another token") is None

    figures = scrape()
    for reason in ("lost", "returned", "dropped"):
        assert figures["sqlagent_task_redelivered_total", "default", reason, PING] == 1


def test_dead_letters_are_counted(scrape: Scrape, ledger: Ledger, recovery: Recovery) -> None:
    task_id = _submit(ledger)
    for _ in range(MOST_LOSSES):
        ledger.push_due()
        ledger.start(task_id, TOKEN)
        recovery.release([(task_id, TOKEN)], is_lost=True)

    figures = scrape()

    assert figures["sqlagent_task_dead_lettered_total", "default", PING] == 1
    assert figures["sqlagent_tasks_total", "default", "failed", PING] == 1


def test_rounds_of_the_sender_and_what_they_sent_are_told(
    scrape: Scrape, ledger: Ledger, redis_url: str
) -> None:
    ledger.retry(_start(ledger), TOKEN, StoreUnavailableError("away"), delay_seconds=0)

    Sender(Settings(redis_url=redis_url)).round()

    figures = scrape()
    assert figures["sqlagent_reconciler_rounds_total",] == 1
    assert figures["sqlagent_reconciler_republished_total", "default", "due"] == 1
    assert figures["sqlagent_reconciler_last_run_timestamp_seconds",] == pytest.approx(time.time(), abs=5)


def test_the_oldest_of_each_state_is_told(scrape: Scrape, ledger: Ledger, redis_client: Redis) -> None:
    waiting, running, delayed = _submit(ledger), _start(ledger), _start(ledger)
    _submit(ledger)
    ledger.retry(delayed, TOKEN, StoreUnavailableError("away"), delay_seconds=60)
    now = redis_client.time()[0] * 1000
    for age, task_id in ((100, waiting), (200, running), (300, delayed)):
        redis_client.hset(keys.record(task_id), "created_at", now - age * 1000)

    figures = scrape()

    name = "sqlagent_ledger_oldest_task_age_seconds"
    assert figures[name, "default", "pending"] == pytest.approx(100, abs=2)
    assert figures[name, "default", "running"] == pytest.approx(200, abs=2)
    assert figures[name, "default", "delayed"] == pytest.approx(300, abs=2)


@pytest.mark.parametrize("blank", ["", " "], ids=["ours", "kombu's"])
def test_the_oldest_message_is_the_one_that_is_popped_next(
    scrape: Scrape, redis_client: Redis, blank: str
) -> None:
    now = redis_client.time()[0] * 1000
    for step, ages in (("", (50, 10)), (":6", (70, 20))):
        for age in ages:  # pushed left and popped right: the first is the oldest
            redis_client.lpush(f"default{step}", f'{{"sent_at_ms":{blank}{now - age * 1000}}}')

    age = scrape()["sqlagent_queue_oldest_message_age_seconds", "default"]

    assert age == pytest.approx(70, abs=2)


def test_workers_are_counted_while_they_tell_that_they_are_there(scrape: Scrape, redis_client: Redis) -> None:
    queue = str(QueueName.DEFAULT)
    now = redis_client.time()[0] * 1000
    redis_client.zadd(keys.workers(queue), {"killed:1|8": now - 30_000, "other:1|2": now})
    presence = Presence(redis_client, [queue], 4)
    presence.tell()

    figures = scrape()
    presence.withdraw()

    assert (figures["sqlagent_workers", queue], figures["sqlagent_worker_slots", queue]) == (2, 6)
    assert scrape()["sqlagent_workers", queue] == 1


def test_worker_and_exporter_name_the_unacknowledged_alike() -> None:
    class Configuration:
        broker_transport_options = celery_configuration(Settings())["broker_transport_options"]

    apply_worker_queues(conf=Configuration, options={"queues": "default"})

    assert Configuration.broker_transport_options["unacked_key"] == keys.unacked("default")
    assert Configuration.broker_transport_options["unacked_index_key"] == keys.unacked_index("default")
