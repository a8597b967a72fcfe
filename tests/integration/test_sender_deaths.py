"""A sender that dies anywhere in a round: nothing is half done, and the next round goes on."""

import itertools
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import redis

from services.common import keys
from services.common.errors import StoreUnavailableError
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority
from services.common.settings import Settings
from services.worker import recovery, sender
from services.worker.sender import Sender


class Died(BaseException):
    """The sender's process was killed."""


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """One round does everything."""
    monkeypatch.setattr(recovery, "QUIET_SECONDS", 0.0)
    monkeypatch.setattr(sender, "MISSING_SECONDS", 0.0)


@pytest.fixture
def ledger(redis_client: redis.Redis) -> Ledger:
    return Ledger(redis_client, result_ttl_seconds=60)


def make_work(ledger: Ledger, client: redis.Redis) -> list[str]:
    """Leave a task whose retry is due, one whose worker is lost, and one whose message is."""
    client.flushall()
    due, lapsed, missing = (uuid.uuid4().hex for _ in range(3))
    for task_id in (due, lapsed, missing):
        ledger.submit(NewTask(task_id, "acme", "sqlagent.ping", "default", Priority.NORMAL, {}))
    for task_id in (due, lapsed):
        ledger.start(task_id, "dead")
    ledger.retry(due, "dead", StoreUnavailableError("away"), delay_seconds=0)
    client.zadd(keys.leased("default"), {lapsed: 1})
    client.delete("default:6")
    return [due, lapsed, missing]


def dying_after(dying: Sender, calls: int, *, is_sent: bool) -> Sender:
    """Let a sender die at one of its calls of Redis, before or after Redis has done what it asks for."""
    client: Any = vars(dying)["_client"]
    execute, numbers = client.execute_command, itertools.count()

    def execute_or_die(*args: Any, **options: Any) -> Any:
        is_last = next(numbers) == calls
        if is_last and not is_sent:
            raise Died
        answer = execute(*args, **options)
        if is_last:
            raise Died
        return answer

    client.execute_command = execute_or_die
    return dying


def deaths(settings: Settings) -> Iterator[Sender]:
    """Yield a sender for each place at which one can die; the last ones get through."""
    for calls in itertools.count():
        for is_sent in (False, True):
            yield dying_after(Sender(settings), calls, is_sent=is_sent)


def started_in_two_rounds(healthy: Sender, ledger: Ledger, client: redis.Redis) -> list[str]:
    """Play the worker, too; a message that comes back may hide until then that another is missing."""
    started = []
    for _ in range(2):
        healthy.round()
        for name in ("default:3", "default:6"):
            while message := client.rpop(name):
                task_id = json.loads(str(message))["headers"]["id"]
                if ledger.start(task_id, uuid.uuid4().hex) is not None:
                    started.append(task_id)
    return sorted(started)


def test_a_sender_may_die_at_any_of_its_calls(
    ledger: Ledger, redis_client: redis.Redis, redis_url: str
) -> None:
    settings, died = Settings(redis_url=redis_url), 0

    for dying in deaths(settings):
        task_ids = make_work(ledger, redis_client)
        try:
            dying.round()
        except Died:
            died += 1
        else:
            break
        redis_client.delete(keys.SENDER_LOCK)  # it lapses within seconds
        assert started_in_two_rounds(Sender(settings), ledger, redis_client) == sorted(task_ids)

    assert died > 2 * 4 * 4  # it looks at four queues in four steps, at least
