"""Teaching: a worker checks what is given, because it has the guard, and the request waits for that."""

import json
import time
from collections.abc import Callable, Sequence

import anyio
from anyio import to_thread

from services.api.context import ApiContext
from services.api.idempotency import new_id
from services.api.models import QueryRequest
from services.api.query_checks import check_query, named_table
from services.api.submission import submit_task
from services.api.teaching_models import GoldenQueryRequest, JoinRequest, SynonymRequest
from services.common.catalog import Catalog, CatalogTable
from services.common.errors import (
    FatalError,
    InvalidRequestError,
    NotFoundError,
    from_code,
)
from services.common.messages import Priority, TaskName
from services.common.records import TaskRecord, TaskStatus
from services.common.taught import Join, Synonym, Taught, taught_id

WAIT_SECONDS = 10.0
"""How long a request waits for the worker's verdict; then it is answered 202, as for any other task."""

_POLL_SECONDS = 0.05


def golden_id(question: str) -> str:
    """Return the id of a question's golden query."""
    return taught_id("golden", question)


def synonym_id(phrase: str) -> str:
    """Return the id of a phrase's synonym."""
    return taught_id("synonym", phrase)


def join_id(request: JoinRequest) -> str:
    """Return the id of what is said of two columns, whichever is named first."""
    ends = sorted([(request.table, request.column), (request.to_table, request.to_column)])
    return taught_id("join", json.dumps(ends))


async def teach(
    context: ApiContext,
    tenant: str,
    golden: Sequence[GoldenQueryRequest],
    synonyms: Sequence[SynonymRequest] = (),
    joins: Sequence[JoinRequest] = (),
) -> TaskRecord:
    """Have everything checked and kept, and return the task: a success, or still on its way.

    Raises:
        StatementError: The guard refused one of the statements; nothing is kept.
        StorageQuotaError: It would be more than is kept.
    """
    task_id = await to_thread.run_sync(_submit, context, tenant, golden, synonyms, joins)
    deadline = time.monotonic() + WAIT_SECONDS
    record = await to_thread.run_sync(_read, context, tenant, task_id)
    while not record.is_final and time.monotonic() < deadline:
        await anyio.sleep(_POLL_SECONDS)
        record = await to_thread.run_sync(_read, context, tenant, task_id)
    if record.status is TaskStatus.FAILURE:
        if record.error_code is None:
            raise FatalError("The worker does not say why it failed.")
        raise from_code(record.error_code, record.error or "")
    return record


def keep_synonym(context: ApiContext, tenant: str, request: SynonymRequest) -> Synonym:
    """Keep a synonym. What it means may be a value, or any words: nothing that the api could check.

    Raises:
        StorageQuotaError: It would be more than is kept.
    """
    is_name = bool(context.catalogs.read(tenant).named([request.means]))
    synonym = Synonym(synonym_id=synonym_id(request.phrase), is_name=is_name, **request.model_dump())
    _change(context, tenant, lambda taught: taught.adding(synonyms=[synonym]))
    return synonym


def keep_join(context: ApiContext, tenant: str, request: JoinRequest) -> Join:
    """Keep a verdict on a join of two columns that the tenant has.

    Raises:
        TableUnknownError: One of the tables is not there.
        InvalidRequestError: A column is not there, or both are of one table.
        StorageQuotaError: It would be more than is kept.
    """
    catalog = context.catalogs.read(tenant)
    table = _table_with(catalog, request.table, request.column)
    other = _table_with(catalog, request.to_table, request.to_column)
    if table == other:
        raise InvalidRequestError("A join is of two tables; both columns are of the same one.")
    named = request.model_copy(update={"table": table.name, "to_table": other.name})
    join = Join(join_id=join_id(named), **named.model_dump())
    _change(context, tenant, lambda taught: taught.adding(joins=[join]))
    return join


def forget(context: ApiContext, tenant: str, key: str) -> None:
    """Take a golden query, a synonym or what was said of a join out of the catalogue.

    Raises:
        NotFoundError: The tenant has none of that id.
    """
    taught = context.catalogs.read(tenant).taught
    if not any(key in each for each in (taught.golden_queries, taught.synonyms, taught.joins)):
        raise NotFoundError("There is nothing under this id. It may have been deleted already.")
    _change(context, tenant, lambda taught: taught.without(key))


def _table_with(catalog: Catalog, name: str, column: str) -> CatalogTable:
    table = named_table(catalog, name)
    if column not in [each.name for each in table.columns]:
        raise InvalidRequestError(f"“{table.name}” has no column “{column}”. GET /tables lists them.")
    return table


def _change(context: ApiContext, tenant: str, how: Callable[[Taught], Taught]) -> None:
    def apply(catalog: Catalog) -> Catalog:
        taught = how(catalog.taught)
        return catalog if taught == catalog.taught else catalog.model_copy(update={"taught": taught})

    context.catalogs.change(tenant, apply)


def _submit(
    context: ApiContext,
    tenant: str,
    golden: Sequence[GoldenQueryRequest],
    synonyms: Sequence[SynonymRequest],
    joins: Sequence[JoinRequest],
) -> str:
    for each in golden:
        check_query(QueryRequest(question=each.question))
        check_query(QueryRequest(sql=each.sql))
    payload = {
        "golden_queries": [{"golden_id": golden_id(each.question), **each.model_dump()} for each in golden],
        "synonyms": [{"synonym_id": synonym_id(each.phrase), **each.model_dump()} for each in synonyms],
        "joins": [{"join_id": join_id(each), **each.model_dump()} for each in joins],
    }
    return submit_task(context, tenant, TaskName.TEACH, payload, priority=Priority.HIGH, task_id=new_id())


def _read(context: ApiContext, tenant: str, task_id: str) -> TaskRecord:
    return context.ledger.read(task_id, tenant=tenant)
