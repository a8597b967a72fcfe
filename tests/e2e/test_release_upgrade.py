"""From the chart of the last release to this one, under load."""

import pytest

from tests.chart.released import PACKAGE
from tests.e2e.cluster import Cluster
from tests.e2e.release import VALUES, Release


@pytest.fixture
def released(cluster: Cluster, images: None) -> Release:
    """The last release's chart, installed."""
    release = Release(cluster)
    release.upgrade("--values", VALUES, chart=str(PACKAGE))
    return release


def test_an_upgrade_from_the_last_release_loses_no_task(released: Release) -> None:
    with released.load() as load:
        tasks = load.submit(60, queue="default", seconds=3.0)
        released.upgrade("--values", VALUES, "--set", "settings.logLevel=WARNING")
        records = load.wait(tasks, seconds=240)

    assert max(record.attempt for record in records) <= 2
    released.cluster.wait_until_ready()
    released.uninstall()
