"""The product in the cluster of `make cluster`: images of this checkout, one release, a report on failure."""

import os
import shlex
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from kubernetes import client

from tests.chart.released import PACKAGE
from tests.e2e.cluster import Cluster, run, wait_for
from tests.e2e.release import NAME, VALUES, Release

NAMESPACE = "sqlagent"
ORDER = (
    *("images", "install", "use", "monitoring", "runbook", "scaling", "drain", "outages", "nodes"),
    *("uninstall", "release_upgrade", "recovery", "apply"),
)
"""Of the test files: what changes the release for the worse comes last."""

BUCKET_IMAGE = "sqlagent-bucket:e2e"
"""A server that speaks S3."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the files in their order, whatever they are called, and give each test time to install."""
    for item in items:
        item.add_marker(pytest.mark.timeout(900))
    items.sort(key=lambda item: ORDER.index(item.path.stem.removeprefix("test_")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Add pods, events and logs to the report of a failure."""
    report: Any = yield
    cluster = getattr(item, "funcargs", {}).get("cluster") or _cluster_of(item)
    if report.failed and cluster is not None:
        report.sections.append(("the cluster", cluster.report()))
    return report


def _cluster_of(item: pytest.Item) -> Cluster | None:
    found = getattr(item, "funcargs", {})
    release = found.get("product") or found.get("release") or found.get("released")
    return release.cluster if isinstance(release, Release) else None


def app_version() -> str:
    """The version that the chart's images have without values."""
    return run("sed", "-n", 's/^appVersion: "\\(.*\\)"/\\1/p', "charts/sqlagent/Chart.yaml").strip()


@pytest.fixture(scope="session")
def images() -> None:
    """Build the images under the names that the chart uses without values, and put them onto the nodes."""
    version = app_version()
    run("make", "images", f"TAG={version}", "REGISTRY=", timeout=1200)
    run(
        *("docker", "build", "--tag", f"sqlagent-worker-slow:{version}"),
        *("--build-arg", f"WORKER=sqlagent-worker:{version}", "tests/e2e"),
    )
    run(
        *("docker", "build", *shlex.split(os.environ.get("DOCKER_BUILD_FLAGS", ""))),
        *("--file", "tests/e2e/bucket.Dockerfile", "--tag", BUCKET_IMAGE, "."),
    )
    names = [f"{name}:{version}" for name in ("sqlagent-api", "sqlagent-worker", "sqlagent-worker-slow")]
    run("k8s/load.sh", *names, BUCKET_IMAGE)


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """A namespace that refuses whatever is not restricted."""
    cluster = Cluster(NAMESPACE)
    run("kubectl", "delete", "namespace", NAMESPACE, "--ignore-not-found", "--wait")
    labels = {"pod-security.kubernetes.io/enforce": "restricted"}
    metadata = client.V1ObjectMeta(name=NAMESPACE, labels=labels)
    cluster.core.create_namespace(client.V1Namespace(metadata=metadata))
    wait_for(
        lambda: cluster.core.read_namespaced_service_account("default", NAMESPACE),
        seconds=30,
        what="the namespace",
    )
    return cluster


@pytest.fixture(scope="session")
def release(cluster: Cluster, images: None) -> Release:
    """The chart installed with no values."""
    release = Release(cluster)
    release.upgrade()
    return release


@pytest.fixture(scope="session")
def product(release: Release) -> Release:
    """The same release with everything on, short times and tasks that sleep."""
    release.upgrade("--values", VALUES)
    release.cluster.wait_until_ready()
    return release


@pytest.fixture(scope="session")
def released(cluster: Cluster, images: None) -> Release:
    """The last release's chart, installed where nothing is any more."""
    release = Release(cluster)
    release.upgrade("--values", VALUES, chart=str(PACKAGE))
    return release


@dataclass(frozen=True)
class StuckWorker:
    """A worker that lives and consumes nothing, and when that began."""

    pod: str
    since: float


@pytest.fixture(scope="session")
def stuck_worker(product: Release) -> StuckWorker:
    """The one of the queue maintenance: Beat fills it, and nobody else serves it.

    It takes minutes until it is seen, so other tests go on meanwhile.
    """
    (worker,) = product.cluster.running(worker="maintenance")
    pod = worker.metadata.name
    product.cluster.kubectl(
        *("exec", f"deploy/{NAME}-beat", "--", "celery", "--quiet", "-A", "services.worker.main"),
        *("control", "cancel_consumer", "maintenance", "--destination", f"maintenance@{pod}"),
    )
    stuck = StuckWorker(pod, time.time())
    with product.load() as load:
        load.submit(2, queue="maintenance", seconds=0.0)  # a pop on its way may take one more
    return stuck
