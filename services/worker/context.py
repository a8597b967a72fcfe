"""What lives as long as one process that runs tasks: connections, the store, the sandbox.

Made after the fork, by the first task: neither Redis connections nor the store's runtime survive a fork.
"""

import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.common.catalog_store import CatalogStore
from services.common.connection import connect
from services.common.ledger import Ledger
from services.common.messages import QueueName
from services.common.settings import Settings, load_settings
from services.common.store import Store
from services.worker.table_cache import TableCache

SANDBOX_QUEUES = frozenset({QueueName.FILE_PROCESSING, QueueName.QUERY_PROCESSING})
"""Whose tasks run in the sandbox."""

REDIS_TIMEOUT_SECONDS = 3.0
"""A worker can wait longer than a web request, but not as long as a lease."""


@dataclass(frozen=True)
class WorkerContext:
    """The parts that tasks are given; each is opened when it is first used."""

    settings: Settings

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger, over this process's connection."""
        return open_ledger(self.settings, timeout_seconds=REDIS_TIMEOUT_SECONDS)

    @cached_property
    def redis(self) -> Any:
        """For the periodic tasks, which are outside the ledger."""
        return connect(self.settings.broker_url, timeout_seconds=REDIS_TIMEOUT_SECONDS)

    @cached_property
    def store(self) -> Store:
        """The object store."""
        return Store(self.settings.store_url, options=self.settings.store_config)

    @cached_property
    def catalogs(self) -> CatalogStore:
        """The tenants' catalogues."""
        return CatalogStore(self.store)

    @cached_property
    def tables(self) -> TableCache:
        """Tables as local files."""
        settings = self.settings
        return TableCache(self.store, settings.table_cache_path, max_bytes=settings.table_cache_bytes)

    @cached_property
    def sandbox(self) -> Sandbox:
        """The child processes that read files and run queries."""
        return Sandbox(SandboxLimits(memory_bytes=self.settings.sandbox_memory_bytes))

    def prepare(self, queues: Iterable[str]) -> None:
        """Start what the first task would have to wait for, where it is sure to be needed."""
        if SANDBOX_QUEUES.issuperset(queues):
            self.sandbox.prepare()

    def cancel_work(self) -> None:
        """End what the sandbox runs now, from any thread."""
        if "sandbox" in vars(self):
            self.sandbox.cancel()


def open_ledger(settings: Settings, *, timeout_seconds: float) -> Ledger:
    """Open the ledger over a connection of its own."""
    client = connect(settings.broker_url, timeout_seconds=timeout_seconds)
    return Ledger(client, result_ttl_seconds=settings.result_ttl_seconds)


@cache
def _context_of(pid: int) -> WorkerContext:
    return WorkerContext(load_settings())


def process_context() -> WorkerContext:
    """Return this process's context."""
    return _context_of(os.getpid())


def close_context(**_: object) -> None:
    """End the sandbox's helper with the pool child that owns it."""
    context = process_context()
    if "sandbox" in vars(context):
        context.sandbox.close()


def token_prefix(main_pid: int, child_pid: int) -> str:
    """Begin the token of every attempt that a pool child makes: its main process knows this much."""
    return f"{socket.gethostname()}:{main_pid}:{child_pid}:"
