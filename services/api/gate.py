"""Who may ask: foreign web pages are refused, keys become tenants, small bodies stay small.

While no key is configured, nothing but the network address keeps others out. A page that the user
visits could then send requests from the user's own browser (cross-site request forgery), or reach the
loopback address under a name of its own (DNS rebinding). So a request that names a foreign origin is
refused, and on the loopback also one whose ``Host`` is no loopback name.
"""

import ipaddress
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.docs_page import ASSETS
from services.api.errors import problem
from services.api.keys import ApiKeys
from services.common.errors import (
    OriginNotAllowedError,
    RequestTooLargeError,
    SqlAgentError,
)

OPEN_PATHS = frozenset({"/", "/docs", "/openapi.json", "/health/live", "/health/ready", "/metrics"})
"""What needs no key, as what the page of ``/docs`` loads: it tells nothing of any tenant."""

STREAMED = ("POST", "/files")
"""The one request whose body is read as it arrives; the route holds it to its own limit."""

MAX_BODY_BYTES = 1024 * 1024
"""Of any other request; a question has at most some kilobytes, and a longer one is told its own error."""


class Gate:
    """ASGI middleware that answers with a problem whatever may not pass.

    Args:
        app: What is behind it.
        keys: The configured keys.
        is_loopback_only: Whether the ``Host`` must be a name of the loopback.
    """

    def __init__(self, app: ASGIApp, keys: ApiKeys, *, is_loopback_only: bool) -> None:
        self._app = app
        self._keys = keys
        self._is_loopback_only = is_loopback_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request and pass it on with its tenant in ``request.state``."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        headers = Headers(scope=scope)
        try:
            if self._keys.is_anonymous:
                _demand_own_origin(headers, is_loopback_only=self._is_loopback_only)
            if scope["path"] not in OPEN_PATHS and not scope["path"].startswith(ASSETS):
                state["tenant"] = self._keys.tenant_of(headers.get("authorization"))
                structlog.contextvars.bind_contextvars(tenant=state["tenant"])
            if (scope["method"], scope["path"]) != STREAMED and _has_body(headers):
                receive = await _read_small_body(headers, receive)
        except SqlAgentError as error:
            state["error_code"] = error.code
            await problem(error)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _demand_own_origin(headers: Headers, *, is_loopback_only: bool) -> None:
    host = headers.get("host", "").lower()
    if is_loopback_only and not _is_loopback_name(host):
        raise OriginNotAllowedError(
            "Without API keys this server answers only under localhost. Configure SQLAGENT_API_KEY_HASHES "
            "to reach it under another name."
        )
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2].lower() != host:
        raise OriginNotAllowedError("Without API keys this server takes no requests from other web pages.")


def _is_loopback_name(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or name.endswith(".localhost") or is_loopback_address(name)


def is_loopback_address(host: str) -> bool:
    """Whether only this machine can reach what listens on an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def claimed_bytes(headers: Headers) -> int | None:
    """Return what ``Content-Length`` says, if it says anything."""
    try:
        return int(headers["content-length"])
    except (KeyError, ValueError):
        return None


def _has_body(headers: Headers) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


async def _read_small_body(headers: Headers, receive: Receive) -> Receive:
    """Read a body whole, if it is small, and return a ``receive`` that gives it."""
    if (claimed_bytes(headers) or 0) > MAX_BODY_BYTES:
        raise RequestTooLargeError(f"The body may have at most {MAX_BODY_BYTES:,} bytes.")
    body = bytearray()
    is_complete = False
    while not is_complete:
        message = await receive()
        if message["type"] == "http.disconnect":
            return _replay(message, receive)
        body += message.get("body", b"")
        is_complete = not message.get("more_body", False)
        if len(body) > MAX_BODY_BYTES:
            raise RequestTooLargeError(f"The body may have at most {MAX_BODY_BYTES:,} bytes.")
    return _replay({"type": "http.request", "body": bytes(body), "more_body": False}, receive)


def _replay(first: Message, receive: Receive) -> Receive:
    waiting = [first]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
