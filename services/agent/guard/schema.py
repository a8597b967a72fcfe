"""What the guard is told and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TableSchema:
    """A table that a statement may read."""

    name: str
    columns: Mapping[str, str]
    """Column name to DuckDB type, in the table's order."""


@dataclass(frozen=True)
class GuardedQuery:
    """A statement that was found harmless, printed again from its tree."""

    sql: str
    tables: tuple[str, ...]
    """Names of the tables it reads, as their schemas spell them."""

    columns: Mapping[str, frozenset[str] | None]
    """Per table the columns to load; None means all of them."""
