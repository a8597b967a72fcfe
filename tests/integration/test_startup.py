"""What a worker refuses to start with, each in one line."""

import os
import subprocess
import sys
from typing import Any

import pytest
import redis
from celery import concurrency
from structlog.testing import capture_logs

from services.common.errors import SettingsError
from services.common.settings import Settings
from services.worker import startup
from services.worker.configuration import celery_configuration
from tests.fixtures.stack import ROOT


def celery_settings(**changes: Any) -> dict[str, Any]:
    conf = celery_configuration(Settings())
    transport = {**conf["broker_transport_options"], **changes.pop("transport", {})}
    return {**conf, "broker_transport_options": transport, **changes}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"task_acks_late": False}, "task_acks_late"),
        ({"transport": {"priority_steps": [0, 5]}}, "priority_steps"),
        ({"transport": {"sep": "\x06\x16"}}, "sep"),
    ],
    ids=["late acknowledgement off", "other steps", "other separator"],
)
def test_unsafe_settings_of_celery_are_refused(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        startup.check_celery(celery_settings(**changes))
    startup.check_celery(celery_settings())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"time_limit": 9999.0}, "--time-limit would part the limits"),
        ({"soft_time_limit": 0.0}, "--soft-time-limit would part the limits"),
        ({"pool": concurrency.get_implementation("solo")}, "--pool must be prefork, not solo"),
        ({"pool": concurrency.get_implementation("threads")}, "--pool must be prefork, not thread"),
    ],
    ids=["time limit", "soft limit", "solo", "threads"],
)
def test_unsafe_options_of_a_worker_are_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        startup.check_command(options)
    startup.check_command({"time_limit": None, "pool": concurrency.get_implementation("prefork")})


@pytest.mark.parametrize(("version", "warnings"), [(0, 1), (4, 0)])
def test_a_kernel_without_landlock_is_warned_of(
    version: int, warnings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup, "landlock_version", lambda: version)

    with capture_logs() as logged:
        startup.warn_of_thin_walls()

    assert [line["log_level"] for line in logged] == ["warning"] * warnings


def test_a_worker_looks_at_its_options_before_it_starts() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "celery", "-A", "services.worker.main", "worker", "--pool", "solo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode != 0
    assert "sqlagent: --pool must be prefork, not solo" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_kombu_without_coverage_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kombu.__version__", "5.8.0")

    with pytest.raises(SettingsError, match=r"kombu 5\.8\.0"):
        startup.check_versions()


@pytest.mark.parametrize("alien", ["default:1", "query_processing\x06\x163"], ids=["step", "separator"])
def test_lists_of_another_layout_are_refused(redis_client: redis.Redis, alien: str) -> None:
    startup.check_redis(redis_client)
    redis_client.lpush(alien, "message")

    with pytest.raises(SettingsError, match="which no worker reads"):
        startup.check_redis(redis_client)


def test_another_releases_layout_is_refused(redis_client: redis.Redis) -> None:
    redis_client.set("sqlagent:layout", '{"sep": "-"}')

    with pytest.raises(SettingsError, match="another layout"):
        startup.check_redis(redis_client)


def test_a_policy_that_redis_does_not_tell_is_a_warning(
    redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As managed ones do, which know no CONFIG either: that is not asked for."""
    info, warned = redis_client.info, []
    monkeypatch.setattr(redis_client, "info", lambda section: {} if section == "memory" else info(section))
    monkeypatch.setattr(redis_client, "config_get", None)
    monkeypatch.setattr(startup._log, "warning", warned.append)

    startup.check_redis(redis_client)

    assert warned == ["redis does not tell its eviction policy; it must be noeviction"]


@pytest.mark.parametrize("command", ["worker", "beat"])
def test_an_evicting_redis_is_refused_in_one_line(
    redis_client: redis.Redis, redis_url: str, command: str
) -> None:
    redis_client.config_set("maxmemory-policy", "allkeys-lru")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "celery", "-A", "services.worker.main", command],
            cwd=ROOT,
            env={**os.environ, "REDIS_URL": redis_url},
            capture_output=True,
            text=True,
            timeout=60,
        )
    finally:
        redis_client.config_set("maxmemory-policy", "noeviction")

    assert done.returncode != 0
    assert "maxmemory-policy is allkeys-lru" in done.stderr
    assert "Traceback" not in done.stderr
