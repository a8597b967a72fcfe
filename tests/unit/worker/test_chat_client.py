"""The client of a language model, against a server that keeps to the protocol and one that does not."""

import time
from collections.abc import Iterator

import pytest

from services.agent.model import Budget, Completion, Message, ModelFailedError
from services.common.errors import TaskCancelledError
from services.worker.chat_client import ChatClient
from tests.fakes.model_server import (
    Behaviour,
    FakeModel,
    drips,
    drops,
    fake_model,
    floods,
    hangs,
    says,
    says_whole,
    sends,
    status,
)

HELLO = [Message("system", "You write SQL."), Message("user", "Grüße")]


@pytest.fixture(scope="module")
def model() -> Iterator[FakeModel]:
    with fake_model() as model:
        yield model


def complete(model: FakeModel, *, seconds: float = 5, key: str = "", url: str | None = None) -> Completion:
    client = ChatClient(url or model.url, "m-1", key=key, check=lambda: None)
    return client.complete(HELLO, budget=Budget(seconds, 500))


@pytest.mark.parametrize("behaviour", [says("SELECT “ü”", pieces=7), says_whole("SELECT “ü”")])
def test_a_reply_is_read_streamed_or_whole(model: FakeModel, behaviour: Behaviour) -> None:
    model.will(behaviour)

    assert complete(model).text == "SELECT “ü”"


def test_what_is_sent_is_the_protocol(model: FakeModel) -> None:
    model.will(says("ok", tokens=42))

    assert complete(model, key="s3cret").tokens == 42
    sent = model.requests[-1]
    assert sent["messages"][1] == {"role": "user", "content": "Grüße"}
    assert (sent["model"], sent["temperature"], sent["stream"], sent["max_tokens"]) == ("m-1", 0, True, 500)
    assert model.keys[-1] == "Bearer s3cret"
    complete(model)
    assert model.keys[-1] is None


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (status(429), "takes no more questions at the moment"),
        (status(401), "does not accept our key"),
        (status(500), "answered HTTP 500"),
        (status(307), "answered HTTP 307"),
        (drops, "broke off|cannot be reached"),
        (sends(b'data: {"choices": [{"delta": {"content": "x"}, "finish_reason": "length"}]}\n\n'), "room"),
        (floods, "more than any answer has"),
        (sends(b""), "nothing"),
        (sends(b"data: [DONE]\n\n"), "nothing"),
        (sends(b"data: {not json}\n\n"), "no completion"),
        (sends(b"data: []\n\n"), "no completion"),
        (sends(b'data: {"choices": [{}]}\n\n'), "no completion"),
        (sends(b'data: {"choices": 5}\n\n'), "no completion"),
        (sends(b'data: {"error": {"message": "overloaded"}}\n\n'), "broke off"),
        (sends(b"\xff\xfe\x00garbage\n\n"), "no completion"),
        (sends(b"<html>hello</html>", "text/html"), "no completion"),
        (sends(b"[" * 100_000, "application/json"), "no completion"),
        (sends(b'{"choices": []}', "application/json"), "no completion"),
    ],
)
def test_whatever_else_comes_is_a_failure_that_says_what(
    model: FakeModel, behaviour: Behaviour, said: str
) -> None:
    model.will(behaviour)

    with pytest.raises(ModelFailedError, match=said):
        complete(model)


@pytest.mark.parametrize("behaviour", [hangs, drips], ids=["hangs", "drips"])
def test_no_endpoint_takes_longer_than_its_budget(model: FakeModel, behaviour: Behaviour) -> None:
    model.will(behaviour)
    begun = time.monotonic()

    with pytest.raises(ModelFailedError, match="did not answer within"):
        complete(model, seconds=0.5)
    assert time.monotonic() - begun < 2


def test_an_endpoint_that_is_not_there_is_told_as_such(model: FakeModel) -> None:
    with pytest.raises(ModelFailedError, match="cannot be reached"):
        complete(model, url="http://127.0.0.1:9/v1")


def test_a_cancelled_task_does_not_wait_for_the_model(model: FakeModel) -> None:
    model.will(hangs)

    def check() -> None:
        raise TaskCancelledError("cancelled")

    begun = time.monotonic()
    with pytest.raises(TaskCancelledError):
        ChatClient(model.url, "m-1", key="", check=check).complete(HELLO, budget=Budget(10, 500))
    assert time.monotonic() - begun < 2
