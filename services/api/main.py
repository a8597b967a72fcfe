"""The api process: builds the application and serves it on one port."""

import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from types import FrameType

import anyio
import uvicorn
from anyio import to_thread
from fastapi import Depends, FastAPI
from fastapi.responses import RedirectResponse
from fastapi.security import HTTPBearer

from services.api import docs_page
from services.api.context import ApiContext, build_context
from services.api.documented import document
from services.api.errors import install_error_answers
from services.api.gate import Gate, is_loopback_address
from services.api.linger import Linger
from services.api.request_log import RequestLog
from services.api.routes import files, health, queries, tables, tasks, teaching
from services.common.errors import SettingsError, SqlAgentError
from services.common.logs import configure_logs
from services.common.settings import Settings, load_settings

DRAIN_SECONDS = 30
"""How long requests that run may take to end after SIGTERM: an upload, a download."""

ROUTE_THREADS = 20
"""Routes that run at once. Were Redis to fail, so many would wait for it and then wake together, each
taking its turn from the event loop, which must answer ``/health/live`` meanwhile."""

SWITCH_SECONDS = 0.0005
"""A thread that computes gives way to another after this; Python's own 5 ms, times the routes' threads,
is how long the event loop would wait for its turn when they all wake at once."""

HEADER_BYTES = 32 * 1024
"""The longest request line and headers together."""

_DESCRIPTION = """
Upload a workbook, ask about it in plain language, get rows and the SQL that produced them.

1. `POST /files` with a workbook: you get a `task_id`.
2. `GET /task-status/{task_id}` until its status is `success`.
3. `POST /queries` with a question: you get another `task_id`, and its result is the answer.

Every error is `application/problem+json`: a `code` that never changes, and a sentence that says what to do.
"""


def create_app(settings: Settings) -> FastAPI:
    """Build the application.

    Raises:
        SettingsError: A setting cannot work.
        StoreUnavailableError: The store is a folder that cannot be made.
    """
    context = build_context(settings)
    app = FastAPI(
        title="SQL Agent",
        version=version("sqlagent"),
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        lifespan=_running,
    )
    app.state.context = context
    # Declared only where it is needed, so that /docs asks for no key that does not exist.
    needs_key = [] if context.keys.is_anonymous else [Depends(HTTPBearer(auto_error=False))]
    for routes in (files, tables, queries, teaching, tasks):
        app.include_router(routes.router, dependencies=needs_key)
    app.include_router(health.router)
    app.include_router(docs_page.router)
    app.add_api_route("/", _to_docs, include_in_schema=False)
    app.openapi = document(app)  # type: ignore[method-assign]  # FastAPI's documented way to change it
    install_error_answers(app)
    # The last one added is the outermost.
    app.add_middleware(Gate, keys=context.keys, is_loopback_only=not settings.api_allow_anonymous)
    app.add_middleware(Linger)
    app.add_middleware(RequestLog, instruments=context.instruments)
    return app


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = ROUTE_THREADS
    async with anyio.create_task_group() as group:
        group.start_soon(app.state.context.watch.run)
        yield
        group.cancel_scope.cancel()
    app.state.context.redis.close()


async def _to_docs() -> RedirectResponse:
    return RedirectResponse("docs")  # relative: an Ingress may have put a prefix before it


def demand_keys(settings: Settings, context: ApiContext) -> None:
    """Refuse to let strangers in by accident.

    Raises:
        SettingsError: There is no key, and others than this machine could reach the api.
    """
    is_open = context.keys.is_anonymous and not is_loopback_address(settings.api_host)
    if is_open and not settings.api_allow_anonymous:
        raise SettingsError(
            f"SQLAGENT_API_HOST is {settings.api_host}, where others can reach it, and there is no API key. "
            "Set SQLAGENT_API_KEY_HASHES, or SQLAGENT_API_ALLOW_ANONYMOUS=true if that is meant."
        )


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.api_host else socket.AF_INET
    try:
        listener = socket.create_server((settings.api_host, settings.api_port), family=family, backlog=2048)
        # asyncio sets it only on sockets whose protocol is named; without it each answer waits 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        place = f"{settings.api_host}:{settings.api_port}"
        raise SettingsError(f"SQLAGENT_API_PORT: cannot listen on {place}: {error.strerror}.") from error


class _Server(uvicorn.Server):
    """Ends event streams when it is told to stop: they would otherwise last as long as their tasks."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        app: FastAPI = self.config.app  # type: ignore[assignment]  # uvicorn allows other kinds of apps
        app.state.context.watch.stop()
        super().handle_exit(sig, frame)


def _serve(app: FastAPI, listener: socket.socket) -> None:
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=DRAIN_SECONDS,
        h11_max_incomplete_event_size=HEADER_BYTES,
    )
    server = _Server(config)
    # uvicorn sends itself the signal again once it has stopped; without these that would kill the process,
    # and an orderly stop would look like a crash.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, server.handle_exit)
    server.run(sockets=[listener])


def main() -> int:
    """Serve until told to stop; return the exit code."""
    try:
        settings = load_settings()
        configure_logs(settings.log_level, process="api")
        app = create_app(settings)
        demand_keys(settings, app.state.context)
        sys.setswitchinterval(SWITCH_SECONDS)
        listener = _listen(settings)
    except SqlAgentError as error:
        sys.stderr.write(f"{error.message}\n")
        return 2
    with listener:
        _serve(app, listener)
    return 0


if __name__ == "__main__":
    sys.exit(main())
