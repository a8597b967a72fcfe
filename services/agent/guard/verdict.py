"""The guard's answer as data, for whoever asks without running anything."""

from collections.abc import Sequence
from typing import Any

from services.agent.guard.schema import TableSchema
from services.agent.guard.statement import guard
from services.common.errors import StatementError


def check_statement(sql: str, tables: Sequence[TableSchema]) -> dict[str, Any]:
    """Tell whether a statement may run, why not, and what would be run."""
    try:
        query = guard(sql, tables)
    except StatementError as error:
        return {"allowed": False, "code": error.code, "message": error.message, "sql": None}
    return {"allowed": True, "code": None, "message": None, "sql": query.sql}
