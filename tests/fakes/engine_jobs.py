"""Jobs that run SQL in the sandbox: guarded, or raw to show what the closed door alone holds."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services.agent.guard import TableSchema, guard, run_query, to_json_value
from services.agent.guard.engine import close_the_door, load_table, open_database
from services.agent.limits import QueryLimits
from services.agent.sandbox.jobs import Job, JobFunction, Progress
from services.common.errors import QueryMemoryError, QueryTimeoutError

SECRET = "canary-7f3a"
"""What no statement may bring to light."""


def guarded(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    schemas = [TableSchema(name, columns) for name, columns in payload["schemas"].items()]
    sources = {name: [Path(path)] for name, path in payload["sources"].items()}
    query = guard(payload["sql"], schemas)
    result = run_query(query, sources, QueryLimits(**payload.get("limits", {})))
    return {
        "columns": list(result.columns),
        "types": list(result.types),
        "rows": result.rows(payload.get("shown")),
        "row_count": result.row_count,
        "truncated": result.truncated,
        "threads": len(os.listdir("/proc/self/task")),
    }


def raw(payload: dict[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    """Run a statement as received, as though the guard had let it through."""
    frame_variable = [SECRET]  # noqa: F841 - bait for replacement scans
    connection = open_database(QueryLimits())
    for name, path in payload["sources"].items():
        load_table(connection, name, [Path(path)], None)
    close_the_door(connection)
    output: list[Any] = []
    try:
        for statement in connection.extract_statements(payload["sql"]):
            rows = connection.execute(statement).fetchmany(1000)
            output.append([[repr(value)[:10_000] for value in row] for row in rows])
    except Exception as error:
        output.append(f"{type(error).__name__}: {error}"[:10_000])
    return {"output": to_json_value(output)}


_FUNCTIONS: tuple[JobFunction, ...] = (guarded, raw)

JOBS: Mapping[str, Job] = {
    function.__name__: Job(
        module=__name__,
        function=function.__name__,
        path_keys=frozenset({"sources"}),
        timeout_error=QueryTimeoutError,
        timeout_message="too late",
        memory_error=QueryMemoryError,
        memory_message="too much",
        warm_module="services.agent.guard",
    )
    for function in _FUNCTIONS
}
