import pytest

from services.common.errors import SettingsError
from services.common.limits import derive_limits, retry_delay


@pytest.mark.parametrize("timeout", [0.5, 1, 300, 7200])
def test_limits_strike_in_their_order(timeout: float) -> None:
    limits = derive_limits(timeout)

    assert limits.soft_seconds == timeout
    assert limits.hard_seconds == 2 * timeout
    assert (
        limits.soft_seconds
        < limits.hard_seconds
        < limits.lease_deadline_seconds
        < limits.visibility_timeout_seconds
    )


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_a_timeout_that_is_no_time_is_refused(timeout: float) -> None:
    with pytest.raises(SettingsError, match="TASK_TIMEOUT"):
        derive_limits(timeout)


@pytest.mark.parametrize(("timeout", "drain"), [(float("inf"), 105), (1e300, 105), (300, float("inf"))])
def test_limits_that_cannot_be_told_apart_are_refused_in_one_line(timeout: float, drain: float) -> None:
    with pytest.raises(
        SettingsError, match=r"in this order, and are not: soft .* < hard .* < lease_deadline"
    ):
        derive_limits(timeout, drain_seconds=drain)


def test_retries_double_up_to_the_cap_with_some_spread() -> None:
    assert [retry_delay(n, first_seconds=5, spread=0) for n in range(5)] == [5, 10, 20, 40, 60]
    assert retry_delay(1, first_seconds=5, spread=0.999) < 10 * 1.25
    assert retry_delay(9, first_seconds=5, spread=0.999) == 60
