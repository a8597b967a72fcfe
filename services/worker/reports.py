"""A file's report: how it was read, with every warning and the cells that it names."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.common import layout
from services.common.catalog import CatalogTable
from services.common.errors import NotFoundError
from services.worker.attempt import Attempt
from services.worker.reading import Reading, ReadTable

_INNER = ("folder", "parquet", "name")
"""What a job says of a table that concerns nobody but us."""


def describe_table(read: ReadTable, table: CatalogTable) -> dict[str, Any]:
    """Report one table of a reading.

    Args:
        read: What was read.
        table: The table that its rows went into.
    """
    told = {name: value for name, value in read.told.items() if name not in _INNER}
    return {**told, "source": read.source, "table_id": table.table_id, "options": dict(read.options)}


def describe_reading(
    reading: Reading, tables: Sequence[Mapping[str, Any]], warnings: Iterable[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Put a report together: all that the job said, with its tables as they were described."""
    return {**reading.told, "tables": list(tables), "warnings": [*reading.warnings, *warnings]}


def replace_tables(report: Mapping[str, Any], tables: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a report in which tables are described anew; those that it did not have come last."""
    anew = {(table["source"], table["sheet"]): table for table in tables}
    kept = [anew.pop((table["source"], table["sheet"]), table) for table in report["tables"]]
    return {**report, "tables": [*kept, *anew.values()]}


def write_report(attempt: Attempt, file_id: str, report: Mapping[str, Any]) -> str:
    """Keep a report beside its file and return its name; visible once the catalogue names it."""
    task = attempt.task
    name = f"{task.task_id}-{task.attempt}"
    content = json.dumps(report, ensure_ascii=False).encode()
    attempt.context.store.write(layout.report(task.tenant, file_id, name), content)
    return name


def read_report(attempt: Attempt, file_id: str, name: str | None) -> dict[str, Any]:
    """Return a file's report; an empty one if there is none."""
    if name is not None:
        try:
            content = attempt.context.store.read(layout.report(attempt.task.tenant, file_id, name))
            return dict(json.loads(content))
        except NotFoundError:
            pass
    return {"tables": [], "warnings": []}
