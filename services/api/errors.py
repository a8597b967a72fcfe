"""How errors become answers: one table from codes to HTTP statuses, one form (RFC 9457)."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from services.api.admission import is_outage
from services.common.errors import (
    InvalidRequestError,
    JsonInvalidError,
    LimitError,
    MethodNotAllowedError,
    NotFoundError,
    SqlAgentError,
)

PROBLEM_TYPE = "application/problem+json"

STATUS = {
    "invalid_request": 422,
    "question_empty": 422,
    "question_too_long": 422,
    "reading_unknown": 422,
    "answer_unknown": 422,
    "upload_missing": 422,
    "upload_malformed": 400,
    "upload_truncated": 400,
    "file_name_invalid": 422,
    "json_invalid": 400,
    "request_too_large": 413,
    "method_not_allowed": 405,
    "unauthorized": 401,
    "origin_not_allowed": 403,
    "not_found": 404,
    "task_not_found": 404,
    "file_not_found": 404,
    "table_not_found": 404,
    "column_not_found": 404,
    "result_not_found": 404,
    "task_not_finished": 409,
    "task_failed": 409,
    "task_not_failed": 409,
    "idempotency_key_reused": 422,
    "idempotency_key_in_use": 409,
    "rate_limited": 429,
    "too_many_open_tasks": 429,
    "storage_quota_exceeded": 429,
    "file_invalid": 422,
    "file_empty": 422,
    "file_too_large": 413,
    "file_type_unsupported": 415,
    "file_content_mismatch": 422,
    "file_encrypted": 422,
    "file_corrupt": 422,
    "file_too_complex": 422,
    "file_without_tables": 422,
    "file_options_invalid": 422,
    "several_tables": 422,
    "statement_invalid": 422,
    "statement_syntax": 422,
    "statement_not_allowed": 422,
    "statement_too_long": 422,
    "table_unknown": 422,
    "query_timeout": 422,
    "query_out_of_memory": 422,
    "cancelled": 409,
    "unavailable": 503,
    "redis_unavailable": 503,
    "store_unavailable": 503,
    "store_full": 507,
    "catalog_conflict": 503,
    "sandbox_lost": 503,
    "internal_error": 500,
    "settings_invalid": 500,
    "timeout": 500,
    "sandbox_violation": 500,
    "attempt_lost": 500,
}
"""The status of every error code; a consistency test holds it to the error tree."""

_SHOWN_PROBLEMS = 5
"""How many faults of one request are listed."""


def problem(error: SqlAgentError, *, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """Return the answer that tells a user of an error.

    Args:
        error: What went wrong.
        headers: Further headers of the answer.
        more: Further members of its body.
    """
    status = STATUS[error.code]
    body = {
        "type": f"urn:sqlagent:error:{error.code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": error.message,
        "code": error.code,
        "request_id": structlog.contextvars.get_contextvars().get("request_id"),
        **more,
    }
    extra = dict(headers or {})
    if isinstance(error, LimitError):
        extra["Retry-After"] = str(error.retry_after_seconds)
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:
        extra["Retry-After"] = "1"
    elif status == HTTPStatus.UNAUTHORIZED:
        extra["WWW-Authenticate"] = "Bearer"
    text = json.dumps(body, ensure_ascii=False)
    return Response(text.encode(errors="replace"), status, extra, media_type=PROBLEM_TYPE)


async def _answer_ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, SqlAgentError)
    if is_outage(error):
        request.app.state.context.admission.breaker.trip()
    request.state.error_code = error.code
    return problem(error)


async def _answer_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(fault["type"] == "json_invalid" for fault in found):
        return await _answer_ours(request, JsonInvalidError("The body is not valid JSON. Check its syntax."))
    # What was sent is not repeated: it may be a question.
    faults = [{"where": _place(fault["loc"]), "message": _say(fault)} for fault in found[:_SHOWN_PROBLEMS]]
    detail = "; ".join(f"{fault['where']}: {fault['message']}" for fault in faults)
    request.state.error_code = InvalidRequestError.code
    return problem(InvalidRequestError(detail[:1000]), errors=faults)


def _say(fault: Mapping[str, Any]) -> str:
    """Say of the whole body, and of what is not known, what to do; the rest pydantic says well."""
    if fault["type"] == "extra_forbidden":
        return "Nothing of this name is known here. GET /docs lists what is."
    if fault["loc"] == ("body",) and fault["type"] in ("missing", "model_attributes_type"):
        return "A JSON object is needed, sent with Content-Type: application/json."
    said = str(fault["msg"]).removeprefix("Value error, ")
    # Of a text that was checked before it is counted, pydantic takes the characters for items.
    is_counted = fault["type"] in ("too_long", "too_short") and isinstance(fault.get("input"), str)
    return said.replace(" item", " character") if is_counted else said


def _place(location: tuple[str | int, ...]) -> str:
    """Name the field; unknown ones by at most some characters, because users choose them."""
    return ".".join(str(part)[:60] for part in location)


async def _answer_framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = error.headers
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        ours: SqlAgentError = MethodNotAllowedError(
            f"{request.method} is not possible here. GET /docs lists the routes."
        )
    elif error.status_code == HTTPStatus.NOT_FOUND:
        ours = NotFoundError("There is no such route. GET /docs lists the routes.")
    else:  # the framework could not read a body: not even its encoding is right
        ours = JsonInvalidError("The body is not valid JSON in UTF-8. Check its syntax and encoding.")
    request.state.error_code = ours.code
    return problem(ours, headers=headers)


async def _answer_nobody(request: Request, error: Exception) -> Response:
    """The client went away; nobody reads this."""
    request.state.error_code = "client_disconnected"
    return Response(status_code=400)


def install_error_answers(app: FastAPI) -> None:
    """Let every error of a route become a problem; what is unexpected is caught by the request log."""
    app.add_exception_handler(SqlAgentError, _answer_ours)
    app.add_exception_handler(RequestValidationError, _answer_validation)
    app.add_exception_handler(HTTPException, _answer_framework)
    app.add_exception_handler(ClientDisconnect, _answer_nobody)
