"""Answer a question, or run a statement, in the sandbox over the tenant's tables."""

import json
from collections.abc import Hashable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.common import layout
from services.common.catalog import Catalog, CatalogTable
from services.common.errors import InvalidRequestError, NotFoundError, TableNotFoundError, TableUnknownError
from services.common.ledger import INLINE_RESULT_BYTES
from services.worker.attempt import Attempt
from services.worker.scratch import scratch_folder

FORMATS = ("csv", "parquet")
"""In which the whole result is kept."""


def answer_question(attempt: Attempt) -> Mapping[str, Any]:
    """Answer and keep the whole result in the store; the record gets its first rows.

    Raises:
        StatementError: The SQL is not allowed, or failed.
    """
    task, context = attempt.task, attempt.context
    if task.payload is None:
        raise InvalidRequestError("The task holds no question.")
    tables = _choose_tables(context.catalogs.read(task.tenant), task.payload.get("tables"))
    attempt.progress("fetching tables", 5)
    sources = [_source(attempt, table) for table in tables]
    settings = context.settings
    timeout = min(settings.query_timeout_seconds, settings.limits.soft_seconds)
    with scratch_folder() as folder:
        answer = context.sandbox.run(
            "answer",
            {
                "question": task.payload.get("question"),
                "sql": task.payload.get("sql"),
                "tables": sources,
                "now": datetime.fromtimestamp(task.created_at, UTC).isoformat(),
                "save": True,
                "timeout_seconds": timeout,
            },
            folder=folder,
            timeout_seconds=timeout + 5,
            on_progress=attempt.progress,
        )
        formats = _store_result(attempt, folder)
    return _fit_record(attempt, {**answer, "attempt": task.attempt, "formats": formats})


def _choose_tables(catalog: Catalog, chosen: list[str] | None) -> list[CatalogTable]:
    if chosen is None:
        return _without_older_copies(catalog.tables.values())
    try:
        return [catalog.table(name_or_id) for name_or_id in chosen]
    except TableNotFoundError as error:
        raise TableUnknownError("A table that the question was about has been deleted.") from error


def _without_older_copies(tables: Iterable[CatalogTable]) -> list[CatalogTable]:
    """Keep of each table its newest upload: copies make every question ambiguous, or are mixed.

    Newest is decided by file, so that the copies of one upload are kept or left together.
    """
    ordered = sorted(tables, key=lambda table: (table.created_at, table.name))
    ages = {table.file_id: (table.created_at, table.file_id) for table in ordered}
    newest: dict[Hashable, str] = {}
    for table in sorted(ordered, key=lambda table: ages[table.file_id]):
        newest[_likeness(table)] = table.file_id
    return [table for table in ordered if newest[_likeness(table)] == table.file_id]


def _likeness(table: CatalogTable) -> Hashable:
    """What two uploads of one table have in common; the slug is not among it (``orders_2``)."""
    columns = tuple((column.name, column.type) for column in table.columns)
    return table.file, table.sheet, columns, table.rows, table.version.size_bytes


def _source(attempt: Attempt, table: CatalogTable) -> dict[str, Any]:
    task, cache = attempt.task, attempt.context.tables
    version = table.version
    folder = layout.version_folder(task.tenant, table.table_id, version.task_id, version.attempt)
    try:
        return {
            "name": table.name,
            "table_id": table.table_id,
            "version": version.name,
            "paths": [str(cache.fetch(f"{folder}/{part}")) for part in version.parts],
            "profile": str(cache.fetch(f"{folder}/profile.json")),
        }
    except NotFoundError as error:
        raise TableUnknownError(f'The table "{table.name}" was deleted while the question waited.') from error


def _store_result(attempt: Attempt, folder: Path) -> list[str]:
    task = attempt.task
    target = layout.result_folder(task.tenant, task.task_id, task.attempt)
    formats = []
    for kind in FORMATS:
        source = folder / f"result.{kind}"
        if source.exists():
            attempt.context.store.upload(f"{target}/{source.name}", source)
            formats.append(kind)
    return formats


def _fit_record(attempt: Attempt, answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Keep a large answer in the store: records share Redis' memory."""
    content = json.dumps(answer, ensure_ascii=False).encode()
    if len(content) <= INLINE_RESULT_BYTES:
        return answer
    task = attempt.task
    path = f"{layout.result_folder(task.tenant, task.task_id, task.attempt)}/answer.json"
    attempt.context.store.write(path, content)
    return {"stored": path, "attempt": task.attempt, "formats": answer["formats"]}
