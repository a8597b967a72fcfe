"""Redis goes away, or refuses, while tasks run: the regression test for the defect of Celery and kombu 5.7.0.

To see that the guard is needed, set ``IS_GUARDED`` in services/worker/consumer.py to False: the worker
ends with "Unrecoverable error: AttributeError". Run this for every new version of either.
"""

import time
from pathlib import Path

import pytest

from services.common.connection import ServerRefusedError
from services.common.errors import RedisUnavailableError
from services.common.records import TaskState
from tests.fixtures.redis import RedisServer
from tests.fixtures.stack import Stack

AWAY_SECONDS = 4
CONSUMES_SECONDS = 15
"""How soon after Redis is back a worker must consume again."""


def test_a_worker_survives_that_redis_goes_away_with_a_task_in_flight(
    own_server: RedisServer, tmp_path: Path
) -> None:
    stack = Stack(own_server.url, tmp_path)
    try:
        worker = stack.start_worker()
        in_flight = stack.submit("tests.sleep", seconds=AWAY_SECONDS + 2)
        stack.wait_for_state(in_flight, TaskState.RUNNING)
        time.sleep(1.5)  # a second, so that everysec has it on disk: what a kill may take is another test

        own_server.kill()
        time.sleep(AWAY_SECONDS)
        own_server.start()

        back = time.monotonic()
        assert stack.wait(stack.submit("sqlagent.ping"), seconds=CONSUMES_SECONDS).status == "success"
        assert time.monotonic() - back < CONSUMES_SECONDS
        ended = stack.wait(in_flight)
        assert (ended.status, ended.attempt) == ("success", 1)
        assert worker.poll() is None
        assert "Unrecoverable error" not in stack.log()
    finally:
        stack.stop()
        own_server.stop()


def test_a_worker_survives_that_redis_answers_and_refuses(own_server: RedisServer, tmp_path: Path) -> None:
    stack = Stack(own_server.url, tmp_path)
    try:
        worker = stack.start_worker()
        in_flight = stack.submit("tests.sleep", seconds=1)
        stack.wait_for_state(in_flight, TaskState.RUNNING)

        own_server.fill_disk()
        _wait_for_refusal(stack, "MISCONF")
        with pytest.raises(RedisUnavailableError):
            stack.submit("sqlagent.ping")
        time.sleep(2)  # the task ends meanwhile, and its end cannot be recorded
        own_server.free_disk()
        assert stack.wait(in_flight).attempt == 1
        assert stack.wait(stack.submit("sqlagent.ping"), seconds=CONSUMES_SECONDS).status == "success"

        stack.client.execute_command("REPLICAOF", "127.0.0.1", "9")  # a failover: its BRPOP is told UNBLOCKED
        _wait_for_refusal(stack, "READONLY")
        time.sleep(2)
        stack.client.execute_command("REPLICAOF", "NO", "ONE")
        assert stack.wait(stack.submit("sqlagent.ping"), seconds=CONSUMES_SECONDS).status == "success"

        assert worker.poll() is None
        assert "Unrecoverable error" not in stack.log()
        assert stack.log().count("redis does not serve") >= 2
    finally:
        stack.stop()


def _wait_for_refusal(stack: Stack, code: str) -> None:
    """Write until Redis refuses, which it begins once its next flush has failed."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            stack.client.set("tests:written", 1)
        except ServerRefusedError as error:
            if code in str(error.__cause__) + type(error.__cause__).__name__.upper():
                return
        time.sleep(0.05)
    raise AssertionError(f"redis did not refuse with {code}")
