"""A worker and Beat keep their heartbeat files young, also while Redis is away."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from services.worker.heartbeat import LOOK_SECONDS
from tests.fixtures.redis import RedisServer
from tests.fixtures.stack import ROOT, Stack


def _wait_for_touch(path: Path, *, after: float, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not path.exists() or path.stat().st_mtime <= after:
        assert time.monotonic() < deadline, f"{path} was not touched"
        time.sleep(0.1)


@pytest.fixture
def stack(redis_server: RedisServer, tmp_path: Path) -> Stack:
    return Stack(redis_server.url, tmp_path, SQLAGENT_HEARTBEAT_PATH=str(tmp_path / "heartbeat"))


def test_a_worker_is_well_while_it_works_and_while_redis_is_away(
    stack: Stack, redis_server: RedisServer, tmp_path: Path
) -> None:
    try:
        stack.start_worker()
        _wait_for_touch(tmp_path / "heartbeat", after=0, seconds=10)
        redis_server.freeze()

        _wait_for_touch(tmp_path / "heartbeat", after=time.time(), seconds=2 * LOOK_SECONDS + 5)
    finally:
        redis_server.thaw()
        stack.stop()


def test_beat_is_well_from_its_first_tick_on(stack: Stack, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "celery", "-A", "services.worker.main", "beat"]
    beat = subprocess.Popen(command, cwd=ROOT, env=stack.environment)
    try:
        _wait_for_touch(tmp_path / "heartbeat", after=0, seconds=30)
        _wait_for_touch(tmp_path / "heartbeat", after=time.time(), seconds=15)
    finally:
        beat.terminate()
        beat.wait()
        stack.stop()
