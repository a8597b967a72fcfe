"""When a worker is well, and when it only seems to be."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from services.common.errors import RedisUnavailableError
from services.worker import heartbeat
from services.worker.heartbeat import STARVED_SECONDS, ConsumptionWatch


class Scene:
    """A worker whose queue, slots and clock the test sets."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waiting = 0
        self.has_free_slot = True
        self.is_redis_away = False
        self.watch = ConsumptionWatch(self._count, lambda: self.has_free_slot, clock=lambda: self.now)

    def _count(self) -> int:
        if self.is_redis_away:
            raise RedisUnavailableError("Redis is away, says the test.")
        return self.waiting

    def is_well_after(self, seconds: float) -> bool:
        """Look every 5 s, and say what the last look found."""
        until = self.now + seconds
        is_well = True
        while self.now < until:
            self.now += 5
            is_well = self.watch.is_consuming()
        return is_well


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_worker_without_work_is_well(scene: Scene) -> None:
    assert scene.is_well_after(1000)


def test_a_worker_that_is_given_nothing_of_a_full_queue_is_stuck(scene: Scene) -> None:
    scene.is_well_after(1000)
    scene.waiting = 20

    assert scene.is_well_after(STARVED_SECONDS - 5)
    assert not scene.is_well_after(10)


def test_a_message_that_arrives_shows_that_it_is_well(scene: Scene) -> None:
    scene.waiting = 20
    scene.is_well_after(STARVED_SECONDS - 5)

    scene.watch.note_receipt(request=SimpleNamespace())

    assert scene.is_well_after(STARVED_SECONDS - 5)


def test_a_worker_that_is_busy_is_well(scene: Scene) -> None:
    scene.waiting = 20
    scene.has_free_slot = False

    assert scene.is_well_after(1000)


def test_an_outage_of_redis_is_no_sign_against_a_worker(scene: Scene) -> None:
    scene.waiting = 20
    scene.is_redis_away = True

    assert scene.is_well_after(1000)
    scene.is_redis_away = False
    assert scene.is_well_after(STARVED_SECONDS - 5)


def test_a_heartbeat_touches_the_file_that_is_configured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "heartbeat"
    monkeypatch.setenv("SQLAGENT_HEARTBEAT_PATH", str(path))

    heartbeat.touch_heartbeat()

    assert path.exists()


def test_without_a_file_there_is_no_heartbeat(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SQLAGENT_HEARTBEAT_PATH", raising=False)
    monkeypatch.chdir(tmp_path)

    heartbeat.touch_heartbeat()

    assert list(tmp_path.iterdir()) == []
