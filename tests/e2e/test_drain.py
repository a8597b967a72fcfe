"""Workers go while their tasks run: what they cannot finish is handed back, and nothing is lost."""

from collections.abc import Iterator

import pytest

from tests.e2e.cluster import wait_for
from tests.e2e.release import NAME, VALUES, Load, Release

DEPLOYMENT = f"{NAME}-worker-default"
TASK_SECONDS = 20.0
HANDED_BACK = (
    "--set",
    "workers.default.drainSeconds=8",
    "--set",
    "workers.default.terminationGracePeriodSeconds=23",
)
"""Less time than a task takes: what runs is handed back and starts a second time."""


pytestmark = pytest.mark.usefixtures("stuck_worker")  # of another queue: it takes as long as these tests


@pytest.fixture(scope="module")
def unscaled(product: Release) -> Iterator[Release]:
    """The scaler lets the set of workers alone."""
    paused = f"scaledobject/{DEPLOYMENT}"
    product.cluster.kubectl("annotate", paused, "autoscaling.keda.sh/paused=true", "--overwrite")
    # KEDA deletes its HPA a moment later; until then that would take away what a test adds.
    product.cluster.kubectl("wait", f"hpa/keda-hpa-{DEPLOYMENT}", "--for=delete", "--timeout=60s")
    yield product
    product.cluster.kubectl("annotate", paused, "autoscaling.keda.sh/paused-")


def _run_on_five(release: Release, load: Load) -> list[str]:
    """Fill five workers, so that each runs as many tasks as it can."""
    cluster = release.cluster
    cluster.scale(DEPLOYMENT, 5)
    cluster.wait_until_ready()
    tasks = load.submit(50, queue="default", seconds=TASK_SECONDS)
    wait_for(
        lambda: sum(record.state == "running" for record in load.read(tasks)) == 40,
        seconds=30,
        what="five workers of eight tasks",
    )
    return tasks


def test_every_task_ends_where_it_runs_in_a_rollout(unscaled: Release) -> None:
    with unscaled.load() as load:
        tasks = _run_on_five(unscaled, load)
        unscaled.cluster.kubectl("rollout", "restart", f"deploy/{DEPLOYMENT}")
        records = load.wait(tasks, seconds=240)
        unscaled.cluster.kubectl("rollout", "status", f"deploy/{DEPLOYMENT}", "--timeout=180s")

    assert {record.attempt for record in records} == {1}


def test_what_four_of_five_workers_cannot_finish_in_time_is_handed_back(unscaled: Release) -> None:
    unscaled.upgrade("--values", VALUES, *HANDED_BACK)
    try:
        with unscaled.load() as load:
            tasks = _run_on_five(unscaled, load)
            unscaled.cluster.scale(DEPLOYMENT, 1)
            # Seven rounds of eight tasks on one worker, far less than the visibility timeout.
            records = load.wait(tasks, seconds=240)
    finally:
        unscaled.upgrade("--values", VALUES)

    assert max(record.attempt for record in records) == 2
