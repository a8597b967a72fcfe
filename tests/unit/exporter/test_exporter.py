"""The exporter against a real Redis, scraped over HTTP."""

import json
import threading
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families
from redis import Redis

from services.common import keys
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, QueueName, TaskName
from services.common.settings import Settings
from services.exporter.main import ExporterServer
from tests.fixtures.redis import RedisServer

Scrape = Callable[[], dict[tuple[str, ...], float]]


@pytest.fixture
def exporter(redis_url: str) -> Iterator[str]:
    server = ExporterServer(Settings(redis_url=redis_url, exporter_port=0))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def scrape(exporter: str) -> Scrape:
    """Scrape; figures by the metric's name and the values of its labels, in the order of their names."""

    def scrape() -> dict[tuple[str, ...], float]:
        with urllib.request.urlopen(f"{exporter}/metrics", timeout=10) as answer:
            text = answer.read().decode()
        return {
            (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    return scrape


def _submit(client: Redis, priority: Priority, queue: QueueName = QueueName.DEFAULT) -> str:
    task = NewTask(uuid.uuid4().hex, "default", str(TaskName.PING), str(queue), priority, {})
    Ledger(client, result_ttl_seconds=60).submit(task)
    return task.task_id


def test_an_empty_redis_reads_zero_for_every_queue(scrape: Scrape) -> None:
    figures = scrape()

    for queue in QueueName:
        assert figures["sqlagent_queue_length", queue] == 0
        assert figures["sqlagent_queue_backlog", queue] == 0
        assert figures["sqlagent_ledger_open_tasks", queue, "running"] == 0
    assert figures["sqlagent_tasks_total", "file_processing", "failed", "sqlagent.ingest_file"] == 0


def test_length_is_the_sum_over_all_priorities(scrape: Scrape, redis_client: Redis) -> None:
    for priority in Priority:
        _submit(redis_client, priority)

    figures = scrape()

    assert figures["sqlagent_queue_length", "default"] == len(Priority)
    assert figures["sqlagent_queue_length", "maintenance"] == 0


def test_backlog_counts_tasks_whose_message_is_gone(scrape: Scrape, redis_client: Redis) -> None:
    _submit(redis_client, Priority.HIGH)
    running = _submit(redis_client, Priority.HIGH)
    Ledger(redis_client, result_ttl_seconds=60).start(running, "token")
    redis_client.delete("default")

    figures = scrape()

    assert figures["sqlagent_queue_length", "default"] == 0
    assert figures["sqlagent_ledger_open_tasks", "default", "pending"] == 1
    assert figures["sqlagent_ledger_open_tasks", "default", "running"] == 1
    assert figures["sqlagent_queue_backlog", "default"] == 2


def test_backlog_counts_messages_outside_the_ledger(scrape: Scrape, redis_client: Redis) -> None:
    redis_client.lpush("maintenance:9", "a message of Beat")

    assert scrape()["sqlagent_queue_backlog", "maintenance"] == 1


def test_ended_tasks_are_counted(scrape: Scrape, redis_client: Redis) -> None:
    ledger = Ledger(redis_client, result_ttl_seconds=60)
    task = _submit(redis_client, Priority.NORMAL)
    ledger.start(task, "token")
    ledger.succeed(task, "token", {"pong": True})

    assert scrape()["sqlagent_tasks_total", "default", "succeeded", "sqlagent.ping"] == 1


def test_the_last_health_check_is_told(scrape: Scrape, redis_client: Redis) -> None:
    redis_client.set(keys.HEALTH, json.dumps({"checks": {"store": False, "redis_persistence": True}}))

    figures = scrape()

    assert figures["sqlagent_health_check", "store"] == 0
    assert figures["sqlagent_health_check", "redis_persistence"] == 1


def test_without_redis_only_that_is_told(scrape: Scrape, redis_server: RedisServer) -> None:
    redis_server.kill()

    assert scrape() == {("sqlagent_exporter_redis_up",): 0}


def test_a_frozen_redis_does_not_freeze_a_scrape(scrape: Scrape, redis_server: RedisServer) -> None:
    redis_server.freeze()
    began = time.monotonic()

    figures = scrape()

    assert figures == {("sqlagent_exporter_redis_up",): 0}
    assert time.monotonic() - began < 2.5


def test_redis_coming_back_is_seen(scrape: Scrape, redis_server: RedisServer) -> None:
    redis_server.kill()
    scrape()

    redis_server.ensure_running()

    assert scrape()["sqlagent_exporter_redis_up",] == 1


def test_live_asks_nothing_of_redis(exporter: str, redis_server: RedisServer) -> None:
    redis_server.freeze()

    with urllib.request.urlopen(f"{exporter}/health/live", timeout=0.5) as answer:
        assert answer.status == 200
