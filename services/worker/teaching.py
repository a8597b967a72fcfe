"""Keep golden queries, once the guard has let their SQL through, and synonyms and joins with them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from services.common.catalog import Catalog
from services.common.errors import InvalidRequestError, from_code
from services.common.taught import GoldenQuery, Join, Synonym
from services.worker.attempt import Attempt
from services.worker.publication import amend
from services.worker.scratch import scratch_folder

CHECK_SECONDS = 60.0
"""Longest that checking everything of one request may take."""


def teach(attempt: Attempt) -> Mapping[str, Any]:
    """Add what the payload holds to the tenant's catalogue: all of it, or nothing.

    Raises:
        StatementError: The guard refused the SQL of a golden query.
        StorageQuotaError: It would be more than is kept.
    """
    task, context = attempt.task, attempt.context
    if task.payload is None:
        raise InvalidRequestError("The task holds nothing to learn.")
    golden, synonyms = task.payload["golden_queries"], task.payload["synonyms"]
    if golden:
        _demand_allowed(attempt, golden)
    now = datetime.fromtimestamp(task.created_at, UTC)
    queries = [GoldenQuery.model_validate({**each, "approved_at": now}) for each in golden]
    known = context.catalogs.read(task.tenant)
    named = known.named(each["means"] for each in synonyms)
    words = [Synonym.model_validate({**each, "is_name": each["means"] in named}) for each in synonyms]
    joins = [Join.model_validate(each) for each in task.payload.get("joins", ())]

    def add(catalog: Catalog) -> Catalog:
        taught = catalog.taught.adding(queries, words, joins)
        return catalog if taught == catalog.taught else catalog.model_copy(update={"taught": taught})

    # Refused before it is too late to cancel.
    known.taught.adding(queries, words, joins)
    amend(attempt, add)
    return {"golden_queries": len(queries), "synonyms": len(words), "joins": len(joins)}


def _demand_allowed(attempt: Attempt, golden: Sequence[Mapping[str, Any]]) -> None:
    catalog = attempt.context.catalogs.read(attempt.task.tenant)
    tables = [
        {"name": table.name, "columns": {column.name: column.type for column in table.columns}}
        for table in catalog.tables.values()
    ]
    with scratch_folder() as folder:
        told = attempt.context.sandbox.run(
            "check",
            {"tables": tables, "statements": [each["sql"] for each in golden]},
            folder=folder,
            timeout_seconds=CHECK_SECONDS,
            on_progress=attempt.progress,
        )
    for each, verdict in zip(golden, told["verdicts"], strict=True):
        if not verdict["allowed"]:
            where = f"“{each['question']}”: " if len(golden) > 1 else ""
            raise from_code(verdict["code"], f"{where}{verdict['message']}")
