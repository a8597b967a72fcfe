"""The sender and its rivals: two at once, and one that waited for the lock."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.common import keys
from services.common.connection import connect
from services.common.records import TaskState
from services.common.settings import Settings
from services.worker.sender import Sender
from tests.fixtures.redis import RedisServer
from tests.fixtures.stack import Stack, rounds_of


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    (tmp_path / "redis").mkdir()
    server = RedisServer(tmp_path / "redis")
    server.start()
    yield server
    server.stop()


def test_two_senders_at_once_do_no_harm(server: RedisServer, tmp_path: Path) -> None:
    """Both believe that the lock is theirs."""
    stack = Stack(server.url, tmp_path)
    settings = Settings(redis_url=server.url, store_url=f"file://{tmp_path / 'store'}")
    senders = Sender(settings), Sender(settings)
    for sender in senders:
        vars(sender)["_keep_lock"] = lambda **_: 1
    try:
        lost = [stack.submit("sqlagent.ping") for _ in range(200)]
        stack.client.delete("default:6")
        with rounds_of(senders[0]), rounds_of(senders[1]):
            stack.start_worker()
            tasks = [stack.wait(task_id) for task_id in lost]
    finally:
        stack.stop()

    sends = [int(server_record(server, task_id)["sends"]) for task_id in lost]
    assert {(task.status, task.attempt) for task in tasks} == {("success", 1)}
    assert sends == [2] * 200  # submitted, and sent again by one of the two


def server_record(server: RedisServer, task_id: str) -> dict[str, str]:
    with connect(server.url) as client:
        return dict(client.hgetall(keys.record(task_id)))


def test_a_sender_that_waited_for_the_lock_goes_on_at_once(
    server: RedisServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has seen that Redis was well: healthy workers have renewed. One that just came is quiet first."""
    stack = Stack(server.url, tmp_path)
    settings = Settings(redis_url=server.url, store_url=f"file://{tmp_path / 'store'}")
    first, second, third = Sender(settings), Sender(settings), Sender(settings)
    first.round()
    second.round()
    begun = time.monotonic()
    monkeypatch.setattr("services.worker.sender.GAP_SECONDS", 60)
    monkeypatch.setattr(time, "monotonic", lambda: begun + 7)
    second.round()
    stack.client.delete(keys.SENDER_LOCK)
    task_id = stack.submit("sqlagent.ping")
    stack.ledger.start(task_id, "dead")
    stack.client.zadd(keys.leased("default"), {task_id: 1})

    third.round()
    assert stack.read(task_id).state is TaskState.RUNNING
    stack.client.delete(keys.SENDER_LOCK)
    second.round()
    assert stack.read(task_id).state is TaskState.PENDING
    stack.client.close()
