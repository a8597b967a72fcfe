"""Everything that can go wrong, and whose it is to mend.

Each class carries a stable ``code`` (what programs read) and ``retryable`` (whether the same
work may succeed later). This module knows neither HTTP nor Celery: one table in the api maps codes
to statuses, one function in the worker maps ``retryable`` to a retry.

    SqlAgentError
    ├── UserError                             the request or the file is wrong; never retried
    │   ├── InvalidRequestError               invalid_request
    │   │   ├── QuestionEmptyError            question_empty
    │   │   ├── QuestionTooLongError          question_too_long
    │   │   ├── UploadMissingError            upload_missing
    │   │   ├── UploadMalformedError          upload_malformed
    │   │   ├── UploadTruncatedError          upload_truncated
    │   │   ├── FileNameInvalidError          file_name_invalid
    │   │   ├── JsonInvalidError              json_invalid
    │   │   ├── RequestTooLargeError          request_too_large
    │   │   └── MethodNotAllowedError         method_not_allowed
    │   ├── UnauthorizedError                 unauthorized
    │   ├── OriginNotAllowedError             origin_not_allowed
    │   ├── NotFoundError                     not_found
    │   │   ├── TaskNotFoundError             task_not_found
    │   │   ├── FileNotKnownError             file_not_found
    │   │   ├── TableNotFoundError            table_not_found
    │   │   └── ResultNotFoundError           result_not_found
    │   ├── TaskNotFinishedError              task_not_finished
    │   ├── TaskFailedError                   task_failed
    │   ├── TaskNotFailedError                task_not_failed
    │   ├── TaskCancelledError                cancelled
    │   ├── IdempotencyKeyReusedError         idempotency_key_reused
    │   ├── IdempotencyKeyInUseError          idempotency_key_in_use
    │   ├── LimitError                        (carries retry_after_seconds)
    │   │   ├── TooManyOpenTasksError         too_many_open_tasks
    │   │   ├── RateLimitedError              rate_limited
    │   │   └── StorageQuotaError             storage_quota_exceeded
    │   ├── FileError                         file_invalid
    │   │   ├── FileEmptyError                file_empty
    │   │   ├── FileTooLargeError             file_too_large
    │   │   ├── FileTypeUnsupportedError      file_type_unsupported
    │   │   ├── FileContentMismatchError      file_content_mismatch
    │   │   ├── FileEncryptedError            file_encrypted
    │   │   ├── FileCorruptError              file_corrupt
    │   │   ├── FileTooComplexError           file_too_complex
    │   │   └── FileWithoutTablesError        file_without_tables
    │   └── StatementError                    statement_invalid
    │       ├── StatementSyntaxError          statement_syntax
    │       ├── StatementNotAllowedError      statement_not_allowed
    │       ├── StatementTooLongError         statement_too_long
    │       ├── TableUnknownError             table_unknown
    │       ├── QueryTimeoutError             query_timeout
    │       └── QueryMemoryError              query_out_of_memory
    ├── TransientError                        unavailable; may pass, so the worker tries again
    │   ├── RedisUnavailableError             redis_unavailable
    │   ├── StoreUnavailableError             store_unavailable
    │   ├── StoreFullError                    store_full
    │   ├── CatalogConflictError              catalog_conflict
    │   └── SandboxLostError                  sandbox_lost
    └── FatalError                            internal_error; ours to mend; never retried
        ├── SettingsError                     settings_invalid
        ├── TaskTimeoutError                  timeout
        └── AttemptLostError                  attempt_lost
"""

from typing import ClassVar


class SqlAgentError(Exception):
    """Root of the tree.

    Args:
        message: One or two sentences for the user: what is wrong, where, and what to do.
    """

    code: ClassVar[str] = "internal_error"
    retryable: ClassVar[bool] = False

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UserError(SqlAgentError):
    """The request or the file is wrong; trying again without a change cannot help."""

    code = "invalid_request"


class InvalidRequestError(UserError):
    """The request does not have the documented form."""


