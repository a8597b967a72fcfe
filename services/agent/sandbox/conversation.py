"""The parent's ends of one job's channel: the request out; progress, result and printed text in."""

import os
import select
import socket
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Any, Self

from services.agent.sandbox.frames import FrameReader, encode_frame

Progress = Callable[[str, float], None]
"""Called with the stage's name and the percentage done."""

_READ_BYTES = 256 * 1024
_KEPT_ERROR_BYTES = 4096
"""The end of what was printed is what tells why a process died."""


class Conversation:
    """Two pairs of descriptors; a context manager that closes all of them.

    Args:
        max_reply_bytes: A longer message of the job is an error.
        on_progress: Called with the stage and the percentage while listening.
    """

    def __init__(self, max_reply_bytes: int, on_progress: Progress | None) -> None:
        self._channel, self._theirs = socket.socketpair()
        self._errors_in, self._errors_out = os.pipe()
        self._reader = FrameReader(max_reply_bytes)
        self._on_progress = on_progress
        self._open = {self._channel.fileno(), self._errors_in}
        self.last_message: dict[str, Any] | None = None
        self.errors = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close_theirs()
        self._channel.close()
        os.close(self._errors_in)

    @property
    def their_descriptors(self) -> list[int]:
        """What the job is given: its end of the channel, and where to print."""
        return [self._theirs.fileno(), self._errors_out]

    def send(self, request: dict[str, Any], deadline: float) -> None:
        """Give the job its request; one that died before it was read shows in how it ended."""
        self._close_theirs()
        self._channel.settimeout(max(0.001, deadline - monotonic()))
        try:
            self._channel.sendall(encode_frame(request))
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            return

    def listen(self, deadline: float) -> bool:
        """Take in all that the job says until it closes; False when the time is up before."""
        while self._open:
            seconds_left = deadline - monotonic()
            ready = self._ready(seconds_left) if seconds_left > 0 else []
            if not ready:
                return False
            for descriptor in ready:
                self._take(descriptor)
        return True

    def drain(self) -> None:
        """Take in what the job said before it was killed; its progress is of no interest any more."""
        self._on_progress = None
        while self._open and (ready := self._ready(0)):
            for descriptor in ready:
                self._take(descriptor)

    def _ready(self, seconds: float) -> list[int]:
        poller = select.poll()  # select() itself knows no descriptor above 1023
        for descriptor in self._open:
            poller.register(descriptor, select.POLLIN)
        return [descriptor for descriptor, _ in poller.poll(seconds * 1000)]

    def _take(self, descriptor: int) -> None:
        try:
            data = os.read(descriptor, _READ_BYTES)
        except ConnectionResetError:  # it died with our request unread
            data = b""
        if not data:
            self._open.discard(descriptor)
        elif descriptor == self._errors_in:
            self.errors = (self.errors + data)[-_KEPT_ERROR_BYTES:]
        else:
            self._reader.feed(data)
            for message in self._reader.messages():
                self._hear(message)

    def _hear(self, message: dict[str, Any]) -> None:
        if message.get("kind") != "progress":
            self.last_message = message
        elif self._on_progress is not None:
            self._on_progress(str(message.get("stage")), float(message.get("percent", 0)))

    def _close_theirs(self) -> None:
        if self._theirs.fileno() >= 0:
            self._theirs.close()
            os.close(self._errors_out)
