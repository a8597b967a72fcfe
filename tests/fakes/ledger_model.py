"""What the ledger's scripts should do, said once more and simply: no Redis, no messages, no clock."""

from collections import Counter
from dataclasses import dataclass, field

MOST_LOSSES = 4
FINAL = ("succeeded", "failed", "cancelled")


@dataclass
class ModelTask:
    """One task."""

    queue: str
    step: int
    status: str = "pending"
    token: str | None = None
    attempt: int = 0
    retries: int = 0
    losses: int = 0
    is_cancelled: bool = False
    committing: str | None = None
    is_lapsed: bool = False
    is_backing_off: bool = False
    """Its message was sent again, and it has not been started since."""
    pushes: int = 1
    """How often it was put at the back of its queue: each takes a new seq."""

    @property
    def is_open(self) -> bool:
        return self.status not in FINAL


@dataclass
class LedgerModel:
    """All tasks, and how their steps end: each method returns the script's answer."""

    tasks: dict[str, ModelTask] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    suspects: dict[str, str] = field(default_factory=dict)
    """By queue: the one task with two losses that may wait or run."""

    def submit(self, task_id: str, queue: str, step: int, most: int) -> str:
        if task_id in self.tasks:
            return "exists"
        if most and len(self.open_ids()) >= most:
            return "limit"
        self.tasks[task_id] = ModelTask(queue, step)
        return "ok"

    def open_ids(self) -> set[str]:
        return {task_id for task_id, task in self.tasks.items() if task.is_open}

    def start(self, task_id: str, token: str) -> bool:
        task = self.tasks.get(task_id)
        if task is None or task.status not in ("pending", "running"):
            return False
        if task.status == "running":
            return task.token == token
        task.status, task.token, task.is_lapsed, task.is_backing_off = "running", token, False, False
        task.attempt += 1
        return True

    def _holds(self, task_id: str, token: str) -> bool:
        task = self.tasks.get(task_id)
        return task is not None and task.status == "running" and task.token == token

    def renew(self, task_id: str, token: str) -> str:
        if not self._holds(task_id, token):
            return "lost"
        task = self.tasks[task_id]
        task.is_lapsed = False
        return "cancel" if task.is_cancelled else "ok"

    def commit(self, task_id: str, token: str) -> str:
        if not self._holds(task_id, token):
            return "lost"
        task = self.tasks[task_id]
        if task.is_cancelled:
            return "cancel"
        task.committing = task.committing or token
        return "ok"

    def finish(self, task_id: str, token: str, state: str) -> str:
        task = self.tasks.get(task_id)
        if task is None or task.token != token:
            return "lost"
        if task.status == state:
            return "ok"
        if task.status != "running":
            return "lost"
        if state == "succeeded" and task.is_cancelled and task.committing is None:
            state = "cancelled"
        self._end(task, state)
        return "ok"

    def retry(self, task_id: str, token: str) -> str:
        if not self._holds(task_id, token):
            return "lost"
        task = self.tasks[task_id]
        if task.is_cancelled and task.committing is None:
            self._end(task, "cancelled")
        else:
            task.status, task.token = "delayed", None
            task.committing = None if task.committing == token else task.committing
            task.retries += 1
        return "ok"

    def cancel(self, task_id: str) -> str:
        task = self.tasks.get(task_id)
        if task is None:
            return "unknown"
        if task.is_open and task.committing is None:
            task.is_cancelled = True
            if task.status != "running":
                self._end(task, "cancelled")
        return "ok"

    def resubmit(self, task_id: str) -> str:
        task = self.tasks.get(task_id)
        if task is None:
            return "unknown"
        if task.status != "failed":
            return "not_failed"
        again = ModelTask(task.queue, task.step, attempt=task.attempt, pushes=task.pushes + 1)
        self.tasks[task_id] = again
        return "ok"

    def release(self, task_id: str, token: str, *, is_lost: bool) -> str:
        """``token`` '' stands for any whose lease has lapsed; one that ends in ':' for its beginning."""
        task = self.tasks.get(task_id)
        if task is not None and task.status == "pending" and is_lost and token.endswith(":"):
            return "returned"  # its child died before its start: only its message is pushed again
        if task is None or task.status != "running" or task.token is None:
            return "kept"
        may = task.token == token or (token.endswith(":") and task.token.startswith(token))
        if not (task.is_lapsed if token == "" else may):
            return "kept"
        if task.is_cancelled and task.committing is None:
            self._end(task, "cancelled")
            return "dead"
        task.token, task.is_lapsed = None, False
        task.losses += is_lost
        if is_lost and task.losses >= MOST_LOSSES:
            self._end(task, "failed")
            return "dead"
        task.status = "delayed" if is_lost and task.losses >= 2 else "pending"
        return "held" if task.status == "delayed" else "returned"

    def push_due(self, queue: str, due: list[str], retried: int) -> None:
        """Send delayed tasks; of those that lost two leases one at a time."""
        for task_id in due:
            task = self.tasks[task_id]
            if task.losses >= 2:
                other = self.tasks.get(self.suspects.get(queue, ""))
                is_other = self.suspects.get(queue) != task_id
                if other is not None and is_other and other.status in ("pending", "running"):
                    continue
                self.suspects[queue] = task_id
            task.status, task.step = "pending", min(task.step, retried)
            task.pushes += 1

    def send_again(self, task_id: str, pushes: int) -> bool:
        """Whether the message is pushed again; ``pushes`` when it was seen missing stands for its seq."""
        task = self.tasks.get(task_id)
        if task is None or task.status != "pending" or task.pushes != pushes or task.is_backing_off:
            return False
        task.is_backing_off = True
        return True

    def _end(self, task: ModelTask, state: str) -> None:
        task.status = state
        self.outcomes[f"{task.queue}|{state}"] += 1
