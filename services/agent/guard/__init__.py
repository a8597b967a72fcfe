"""Decides what SQL may run, and runs it behind a closed door."""

from services.agent.guard.schema import GuardedQuery, TableSchema

__all__ = ["GuardedQuery", "TableSchema"]
