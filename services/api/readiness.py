"""Whether Redis and the store answer, each asked in a bounded time and beside the routes' threads."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import anyio
from anyio import CapacityLimiter, to_thread

from services.api.context import ApiContext
from services.api.models import Check, Ready
from services.common import keys, layout
from services.common.connection import connect, redis_errors
from services.common.errors import (
    NotFoundError,
    RedisUnavailableError,
    SqlAgentError,
    StoreUnavailableError,
    TransientError,
)

CHECK_SECONDS = 2.0

_PROBE = f"{layout.TENANTS}/{layout.DEFAULT_TENANT}/probe"
"""An object that need not exist: the store is healthy if it says so."""


@dataclass(frozen=True)
class Readiness:
    """What was found, and the error to answer with."""

    document: Ready
    error: SqlAgentError | None


async def check_readiness(context: ApiContext) -> Readiness:
    """Ask Redis and the store at once."""
    found: dict[str, Any] = {}
    limiter = CapacityLimiter(2)

    async def run(name: str, check: Callable[[ApiContext], Any], late: TransientError) -> None:
        found[name] = late
        with anyio.move_on_after(CHECK_SECONDS):
            try:
                found[name] = await to_thread.run_sync(
                    check, context, abandon_on_cancel=True, limiter=limiter
                )
            except SqlAgentError as error:
                found[name] = error

    async with anyio.create_task_group() as group:
        group.start_soon(run, "redis", _ask_redis, RedisUnavailableError("Redis does not answer in time."))
        group.start_soon(
            run, "store", _ask_store, StoreUnavailableError("The file store does not answer in time.")
        )
    errors = {name: answer for name, answer in found.items() if isinstance(answer, SqlAgentError)}
    document = Ready(
        checks={
            name: Check(ok=name not in errors, error=errors[name].message if name in errors else None)
            for name in ("redis", "store")
        },
        workers=None if "redis" in errors else found["redis"],
    )
    return Readiness(document, next(iter(errors.values()), None))


def _ask_redis(context: ApiContext) -> dict[str, Any] | None:
    """Return what the workers' last health check found."""
    # Its own connection, without a second try, so that the answer comes within the bound.
    with connect(context.settings.broker_url, retries=0) as client, redis_errors():
        text = cast(str | None, client.get(keys.HEALTH))
    return None if text is None else dict(json.loads(text))


def _ask_store(context: ApiContext) -> None:
    try:
        context.store.size(_PROBE)
    except NotFoundError:
        return
