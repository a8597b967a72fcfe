"""Every time limit, derived from one number: how long a task may take."""

import itertools
from dataclasses import dataclass

from services.common.errors import SettingsError

LEASE_SECONDS = 10.0
"""A lease not renewed for this long has lapsed: its worker is dead, frozen or cut off."""

LEASE_RENEW_SECONDS = 3.0
"""Between renewals: three chances within a lease. The first comes this late, so short tasks pay nothing."""

LEASE_EXTRA_SECONDS = 15.0
"""A lease is renewed at most this long past the hard limit, when the main process must have killed it."""

PRESENCE_SECONDS = 5.0
"""Between two times at which a worker tells that it is there."""

DRAIN_SECONDS = 105
"""How long a worker that was told to go may finish what it runs, unless the settings say otherwise."""

HAND_BACK_SECONDS = 15
"""What is unfinished after the drain is handed back within this; a pod's grace period is both together."""

GRACE_SECONDS = DRAIN_SECONDS + HAND_BACK_SECONDS
"""A pod's grace period by default."""

MAX_RETRIES = 3
"""Retries of a task whose error may pass."""

RETRY_BACKOFF_CAP_SECONDS = 60.0
"""No retry waits longer than this."""

SWEEP_SECONDS = 100
"""How late kombu may look for messages whose visibility timeout passed."""


@dataclass(frozen=True)
class TaskLimits:
    """What one task may take, in seconds, in the order in which the limits strike."""

    soft_seconds: float
    """The task is told to stop: an exception is raised in it."""

    hard_seconds: float
    """Its process is killed."""

    lease_deadline_seconds: float
    """Its lease is no longer renewed, whatever its process does."""

    visibility_timeout_seconds: float
    """kombu believes the message's consumer dead and delivers it again."""


def derive_limits(task_timeout_seconds: float, *, drain_seconds: float = DRAIN_SECONDS) -> TaskLimits:
    """Derive the limits of a task from ``TASK_TIMEOUT``.

    Raises:
        SettingsError: The number is not positive, or so large that the limits cannot be told apart.
    """
    if not task_timeout_seconds > 0:
        raise SettingsError(f"TASK_TIMEOUT must be a positive number of seconds, not {task_timeout_seconds}.")
    hard = 2 * task_timeout_seconds
    limits = TaskLimits(
        soft_seconds=task_timeout_seconds,
        hard_seconds=hard,
        lease_deadline_seconds=hard + LEASE_EXTRA_SECONDS,
        visibility_timeout_seconds=(
            hard + RETRY_BACKOFF_CAP_SECONDS + drain_seconds + HAND_BACK_SECONDS + SWEEP_SECONDS
        ),
    )
    demand_order(limits)
    return limits


def demand_order(limits: TaskLimits) -> None:
    """Refuse limits that strike in another order: a healthy task could start twice.

    Raises:
        SettingsError: All of them, and the order.
    """
    seconds = [*vars(limits).values(), float("inf")]
    if not all(earlier < later for earlier, later in itertools.pairwise(seconds)):
        told = " < ".join(
            f"{name.removesuffix('_seconds')} {value:g} s" for name, value in vars(limits).items()
        )
        raise SettingsError(f"The limits of a task must be finite and in this order, and are not: {told}.")


def retry_delay(retries: int, *, first_seconds: float, spread: float) -> float:
    """Return the seconds before retry number ``retries + 1``: doubling, capped, with jitter.

    Args:
        retries: How many retries there were already.
        first_seconds: The delay before the first retry.
        spread: A random number in [0, 1): up to a quarter of the delay is added, so that tasks which
            failed together do not come back together.
    """
    return min(first_seconds * 2.0**retries * (1 + spread / 4), RETRY_BACKOFF_CAP_SECONDS)
