"""The exporter against a real Redis, scraped over HTTP: also while that is empty, away or frozen."""

import json
import time
import urllib.request
import uuid
from typing import Any

import pytest
from prometheus_client import generate_latest
from redis import Redis

from services.common import keys
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, QueueName, TaskName
from services.common.metrics import REDIS_UP, SCRAPE_SECONDS
from services.common.settings import Settings
from services.exporter.collector import make_registry
from services.exporter.counters import ENDS
from services.exporter.snapshot import OPEN_STATES, take_snapshot
from tests.fixtures.redis import RedisServer
from tests.fixtures.scrape import Figures, Scrape, figures_in


def _submit(client: Redis, priority: Priority, queue: QueueName = QueueName.DEFAULT) -> str:
    task = NewTask(uuid.uuid4().hex, "default", str(TaskName.PING), str(queue), priority, {})
    Ledger(client, result_ttl_seconds=60).submit(task)
    return task.task_id


def _of_redis(figures: Figures) -> Figures:
    """Leave out how long the scrapes took, which needs no Redis."""
    return {name: value for name, value in figures.items() if not name[0].startswith(SCRAPE_SECONDS.name)}


def test_an_empty_redis_reads_zero_for_every_queue_priority_and_state(scrape: Scrape) -> None:
    figures = scrape()

    for queue in QueueName:
        assert figures["sqlagent_queue_length", queue] == 0
        assert figures["celery_queue_length", queue] == 0
        assert figures["sqlagent_queue_backlog", queue] == 0
        assert figures["sqlagent_queue_unacked", queue] == 0
        assert figures["sqlagent_queue_oldest_message_age_seconds", queue] == 0
        assert figures["sqlagent_workers", queue] == 0
        for priority in Priority:
            assert figures["sqlagent_queue_length_by_priority", priority.name.lower(), queue] == 0
        for state in OPEN_STATES:
            assert figures["sqlagent_ledger_open_tasks", queue, state] == 0
            assert figures["sqlagent_ledger_oldest_task_age_seconds", queue, state] == 0
        for end in ENDS:
            assert figures["sqlagent_tasks_total", queue, end, "sqlagent.ping"] == 0
        assert figures["sqlagent_task_runtime_seconds_count", queue, "sqlagent.ping"] == 0
        assert figures["sqlagent_task_dead_lettered_total", queue, "sqlagent.ping"] == 0
    assert figures["sqlagent_tasks_total", "file_processing", "failed", "sqlagent.ingest_file"] == 0
    assert figures["sqlagent_reconciler_republished_total", "maintenance", "missing"] == 0


def test_a_further_queue_reads_zero_before_anybody_uses_it(redis_client: Redis) -> None:
    settings = Settings(extra_queues="reports")

    figures = figures_in(generate_latest(make_registry(redis_client, settings.queues)).decode())

    assert figures["sqlagent_queue_backlog", "reports"] == 0
    assert figures["sqlagent_workers", "reports"] == 0
    assert figures["sqlagent_task_queue_wait_seconds_count", "reports", "sqlagent.ping"] == 0


@pytest.fixture
def filled(redis_client: Redis) -> dict[tuple[QueueName, Priority], int]:
    """Four queues with four priorities, each with a count of its own."""
    cells = [(queue, priority) for queue in QueueName for priority in Priority]
    counts = {cell: number for number, cell in enumerate(cells, start=3)}
    for (queue, priority), count in counts.items():
        for _ in range(count):
            _submit(redis_client, priority, queue)
    return counts


def test_every_queue_and_priority_reads_its_exact_count(
    scrape: Scrape, filled: dict[tuple[QueueName, Priority], int]
) -> None:
    figures = scrape()

    for (queue, priority), count in filled.items():
        assert figures["sqlagent_queue_length_by_priority", priority.name.lower(), queue] == count
    for queue in QueueName:
        total = sum(count for (one, _), count in filled.items() if one == queue)
        assert figures["sqlagent_queue_length", queue] == total
        assert figures["celery_queue_length", queue] == total
        assert figures["sqlagent_ledger_open_tasks", queue, "pending"] == total
        assert figures["sqlagent_queue_backlog", queue] == total


