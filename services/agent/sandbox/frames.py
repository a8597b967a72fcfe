"""Messages between parent and job: a length of four bytes, then JSON."""

import json
import os
import re
import struct
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

_LENGTH = struct.Struct(">I")
_READ_BYTES = 1024 * 1024

_DECIMAL = "\0decimal"
"""The only member of an object that stands for a decimal which a JSON reader would round."""

_DIGITS = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")


class FrameError(Exception):
    """The other side wrote what is no message."""


def encode_frame(message: dict[str, Any]) -> bytes:
    """Write one message; numbers that JSON cannot say are an error here, not at the reader."""
    body = json.dumps(
        message, allow_nan=False, separators=(",", ":"), ensure_ascii=False, default=_say_decimal
    ).encode()
    return _LENGTH.pack(len(body)) + body


def write_frame(descriptor: int, message: dict[str, Any]) -> None:
    """Send one message, however many writes it takes."""
    rest = memoryview(encode_frame(message))
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def read_frame(descriptor: int) -> dict[str, Any]:
    """Wait for one message."""
    (length,) = _LENGTH.unpack(_read_exactly(descriptor, _LENGTH.size))
    message: dict[str, Any] = json.loads(_read_exactly(descriptor, length))
    return message


def _read_exactly(descriptor: int, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = os.read(descriptor, min(size, _READ_BYTES))
        if not part:
            raise FrameError("the other side closed in the middle of a message")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class FrameReader:
    """Takes bytes as they come and gives whole messages.

    Args:
        max_bytes: A longer message is an error; what a job writes is not trusted.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._buffer = bytearray()

    def feed(self, data: bytes) -> None:
        """Take what there is."""
        self._buffer += data

    def messages(self) -> Iterator[dict[str, Any]]:
        """Give the messages that are complete.

        Raises:
            FrameError: Too long, or no JSON object.
        """
        while len(self._buffer) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._buffer)
            if length > self._max_bytes:
                raise FrameError(f"a message of {length} bytes")
            end = _LENGTH.size + length
            if len(self._buffer) < end:
                return
            body = bytes(self._buffer[_LENGTH.size : end])
            del self._buffer[:end]
            yield self._decode(body)

    @staticmethod
    def _decode(body: bytes) -> dict[str, Any]:
        try:
            message = json.loads(body, object_hook=_hear_decimal)
        except (ValueError, RecursionError) as error:
            raise FrameError("a message that is no JSON") from error
        if not isinstance(message, dict):
            raise FrameError("a message that is no object")
        return message


def _say_decimal(value: Any) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {_DECIMAL: format(value, "f")}
    raise TypeError(f"{type(value).__name__} is nothing that JSON can say")


def _hear_decimal(members: dict[str, Any]) -> Any:
    text = members.get(_DECIMAL)
    if len(members) != 1 or not isinstance(text, str):
        return members
    if _DIGITS.fullmatch(text) is None:
        raise ValueError("a decimal that is none")
    return Decimal(text)
