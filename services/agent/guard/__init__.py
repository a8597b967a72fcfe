"""Decides what SQL may run, and runs it behind a closed door."""

from services.agent.guard.engine import run_query
from services.agent.guard.result import QueryResult
from services.agent.guard.schema import GuardedQuery, TableSchema
from services.agent.guard.statement import guard
from services.agent.guard.values import to_json_value
from services.agent.guard.verdict import check_statement
from services.agent.guard.warm import warm

__all__ = [
    "GuardedQuery",
    "QueryResult",
    "TableSchema",
    "check_statement",
    "guard",
    "run_query",
    "to_json_value",
    "warm",
]
