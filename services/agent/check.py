"""The check job: whether statements may run over tables of which only names and types are known."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from services.agent.guard import TableSchema, check_statement


def run(payload: Mapping[str, Any], folder: Path, progress: Callable[[str, float], None]) -> dict[str, Any]:
    """Judge ``statements`` over ``tables`` (each with ``name`` and ``columns``: header to type)."""
    tables = [TableSchema(table["name"], table["columns"]) for table in payload["tables"]]
    progress("checking", 10.0)
    return {"verdicts": [check_statement(sql, tables) for sql in payload["statements"]]}
