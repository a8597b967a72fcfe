"""Does once, before any fork, what every query would otherwise do again."""

from services.agent.guard.engine import keep_database_ready
from services.agent.guard.schema import TableSchema
from services.agent.guard.statement import guard


def warm() -> None:
    """Open an empty database and let both parsers build their tables; starts no thread."""
    keep_database_ready()
    guard("SELECT count(*) AS n FROM t WHERE a = 1", [TableSchema("t", {"a": "BIGINT"})])
