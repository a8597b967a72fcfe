"""One chaos run: load, havoc, the wait for the last task, the verdict."""

import random
import sys
import time
from pathlib import Path

from services.common import keys
from services.common.connection import connect, redis_errors
from services.common.errors import RedisUnavailableError
from tests.chaos import journal
from tests.chaos.control import VISIBILITY_SECONDS
from tests.chaos.load import Submitter
from tests.chaos.plan import TENANT, Event, Plan
from tests.chaos.site import LEAVE_SECONDS, Site
from tests.chaos.verdict import Verdict, judge, judge_control

STUCK_SECONDS = 60.0
"""When no task has ended for so long, none will."""

TICK_SECONDS = 0.02


class ChaosRun:
    """A run, and what it found.

    Args:
        plan: What is to be done.
        folder: Empty; journals, logs and Redis' data are left in it.
    """

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.site = Site(plan, folder)
        self.seconds = 0.0
        """What it took, once it is over."""

    def make(self) -> Verdict:
        """Run it, and stop every process."""
        begun = time.monotonic()
        try:
            self.site.start()
            submitter = Submitter(self.plan, self.site.server.url, self.site.journal)
            submitter.start()
            self._havoc(submitter)
            self._wait_for_the_last(submitter)
            accepted = set(submitter.accepted)
            if self.plan.is_control:
                return judge_control(accepted, self.site.journal)
            with connect(self.site.server.url, timeout_seconds=5) as client:
                verdict = judge(submitter.jobs, accepted, client, self.site.journal, self.site.store)
            verdict.excuse(submitter.accepted_before(self.site.slow_kills))
            verdict.overstayed = [seconds for seconds in self.site.leave_seconds if seconds > LEAVE_SECONDS]
            return verdict
        finally:
            self.site.stop()
            self.seconds = time.monotonic() - begun

    def _havoc(self, submitter: Submitter) -> None:
        rng = random.Random(self.plan.seed + 3)
        for threshold, event in self.plan.events():
            self._strike(submitter, threshold, event, rng)
        for _ in range(self.site.uncounted_redis_kills):  # made up for, while there is load
            if submitter.is_alive():
                self._strike(submitter, 0, Event.KILL_REDIS, rng)

    def _strike(self, submitter: Submitter, threshold: int, event: Event, rng: random.Random) -> None:
        """Wait until so many tasks were accepted and Redis is there, and a moment longer."""
        while len(submitter.accepted) < threshold or self.site.is_redis_down:
            self._tick(submitter)
        until = time.monotonic() + rng.random() * 0.2
        while time.monotonic() < until:
            self._tick(submitter)
        self.site.strike(event, rng)

    def _tick(self, submitter: Submitter) -> None:
        self.site.look_after()
        if submitter.error is not None:
            raise RuntimeError("the submitter ended") from submitter.error
        self._show(submitter)
        time.sleep(TICK_SECONDS)

    def _wait_for_the_last(self, submitter: Submitter) -> None:
        patience = VISIBILITY_SECONDS + 20 if self.plan.is_control else STUCK_SECONDS
        seen, since = -1, time.monotonic()
        while submitter.is_alive() or time.monotonic() - since < patience:
            self._tick(submitter)
            left = self._open(submitter)
            if left == 0 and not submitter.is_alive() and not self.site.is_redis_down:
                return
            if left != seen:
                seen, since = left, time.monotonic()

    def _open(self, submitter: Submitter) -> int:
        if self.plan.is_control:
            return len(set(submitter.accepted) - set(journal.read(self.site.journal, "effects")))
        try:
            with connect(self.site.server.url) as client, redis_errors():
                return int(client.scard(keys.tenant_open(TENANT)))
        except RedisUnavailableError:
            return -1

    def _show(self, submitter: Submitter) -> None:
        if not sys.stderr.isatty():
            return
        share = len(submitter.accepted) / self.plan.tasks
        happened = ", ".join(f"{count} {event}" for event, count in self.site.done.items())
        bar = "#" * int(30 * share)
        print(f"\r[{bar:30}] {len(submitter.accepted)} accepted; {happened}   ", end="", file=sys.stderr)  # noqa: T201
