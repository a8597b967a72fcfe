"""A worker tells that it is there for as long as it takes tasks."""

import threading
import time

import pytest
from redis import Redis

from services.common import keys
from services.worker import presence
from services.worker.presence import Presence
from tests.fixtures.redis import RedisServer

QUEUES = ["default", "maintenance"]


def _told(client: Redis) -> list[int]:
    return [client.zcard(keys.workers(queue)) for queue in QUEUES]


@pytest.fixture
def leaving(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Each test is a worker of its own, and it is not told to go yet."""
    event = threading.Event()
    monkeypatch.setattr(presence, "_leaving", event)
    return event


def _wait_until(told: list[int], client: Redis) -> None:
    deadline = time.monotonic() + 10
    while _told(client) != told:
        assert time.monotonic() < deadline, _told(client)
        time.sleep(0.02)


def test_a_worker_that_is_told_to_go_is_counted_no_longer(
    redis_client: Redis, leaving: threading.Event
) -> None:
    worker = threading.Thread(target=presence._keep_telling, args=(Presence(redis_client, QUEUES, 4),))
    worker.start()
    _wait_until([1, 1], redis_client)

    presence.end_presence(sig="SIGTERM")
    worker.join(timeout=10)

    assert not worker.is_alive()
    assert _told(redis_client) == [0, 0]


def test_telling_outlives_an_outage_of_redis(
    redis_server: RedisServer, redis_client: Redis, leaving: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "PRESENCE_SECONDS", 0.05)
    redis_server.kill()
    worker = threading.Thread(target=presence._keep_telling, args=(Presence(redis_client, QUEUES, 4),))
    worker.start()

    time.sleep(0.2)
    redis_server.ensure_running()

    _wait_until([1, 1], redis_client)
    leaving.set()
    worker.join(timeout=10)


def test_what_killed_workers_told_is_forgotten(redis_client: Redis) -> None:
    old = redis_client.time()[0] * 1000 - presence.FORGET_MS - 1000
    redis_client.zadd(keys.workers("default"), {"killed:1|4": old})

    Presence(redis_client, ["default"], 4).tell()

    assert _told(redis_client) == [1, 0]