def test_a_drained_queue_reads_zero_again(scrape: Scrape, redis_client: Redis) -> None:
    ledger = Ledger(redis_client, result_ttl_seconds=60)
    for priority in Priority:
        task_id = _submit(redis_client, priority)
        ledger.start(task_id, "token")
        ledger.succeed(task_id, "token", {})
    assert scrape()["sqlagent_queue_length", "default"] == len(Priority)

    for priority in Priority:
        redis_client.delete("default" if priority == 0 else f"default:{int(priority)}")

    assert scrape()["sqlagent_queue_length", "default"] == 0
    assert scrape()["sqlagent_queue_backlog", "default"] == 0


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


def test_what_killed_workers_left_unacknowledged_is_no_work_in_flight(
    scrape: Scrape, redis_client: Redis
) -> None:
    redis_client.hset("unacked:default", mapping={"tag-1": "message", "tag-2": "message"})
    redis_client.zadd("unacked_index:default", {"tag-1": time.time() - 50, "tag-2": time.time() - 10})

    figures = scrape()

    assert figures["sqlagent_queue_unacked", "default"] == 2
    assert figures["sqlagent_queue_oldest_unacked_age_seconds", "default"] == pytest.approx(50, abs=2)
    assert figures["sqlagent_ledger_open_tasks", "default", "running"] == 0
    assert figures["sqlagent_queue_backlog", "default"] == 0


def test_no_label_holds_an_id_a_host_or_what_a_user_wrote(scrape: Scrape, redis_client: Redis) -> None:
    task = NewTask("f" * 32, "acme", str(TaskName.PING), "default", Priority.NORMAL, {"question": "who?"})
    ledger = Ledger(redis_client, result_ttl_seconds=60)
    ledger.submit(task)
    ledger.start(task.task_id, "host-of-ours:1:2:abc")
    ledger.succeed(task.task_id, "host-of-ours:1:2:abc", {"answer": "nobody"})

    told = {value for name in scrape() for value in name}

    assert not told & {task.task_id, "acme", "who?", "nobody"}
    assert not any("host-of-ours" in value for value in told)


def test_the_last_health_check_is_told(scrape: Scrape, redis_client: Redis) -> None:
    redis_client.set(keys.HEALTH, json.dumps({"checks": {"store": False, "redis_persistence": True}}))

    figures = scrape()

    assert figures["sqlagent_health_check", "store"] == 0
    assert figures["sqlagent_health_check", "redis_persistence"] == 1


def test_redis_tells_its_memory_and_persistence(scrape: Scrape, redis_client: Redis) -> None:
    redis_client.config_set("maxmemory", "64mb")
    try:
        figures = scrape()
    finally:
        redis_client.config_set("maxmemory", "0")

    assert figures["sqlagent_redis_memory_max_bytes",] == 64 * 1024**2
    assert figures["sqlagent_redis_memory_used_bytes",] > 100_000
    assert figures["sqlagent_redis_aof_enabled",] == 1
    assert figures["sqlagent_redis_persistence_ok",] == 1
    assert figures["sqlagent_redis_aof_delayed_fsync_total",] >= 0


def test_without_redis_only_that_is_told(scrape: Scrape, redis_server: RedisServer) -> None:
    redis_server.kill()

    assert _of_redis(scrape()) == {(REDIS_UP.name,): 0}


def test_a_frozen_redis_does_not_freeze_a_scrape(scrape: Scrape, redis_server: RedisServer) -> None:
    redis_server.freeze()
    began = time.monotonic()

    figures = scrape()

    assert _of_redis(figures) == {(REDIS_UP.name,): 0}
    assert time.monotonic() - began < 2.5


def test_redis_coming_back_is_seen(scrape: Scrape, redis_server: RedisServer) -> None:
    redis_server.kill()
    scrape()

    redis_server.ensure_running()

    assert scrape()[REDIS_UP.name,] == 1


def test_live_asks_nothing_of_redis(exporter: str, redis_server: RedisServer) -> None:
    redis_server.freeze()

    with urllib.request.urlopen(f"{exporter}/health/live", timeout=0.5) as answer:
        assert answer.status == 200


class CountingRedis(Redis):
    """Counts how often it turns to the server."""

    pipelines = 0
    single_commands = 0

    def pipeline(self, *args: Any, **kwargs: Any) -> Any:
        self.pipelines += 1
        return super().pipeline(*args, **kwargs)

    def execute_command(self, *args: Any, **kwargs: Any) -> Any:
        self.single_commands += 1
        return super().execute_command(*args, **kwargs)


def test_a_scrape_is_one_pipeline(redis_url: str) -> None:
    with CountingRedis.from_url(redis_url, decode_responses=True) as client:
        take_snapshot(client, list(QueueName))

        assert (client.pipelines, client.single_commands) == (1, 0)
