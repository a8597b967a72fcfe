"""The real scripts on a real Redis against a simple model: any steps in any order, kills between them."""

import itertools
import json
import os
from dataclasses import dataclass
from typing import Any

import redis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from services.common import keys
from services.common.connection import connect
from services.common.messages import PRIORITY_STEPS, list_key
from tests.fakes.ledger_model import ModelTask
from tests.fakes.ledger_steps import KIND, QUEUES, TENANT, LedgerSteps

CHOSEN = os.environ.get("EXAMPLES")
"""How many examples, of another seed each time, the failing one made short, which takes minutes."""

STEPS = 80
PLACES = tuple(itertools.product(QUEUES, PRIORITY_STEPS))


@dataclass(frozen=True)
class Snapshot:
    """All that Redis holds, read in one round trip."""

    records: dict[str, dict[str, str]]
    lifetimes: dict[str, int]
    open_ids: set[str]
    leased: dict[str, list[str]]
    delayed: dict[str, list[str]]
    waiting: dict[tuple[str, int], dict[str, float]]
    queued: dict[tuple[str, int], list[dict[str, Any]]]
    outcomes: dict[str, str]
    seq: int


def take_snapshot(client: redis.Redis, task_ids: list[str]) -> Snapshot:
    with client.pipeline(transaction=False) as pipe:
        for task_id in task_ids:
            pipe.hgetall(keys.record(task_id))
            pipe.ttl(keys.record(task_id))
        for queue in QUEUES:
            pipe.zrange(keys.leased(queue), 0, -1)
            pipe.zrange(keys.delayed(queue), 0, -1)
        for place in PLACES:
            pipe.zrange(keys.waiting(*place), 0, -1, withscores=True)
            pipe.lrange(list_key(*place), 0, -1)
        pipe.smembers(keys.tenant_open(TENANT))
        pipe.hgetall(keys.OUTCOMES)
        pipe.get(keys.SEQUENCE)
        answers = iter(pipe.execute())
    pairs = {task_id: (next(answers), next(answers)) for task_id in task_ids}
    running = {queue: (sorted(next(answers)), sorted(next(answers))) for queue in QUEUES}
    lists = {place: (dict(next(answers)), next(answers)) for place in PLACES}
    return Snapshot(
        records={task_id: record for task_id, (record, _) in pairs.items()},
        lifetimes={task_id: ttl for task_id, (_, ttl) in pairs.items()},
        leased={queue: leased for queue, (leased, _) in running.items()},
        delayed={queue: delayed for queue, (_, delayed) in running.items()},
        waiting={place: waiting for place, (waiting, _) in lists.items()},
        queued={place: [json.loads(text) for text in texts] for place, (_, texts) in lists.items()},
        open_ids=next(answers),
        outcomes=next(answers),
        seq=int(next(answers) or 0),
    )


class LedgerMachine(LedgerSteps):
    """The steps, and what holds after each of them."""

    @invariant()
    def redis_agrees_with_the_model(self) -> None:
        now = take_snapshot(self.client, list(self.model.tasks))
        self._records_agree(now)
        self._sets_agree(now)
        counted = {name.removeprefix(f"{KIND}|"): int(count) for name, count in now.outcomes.items()}
        assert counted == dict(self.model.outcomes)  # no task ends twice
        self._nothing_that_waits_is_out_of_reach(now)

    def _records_agree(self, now: Snapshot) -> None:
        for task_id, task in self.model.tasks.items():
            record = now.records[task_id]
            assert record["status"] == task.status
            counts = [int(record[name]) for name in ("attempt", "retries", "losses", "step")]
            assert counts == [task.attempt, task.retries, task.losses, task.step]
            assert record.get("token") == task.token
            result = json.loads(record["result"]) if "result" in record else None
            assert result == ({"by": task.token} if task.status == "succeeded" else None)
            assert (now.lifetimes[task_id] > 0) == (not task.is_open)
        seqs = [int(record["seq"]) for record in now.records.values()]
        assert len(set(seqs)) == len(seqs)
        assert max(seqs, default=0) <= now.seq

    def _sets_agree(self, now: Snapshot) -> None:
        assert now.open_ids == self.model.open_ids()
        for queue in QUEUES:
            assert now.leased[queue] == self.in_state("running", queue)
            assert now.delayed[queue] == self.in_state("delayed", queue)
        for place in PLACES:
            assert sorted(now.waiting[place]) == self.in_state("pending", *place)

    def _nothing_that_waits_is_out_of_reach(self, now: Snapshot) -> None:
        """Its message is queued, or it is found missing, or a message before it still hides that."""
        lost, expected = set(), set()
        for place in PLACES:
            queued = {message["headers"]["id"] for message in now.queued[place]}
            oldest = min((message["headers"]["seq"] for message in now.queued[place][-20:]), default=None)
            early = {task_id for task_id, seq in now.waiting[place].items() if not oldest or seq < oldest}
            expected |= early
            lost |= early - queued
        if lost:
            assert {one.task_id for one in self.recovery.find_missing()} == expected

    def teardown(self) -> None:
        """Whatever happened: once nothing more is lost, every task ends."""
        for _ in range(10 * len(self.model.tasks) + 1):
            if not self.model.open_ids():
                return
            self._make_a_healthy_round()
        raise AssertionError(f"stuck: {sorted(self.model.open_ids())}")

    def _make_a_healthy_round(self) -> None:
        for task_id in self.in_state("running"):
            self.client.zadd(keys.leased(self.model.tasks[task_id].queue), {task_id: 1})
            self.model.tasks[task_id].is_lapsed = True
        for task_id in self.in_state("delayed"):
            self.client.zadd(keys.delayed(self.model.tasks[task_id].queue), {task_id: 1})
        self.let_back_off_end()
        for step in (self.push_due, self.release_lapsed, self.look):
            step()
        self.send_again(len(self.looks) - 1)
        for queue in QUEUES:
            self.in_hand.clear()
            for _ in range(self._queued(queue)):
                self.pop(queue)
            while self.in_hand:
                self.start(0)
        for task_id in self.in_state("running"):
            self._end(task_id, self.model.tasks[task_id])

    def _end(self, task_id: str, task: ModelTask) -> None:
        assert task.token is not None
        self.ledger.succeed(task_id, task.token, {"by": task.token})
        self.model.finish(task_id, task.token, "succeeded")

    def _queued(self, queue: str) -> int:
        return sum(int(self.client.llen(list_key(queue, step))) for step in PRIORITY_STEPS)


def test_the_scripts_do_what_the_model_says(redis_url: str) -> None:
    with connect(redis_url, timeout_seconds=5) as client:
        run_state_machine_as_test(
            lambda: LedgerMachine(client),
            settings=settings(
                max_examples=int(CHOSEN or 60),
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=CHOSEN is None,
                phases=(Phase.generate, Phase.shrink) if CHOSEN else (Phase.generate,),
                report_multiple_bugs=False,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
