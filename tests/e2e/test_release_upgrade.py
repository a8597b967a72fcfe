"""An upgrade from the last release's chart, kept in the repository, while tasks run."""

from tests.e2e.release import VALUES, Release


def test_an_upgrade_from_the_last_release_loses_no_task(released: Release) -> None:
    with released.load() as load:
        tasks = load.submit(60, queue="default", seconds=3.0)
        released.upgrade("--values", VALUES, "--set", "settings.logLevel=WARNING")
        records = load.wait(tasks, seconds=240)

    assert max(record.attempt for record in records) <= 2
    released.cluster.wait_until_ready()
