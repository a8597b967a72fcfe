"""What `helm test` runs, against a worker of each queue."""

from pathlib import Path

import redis

from services.common.ledger import Ledger
from services.common.settings import Settings
from services.worker import check_queues
from tests.fixtures.redis import RedisServer
from tests.fixtures.stack import Stack


def test_every_queue_answers_also_one_that_only_the_settings_know(
    redis_server: RedisServer, tmp_path: Path
) -> None:
    stack = Stack(redis_server.url, tmp_path, SQLAGENT_EXTRA_QUEUES="extra")
    settings = Settings(redis_url=redis_server.url, extra_queues="extra")
    try:
        stack.start_worker(app="services.worker.main")  # of every queue

        answered = check_queues.check_queues(stack.ledger, settings.queues, seconds=30)
    finally:
        stack.stop()

    assert set(answered) == {"default", "file_processing", "query_processing", "maintenance", "extra"}


def test_a_queue_without_workers_is_named(redis_client: redis.Redis) -> None:
    ledger = Ledger(redis_client, result_ttl_seconds=60)

    answered = check_queues.check_queues(ledger, ["maintenance"], seconds=0.3)

    assert list(check_queues.describe(["maintenance"], answered)) == ["maintenance: no worker answered"]
