"""A language model behind an OpenAI-compatible endpoint, held to a time whatever the endpoint does.

The request runs in a thread of its own, because nothing else ends a name look-up that hangs or a server that
sends a byte every second; the caller waits for it, watches the task's cancel flag, and leaves it behind.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import httpx

from services.agent.model import Budget, Completion, Message, ModelFailedError

MAX_BYTES = 256 * 1024
"""Of one reply; the longest statement that is read has 20,000 characters."""

MOST_REPLY_TOKENS = 2_000
"""Asked for at most: a statement is far shorter."""

_LOOK_SECONDS = 0.1
"""Between two looks at whether the task was cancelled."""

_STREAM = "text/event-stream"


@dataclass
class _Call:
    """One request: run by its thread, watched by another."""

    url: str
    headers: dict[str, str]
    body: dict[str, Any]
    seconds: float
    ended: threading.Event = field(default_factory=threading.Event)
    completion: Completion | None = None
    problem: str = "could not be asked"
    is_abandoned: bool = False

    def run(self) -> None:
        """Ask, and keep what came of it."""
        try:
            with (
                httpx.Client(timeout=self.seconds, follow_redirects=False) as client,
                client.stream("POST", self.url, headers=self.headers, json=self.body) as response,
            ):
                self.completion = self._read(response)
        except httpx.TimeoutException:
            self.problem = f"did not answer within {self.seconds:.0f} s"
        except httpx.TransportError:
            self.problem = "cannot be reached"
        except ModelFailedError as error:
            self.problem = str(error)
        except (ValueError, TypeError, LookupError, AttributeError, httpx.HTTPError, RecursionError):
            self.problem = "answered with what is no completion"
        finally:
            self.ended.set()

    def _read(self, response: httpx.Response) -> Completion:
        if response.status_code != httpx.codes.OK:
            raise ModelFailedError(_refusal(response.status_code))
        if response.headers.get("Content-Type", "").startswith(_STREAM):
            return _from_stream(self._lines(response))
        return _from_document(json.loads("\n".join(self._lines(response))))

    def _lines(self, response: httpx.Response) -> Iterator[str]:
        """Yield the body's lines, as long as anybody waits for them and they are not too many."""
        received = 0
        rest = b""
        for chunk in response.iter_bytes():
            received += len(chunk)
            if received > MAX_BYTES or self.is_abandoned:
                raise ModelFailedError("answered with more than any answer has")
            *lines, rest = (rest + chunk).split(b"\n")
            yield from (line.decode() for line in lines)
        yield rest.decode()


class ChatClient:
    """Speaks the chat completions protocol.

    Args:
        url: Before ``/chat/completions``, as in ``https://models.example/v1``.
        model: Its name there.
        key: Sent as a bearer token; empty for none.
        check: Called while waiting; what it raises ends the wait.
    """

    def __init__(self, url: str, model: str, *, key: str, check: Callable[[], None]) -> None:
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._check = check

    def complete(self, messages: Sequence[Message], *, budget: Budget) -> Completion:
        """Return the next message.

        Raises:
            ModelFailedError: It did not answer in time, not at all, or nothing that is a completion.
        """
        call = _Call(self._url, self._headers, self._body(messages, budget), budget.seconds)
        deadline = monotonic() + budget.seconds
        threading.Thread(target=call.run, name="language-model", daemon=True).start()
        try:
            while not call.ended.wait(_LOOK_SECONDS):
                self._check()
                if monotonic() > deadline:
                    raise ModelFailedError(f"did not answer within {budget.seconds:.0f} s")
        finally:
            call.is_abandoned = True
        if call.completion is None:
            raise ModelFailedError(call.problem)
        return call.completion

    def _body(self, messages: Sequence[Message], budget: Budget) -> dict[str, Any]:
        return {
            "model": self._model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "temperature": 0,
            "max_tokens": min(budget.tokens, MOST_REPLY_TOKENS),
            "stream": True,
            "stream_options": {"include_usage": True},
        }


def _from_stream(lines: Iterator[str]) -> Completion:
    """Put a streamed message together; half a message is none."""
    parts: list[str] = []
    tokens = 0
    is_whole = False
    for line in lines:
        name, _, value = line.partition(":")
        if name != "data":
            continue
        if value.strip() == "[DONE]":
            is_whole = True
            continue
        document = json.loads(value)
        if "error" in document:
            raise ModelFailedError("broke off with an error")
        tokens = _tokens(document) or tokens
        for choice in document.get("choices") or ():
            parts.append(choice["delta"].get("content") or "")
            is_whole = is_whole or _is_end(choice)
    if not (parts and is_whole):
        raise ModelFailedError("broke off" if parts else "answered with nothing")
    return Completion("".join(parts), tokens)


def _from_document(document: Any) -> Completion:
    choice = document["choices"][0]
    _is_end(choice)
    return Completion(str(choice["message"]["content"]), _tokens(document))


def _is_end(choice: dict[str, Any]) -> bool:
    """Whether the message ends here of itself."""
    if choice.get("finish_reason") == "length":
        raise ModelFailedError("wrote more than it was given room for")
    return choice.get("finish_reason") is not None


def _tokens(document: dict[str, Any]) -> int:
    usage = document.get("usage") or {}
    return int(usage.get("total_tokens") or 0)


def _refusal(status: int) -> str:
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return "takes no more questions at the moment (HTTP 429)"
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return f"does not accept our key (HTTP {status})"
    return f"answered HTTP {status}"
