"""`kubectl drain`: of the node without volumes nobody notices; of the other one the product comes back."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import pytest

from tests.e2e.cluster import forwarded, run, wait_for
from tests.e2e.release import NAME, Release

DRAIN = ("--ignore-daemonsets", "--delete-emptydir-data", "--timeout=180s")


@dataclass(frozen=True)
class Nodes:
    """The two that run pods."""

    with_volumes: str
    without: str


@pytest.fixture(scope="module")
def nodes(product: Release) -> Nodes:
    product.cluster.wait_until_ready()
    listed = product.cluster.core.list_node().items
    workers = {node.metadata.name for node in listed if "worker" in node.metadata.name}
    holding = {pod.spec.node_name for pod in product.cluster.running(component="redis")}
    holding |= {pod.spec.node_name for pod in product.cluster.running(component="worker")}
    assert len(holding) == 1, "both volumes are on one node"
    (with_volumes,) = holding
    (without,) = workers - holding
    return Nodes(with_volumes, without)


@dataclass
class Requests:
    """What became of requests that were sent all the time."""

    answers: list[int] = field(default_factory=list)


@contextmanager
def _requests(release: Release) -> Iterator[Requests]:
    """Ask the API for the tenant's tables, several times a second."""
    sent, over = Requests(), threading.Event()
    headers = {"Authorization": f"Bearer {release.secret('api-key')}"}
    with forwarded(release.cluster, f"{NAME}-api", 8001) as port:
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=10)
        wait_for(lambda: client.get("/tables").is_success, seconds=60, what="the API")

        def ask() -> None:
            while not over.is_set():
                sent.answers.append(client.get("/tables").status_code)
                time.sleep(0.2)

        thread = threading.Thread(target=ask)
        thread.start()
        try:
            yield sent
        finally:
            over.set()
            thread.join()
            client.close()


def _drain(node: str) -> None:
    run("kubectl", "drain", node, *DRAIN)


def test_the_product_works_while_the_node_without_volumes_is_drained(product: Release, nodes: Nodes) -> None:
    try:
        with product.load() as load, _requests(product) as requests:
            tasks = load.submit(60, queue="default", seconds=2.0)
            _drain(nodes.without)
            records = load.wait(tasks, seconds=120)
    finally:
        run("kubectl", "uncordon", nodes.without)
    product.cluster.wait_until_ready()

    assert set(requests.answers) == {200}
    assert len(requests.answers) > 10
    assert {record.attempt for record in records} == {1}


def test_the_product_works_again_after_the_node_with_the_volumes_was_drained(
    product: Release, nodes: Nodes
) -> None:
    with product.load() as load:
        tasks = load.submit(60, queue="default", seconds=3.0)
        try:
            _drain(nodes.with_volumes)
        finally:
            run("kubectl", "uncordon", nodes.with_volumes)
        records = load.wait(tasks, seconds=300)

    assert max(record.attempt for record in records) <= 2
    product.cluster.wait_until_ready()
