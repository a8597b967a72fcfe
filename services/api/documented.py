"""The OpenAPI document: which errors each route may answer, and how they look."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from services.api.errors import PROBLEM_TYPE, STATUS
from services.api.models import Problem

Responses = dict[int | str, dict[str, Any]]

GUARDED = ("unauthorized", "origin_not_allowed", "rate_limited", "redis_unavailable")
"""What every route of a tenant may answer."""

ANYWHERE = ("origin_not_allowed", "request_too_large", "internal_error")
"""What any request may be answered."""


def problems(*codes: str) -> Responses:
    """Document the errors of a route by their codes."""
    documented: Responses = {}
    for code in dict.fromkeys((*codes, *ANYWHERE)):
        entry = documented.setdefault(STATUS[code], {"model": Problem, "description": ""})
        entry["description"] += f", `{code}`" if entry["description"] else f"`{code}`"
    return documented


def guarded(*codes: str) -> Responses:
    """Document the errors of a route of a tenant by their codes."""
    return problems(*codes, *GUARDED)


def document(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """Return the function that makes the app's OpenAPI document, once."""

    def make() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                description=app.description,
                routes=app.routes,
                tags=app.openapi_tags,
            )
            for path in schema["paths"].values():
                for operation in path.values():
                    operation["responses"] = _corrected(operation["responses"])
            for unused in ("HTTPValidationError", "ValidationError"):
                schema["components"]["schemas"].pop(unused, None)
            app.openapi_schema = schema
        return app.openapi_schema

    return make


def _corrected(responses: dict[str, Any]) -> dict[str, Any]:
    """Give errors the media type that they have, drop the framework's own, and sort by status."""
    corrected = {}
    for status, response in sorted(responses.items()):
        content = response.get("content", {})
        if "HTTPValidationError" in str(content):
            continue
        if int(status) >= 400:
            response["content"] = {PROBLEM_TYPE: content["application/json"]}
        corrected[status] = response
    return corrected
