"""The ledger: every accepted task, where it stands, and its result.

Celery on Redis can lose a message whatever its settings; the ledger cannot lose a task. Each step of a
task's life is one script (``scripts/*.lua``), so that no crash leaves half of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from redis import Redis

from services.common import keys
from services.common.connection import redis_errors
from services.common.documents import write_document
from services.common.errors import (
    AttemptLostError,
    SqlAgentError,
    TaskCancelledError,
    TaskNotFailedError,
    TaskNotFoundError,
    TooManyOpenTasksError,
    UserError,
)
from services.common.limits import LEASE_SECONDS, RETRY_BACKOFF_CAP_SECONDS
from services.common.messages import Priority, QueueName
from services.common.records import SHOWN_FIELDS, TaskRecord, TaskState
from services.common.scripts import load_script

REFUSED = "refused"
"""What a failure that is the user's to mend is counted as: nobody is paged for a damaged file."""

INLINE_RESULT_BYTES = 256 * 1024
"""A larger result is written to the store and the record names it."""

_PUSH_BATCH = 1000
_FORGET_BATCH = 1000
_FORGET_ROUNDS = 100
"""Of ids that one call looks at, so that no call takes long; the next goes on."""


@dataclass(frozen=True)
class NewTask:
    """What a producer asks for."""

    task_id: str
    tenant: str
    kind: str
    queue: str
    priority: Priority
    payload: Mapping[str, Any]


