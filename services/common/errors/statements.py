"""Errors of a statement and of the query that it becomes."""

from services.common.errors.roots import UserError


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
