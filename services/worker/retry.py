"""Retry or failure: the one place where that is decided."""

from celery.exceptions import SoftTimeLimitExceeded

from services.common.errors import AttemptLostError, FatalError, SqlAgentError, TaskTimeoutError, trace
from services.common.limits import MAX_RETRIES
from services.common.logs import get_logger

_log = get_logger(__name__)


class AttemptFailedError(Exception):
    """Tells Celery, and so Flower, that a task has failed; its text is the error's code and nothing more."""


def to_task_error(error: BaseException) -> SqlAgentError:
    """Return what users are told of an exception that ended an attempt.

    A soft limit is no reason to try again: the same work would take as long. What is not ours by type is
    a fault of ours. Faults are logged with the place that they came from and without their text, which may
    quote cells, questions or SQL.
    """
    if isinstance(error, SqlAgentError):
        if isinstance(error, FatalError) and not isinstance(error, (TaskTimeoutError, AttemptLostError)):
            _log.error("task failed by a fault of ours", code=error.code, trace=trace(error))
        return error
    if isinstance(error, SoftTimeLimitExceeded):
        return TaskTimeoutError(
            "The task ran longer than a task may. Try a smaller file or a simpler question."
        )
    _log.error("task raised an unexpected error", code=FatalError.code, trace=trace(error))
    return FatalError("Something went wrong on our side. The operator's log tells more.")


def is_worth_retrying(error: SqlAgentError, *, retries: int) -> bool:
    """Whether the same work may succeed later, and may still be tried."""
    return error.retryable and retries < MAX_RETRIES
