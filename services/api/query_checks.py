"""Whether a question can be asked at all, with an own error for each reason why not."""

from datetime import UTC, datetime
from typing import Any

from services.api.context import ApiContext
from services.api.earlier_answers import find_answer, find_reading
from services.api.models import MAX_QUESTION_CHARACTERS, MAX_SQL_CHARACTERS, QueryRequest
from services.common.catalog import Catalog, CatalogTable
from services.common.catalog_store import CatalogStore
from services.common.errors import (
    InvalidRequestError,
    QuestionEmptyError,
    QuestionTooLongError,
    StatementTooLongError,
    TableNotFoundError,
    TableUnknownError,
)


def check_query(query: QueryRequest) -> None:
    """Demand exactly one of question and SQL, and neither empty nor too long.

    Raises:
        InvalidRequestError: Or one of its kinds, or ``StatementTooLongError``.
    """
    if query.question is not None and query.sql is not None:
        raise InvalidRequestError("Send either “question” or “sql”, not both.")
    if (query.reading or query.follows) is not None and query.question is None:
        raise InvalidRequestError("“reading” and “follows” belong to a “question”: send it too.")
    if query.reading is not None and query.follows is not None:
        raise InvalidRequestError("Send either “reading” or “follows”: a reading knows what it follows.")
    text = query.question if query.sql is None else query.sql
    if text is None or not text.strip():
        raise QuestionEmptyError(
            "Nothing is asked. Send a “question” in plain language, or a SELECT as “sql”."
        )
    if query.question is not None and len(text) > MAX_QUESTION_CHARACTERS:
        raise QuestionTooLongError(
            f"The question has {len(text):,} characters; at most {MAX_QUESTION_CHARACTERS:,} are read. "
            "Ask for one thing at a time."
        )
    if query.sql is not None and len(text) > MAX_SQL_CHARACTERS:
        raise StatementTooLongError(
            f"The SQL has {len(text):,} characters; at most {MAX_SQL_CHARACTERS:,} are read."
        )


def make_payload(context: ApiContext, tenant: str, query: QueryRequest) -> dict[str, Any]:
    """Return what the worker is told of a checked query.

    Raises:
        TableUnknownError: The tenant does not have one of the tables.
        ReadingUnknownError: The reading was not offered for this question.
        AnswerUnknownError: There is no such answer to follow.
    """
    tables = resolve_tables(context.catalogs, tenant, query.tables)
    payload: dict[str, Any] = {"question": query.question, "sql": query.sql, "tables": tables}
    if query.question is None or (query.reading is None and query.follows is None):
        return payload
    if query.reading is not None:
        earlier = find_reading(context, tenant, query.question, query.reading)
    else:
        earlier = find_answer(context, tenant, query.follows or "")
    return {**payload, **earlier, **({} if tables is None else {"tables": tables})}


def resolve_tables(catalogs: CatalogStore, tenant: str, names: list[str] | None) -> list[str] | None:
    """Return the ids of the tables that a request names; None when it names none.

    A name may go on with ``@`` and a version; then the id does, too.

    Raises:
        TableUnknownError: The tenant does not have one of them, or has it in two versions.
    """
    if names is None:
        return None
    catalog = catalogs.read(tenant)
    found: dict[str, str] = {}
    for name in names:
        table_id, asked = _resolve(catalog, name)
        if found.setdefault(table_id, asked) != asked:
            raise TableUnknownError(f"“{name[:100]}” is asked about in two versions. Name one of them.")
    return list(found.values())


def named_table(catalog: Catalog, name: str) -> CatalogTable:
    """Return a table that the body of a request names.

    Raises:
        TableUnknownError: The tenant does not have it.
    """
    try:
        return catalog.table(name)
    except TableNotFoundError as error:
        raise TableUnknownError(error.message) from error


def _resolve(catalog: Catalog, asked: str) -> tuple[str, str]:
    name, _, version = asked.partition("@")
    table = named_table(catalog, name)
    if not version:
        return table.table_id, table.table_id
    offered = (table.version, *(old.version for old in table.offered(datetime.now(UTC))))
    if version not in [one.name for one in offered]:
        raise TableUnknownError(
            f"“{table.name}” has no version “{version[:60]}” any more. GET /tables/{table.name} lists those "
            "that it has."
        )
    return table.table_id, f"{table.table_id}@{version}"
