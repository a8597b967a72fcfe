"""The sender: when it takes a lease and when it waits, and a rival beside it."""

from pathlib import Path

import pytest
import redis

from services.common import keys
from services.common.connection import connect
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority
from services.common.records import TaskState
from services.common.settings import Settings
from services.worker.sender import Sender
from tests.fixtures.redis import RedisServer
from tests.fixtures.stack import TENANT, Stack, rounds_of


def test_two_senders_at_once_do_no_harm(own_server: RedisServer, tmp_path: Path) -> None:
    """Both believe that the lock is theirs."""
    stack = Stack(own_server.url, tmp_path)
    settings = Settings(redis_url=own_server.url, store_url=f"file://{tmp_path / 'store'}")
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

    sends = [int(server_record(own_server, task_id)["sends"]) for task_id in lost]
    assert {(task.status, task.attempt) for task in tasks} == {("success", 1)}
    assert sends == [2] * 200  # submitted, and sent again by one of the two


def server_record(own_server: RedisServer, task_id: str) -> dict[str, str]:
    with connect(own_server.url) as client:
        return dict(client.hgetall(keys.record(task_id)))


WATCH = keys.PREFIX + "sender:watch"


class Lapse:
    """A task whose lease has lapsed, and senders that look at it at moments that the test makes."""

    def __init__(self, client: redis.Redis, redis_url: str) -> None:
        self._client, self._url = client, redis_url
        self.ledger = Ledger(client, result_ttl_seconds=60)
        self.task_id = "0" * 32
        self.ledger.submit(NewTask(self.task_id, TENANT, "sqlagent.ping", "default", Priority.NORMAL, {}))
        self.ledger.start(self.task_id, "token")
        self.lapse()

    def lapse(self, end_ms: int = 1) -> None:
        self._client.zadd(keys.leased("default"), {self.task_id: end_ms})

    def sender(self) -> Sender:
        """A new one, after the death of the one before."""
        self._client.delete(keys.SENDER_LOCK)
        return Sender(Settings(redis_url=self._url))

    def let_pass(self, *, up: float = 0, away: float = 0) -> None:
        """Move the clock: time in which senders looked, and time in which none did."""
        self._client.hincrby(WATCH, "up_ms", int(up * 1000))
        self._client.hincrby(WATCH, "looked_at", int(-away * 1000))

    def is_released(self) -> bool:
        return self.ledger.read(self.task_id, tenant=TENANT).state is TaskState.PENDING


@pytest.fixture
def lapse(redis_client: redis.Redis, redis_url: str) -> Lapse:
    return Lapse(redis_client, redis_url)


def test_the_first_sender_lets_healthy_workers_renew_before_it_takes_a_lease(lapse: Lapse) -> None:
    sender = lapse.sender()
    sender.round()
    assert not lapse.is_released()

    lapse.let_pass(up=6)
    sender.round()
    assert lapse.is_released()


def test_a_sender_that_takes_over_at_once_goes_on_at_once(lapse: Lapse) -> None:
    lapse.sender().round()
    lapse.let_pass(up=6)

    lapse.sender().round()

    assert lapse.is_released()


@pytest.mark.parametrize("outage", ["nobody looked", "another Redis", "a call failed"])
def test_after_an_outage_healthy_workers_renew_first(
    lapse: Lapse, redis_client: redis.Redis, outage: str
) -> None:
    lapse.ledger.renew(lapse.task_id, "token")
    sender = lapse.sender()
    sender.round()
    lapse.let_pass(up=60)
    lapse.lapse()
    if outage == "nobody looked":
        lapse.let_pass(away=5.1)
    elif outage == "another Redis":
        redis_client.hset(WATCH, "run_id", "another")
    else:
        vars(sender)["_has_failed"] = True

    sender.round()
    assert not lapse.is_released()
    lapse.let_pass(up=6)
    sender.round()
    assert lapse.is_released()


def test_the_time_that_a_worker_had_to_renew_adds_up_over_outages(lapse: Lapse) -> None:
    """And over deaths of senders; each of these looks is one of a sender that must be quiet."""
    for _ in range(3):
        lapse.let_pass(up=2, away=30)
        lapse.sender().round()
        assert not lapse.is_released()

    lapse.let_pass(up=2, away=30)
    lapse.sender().round()

    assert lapse.is_released()


def test_a_lease_that_was_renewed_meanwhile_has_all_its_time_again(lapse: Lapse) -> None:
    for end_ms in (1, 2):
        lapse.lapse(end_ms)
        lapse.let_pass(away=30)
        lapse.sender().round()
        lapse.let_pass(up=5.9, away=30)
        lapse.sender().round()
        assert not lapse.is_released()


def test_a_message_that_was_seen_missing_is_sent_by_whichever_sender_comes_next(
    lapse: Lapse, redis_client: redis.Redis
) -> None:
    """But not before its task had the time to start, which it has not while Redis is away."""
    lapse.ledger.submit(NewTask("1" * 32, TENANT, "sqlagent.ping", "default", Priority.NORMAL, {}))
    redis_client.delete("default:6")
    lapse.sender().round()
    lapse.let_pass(up=4.9, away=60)
    lapse.sender().round()
    assert redis_client.llen("default:6") == 0

    lapse.let_pass(up=0.2)
    lapse.sender().round()

    assert redis_client.llen("default:6") == 1
