"""Errors of a request: what a caller sent, or may not do."""

from services.common.errors.roots import UserError


class InvalidRequestError(UserError):
    """The request does not have the documented form."""


class QuestionEmptyError(InvalidRequestError):
    """Neither a question nor a statement was given."""

    code = "question_empty"


class QuestionTooLongError(InvalidRequestError):
    """The question is longer than any question that can be answered."""

    code = "question_too_long"


class ReadingUnknownError(InvalidRequestError):
    """No such reading was offered for this question, or its answer expired."""

    code = "reading_unknown"


class AnswerUnknownError(InvalidRequestError):
    """There is no such answer to follow, or it expired."""

    code = "answer_unknown"


class UploadMissingError(InvalidRequestError):
    """The multipart body has no part named ``file`` with a file name."""

    code = "upload_missing"


class UploadMalformedError(InvalidRequestError):
    """The body is not the multipart form that its headers announce."""

    code = "upload_malformed"


class UploadTruncatedError(InvalidRequestError):
    """The body ended before the form that it began."""

    code = "upload_truncated"


class FileNameInvalidError(InvalidRequestError):
    """The upload's file name cannot be the name of a file."""

    code = "file_name_invalid"


class JsonInvalidError(InvalidRequestError):
    """The body is not JSON."""

    code = "json_invalid"


class RequestTooLargeError(InvalidRequestError):
    """The body is larger than any that the route reads."""

    code = "request_too_large"


class MethodNotAllowedError(InvalidRequestError):
    """The route exists and does not know the method."""

    code = "method_not_allowed"


class UnauthorizedError(UserError):
    """No API key, or one that is not known."""

    code = "unauthorized"


class OriginNotAllowedError(UserError):
    """The request was sent by a foreign web page, or for a foreign host."""

    code = "origin_not_allowed"


class NotFoundError(UserError):
    """What was named does not exist for this tenant."""

    code = "not_found"


class TaskNotFoundError(NotFoundError):
    """No such task, it expired, or it is another tenant's."""

    code = "task_not_found"


class FileNotKnownError(NotFoundError):
    """No such file, or it is another tenant's."""

    code = "file_not_found"


class TableNotFoundError(NotFoundError):
    """No such table, or it is another tenant's."""

    code = "table_not_found"


class ColumnNotFoundError(NotFoundError):
    """The table has no such column."""

    code = "column_not_found"


class ResultNotFoundError(NotFoundError):
    """The task has no result in that format, or its result expired."""

    code = "result_not_found"


class TaskNotFinishedError(UserError):
    """A result was asked for before the task ended."""

    code = "task_not_finished"


class TaskFailedError(UserError):
    """A result was asked for from a task that failed."""

    code = "task_failed"


class TaskNotFailedError(UserError):
    """A task that has not failed was to be sent again."""

    code = "task_not_failed"


class TaskCancelledError(UserError):
    """The task was cancelled; whoever waited for its work learns it this way."""

    code = "cancelled"


class IdempotencyKeyReusedError(UserError):
    """The key was sent with another body before."""

    code = "idempotency_key_reused"


class IdempotencyKeyInUseError(UserError):
    """The first request with this key is still arriving."""

    code = "idempotency_key_in_use"


class LimitError(UserError):
    """A tenant's limit is reached.

    Args:
        message: What the limit is and how to get below it.
        retry_after_seconds: When another try makes sense.
    """

    code = "rate_limited"

    def __init__(self, message: str, *, retry_after_seconds: int) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class TooManyOpenTasksError(LimitError):
    """The tenant has as many unfinished tasks as it may have."""

    code = "too_many_open_tasks"


class RateLimitedError(LimitError):
    """The tenant sends more requests than it may."""

    code = "rate_limited"


class StorageQuotaError(LimitError):
    """The tenant's stored files, or what it taught, have reached their limit."""

    code = "storage_quota_exceeded"
