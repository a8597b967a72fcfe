"""Each set of workers follows its own queue, from none to many and back; a blind spot takes none away."""

import time

import pytest

from tests.e2e.cluster import Cluster, run, wait_for
from tests.e2e.release import Release

QUIET = ("default", "maintenance")
"""Sets that a load on another queue must not move."""

SLEEPING = ("file-processing", "query-processing")
"""Sets that have no worker while they have no work."""

BLIND_SECONDS = 75
"""Several questions of KEDA, and more than its cooldown."""


@pytest.fixture
def asleep(product: Release) -> Release:
    """The product with nothing to do and as few workers as it may: what an earlier test woke has gone."""
    cluster = product.cluster
    fewest = {**dict.fromkeys(QUIET, 1), **dict.fromkeys(SLEEPING, 0)}
    wait_for(
        lambda: (
            {name: cluster.replicas(name) for name in fewest} == fewest
            and not any(cluster.running(worker=name) for name in SLEEPING)
        ),
        seconds=240,
        what="each set without work has as few workers as it may",
    )
    return product


def test_a_full_queue_wakes_its_workers_and_no_others_and_lets_them_sleep_again(asleep: Release) -> None:
    cluster = asleep.cluster
    before = {name: cluster.replicas(name) for name in QUIET}
    most = 0
    with asleep.load() as load:
        tasks = load.submit(200, queue="file_processing", seconds=1.0)
        begin = time.monotonic()
        while time.monotonic() - begin < 240:
            most = max(most, cluster.replicas("file-processing"))
            assert {name: cluster.replicas(name) for name in QUIET} == before
            if most > 1 and all(record.is_final for record in load.read(tasks)):
                break
            time.sleep(2)
        records = load.wait(tasks, seconds=60)

    assert most == 4
    assert {record.attempt for record in records} == {1}
    wait_for(
        lambda: cluster.replicas("file-processing") == 0 and not cluster.running(worker="file-processing"),
        seconds=180,
        what="its workers sleep again",
    )


def test_without_prometheus_the_number_of_workers_holds(asleep: Release) -> None:
    cluster, prometheus = asleep.cluster, Cluster("monitoring")
    with asleep.load() as load:
        tasks = load.submit(40, queue="query_processing", seconds=15.0)
        wait_for(lambda: cluster.replicas("query-processing") == 4, seconds=120, what="four workers")
        before = {name: cluster.replicas(name) for name in (*QUIET, "query-processing", "file-processing")}
        prometheus.kubectl(
            "patch", "prometheus", "prometheus", "--type=merge", "-p", '{"spec":{"replicas":0}}'
        )
        try:
            wait_for(
                lambda: not prometheus.pods_named("prometheus-prometheus"), seconds=60, what="no Prometheus"
            )
            seen = []
            begin = time.monotonic()
            while time.monotonic() - begin < BLIND_SECONDS:
                seen.append({name: cluster.replicas(name) for name in before})
                time.sleep(1)
        finally:
            prometheus.kubectl(
                *("patch", "prometheus", "prometheus", "--type=merge", "-p", '{"spec":{"replicas":1}}')
            )
        load.wait(tasks, seconds=180)

    for name in (*QUIET, "query-processing"):
        assert {replicas[name] for replicas in seen} == {before[name]}, name
    assert seen[-1]["file-processing"] == 1, "the fallback"
    run(
        "kubectl",
        "-n",
        "monitoring",
        "wait",
        "prometheus",
        "prometheus",
        "--for=condition=Available",
        "--timeout=120s",
    )
