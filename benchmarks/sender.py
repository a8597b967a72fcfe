"""The sender's rounds: what one costs with very many waiting tasks, and that it sends nothing needlessly."""

import statistics
import time
import uuid
from pathlib import Path
from typing import cast

from redis import Redis

from benchmarks.figures import Figure
from services.common import keys
from services.common.connection import connect
from services.common.messages import Priority, QueueName
from services.common.scripts import load_script
from services.common.settings import Settings
from services.worker.sender import ROUND_SECONDS, Sender
from tests.fixtures.redis import RedisServer
from tests.fixtures.stack import TENANT, Stack

MANY = 100_000
ROUNDS = 50
BEHIND = 20_000
SLOW_SECONDS = 7
"""A slow worker's task: longer than a message may be missing, so one that was prefetched would be sent."""

WATCHED_SECONDS = 60
_BATCH = 1000


def _submit(client: Redis, count: int, kind: str, payload: str) -> list[str]:
    """Submit through the ledger's script, many in one round trip."""
    script = client.script_load(load_script("submit"))
    task_ids = [uuid.uuid4().hex for _ in range(count)]
    for first in range(0, count, _BATCH):
        with client.pipeline(transaction=False) as pipe:
            for task_id in task_ids[first : first + _BATCH]:
                args = (task_id, TENANT, kind, QueueName.DEFAULT, int(Priority.NORMAL), payload, 0)
                pipe.evalsha(script, 0, *args)
            pipe.execute()
    return task_ids


def _pushes(client: Redis, task_ids: list[str]) -> int:
    """How often messages were pushed, by the records themselves."""
    total = 0
    for first in range(0, len(task_ids), _BATCH):
        with client.pipeline(transaction=False) as pipe:
            for task_id in task_ids[first : first + _BATCH]:
                pipe.hget(keys.record(task_id), "sends")
            total += sum(int(cast(str, sends)) for sends in pipe.execute())
    return total


def _round_milliseconds(server: RedisServer, store_url: str) -> list[float]:
    sender = Sender(Settings(redis_url=server.url, store_url=store_url))
    with connect(server.url, timeout_seconds=30) as client:
        client.flushall()
        _submit(client, MANY, "tests.sleep", "{}")
    sender.round()  # the first looks for lost uploads, too, which is another matter
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        sender.round()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _sent_needlessly(server: RedisServer, folder: Path) -> int:
    with connect(server.url, timeout_seconds=30) as client:
        client.flushall()
        stack = Stack(server.url, folder)
        try:
            for number in range(2):
                stack.start_worker("-n", f"slow{number}@%h")
            task_ids = _submit(client, BEHIND, "tests.sleep", f'{{"seconds":{SLOW_SECONDS}}}')
            sender = Sender(Settings(redis_url=server.url, store_url=f"file://{folder / 'store'}"))
            until = time.monotonic() + WATCHED_SECONDS
            while time.monotonic() < until:
                sender.round()
                time.sleep(ROUND_SECONDS)
            return _pushes(client, task_ids) - BEHIND
        finally:
            stack.stop()


def measure(folder: Path) -> list[Figure]:
    """Return the cost of a round, and the messages that nobody needed."""
    (folder / "redis").mkdir()
    server = RedisServer(folder / "redis")
    server.start()
    try:
        taken = _round_milliseconds(server, f"file://{folder / 'store'}")
        needless = _sent_needlessly(server, folder)
    finally:
        server.stop()
    return [
        Figure("a round of the sender, 100,000 waiting, median", statistics.median(taken), "<=", 10, " ms"),
        Figure("a round of the sender, 100,000 waiting, worst", max(taken), "<=", None, " ms"),
        Figure("sent needlessly, 20,000 behind two slow workers", needless, "<=", 0, ""),
    ]
