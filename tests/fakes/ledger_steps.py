"""Steps of the real scripts on a real Redis, each beside the model's: what tests put in any order."""

import itertools
import json
import time
from typing import Any

import hypothesis.strategies as st
import redis
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from services.common import keys
from services.common.errors import (
    AttemptLostError,
    StoreUnavailableError,
    TaskCancelledError,
    TaskNotFailedError,
    TaskNotFoundError,
    TooManyOpenTasksError,
)
from services.common.ledger import Ledger, NewTask
from services.common.messages import PRIORITY_STEPS, Priority, QueueName, list_key
from services.worker.recovery import Missing, Recovery
from tests.fakes.ledger_model import FINAL, LedgerModel

TENANT = "acme"
QUEUES = (str(QueueName.DEFAULT),)
PRIORITIES = (Priority.HIGH, Priority.NORMAL)
MOST_TASKS = 4
"""Few, so that much happens to each."""

KIND = "tests.step"
MOST_OPEN = 2
AWAY = StoreUnavailableError("away")
"""A time in milliseconds that no test lives to see."""

SOON = 1_000_000
"""Milliseconds: nothing comes due by itself within them."""

_ANSWERS: dict[type[Exception], str] = {
    AttemptLostError: "lost",
    TaskCancelledError: "cancel",
    TaskNotFoundError: "unknown",
    TaskNotFailedError: "not_failed",
    TooManyOpenTasksError: "limit",
}

PICK = st.integers(min_value=0, max_value=1_000)
"""Chooses among what there is at that moment."""


def answer_of(call: Any) -> str:
    try:
        call()
    except tuple(_ANSWERS) as error:
        return _ANSWERS[type(error)]
    return "ok"


