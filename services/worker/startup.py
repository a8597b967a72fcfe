"""What must hold before a worker or Beat may start; each refusal is one line that names the remedy."""

import itertools
import json
import sys
from collections.abc import Mapping
from typing import Any

import kombu
import redis

from services.agent.sandbox.landlock import landlock_version
from services.common import keys
from services.common.connection import connect
from services.common.errors import SettingsError
from services.common.logs import get_logger
from services.common.messages import PRIORITY_SEPARATOR, PRIORITY_STEPS, QueueName, list_key
from services.common.settings import Settings

COVERED_KOMBU = frozenset({"5.7.0"})
"""Releases that the tests ran with. Another one may write messages or lose connections in other ways."""

_KOMBU_SEPARATOR = "\x06\x16"
"""kombu's default ``sep``: lists of this kind were written by a producer with other settings."""

_log = get_logger(__name__)


def refuse_unsafe_start(settings: Settings, conf: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """End the process, in one line, when it could lose or hide tasks.

    A Redis that does not answer yet is no reason: it may come later than we do.

    Args:
        settings: Where Redis is.
        conf: Celery's settings.
        options: Of a worker's command line; none for Beat.
    """
    try:
        check_versions()
        check_command(options)
        check_celery(conf)
        client = connect(settings.broker_url)
        try:
            check_redis(client)
        except redis.RedisError as error:
            _log.warning("redis could not be checked at start", error_type=type(error).__name__)
        finally:
            client.close()
    except SettingsError as error:
        sys.exit(f"sqlagent: {error.message}")


def warn_of_thin_walls(**_: object) -> None:
    """Say once, when a worker starts, that a wall of the sandbox is missing."""
    if landlock_version() == 0:
        _log.warning(
            "this kernel has no Landlock: jobs can read what the worker's user can read",
            remedy="Linux 5.13 or newer, with landlock among the lsm= of its command line",
        )


def check_versions() -> None:
    """Refuse a kombu that nothing here was tested with.

    Raises:
        SettingsError: Which is installed, and which are covered.
    """
    if kombu.__version__ not in COVERED_KOMBU:
        covered = ", ".join(sorted(COVERED_KOMBU))
        raise SettingsError(
            f"kombu {kombu.__version__} is not covered by the tests (covered: {covered}). "
            "Install with constraints.txt."
        )


def check_command(options: Mapping[str, Any]) -> None:
    """Refuse options of a worker that overrule what keeps tasks safe.

    Raises:
        SettingsError: The option and the remedy.
    """
    for name in ("time_limit", "soft_time_limit"):
        if options.get(name) is not None:
            option = name.replace("_", "-")
            raise SettingsError(
                f"--{option} would part the limits that belong together: a healthy task could start twice. "
                "Leave it out and set TASK_TIMEOUT."
            )
    pool = str(getattr(options.get("pool"), "__module__", "prefork"))
    if not pool.endswith("prefork"):
        raise SettingsError(
            f"--pool must be prefork, not {pool.rpartition('.')[2]}: no other ends a task that runs too long."
        )


def check_celery(conf: Mapping[str, Any]) -> None:
    """Refuse settings of Celery under which messages are lost or go unseen.

    Raises:
        SettingsError: The setting and what it must be.
    """
    transport = conf["broker_transport_options"]
    if not conf["task_acks_late"]:
        raise SettingsError(
            "task_acks_late must be on: a message acknowledged early is lost with its worker."
        )
    if list(transport.get("priority_steps", ())) != list(PRIORITY_STEPS):
        raise SettingsError(f"priority_steps must be {list(PRIORITY_STEPS)}, as every producer writes them.")
    if transport.get("sep") != PRIORITY_SEPARATOR:
        raise SettingsError(f"sep must be {PRIORITY_SEPARATOR!r}, as every producer writes it.")


def check_redis(client: redis.Redis) -> None:
    """Refuse a Redis that evicts, or that holds queues of another layout.

    Raises:
        SettingsError: What it holds or does, and the remedy.
        redis.RedisError: It does not answer.
    """
    policy = client.info("memory").get("maxmemory_policy")
    if policy is None:
        _log.warning("redis does not tell its eviction policy; it must be noeviction")
    elif policy != "noeviction":
        raise SettingsError(
            f"Redis' maxmemory-policy is {policy}: it would delete tasks. Set it to noeviction."
        )
    layout = json.dumps({"sep": PRIORITY_SEPARATOR, "priority_steps": list(PRIORITY_STEPS)})
    client.set(keys.LAYOUT, layout, nx=True)
    found = client.get(keys.LAYOUT)
    if found != layout:
        raise SettingsError(f"Redis holds queues of another layout, {found!r}; this release uses {layout!r}.")
    for alien in _alien_lists():
        if client.exists(alien):
            raise SettingsError(
                f"Redis holds the list {alien!r}, which no worker reads: a producer has other priority steps "
                "or another separator. Move its messages, then delete it."
            )


def _alien_lists() -> list[str]:
    ours = {list_key(queue, step) for queue in QueueName for step in PRIORITY_STEPS}
    possible = itertools.product(QueueName, (PRIORITY_SEPARATOR, _KOMBU_SEPARATOR), range(1, 10))
    return [name for queue, separator, step in possible if (name := f"{queue}{separator}{step}") not in ours]
