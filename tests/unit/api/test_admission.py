"""The breaker: nobody waits for a Redis that is known to be down."""

import pytest
from redis import exceptions

from services.api import admission
from services.api.admission import Breaker, is_outage
from services.common.connection import redis_errors
from services.common.errors import RedisUnavailableError, StoreUnavailableError


@pytest.fixture
def clock(monkeypatch):
    """Time that passes only when it is told to."""
    now = [100.0]
    monkeypatch.setattr(admission.time, "monotonic", lambda: now[0])
    return now


def lets_through(breaker: Breaker) -> bool:
    try:
        breaker.check()
    except RedisUnavailableError:
        return False
    return True


def test_a_breaker_lets_everybody_through_until_it_trips(clock):
    breaker = Breaker()

    before = lets_through(breaker)
    breaker.trip()

    assert (before, lets_through(breaker)) == (True, False)


def test_after_a_while_one_request_at_a_time_tries(clock):
    breaker = Breaker()
    breaker.trip()

    clock[0] += admission.OPEN_SECONDS

    assert [lets_through(breaker) for _ in range(3)] == [True, False, False]


def test_when_redis_answers_again_everybody_is_let_through(clock):
    breaker = Breaker()
    breaker.trip()

    breaker.reset()

    assert [lets_through(breaker) for _ in range(3)] == [True] * 3


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (exceptions.TimeoutError("slow"), True),
        (exceptions.ConnectionError("gone"), True),
        (exceptions.OutOfMemoryError("full"), False),
        (exceptions.ResponseError("wrong"), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_only_a_redis_that_does_not_answer_is_an_outage(cause, expected):
    with pytest.raises(RedisUnavailableError) as caught, redis_errors():
        raise cause

    assert is_outage(caught.value) is expected


def test_a_store_that_does_not_answer_is_no_outage_of_redis():
    assert not is_outage(StoreUnavailableError("No."))