class LedgerSteps(RuleBasedStateMachine):
    """Producers, workers that die anywhere, a broker that loses and doubles, two senders, a moving clock."""

    def __init__(self, client: redis.Redis) -> None:
        super().__init__()
        self.client = client
        self.ledger = Ledger(client, result_ttl_seconds=1000)
        self.recovery = Recovery(client, result_ttl_seconds=1000)
        self.model = LedgerModel()
        self.in_hand: list[tuple[str, str]] = []
        """Messages that a worker popped, with their queue."""
        self.attempts: list[tuple[str, str]] = []
        """Every attempt ever started, those that lost their task too: id, token."""
        self.looks: list[list[tuple[Missing, int]]] = []
        """What senders saw missing, however long ago."""
        self.numbers = itertools.count()

    @initialize()
    def empty(self) -> None:
        self.client.flushall()

    # Producers and users.

    @precondition(lambda self: len(self.model.tasks) < MOST_TASKS)
    @rule(queue=st.sampled_from(QUEUES), priority=st.sampled_from(PRIORITIES), most=st.booleans())
    def submit(self, queue: str, priority: Priority, most: bool) -> None:
        task_id = f"{next(self.numbers):032x}"
        self._submit(task_id, queue, priority, MOST_OPEN if most else 0)

    @precondition(lambda self: len(self.model.tasks) == MOST_TASKS)
    @rule(pick=PICK)
    def submit_again(self, pick: int) -> None:
        self._submit(self._some(sorted(self.model.tasks), pick), QUEUES[0], Priority.HIGH, 0)

    def _submit(self, task_id: str, queue: str, priority: Priority, most: int) -> None:
        task = NewTask(task_id, TENANT, KIND, queue, priority, {"n": 1})
        answer = answer_of(lambda: self.ledger.submit(task, max_open=most))
        assert answer == self.model.submit(task_id, queue, int(priority), most).replace("exists", "ok")

    @precondition(lambda self: self.model.tasks)
    @rule(pick=PICK)
    def cancel(self, pick: int) -> None:
        if pick % 4:  # seldom: it ends what could still happen to a task
            return
        task_id = self._some(sorted(self.model.tasks), pick)
        answer = answer_of(lambda: self.ledger.cancel(task_id, tenant=TENANT))
        assert answer == self.model.cancel(task_id)

    @precondition(lambda self: self.in_state("failed") or len(self.model.tasks) == MOST_TASKS)
    @rule(pick=PICK)
    def resubmit(self, pick: int) -> None:
        failed = [task_id for task_id, task in self.model.tasks.items() if task.status == "failed"]
        task_id = self._some(sorted(failed or self.model.tasks), pick)
        answer = answer_of(lambda: self.ledger.resubmit(task_id, tenant=TENANT))
        assert answer == self.model.resubmit(task_id)

    # The broker.

    @rule(queue=st.sampled_from(QUEUES))
    def pop(self, queue: str) -> None:
        for step in PRIORITY_STEPS:
            if message := self.client.rpop(list_key(queue, step)):
                self.in_hand.append((str(message), list_key(queue, step)))
                return

    @precondition(lambda self: self.in_hand)
    @rule(pick=PICK)
    def lose_popped(self, pick: int) -> None:
        self.in_hand.pop(pick % len(self.in_hand))

    @rule(pick=PICK, queue=st.sampled_from(QUEUES), step=st.sampled_from((0, 3, 6)))
    def lose_queued(self, pick: int, queue: str, step: int) -> None:
        if messages := self.client.lrange(list_key(queue, step), 0, -1):
            self.client.lrem(list_key(queue, step), 1, messages[pick % len(messages)])

    @precondition(lambda self: self.in_hand)
    @rule(pick=PICK, is_next=st.booleans(), is_kept=st.booleans())
    def restore_popped(self, pick: int, is_next: bool, is_kept: bool) -> None:
        """As kombu does, which writes the message anew."""
        index = pick % len(self.in_hand)
        message, key = self.in_hand[index] if is_kept else self.in_hand.pop(index)
        again = json.dumps(json.loads(message))
        (self.client.rpush if is_next else self.client.lpush)(key, again)

    # Workers, healthy or long forgotten.

    @precondition(lambda self: self.in_hand)
    @rule(pick=PICK)
    def start(self, pick: int) -> None:
        message, _ = self.in_hand.pop(pick % len(self.in_hand))
        task_id = json.loads(json.loads(message)["body"])[0][0]["task_id"]
        number = next(self.numbers)
        self._start(task_id, f"host:1:{number}:{number}")

    @rule(queue=st.sampled_from(QUEUES))
    def deliver(self, queue: str) -> None:
        held = len(self.in_hand)
        self.pop(queue)
        if len(self.in_hand) > held:
            self.start(held)

    @precondition(lambda self: self.attempts)
    @rule(pick=PICK)
    def start_repeated(self, pick: int) -> None:
        self._start(*self._attempt(pick))

    def _start(self, task_id: str, token: str) -> None:
        started = self.ledger.start(task_id, token) is not None
        assert started == self.model.start(task_id, token)
        if started:
            self.attempts.append((task_id, token))

    @precondition(lambda self: self.attempts)
    @rule(pick=PICK)
    def renew(self, pick: int) -> None:
        attempt = self._attempt(pick)
        assert answer_of(lambda: self.ledger.renew(*attempt, {"stage": "x"})) == self.model.renew(*attempt)

    @precondition(lambda self: self.attempts)
    @rule(pick=PICK)
    def commit(self, pick: int) -> None:
        attempt = self._attempt(pick)
        assert answer_of(lambda: self.ledger.commit(*attempt)) == self.model.commit(*attempt)

    @precondition(lambda self: self.attempts)
    @rule(pick=PICK, state=st.sampled_from(FINAL))
    def finish(self, pick: int, state: str) -> None:
        attempt = self._attempt(pick)
        calls = {
            "succeeded": lambda: self.ledger.succeed(*attempt, {"by": attempt[1]}),
            "failed": lambda: self.ledger.fail(*attempt, AWAY),
            "cancelled": lambda: self.ledger.end_cancelled(*attempt),
        }
        assert answer_of(calls[state]) == self.model.finish(*attempt, state)

    @precondition(lambda self: self.attempts)
    @rule(pick=PICK)
    def retry(self, pick: int) -> None:
        attempt = self._attempt(pick)
        answer = answer_of(lambda: self.ledger.retry(*attempt, AWAY, delay_seconds=60))
        assert answer == self.model.retry(*attempt)

    @precondition(lambda self: self.attempts)
    @rule(pick=PICK, is_lost=st.booleans(), is_prefix=st.booleans())
    def release(self, pick: int, is_lost: bool, is_prefix: bool) -> None:
        task_id, token = self._attempt(pick)
        token = token[: token.rindex(":") + 1] if is_prefix else token
        [answer] = self.recovery.release([(task_id, token)], is_lost=is_lost)
        assert answer == self.model.release(task_id, token, is_lost=is_lost)

    # The clock, and two senders.

    @precondition(lambda self: self.in_state("running"))
    @rule(pick=PICK)
    def let_lapse(self, pick: int) -> None:
        task_id = self._some(self.in_state("running"), pick)
        self.model.tasks[task_id].is_lapsed = True
        self.client.zadd(keys.leased(self.model.tasks[task_id].queue), {task_id: 1})

    @precondition(lambda self: self.in_state("pending"))
    @rule(queue=st.sampled_from(QUEUES), times=st.integers(1, 4))
    def kill_what_runs_it(self, queue: str, times: int) -> None:
        for _ in range(times):
            self.deliver(queue)
            for pick in range(len(self.in_state("running"))):
                self.let_lapse(pick)
            self.release_lapsed()
            for pick in range(len(self.in_state("delayed"))):
                self.let_come_due(pick)
            self.push_due()

    @precondition(lambda self: self.in_state("delayed"))
    @rule(pick=PICK)
    def retry_in_time(self, pick: int) -> None:
        self.let_come_due(pick)
        self.push_due()

    @precondition(lambda self: self.in_state("pending"))
    @rule()
    def look_and_send(self) -> None:
        self.look()
        self.send_again(len(self.looks) - 1)

    @precondition(lambda self: self.in_state("delayed"))
    @rule(pick=PICK)
    def let_come_due(self, pick: int) -> None:
        task_id = self._some(self.in_state("delayed"), pick)
        self.client.zadd(keys.delayed(self.model.tasks[task_id].queue), {task_id: 1})

    @rule()
    def let_back_off_end(self) -> None:
        for task_id, task in self.model.tasks.items():
            task.is_backing_off = False
            self.client.hset(keys.record(task_id), "again_at", 0)

    @rule()
    def release_lapsed(self) -> None:
        lapsed = [task_id for task_id in self.in_state("running") if self.model.tasks[task_id].is_lapsed]
        released = self.recovery.release_lapsed(self.recovery.find_dead(is_quiet=False))
        assert sorted(released) == lapsed
        for task_id in lapsed:
            self.model.release(task_id, "", is_lost=True)

    @rule()
    def push_due(self) -> None:
        now = time.time() * 1000 + SOON
        due = {queue: self.client.zrangebyscore(keys.delayed(queue), 0, now) for queue in QUEUES}
        self.ledger.push_due()
        for queue in QUEUES:
            self.model.push_due(queue, due[queue], int(Priority.RETRIED))
            for task_id in self.client.zrange(keys.delayed(queue), 0, -1):
                self.client.zadd(
                    keys.delayed(queue), {task_id: self.client.time()[0] * 1000 + 60_000}
                )  # those held back, too

    @rule()
    def look(self) -> None:
        found = self.recovery.find_missing()
        self.looks.append([(one, self.model.tasks[one.task_id].pushes) for one in found])

    @precondition(lambda self: self.looks)
    @rule(pick=PICK)
    def send_again(self, pick: int) -> None:
        seen = self.looks[pick % len(self.looks)]
        sent = self.recovery.send_again([one for one, _ in seen])
        assert sent == sum(self.model.send_again(one.task_id, pushes) for one, pushes in seen)

    def in_state(self, status: str, queue: str | None = None, step: int | None = None) -> list[str]:
        return sorted(
            task_id
            for task_id, task in self.model.tasks.items()
            if task.status == status and queue in (None, task.queue) and step in (None, task.step)
        )

    def _some(self, choices: list[str], pick: int) -> str:
        return choices[pick % len(choices)]

    def _attempt(self, pick: int) -> tuple[str, str]:
        """Prefer the newest: most steps are a healthy worker's."""
        return self.attempts[-1 - (pick % len(self.attempts) if pick % 2 else 0)]
