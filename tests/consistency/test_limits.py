"""The time limits strike in the right order, whatever ``TASK_TIMEOUT`` is."""

import pytest

from services.common.limits import (
    DRAIN_SECONDS,
    GRACE_SECONDS,
    LEASE_RENEW_SECONDS,
    LEASE_SECONDS,
    RETRY_BACKOFF_CAP_SECONDS,
    derive_limits,
)
from services.common.settings import load_settings
from services.worker.configuration import celery_configuration
from tests.consistency.sources import table_rows


@pytest.mark.parametrize("timeout", [0.5, 1, 30, 300, 86_400])
def test_soft_before_hard_before_lease_deadline_before_visibility(timeout: float) -> None:
    limits = derive_limits(timeout)

    assert (
        limits.soft_seconds
        < limits.hard_seconds
        < limits.lease_deadline_seconds
        < limits.visibility_timeout_seconds
    )
    longest = limits.hard_seconds + RETRY_BACKOFF_CAP_SECONDS + GRACE_SECONDS
    assert limits.visibility_timeout_seconds > longest


def test_a_drain_ends_before_the_grace_period() -> None:
    assert DRAIN_SECONDS < GRACE_SECONDS


def test_a_lease_survives_two_missed_renewals() -> None:
    assert 3 * LEASE_RENEW_SECONDS < LEASE_SECONDS


def test_celery_is_given_the_derived_limits() -> None:
    settings = load_settings(task_timeout_seconds=20)
    configuration = celery_configuration(settings)

    assert configuration["task_soft_time_limit"] == settings.limits.soft_seconds
    assert configuration["task_time_limit"] == settings.limits.hard_seconds
    visibility = configuration["broker_transport_options"]["visibility_timeout"]
    assert visibility == settings.limits.visibility_timeout_seconds


def test_the_documented_limits_are_those_derived() -> None:
    limits = derive_limits(300)
    documented = {row[0]: float(row[1]) for row in table_rows("docs/configuration.md", "limit")}

    assert documented == {
        "soft": limits.soft_seconds,
        "hard": limits.hard_seconds,
        "lease deadline": limits.lease_deadline_seconds,
        "visibility timeout": limits.visibility_timeout_seconds,
    }
