"""A file's report: how it was read, with every warning and the cells that it names."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.common import layout
from services.common.catalog import CatalogTable
from services.common.errors import NotFoundError
from services.worker.attempt import Attempt
from services.worker.called import as_called_now
from services.worker.reading import Reading, ReadTable

MAX_REPORT_BYTES = 8 * 1024**2
"""With all cells; the api shows a report at once, and 16,384 columns may each list 100."""

_INNER = ("folder", "parquet", "name")
"""What a job says of a table that concerns nobody but us."""


def _without_cells(report: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the lists of cells; each warning still names the first one and how many there are."""
    shorter = [
        {
            **table,
            "warnings": [{**warning, "cells": []} for warning in table["warnings"]],
            "report": {**table["report"], "misfits": []},
        }
        for table in report["tables"]
    ]
    return {**report, "tables": shorter}


def describe_table(
    read: ReadTable, table: CatalogTable, differences: Iterable[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Report one table of a reading.

    Args:
        read: What was read.
        table: The table that its rows went into.
        differences: Warnings about the rows that it has beside them, or had before.
    """
    told = {name: value for name, value in read.told.items() if name not in _INNER}
    told = _renamed(told, table.names)
    told["warnings"] = [*differences, *told["warnings"]]
    return {**told, "source": read.source, "table_id": table.table_id, "options": dict(read.options)}


def rename_column(report: Mapping[str, Any], table: CatalogTable, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a report in which a column of one table has another name.

    Args:
        report: Of a file whose rows are in the table.
        table: The table.
        names: What the column is called now, by what it was called.
    """
    return {
        **report,
        "tables": [
            _renamed(told, names) if told.get("table_id") == table.table_id else told
            for told in report["tables"]
        ],
    }


def _renamed(told: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    now = {old.casefold(): new for old, new in names.items()}
    return {
        **told,
        "columns": [
            {**each, "name": now.get(each["name"].casefold(), each["name"])} for each in told["columns"]
        ],
        "warnings": as_called_now(told["warnings"], names),
        "report": {**told["report"], "misfits": as_called_now(told["report"]["misfits"], names)},
    }


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
    if len(content) > MAX_REPORT_BYTES:
        content = json.dumps(_without_cells(report), ensure_ascii=False).encode()
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
