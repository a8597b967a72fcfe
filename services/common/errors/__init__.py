"""Everything that can go wrong, and whose it is to mend.

Each class carries a stable ``code`` (what programs read) and ``retryable`` (whether the same
work may succeed later). This module knows neither HTTP nor Celery: one table in the api maps codes
to statuses, one function in the worker maps ``retryable`` to a retry.

    SqlAgentError
    ├── UserError                             the request or the file is wrong; never retried
    │   ├── InvalidRequestError               invalid_request
    │   │   ├── QuestionEmptyError            question_empty
    │   │   ├── QuestionTooLongError          question_too_long
    │   │   ├── ReadingUnknownError           reading_unknown
    │   │   ├── AnswerUnknownError            answer_unknown
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
    │   │   ├── ColumnNotFoundError           column_not_found
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
    │   │   ├── FileWithoutTablesError        file_without_tables
    │   │   ├── FileOptionsError              file_options_invalid
    │   │   └── SeveralTablesError            several_tables
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
        ├── SandboxViolationError             sandbox_violation
        └── AttemptLostError                  attempt_lost
"""

from services.common.errors.files import (
    FileContentMismatchError,
    FileCorruptError,
    FileEmptyError,
    FileEncryptedError,
    FileError,
    FileOptionsError,
    FileTooComplexError,
    FileTooLargeError,
    FileTypeUnsupportedError,
    FileWithoutTablesError,
    SeveralTablesError,
)
from services.common.errors.ours import (
    AttemptLostError,
    CatalogConflictError,
    RedisUnavailableError,
    SandboxLostError,
    SandboxViolationError,
    SettingsError,
    StoreFullError,
    StoreUnavailableError,
    TaskTimeoutError,
)
from services.common.errors.requests import (
    AnswerUnknownError,
    ColumnNotFoundError,
    FileNameInvalidError,
    FileNotKnownError,
    IdempotencyKeyInUseError,
    IdempotencyKeyReusedError,
    InvalidRequestError,
    JsonInvalidError,
    LimitError,
    MethodNotAllowedError,
    NotFoundError,
    OriginNotAllowedError,
    QuestionEmptyError,
    QuestionTooLongError,
    RateLimitedError,
    ReadingUnknownError,
    RequestTooLargeError,
    ResultNotFoundError,
    StorageQuotaError,
    TableNotFoundError,
    TaskCancelledError,
    TaskFailedError,
    TaskNotFailedError,
    TaskNotFinishedError,
    TaskNotFoundError,
    TooManyOpenTasksError,
    UnauthorizedError,
    UploadMalformedError,
    UploadMissingError,
    UploadTruncatedError,
)
from services.common.errors.roots import (
    FatalError,
    SqlAgentError,
    TransientError,
    UserError,
)
from services.common.errors.statements import (
    QueryMemoryError,
    QueryTimeoutError,
    StatementError,
    StatementNotAllowedError,
    StatementSyntaxError,
    StatementTooLongError,
    TableUnknownError,
)
from services.common.errors.traces import trace

__all__ = [
    "AnswerUnknownError",
    "AttemptLostError",
    "CatalogConflictError",
    "ColumnNotFoundError",
    "FatalError",
    "FileContentMismatchError",
    "FileCorruptError",
    "FileEmptyError",
    "FileEncryptedError",
    "FileError",
    "FileNameInvalidError",
    "FileNotKnownError",
    "FileOptionsError",
    "FileTooComplexError",
    "FileTooLargeError",
    "FileTypeUnsupportedError",
    "FileWithoutTablesError",
    "IdempotencyKeyInUseError",
    "IdempotencyKeyReusedError",
    "InvalidRequestError",
    "JsonInvalidError",
    "LimitError",
    "MethodNotAllowedError",
    "NotFoundError",
    "OriginNotAllowedError",
    "QueryMemoryError",
    "QueryTimeoutError",
    "QuestionEmptyError",
    "QuestionTooLongError",
    "RateLimitedError",
    "ReadingUnknownError",
    "RedisUnavailableError",
    "RequestTooLargeError",
    "ResultNotFoundError",
    "SandboxLostError",
    "SandboxViolationError",
    "SettingsError",
    "SeveralTablesError",
    "SqlAgentError",
    "StatementError",
    "StatementNotAllowedError",
    "StatementSyntaxError",
    "StatementTooLongError",
    "StorageQuotaError",
    "StoreFullError",
    "StoreUnavailableError",
    "TableNotFoundError",
    "TableUnknownError",
    "TaskCancelledError",
    "TaskFailedError",
    "TaskNotFailedError",
    "TaskNotFinishedError",
    "TaskNotFoundError",
    "TaskTimeoutError",
    "TooManyOpenTasksError",
    "TransientError",
    "UnauthorizedError",
    "UploadMalformedError",
    "UploadMissingError",
    "UploadTruncatedError",
    "UserError",
    "error_codes",
    "from_code",
    "trace",
]


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
