"""The sender on real processes: an outage, a second sender, and a death in the middle of a round."""

import os
import signal
import subprocess
import sys
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
from tests.fixtures.stack import ROOT, Stack, rounds_of


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    (tmp_path / "redis").mkdir()
    server = RedisServer(tmp_path / "redis")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def stack(server: RedisServer, tmp_path: Path) -> Iterator[Stack]:
    """A worker, and Beat as a process of its own."""
    stack = Stack(server.url, tmp_path)
    beat = start_beat(stack)
    try:
        stack.start_worker()
        yield stack
    finally:
        stack.stop()
        os.killpg(beat.pid, signal.SIGKILL)
        beat.wait()


def start_beat(stack: Stack) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "celery", "-A", "services.worker.main", "beat"]
    with (stack.folder / "beat.log").open("ab") as log:
        return subprocess.Popen(
            command, cwd=ROOT, env=stack.environment, stdout=log, stderr=log, start_new_session=True
        )


@pytest.mark.slow
@pytest.mark.parametrize(("how", "seconds"), [("killed", 20), ("frozen", 13)])
def test_a_healthy_task_keeps_its_lease_while_redis_is_away(
    server: RedisServer, stack: Stack, how: str, seconds: float
) -> None:
    """Longer than a lease: all have lapsed when Redis is back, and healthy workers renew them first."""
    task_id = stack.submit("tests.sleep", seconds=seconds + 14)
    stack.wait_for_state(task_id, TaskState.RUNNING)
    time.sleep(1.5)  # a second, so that everysec has it on disk: what a kill may take is another test

    server.kill() if how == "killed" else server.freeze()
    time.sleep(seconds)
    server.start() if how == "killed" else server.thaw()

    task = stack.wait(task_id, seconds=40)
    assert (task.status, task.attempt) == ("success", 1)
    assert stack.client.hget(keys.record(task_id), "losses") == "0"


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
