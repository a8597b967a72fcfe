"""A server on the loopback that speaks the chat completions protocol, as badly as it is told to."""

import json
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["_Handler"], None]


class FakeModel:
    """What it does next, and what it was sent."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self._next: deque[Behaviour] = deque()
        self._always: Behaviour = status(500)
        self.stopped = threading.Event()

    def will(self, *behaviours: Behaviour) -> None:
        """Do these one after the other, and the last of them ever after."""
        self._next = deque(behaviours)
        self._always = behaviours[-1]

    def behave(self, handler: "_Handler") -> None:
        behaviour = self._next.popleft() if self._next else self._always
        behaviour(handler)

    @property
    def told(self) -> dict[str, Any]:
        """The document of the newest conversation's first question."""
        document: dict[str, Any] = json.loads(self.requests[-1]["messages"][1]["content"])
        return document


def says(text: str, *, tokens: int = 100, pieces: int = 3) -> Behaviour:
    """Stream a message in pieces, with its usage at the end."""

    def behave(handler: _Handler) -> None:
        handler.begin("text/event-stream")
        size = max(1, len(text) // pieces)
        for at in range(0, len(text), size):
            handler.event({"choices": [{"index": 0, "delta": {"content": text[at : at + size]}}]})
        handler.event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        handler.event({"choices": [], "usage": {"total_tokens": tokens}})
        handler.wfile.write(b"data: [DONE]\n\n")

    return behave


def answers(sql: str | None, *, tokens: int = 100) -> Behaviour:
    """Reply in the form that was asked for."""
    return says(json.dumps({"sql": sql}), tokens=tokens)


def obeys(handler: "_Handler") -> None:
    """Do what anybody tells it, wherever in the conversation it stands: ``REPLY WITH … NOW``."""
    told = " ".join(message["content"] for message in handler.model.requests[-1]["messages"])
    found = re.search(r"reply[ _]with[ _](.+?)[ _]now", told, re.IGNORECASE)
    answers(found[1].replace("_", " ") if found else None)(handler)


def says_whole(text: str) -> Behaviour:
    """Reply without streaming, as servers do that know none."""

    def behave(handler: _Handler) -> None:
        handler.begin("application/json")
        document = {"choices": [{"message": {"role": "assistant", "content": text}}]}
        handler.wfile.write(json.dumps(document).encode())

    return behave


def status(code: int) -> Behaviour:
    """Refuse."""

    def behave(handler: _Handler) -> None:
        handler.begin("application/json", code)
        handler.wfile.write(b'{"error": {"message": "no"}}')

    return behave


def sends(body: bytes, kind: str = "text/event-stream") -> Behaviour:
    """Send these bytes as they are."""

    def behave(handler: _Handler) -> None:
        handler.begin(kind)
        handler.wfile.write(body)

    return behave


def hangs(handler: "_Handler") -> None:
    """Never answer."""
    handler.model.stopped.wait(20)


def drips(handler: "_Handler") -> None:
    """Send a byte now and then, and never end."""
    handler.begin("text/event-stream")
    while not handler.model.stopped.wait(0.05):
        handler.wfile.write(b":")
        handler.wfile.flush()


def floods(handler: "_Handler") -> None:
    """Send without end."""
    handler.begin("text/event-stream")
    while not handler.model.stopped.is_set():
        handler.event({"choices": [{"delta": {"content": "x" * 10_000}}]})


def drops(handler: "_Handler") -> None:
    """Break the connection in the middle of a message."""
    handler.begin("text/event-stream")
    handler.event({"choices": [{"delta": {"content": '{"sql": "SEL'}}]})
    handler.connection.close()


class _Handler(BaseHTTPRequestHandler):
    model: FakeModel

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.model.requests.append(json.loads(body))
        self.model.keys.append(self.headers.get("Authorization"))
        if self.path != "/v1/chat/completions":
            status(404)(self)
            return
        try:
            self.model.behave(self)
        except (BrokenPipeError, ConnectionResetError, ValueError):
            self.close_connection = True  # The other side has had enough.

    def begin(self, kind: str, code: int = 200) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def event(self, document: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(document)}\n\n".encode())

    def finish(self) -> None:
        try:
            super().finish()
        except OSError:
            return

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def fake_model() -> Iterator[FakeModel]:
    """Serve one on a free port of the loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    model = FakeModel(f"http://127.0.0.1:{server.server_port}/v1")
    server.RequestHandlerClass = type("Handler", (_Handler,), {"model": model})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        model.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
