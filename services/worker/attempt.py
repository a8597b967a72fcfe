"""One attempt of a task: start it, keep its lease, do the work, record how it ended."""

import os
import random
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from celery.exceptions import SoftTimeLimitExceeded

from services.common.errors import (
    AttemptLostError,
    SqlAgentError,
    TaskCancelledError,
    trace,
)
from services.common.limits import retry_delay
from services.common.logs import get_logger
from services.common.records import TaskRecord
from services.worker.cancel import set_running
from services.worker.context import WorkerContext, token_prefix
from services.worker.lease import Lease
from services.worker.persistence import persist
from services.worker.retry import AttemptFailedError, is_worth_retrying, to_task_error

_log = get_logger(__name__)


@dataclass(frozen=True)
class Attempt:
    """What a handler is given: the task, and the process that it runs in."""

    task: TaskRecord
    context: WorkerContext
    lease: Lease

    token: str

    def progress(self, stage: str, percent: float) -> None:
        """Tell how far the task is; seen from outside within a second.

        Raises:
            TaskCancelledError: The task was cancelled.
        """
        self.lease.tell(stage, percent)

    def commit(self) -> None:
        """Ask, just before an effect becomes visible, whether it still may; then a cancel comes too late.

        Raises:
            AttemptLostError: Another attempt has the task.
            TaskCancelledError: A cancel came first.
        """
        persist(lambda: self.context.ledger.commit(self.task.task_id, self.token))


Work = Callable[[Attempt], Mapping[str, Any]]
"""Does what a task is for and returns its result; its effects must be idempotent."""


class Failure(Protocol):
    """What is to be done when a task has failed for good, before its record says so."""

    def __call__(self, attempt: Attempt, error: SqlAgentError) -> None:
        """Record the failure where it outlives the ledger's record."""


@dataclass(frozen=True)
class Handler:
    """What runs a kind of task."""

    work: Work
    on_failure: Failure | None = None


def run_attempt(context: WorkerContext, handler: Handler, task_id: str) -> None:
    """Run a delivered task, unless its delivery is to be dropped.

    Raises:
        AttemptFailedError: The task failed, and the ledger says so already.
    """
    token = token_prefix(os.getppid(), os.getpid()) + uuid.uuid4().hex
    task = persist(lambda: context.ledger.start(task_id, token))
    if task is None:
        _log.info("delivery dropped", task_id=task_id)
        return
    bound = {"task_id": task_id, "task_name": task.kind, "tenant": task.tenant, "attempt": task.attempt}
    with structlog.contextvars.bound_contextvars(**bound):
        started = time.monotonic()
        failure = _run(context, handler, task, token)
        duration = round(time.monotonic() - started, 6)
        _log.info("task attempt ended", code=failure and failure.code, duration_seconds=duration)
    if failure is not None:
        raise AttemptFailedError(failure.code)


def _run(context: WorkerContext, handler: Handler, task: TaskRecord, token: str) -> SqlAgentError | None:
    """Do the work and record its end; return what ended it, if it did not succeed."""
    with Lease(context.settings, task.task_id, token, on_cancel=context.cancel_work) as lease:
        attempt = Attempt(task, context, lease, token)
        set_running(lease)
        try:
            try:
                result = handler.work(attempt)
            except (Exception, SoftTimeLimitExceeded) as cause:
                return _end_with_error(attempt, handler, token, to_task_error(cause))
            persist(lambda: context.ledger.succeed(task.task_id, token, result))
        except AttemptLostError:
            _log.warning("another attempt has the task; this one's result is not used")
        finally:
            set_running(None)
    return None


def _end_with_error(
    attempt: Attempt, handler: Handler, token: str, error: SqlAgentError
) -> SqlAgentError | None:
    task, ledger = attempt.task, attempt.context.ledger
    if isinstance(error, AttemptLostError):
        raise error
    if is_worth_retrying(error, retries=task.retries):
        first = attempt.context.settings.retry_first_seconds
        spread = random.random()  # noqa: S311 - spreads retries only
        delay = retry_delay(task.retries, first_seconds=first, spread=spread)
        persist(lambda: ledger.retry(task.task_id, token, error, delay_seconds=delay))
        _log.warning("task will be retried", code=error.code, delay_seconds=delay, reason=error.message)
        return None
    if error.retryable:
        _log.error("task failed at its last retry", code=error.code, trace=trace(error))
    if handler.on_failure is not None:
        try:
            handler.on_failure(attempt, error)
        except SqlAgentError as second:  # the task failed all the same; cleaning up records it later
            _log.error("failure could not be recorded in the store", code=second.code)
    if isinstance(error, TaskCancelledError):
        persist(lambda: ledger.end_cancelled(task.task_id, token))
    else:
        persist(lambda: ledger.fail(task.task_id, token, error))
    return error
