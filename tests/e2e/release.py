"""The product in the cluster: installed by helm, reached as its users reach it, and given slow tasks."""

import base64
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from services.common.connection import connect
from services.common.errors import SqlAgentError
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, TaskName
from services.common.records import TaskRecord
from tests.e2e.cluster import Cluster, forwarded, run, wait_for

NAME = "sqlagent"
HOST = "sqlagent.test"
VALUES = "tests/e2e/values.yaml"
TENANT = "e2e"


@dataclass
class Release:
    """One release of the chart."""

    cluster: Cluster

    def upgrade(self, *arguments: str, chart: str = "charts/sqlagent", helm: str = "helm") -> None:
        """Install it, or change it, and wait until it works."""
        run(
            *(helm, "upgrade", "--install", NAME, chart, "--namespace", self.cluster.namespace),
            *("--wait", "--timeout", "8m", *arguments),
        )

    def uninstall(self) -> None:
        run("helm", "uninstall", NAME, "--namespace", self.cluster.namespace, "--wait", "--timeout", "5m")

    def secret(self, key: str) -> str:
        found = self.cluster.core.read_namespaced_secret(f"{NAME}-credentials", self.cluster.namespace)
        return base64.b64decode(found.data[key]).decode()

    @contextmanager
    def api(self) -> Iterator[httpx.Client]:
        """The API through the Ingress, with the generated key."""
        with forwarded(Cluster("traefik"), "traefik", 80) as port:
            headers = {"Host": HOST, "Authorization": f"Bearer {self.secret('api-key')}"}
            url = f"http://127.0.0.1:{port}"
            with httpx.Client(base_url=url, headers=headers, timeout=30) as client:
                wait_for(lambda: client.get("/health/ready").is_success, seconds=60, what="the API")
                yield client

    @contextmanager
    def load(self) -> Iterator["Load"]:
        """The ledger, through a port forwarded to Redis."""
        with forwarded(self.cluster, f"{NAME}-redis", 6379) as port:
            client = connect(
                f"redis://:{self.secret('redis-password')}@127.0.0.1:{port}/0", timeout_seconds=5.0
            )
            wait_for(client.ping, seconds=60, what="Redis")
            try:
                yield Load(Ledger(client, result_ttl_seconds=3600))
            finally:
                client.close()


class Load:
    """Tasks that sleep, and what becomes of them.

    Args:
        ledger: Of the product in the cluster.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def submit(self, count: int, *, queue: str, seconds: float) -> list[str]:
        """Submit tasks of so many seconds each; return their ids."""
        ids = [uuid.uuid4().hex for _ in range(count)]
        for task_id in ids:
            task = NewTask(task_id, TENANT, TaskName.PING, queue, Priority.NORMAL, {"seconds": seconds})
            _patiently(lambda task=task: self._ledger.submit(task))
        return ids

    def read(self, ids: Iterable[str]) -> list[TaskRecord]:
        return [_patiently(lambda one=one: self._ledger.read(one, tenant=TENANT)) for one in ids]

    def wait(self, ids: list[str], *, seconds: float) -> list[TaskRecord]:
        """Wait until all have succeeded; return their records."""
        left = list(ids)

        def all_over() -> bool:
            left[:] = [one.task_id for one in self.read(left) if not one.is_final]
            return not left

        wait_for(all_over, seconds=seconds, what=f"{len(ids)} tasks")
        records = self.read(ids)
        assert {record.status for record in records} == {"success"}, records
        return records


def _patiently(call: Any, *, seconds: float = 90) -> Any:
    """Repeat what Redis did not answer: the ledger's steps may be repeated."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return call()
        except SqlAgentError:
            if time.monotonic() > deadline:
                raise
            time.sleep(1)
