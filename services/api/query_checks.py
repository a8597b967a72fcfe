"""Whether a question can be asked at all, with an own error for each reason why not."""

from typing import Any

from services.api.context import ApiContext
from services.api.earlier_answers import find_reading
from services.api.models import MAX_QUESTION_CHARACTERS, MAX_SQL_CHARACTERS, QueryRequest
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
    if query.reading is not None and query.question is None:
        raise InvalidRequestError("A “reading” belongs to a “question”: send both.")
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
    """
    tables = resolve_tables(context.catalogs, tenant, query.tables)
    payload: dict[str, Any] = {"question": query.question, "sql": query.sql, "tables": tables}
    if query.question is None or query.reading is None:
        return payload
    found = find_reading(context, tenant, query.question, query.reading)
    return {**payload, "offered": found.offered, "tables": found.tables if tables is None else tables}


def resolve_tables(catalogs: CatalogStore, tenant: str, names: list[str] | None) -> list[str] | None:
    """Return the ids of the tables that a request names; None when it names none.

    Raises:
        TableUnknownError: The tenant does not have one of them.
    """
    if names is None:
        return None
    catalog = catalogs.read(tenant)
    try:
        return list(dict.fromkeys(catalog.table(name).table_id for name in names))
    except TableNotFoundError as error:
        raise TableUnknownError(error.message) from error
