"""Which processes a local run consists of: their commands, and the environment they share."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

from services.common.messages import QueueName
from services.common.settings import ENV_FILE, load_settings
from services.common.store import Store
from services.local.ports import LOOPBACK, Ports
from services.local.state import LocalState

MARK = "SQLAGENT_LOCAL_RUN"
"""In the environment of every process of a run, with its folder: so none is ever lost from sight."""

_CONCURRENCY = {QueueName.FILE_PROCESSING: 2, QueueName.QUERY_PROCESSING: 2}
"""Small workers: one task at once, where this says no more."""

_DRAIN_SECONDS = "5"
"""Who presses Ctrl-C does not wait for minutes: what is unfinished is handed back for the next start."""

_FLOWER_TASKS = "--max_tasks=10000"
"""Flower keeps them in memory; its own default is ten times as many."""

_NO_ROOT_WARNING = "ignore:You're running the worker"
"""Celery's, in seven lines for each worker; on one's own machine it is no news."""

_OUR_REDIS_ONLY = (
    "REDIS_URL",
    "CELERY_BROKER_URL",
    "CELERY_RESULT_BACKEND",
    "SQLAGENT_CELERY_RESULT_BACKEND",
    "SQLAGENT_REDIS_PASSWORD",
    "SQLAGENT_REDIS_PASSWORD_FILE",
)
"""A local run brings its own Redis; what the environment says of another is left out."""


@dataclass(frozen=True)
class Service:
    """One process: its name in the logs, and its command."""

    name: str
    command: tuple[str, ...]


def redis_url(ports: Ports) -> str:
    """Where the local Redis is."""
    return f"redis://{LOOPBACK}:{ports.redis_port}/0"


def services(ports: Ports, environment: Mapping[str, str]) -> list[Service]:
    """Return every process but Redis, as an operator would start it."""
    python = (sys.executable, "-m")
    celery = (*python, "celery", "--quiet", "-A", "services.worker.main")  # no banners
    relay = (*python, "services.local.relay", str(ports.api_second_port), str(ports.api_port))
    flower = (*celery, "flower", f"--address={LOOPBACK}", f"--port={ports.flower_port}", _FLOWER_TASKS)
    return [
        Service("api", (*python, "services.api.main")),
        Service("api-again", relay),
        *(Service(str(queue), _worker(celery, queue, environment)) for queue in QueueName),
        Service("beat", (*celery, "beat")),
        Service("flower", flower),
        Service("exporter", (*python, "services.exporter.main")),
    ]


def _worker(celery: tuple[str, ...], queue: QueueName, environment: Mapping[str, str]) -> tuple[str, ...]:
    chosen = environment.get("SQLAGENT_WORKER_CONCURRENCY")
    concurrency = chosen or str(_CONCURRENCY.get(queue, 1))
    return (*celery, "worker", "-Q", str(queue), "-c", concurrency, "-n", f"{queue}@%h")


def given() -> dict[str, str]:
    """Return what the caller chose: the environment, and what ``.env`` says beside it."""
    in_file = {name: value for name, value in dotenv_values(ENV_FILE).items() if value is not None}
    return {**in_file, **os.environ}


def environment(ports: Ports, state: LocalState) -> dict[str, str]:
    """Return what the processes share: what the caller chose, and our addresses."""
    chosen = {
        "SQLAGENT_STORE_URL": f"file://{state.folder / 'store'}",
        "SQLAGENT_TABLE_CACHE_PATH": str(state.folder / "table-cache"),
        "SQLAGENT_DRAIN_SECONDS": _DRAIN_SECONDS,
        **given(),
        "SQLAGENT_REDIS_URL": redis_url(ports),
        "SQLAGENT_CELERY_BROKER_URL": redis_url(ports),
        "SQLAGENT_API_HOST": LOOPBACK,
        "SQLAGENT_API_PORT": str(ports.api_port),
        "SQLAGENT_EXPORTER_HOST": LOOPBACK,
        "SQLAGENT_EXPORTER_PORT": str(ports.exporter_port),
        "SQLAGENT_FLOWER_BASIC_AUTH_FILE": str(state.flower_login),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": _NO_ROOT_WARNING,
        MARK: str(state.folder),
    }
    return {name: value for name, value in chosen.items() if name not in _OUR_REDIS_ONLY}


def demand_sound_settings(shared: Mapping[str, str]) -> None:
    """Refuse here, in one line, what every process would refuse at its start.

    Raises:
        SettingsError: Names the variable and why it cannot work.
        StoreUnavailableError: The store is a folder that cannot be made.
    """
    settings = load_settings(
        store_url=shared["SQLAGENT_STORE_URL"],
        redis_url=shared["SQLAGENT_REDIS_URL"],
        celery_broker_url=shared["SQLAGENT_CELERY_BROKER_URL"],
        celery_result_backend=None,
    )
    Store(settings.store_url, options=settings.store_config)


def marked_processes(folder: Path) -> list[int]:
    """Return the pids of all processes that a local run in this folder started and that still live."""
    mark = f"{MARK}={folder}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:  # it ended, or it is another user's
            continue
    return [pid for pid in found if pid != os.getpid()]
