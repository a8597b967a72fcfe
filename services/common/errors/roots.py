"""The roots of the error tree: whose an error is to mend."""

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


class TransientError(SqlAgentError):
    """Something that we depend on does not answer; the same work may succeed later."""

    code = "unavailable"
    retryable = True


class FatalError(SqlAgentError):
    """A fault of ours; trying again would only repeat it."""
