"""Redis falls under load, or is away for a minute; a worker consumes nothing; Beat is replaced."""

import threading
import time

import pytest

from tests.e2e.cluster import wait_for
from tests.e2e.conftest import StuckWorker
from tests.e2e.release import NAME, Load, Release

REDIS = f"{NAME}-redis"
STARVED_WORKER_SECONDS = 200
"""Within this a worker that lives and consumes nothing is started again."""


def test_a_worker_that_consumes_nothing_is_started_again(product: Release, stuck_worker: StuckWorker) -> None:
    def restarted() -> float | None:
        # Not by the old container's end: a kubelet short of disk removes it and forgets how it ended.
        pod = product.cluster.core.read_namespaced_pod(stuck_worker.pod, product.cluster.namespace)
        running = pod.status.container_statuses[0].state.running
        if running is None or running.started_at.timestamp() <= stuck_worker.since:
            return None
        return running.started_at.timestamp() - stuck_worker.since

    took = wait_for(restarted, seconds=STARVED_WORKER_SECONDS, what="the stuck worker is started again")

    assert took <= STARVED_WORKER_SECONDS
    with product.load() as load:
        load.wait(load.submit(1, queue="maintenance", seconds=0.0), seconds=60)


def _fall(release: Release, load: Load, times: int) -> None:
    """Delete Redis' pod while tasks run, again and again; everything finishes by itself."""
    for _ in range(times):
        tasks = load.submit(40, queue="default", seconds=1.0)
        time.sleep(2)
        release.cluster.kubectl("delete", "pod", f"{REDIS}-0", "--wait=false")
        tasks += load.submit(20, queue="default", seconds=0.0)
        records = load.wait(tasks, seconds=180)
        assert max(record.attempt for record in records) <= 2


def test_whatever_ran_or_waited_finishes_after_redis_fell(product: Release) -> None:
    before = product.cluster.restarts()
    with product.load() as load:
        _fall(product, load, times=3)

    now = product.cluster.restarts()
    assert {name: now[name] for name in before if name in now} == {
        name: count for name, count in before.items() if name in now
    }


@pytest.mark.long
def test_the_same_ten_times(product: Release) -> None:
    with product.load() as load:
        _fall(product, load, times=10)


def test_a_minute_without_redis_restarts_nobody(product: Release) -> None:
    cluster = product.cluster
    before = {name: count for name, count in cluster.restarts().items() if REDIS not in name}
    with product.load() as load:
        waiting = load.submit(1000, queue="default", seconds=0.02)
    time.sleep(1.5)  # its file is flushed every second
    cluster.scale(REDIS, 0, kind="statefulset")
    try:
        wait_for(lambda: not cluster.pods(component="redis"), seconds=90, what="no Redis")
        time.sleep(60)
    finally:
        cluster.scale(REDIS, 1, kind="statefulset")
    with product.load() as load:
        load.wait(waiting + load.submit(10, queue="default", seconds=0.1), seconds=180)

    after = cluster.restarts()
    assert {name: after.get(name, 0) for name in before} == before


def test_there_are_never_two_beats(product: Release) -> None:
    cluster = product.cluster
    counts: list[int] = []
    over = threading.Event()

    def count_beats() -> None:
        while not over.is_set():
            running = [
                pod for pod in cluster.pods(component="beat") if pod.status.phase in ("Pending", "Running")
            ]
            counts.append(len(running))
            time.sleep(0.2)

    watcher = threading.Thread(target=count_beats)
    watcher.start()
    try:
        for _ in range(2):
            cluster.kubectl("rollout", "restart", f"deploy/{NAME}-beat")
            cluster.kubectl("rollout", "status", f"deploy/{NAME}-beat", "--timeout=120s")
    finally:
        over.set()
        watcher.join()

    assert max(counts) == 1
    assert len(counts) > 10
