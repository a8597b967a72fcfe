"""A file's report: how it was read, with every warning and the cells that it names."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from services.common import layout
from services.common.catalog import CatalogTable
from services.common.errors import NotFoundError
from services.worker.attempt import Attempt
from services.worker.reading import Reading, ReadTable

_INNER = ("folder", "parquet")
"""What a job says of a table that concerns nobody but us."""


def describe_reading(reading: Reading, tables: Sequence[CatalogTable]) -> dict[str, Any]:
    """Put together what a reading is to be reported as.

    Args:
        reading: The reading.
        tables: What its tables became, in the same order.
    """
    described = [describe_table(read, table) for read, table in zip(reading.tables, tables, strict=True)]
    return {**reading.told, "tables": described}


def describe_table(read: ReadTable, table: CatalogTable) -> dict[str, Any]:
    """Report one table of a reading."""
    told = {name: value for name, value in read.told.items() if name not in _INNER}
    return {**told, "source": read.source, "table_id": table.table_id, "options": dict(read.options)}


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
