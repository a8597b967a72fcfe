"""The health check: what a probe may not do itself, recorded where ``/health/ready`` and metrics show it."""

import json
import os
import time
from collections.abc import Callable
from typing import Any

from services.common import keys
from services.common.connection import redis_errors
from services.common.errors import SqlAgentError
from services.common.logs import get_logger
from services.worker.configuration import HEALTH_SECONDS
from services.worker.context import WorkerContext

PROBE_PATH = "health/probe"
"""An object that the check writes, reads and deletes."""

_log = get_logger(__name__)


def check_health(context: WorkerContext) -> None:
    """Check that the store takes and gives, and that Redis keeps what it is told."""
    checks = {
        "store": _passes(lambda: _check_store(context)),
        "redis_persistence": _passes(lambda: _check_persistence(context)),
    }
    record = {"checked_at": time.time(), "checks": checks}
    with redis_errors():
        context.redis.set(keys.HEALTH, json.dumps(record), ex=3 * HEALTH_SECONDS)


def _passes(check: Callable[[], None]) -> bool:
    try:
        check()
    except SqlAgentError as error:
        _log.error("health check failed", code=error.code, reason=error.message)
        return False
    return True


def _check_store(context: WorkerContext) -> None:
    content = os.urandom(16)
    path = f"{PROBE_PATH}-{content.hex()}"
    context.store.write(path, content)
    try:
        if context.store.read(path) != content:
            raise SqlAgentError("The store gave back other bytes than it took.")
    finally:
        context.store.delete([path])


def _check_persistence(context: WorkerContext) -> None:
    with redis_errors():
        info: dict[str, Any] = context.redis.info("persistence")
    if str(info.get("aof_last_write_status", "ok")) != "ok":
        raise SqlAgentError("Redis cannot write its append-only file.")