class QuestionEmptyError(InvalidRequestError):
    """Neither a question nor a statement was given."""

    code = "question_empty"


class QuestionTooLongError(InvalidRequestError):
    """The question is longer than any question that can be answered."""

    code = "question_too_long"


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
    """The tenant's stored files have reached their limit."""

    code = "storage_quota_exceeded"


class FileError(UserError):
    """The file cannot be read as what it claims to be."""

    code = "file_invalid"


class FileEmptyError(FileError):
    """The file has no bytes."""

    code = "file_empty"


class FileTooLargeError(FileError):
    """The file is larger than the limit."""

    code = "file_too_large"


class FileTypeUnsupportedError(FileError):
    """The file's extension is none that can be read."""

    code = "file_type_unsupported"


class FileContentMismatchError(FileError):
    """The file's bytes are not what its name says."""

    code = "file_content_mismatch"


class FileEncryptedError(FileError):
    """The file is protected by a password."""

    code = "file_encrypted"


class FileCorruptError(FileError):
    """The file is damaged or cut short."""

    code = "file_corrupt"


class FileTooComplexError(FileError):
    """Reading the file would need more memory or time than one file may take."""

    code = "file_too_complex"


class FileWithoutTablesError(FileError):
    """The file is sound and holds no data."""

    code = "file_without_tables"


class StatementError(UserError):
    """The SQL cannot be run."""

    code = "statement_invalid"


class StatementSyntaxError(StatementError):
    """The SQL cannot be parsed."""

    code = "statement_syntax"


class StatementNotAllowedError(StatementError):
    """The SQL does something other than read the tenant's tables."""

    code = "statement_not_allowed"


class StatementTooLongError(StatementError):
    """The SQL is longer or deeper than any that is parsed."""

    code = "statement_too_long"


class TableUnknownError(StatementError):
    """The SQL or the request names a table that the tenant does not have."""

    code = "table_unknown"


class QueryTimeoutError(StatementError):
    """The query ran longer than one query may."""

    code = "query_timeout"


class QueryMemoryError(StatementError):
    """The query needed more memory than one query may."""

    code = "query_out_of_memory"


class TransientError(SqlAgentError):
    """Something that we depend on does not answer; the same work may succeed later."""

    code = "unavailable"
    retryable = True


class RedisUnavailableError(TransientError):
    """Redis did not answer in time, or refused."""

    code = "redis_unavailable"


class StoreUnavailableError(TransientError):
    """The object store did not answer, or refused."""

    code = "store_unavailable"


class StoreFullError(TransientError):
    """The object store has no room left."""

    code = "store_full"


class CatalogConflictError(TransientError):
    """Other writers of the same catalogue won every time."""

    code = "catalog_conflict"


class SandboxLostError(TransientError):
    """The child process that did the work ended without saying why."""

    code = "sandbox_lost"


class FatalError(SqlAgentError):
    """A fault of ours; trying again would only repeat it."""


class SettingsError(FatalError):
    """The configuration cannot work; the process refuses to start."""

    code = "settings_invalid"


class TaskTimeoutError(FatalError):
    """The task ran longer than a task may."""

    code = "timeout"


class AttemptLostError(FatalError):
    """This attempt's token no longer stands: another attempt has the task, or it ended."""

    code = "attempt_lost"


def _tree(root: type[SqlAgentError]) -> list[type[SqlAgentError]]:
    return [root, *(leaf for child in root.__subclasses__() for leaf in _tree(child))]


def error_codes() -> dict[str, type[SqlAgentError]]:
    """Map every code to the topmost class that carries it."""
    codes: dict[str, type[SqlAgentError]] = {}
    for cls in _tree(SqlAgentError):
        codes.setdefault(cls.code, cls)
    return codes


def from_code(code: str, message: str) -> SqlAgentError:
    """Make the error again that a child process or a record names by its code."""
    cls = error_codes().get(code, FatalError)
    if issubclass(cls, LimitError):
        return cls(message, retry_after_seconds=1)
    return cls(message)