class Ledger:
    """The ledger's steps, each one round trip.

    Every method raises ``RedisUnavailableError`` when Redis does not answer; the step may then have happened
    or not, and repeating it is safe.

    Args:
        client: Decodes responses; the caller owns it.
        result_ttl_seconds: How long a record is kept after the task's end.
    """

    def __init__(self, client: Redis, *, result_ttl_seconds: int) -> None:
        self._client = client
        self._ttl = result_ttl_seconds
        self._submit = client.register_script(load_script("submit"))
        self._start = client.register_script(load_script("start"))
        self._renew = client.register_script(load_script("renew"))
        self._finish = client.register_script(load_script("finish"))
        self._retry = client.register_script(load_script("retry"))
        self._cancel = client.register_script(load_script("cancel"))
        self._commit = client.register_script(load_script("commit"))
        self._resubmit = client.register_script(load_script("resubmit"))
        self._push_due = client.register_script(load_script("push_due"))
        self._forget = client.register_script(load_script("forget_expired"))

    def submit(self, task: NewTask, *, max_open: int = 0) -> None:
        """Accept a task: when this returns, it will run. Submitting an id again changes nothing.

        Args:
            task: What to do.
            max_open: How many unfinished tasks its tenant may have; 0 for any number.

        Raises:
            TooManyOpenTasksError: The tenant has that many.
        """
        payload = write_document(task.payload)
        args: list[str | int] = [
            task.task_id, task.tenant, task.kind, task.queue, int(task.priority), payload, max_open
        ]  # fmt: skip
        with redis_errors():
            answer = self._submit(args=args)
        if answer == "limit":
            raise _too_many(max_open)

    def start(self, task_id: str, token: str) -> TaskRecord | None:
        """Begin an attempt; None when this delivery is to be dropped.

        Args:
            task_id: From the message.
            token: Names this attempt; made before the call, so that a repeated call is recognised.
        """
        with redis_errors():
            answer = self._start(args=[task_id, token, int(LEASE_SECONDS * 1000)])
        if answer[0] != "go":
            return None
        return TaskRecord.from_hash(task_id, dict(zip(answer[1::2], answer[2::2], strict=True)))

    def renew(self, task_id: str, token: str, progress: Mapping[str, Any] | None = None) -> None:
        """Extend the attempt's lease and tell its progress.

        Raises:
            AttemptLostError: The token stands no longer: another attempt has the task, or it ended.
            TaskCancelledError: A cancel was asked for; the lease was extended all the same.
        """
        text = "" if progress is None else write_document(progress)
        with redis_errors():
            answer = self._renew(args=[task_id, token, int(LEASE_SECONDS * 1000), text])
        _demand_ok(answer)

    def commit(self, task_id: str, token: str) -> None:
        """Ask, just before an effect becomes visible, whether it still may; then a cancel comes too late.

        Raises:
            AttemptLostError: The token stands no longer.
            TaskCancelledError: A cancel came first.
        """
        with redis_errors():
            answer = self._commit(args=[task_id, token])
        _demand_ok(answer)

    def succeed(self, task_id: str, token: str, result: Mapping[str, Any]) -> None:
        """End the task with its result; the only place where a result takes effect.

        Raises:
            AttemptLostError: The token stands no longer, and this result must not be used.
        """
        text = write_document(result)
        self._end(task_id, token, TaskState.SUCCEEDED, result=text)

    def end_cancelled(self, task_id: str, token: str) -> None:
        """End the task as cancelled: its process has obeyed.

        Raises:
            AttemptLostError: The token stands no longer.
        """
        self._end(task_id, token, TaskState.CANCELLED, error=TaskCancelledError("The task was cancelled."))

    def fail(self, task_id: str, token: str, error: SqlAgentError, *, is_prefix: bool = False) -> None:
        """End the task with an error.

        Args:
            task_id: The task.
            token: The attempt's token, or with ``is_prefix`` the beginning of it.
            error: What users are told.
            is_prefix: For a main process, which knows of its child's token only the beginning.

        Raises:
            AttemptLostError: The token stands no longer.
        """
        self._end(task_id, token, TaskState.FAILED, error=error, is_prefix=is_prefix)

    def _end(
        self,
        task_id: str,
        token: str,
        state: TaskState,
        *,
        result: str = "",
        error: SqlAgentError | None = None,
        is_prefix: bool = False,
    ) -> None:
        code, message = (error.code, error.message) if error else ("", "")
        is_refusal = state is TaskState.FAILED and isinstance(error, UserError)
        counted = REFUSED if is_refusal else str(state)
        args: list[str | int] = [
            task_id, token, str(state), result, code, message, self._ttl, int(is_prefix), counted
        ]  # fmt: skip
        with redis_errors():
            answer = self._finish(args=args)
        if answer != "cancelled":
            _demand_ok(answer)

    def retry(self, task_id: str, token: str, error: SqlAgentError, *, delay_seconds: float) -> None:
        """Put the task aside until it is due again.

        Raises:
            AttemptLostError: The token stands no longer.
        """
        delay_ms = int(delay_seconds * 1000)
        args: list[str | int] = [task_id, token, delay_ms, error.code, error.message, self._ttl]
        with redis_errors():
            answer = self._retry(args=args)
        if answer != "cancelled":
            _demand_ok(answer)

    def cancel(self, task_id: str, *, tenant: str) -> None:
        """Cancel a tenant's task: a waiting one ends at once, a running one is told; an ended one stays.

        Raises:
            TaskNotFoundError: No such task, it expired, or it is another tenant's.
        """
        with redis_errors():
            answer = self._cancel(args=[task_id, tenant, self._ttl, keys.CANCELS])
        if answer == "unknown":
            raise _not_found()

    def resubmit(self, task_id: str, *, tenant: str, max_open: int = 0) -> None:
        """Send a tenant's failed task again under its own id, with retries and losses from 0.

        Raises:
            TaskNotFoundError: No such task, it expired, or it is another tenant's.
            TaskNotFailedError: It has not failed, or was cancelled.
            TooManyOpenTasksError: The tenant has ``max_open`` unfinished tasks.
        """
        with redis_errors():
            answer = self._resubmit(args=[task_id, tenant, max_open])
        if answer == "unknown":
            raise _not_found()
        if answer == "not_failed":
            raise TaskNotFailedError("Only a task that failed can be sent again; this one has not.")
        if answer == "limit":
            raise _too_many(max_open)

    def push_due(self, queues: Iterable[str] = tuple(QueueName)) -> int:
        """Send every delayed task whose time has come; return how many."""
        sent, longest = 0, int(RETRY_BACKOFF_CAP_SECONDS * 1000)
        for queue in queues:
            batch = _PUSH_BATCH
            while batch == _PUSH_BATCH:
                with redis_errors():
                    batch = int(
                        self._push_due(args=[str(queue), int(Priority.RETRIED), _PUSH_BATCH, longest])
                    )
                sent += batch
        return sent

    def read(self, task_id: str, *, tenant: str) -> TaskRecord:
        """Return a tenant's task.

        Raises:
            TaskNotFoundError: No such task, it expired, or it is another tenant's.
        """
        with redis_errors():
            fields = cast(dict[str, str], self._client.hgetall(keys.record(task_id)))
        if not fields or fields["tenant"] != tenant:
            raise _not_found()
        return TaskRecord.from_hash(task_id, fields)

    def recent(self, tenant: str, *, offset: int, count: int) -> tuple[list[TaskRecord], bool]:
        """Return some of a tenant's tasks without payloads and results, newest first; whether there are more.

        Expired ids are forgotten; where very many are, there are fewer tasks than asked for and yet more.
        """
        records: list[TaskRecord] = []
        for _ in range(_FORGET_ROUNDS):
            with redis_errors():
                task_ids = cast(
                    list[str], self._client.zrevrange(keys.tenant_tasks(tenant), offset, offset + count - 1)
                )
                with self._client.pipeline(transaction=False) as pipe:
                    for task_id in task_ids:
                        pipe.hmget(keys.record(task_id), SHOWN_FIELDS)
                    found = map(TaskRecord.from_shown, task_ids, pipe.execute())
                records = [record for record in found if record is not None]
                if len(records) == len(task_ids):
                    return records, len(task_ids) == count
                self._forget(args=[tenant, max(count, _FORGET_BATCH), offset])
        return records, True

    def forget_expired(self, tenant: str) -> int:
        """Forget ids of a tenant's tasks whose records expired, until they are few; return how many."""
        forgotten = 0
        for _ in range(_FORGET_ROUNDS):
            with redis_errors():
                seen, gone = self._forget(args=[tenant, _FORGET_BATCH, ""])
            forgotten += gone
            if gone * 10 <= seen:
                break
        return forgotten


def _demand_ok(answer: str) -> None:
    if answer == "cancel":
        raise TaskCancelledError("The task was cancelled.")
    if answer != "ok":
        raise AttemptLostError("Another attempt has this task, or it has ended.")


def _not_found() -> TaskNotFoundError:
    return TaskNotFoundError("There is no such task, or it has expired.")


def _too_many(max_open: int) -> TooManyOpenTasksError:
    return TooManyOpenTasksError(
        f"There are {max_open} unfinished tasks already. Wait until some have ended.", retry_after_seconds=5
    )
