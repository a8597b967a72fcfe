"""Redis goes away while tasks run: the regression test for the defect of Celery 5.7.0 with kombu 5.7.0.

To see that the guard is needed, set ``IS_GUARDED`` in services/worker/consumer.py to False: the worker
ends with "Unrecoverable error: AttributeError". Run this for every new version of either.
"""

import time
from pathlib import Path

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
