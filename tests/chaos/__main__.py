"""``make chaos``: kills what can be killed while tasks run, and tells what became of every one of them."""

# ruff: noqa: T201 - a command's output is its job

import sys
import tempfile
from pathlib import Path

from tests.chaos.plan import Event, Plan
from tests.chaos.run import ChaosRun
from tests.chaos.verdict import Verdict

MOST_SHOWN = 5
"""Ids of each kind, to look for in the logs."""


def rows(run: ChaosRun, verdict: Verdict) -> dict[str, object]:
    """Return what the table shows."""
    site = run.site
    crashes = [code for code in site.ended_by_itself if code != -9]
    return {
        "accepted": len(verdict.accepted),
        "succeeded": len(verdict.succeeded),
        "failed, as they should": len(verdict.failed_as_expected),
        "failed, although they should not": len(verdict.failed),
        "missing": len(verdict.missing),
        "stuck": len(verdict.stuck),
        "started more than once": len(verdict.started_again),
        "healthy long tasks started again": len(verdict.safe_started_again),
        "effects more than once": len(verdict.effects_again),
        "ended more than once": verdict.ended_again,
        "worst delay, submit to end": f"{verdict.worst_seconds:.1f} s ({verdict.worst_id or '-'})",
        **{str(event): site.done[event] for event in Event},
        "Redis kills not counted": site.uncounted_redis_kills,
        "missing after those": len(verdict.missing_after_slow_disk),
        "workers that ended by themselves": len(crashes),
        "worst exit after SIGTERM": f"{max(site.leave_seconds, default=0):.1f} s",
        "wall": f"{run.seconds:.0f} s",
    }


def main() -> int:
    """Make one run; 1 when an accepted task was lost, is stuck or took effect twice."""
    plan = Plan.from_environment()
    side = "plain Celery, no ledger (control)" if plan.is_control else "the ledger"
    print(f"chaos on {side}: {plan.tasks} tasks, {plan.kills} worker kills, seed {plan.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    run = ChaosRun(plan, folder)
    verdict = run.make()
    print(file=sys.stderr)
    for name, value in rows(run, verdict).items():
        print(f"{name:36} {value}")
    if verdict.violations:
        print(f"\nlogs and journals: {folder}")
        for name, value in verdict.violations.items():
            shown = sorted(value)[:MOST_SHOWN] if isinstance(value, set) else value
            print(f"VIOLATION {name}: {shown}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
