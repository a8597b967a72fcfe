"""A small chaos run: real processes are killed under load, and no accepted task is lost or doubled."""

import os
from pathlib import Path

import pytest

from tests.chaos.__main__ import rows
from tests.chaos.plan import Event, Plan
from tests.chaos.run import ChaosRun


@pytest.mark.slow
def test_no_accepted_task_is_lost_and_none_takes_effect_twice(tmp_path: Path) -> None:
    plan = Plan.small(seed=int(os.environ.get("SEED", "20261123")))
    run = ChaosRun(plan, tmp_path)

    verdict = run.make()

    print(*rows(run, verdict).items(), sep="\n")  # noqa: T201 - shown when it fails
    assert not verdict.violations
    assert len(verdict.accepted) == plan.tasks
    assert len(verdict.succeeded) == plan.tasks - plan.poison_children - plan.poison_workers
    assert run.site.done[Event.KILL_WORKER] == plan.kills
    assert run.site.done[Event.KILL_REDIS] + run.site.uncounted_redis_kills == plan.redis_kills
    assert [code for code in run.site.ended_by_itself if code != -9] == []
