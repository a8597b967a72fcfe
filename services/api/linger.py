"""Refusing an upload while it is still being sent, so that the client can read why.

A connection that is closed with bytes unread is reset, and many clients then show "connection reset"
instead of the answer. So the answer goes out at once, some of the rest is read and thrown away, and only
then the connection is closed.
"""

import anyio
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LINGER_SECONDS = 3.0
LINGER_BYTES = 64 * 1024**2
"""Then the client is cut off: it has had its answer for that long."""


class Linger:
    """ASGI middleware for uploads; other requests' bodies are read before they are answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and end its answer only when its body has ended too."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        is_read = False

        async def receive_noting_the_end() -> Message:
            nonlocal is_read
            message = await receive()
            is_read = not message.get("more_body", False)
            return message

        async def send_and_linger(message: Message) -> None:
            if message["type"] == "http.response.start" and not is_read:
                MutableHeaders(scope=message)["Connection"] = "close"
            is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
            if is_last and not is_read:
                await send({**message, "more_body": True})
                await _discard(receive_noting_the_end)
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        await self._app(scope, receive_noting_the_end, send_and_linger)


async def _discard(receive: Receive) -> None:
    size = 0
    with anyio.move_on_after(LINGER_SECONDS):
        message = await receive()
        while message.get("more_body", False) and size < LINGER_BYTES:
            size += len(message["body"])
            message = await receive()
