"""The outermost layer: each request's id, its log line and metrics, and an answer to what nobody expected."""

import re
import time
import uuid

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.api.errors import problem
from services.api.instruments import Instruments
from services.common.errors import FatalError
from services.common.logs import get_logger

REQUEST_ID = "X-Request-ID"

_ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""Nothing that could break a log line or a header."""

_QUIET = ("/health/live", "/health/ready", "/metrics")
"""Asked every few seconds by machines; logged only at debug."""

_log = get_logger(__name__)


class RequestLog:
    """ASGI middleware around everything else. It logs no query string, header or body."""

    def __init__(self, app: ASGIApp, instruments: Instruments) -> None:
        self._app = app
        self._instruments = instruments

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and record how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = given if _ACCEPTED_ID.fullmatch(given) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = request_id
                headers["X-Content-Type-Options"] = "nosniff"
                headers.setdefault("Cache-Control", "no-store")  # answers are a tenant's own
            await send(message)

        began = time.perf_counter()
        try:
            await self._app(scope, receive, send_with_id)
        except Exception as error:  # the one place: what nobody expected is logged whole and shown to nobody
            _log.exception("Request failed unexpectedly.", error_type=type(error).__name__)
            if status:  # half an answer is out; cutting the connection is the only way to say so
                raise
            answer = problem(FatalError("Something went wrong on our side. Try again; tell the request id."))
            await answer(scope, receive, send_with_id)
        finally:
            self._record(scope, status, time.perf_counter() - began)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_template(scope)
        method = scope["method"] if route != UNMATCHED or scope["method"] in _METHODS else "OTHER"
        self._instruments.count_request(route=route, method=method, status=status, seconds=seconds)
        log = _log.debug if scope["path"] in _QUIET else _log.info
        log(
            "Request answered.",
            method=method,
            route=route,
            status=status,
            code=getattr(Request(scope).state, "error_code", None),
            duration_seconds=round(seconds, 4),
        )


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNMATCHED = "unmatched"
"""Stands for every path that is no route, so that strangers cannot fill the metrics with labels."""


def route_template(scope: Scope) -> str:
    """Return the path of the route that answered, with its parameters' names instead of ids."""
    path = getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) else UNMATCHED
