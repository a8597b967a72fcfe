"""The routes of tenants: admission, work and the writing of the answer in one thread.

Each change of threads costs as much as the work of a small request, and the framework would make three.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from anyio import to_thread
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.responses import Response

from services.api.context import ApiContext
from services.api.models import TaskDetail
from services.common.documents import write_document


class AdmittedRoute(APIRoute):
    """A route whose function has the parameters ``context`` and ``tenant``: the tenant is admitted first."""

    def __init__(
        self, path: str, endpoint: Callable[..., Any], *, status_code: int | None = None, **more: Any
    ) -> None:
        admitted = _admitting(endpoint, status_code or HTTPStatus.OK)
        super().__init__(path, admitted, status_code=status_code, **more)


def _admitting(endpoint: Callable[..., Any], status: int) -> Callable[..., Any]:
    @wraps(endpoint)
    async def admitted(*, context: ApiContext, tenant: str, **more: Any) -> Any:
        context.admission.breaker.demand_closed()  # here, so that it needs no thread while Redis is away
        if inspect.iscoroutinefunction(endpoint):
            await to_thread.run_sync(context.admission.admit, tenant)
            return _answer(await endpoint(context=context, tenant=tenant, **more), status, more)

        def work() -> Any:
            context.admission.admit(tenant)
            return _answer(endpoint(context=context, tenant=tenant, **more), status, more)

        return await to_thread.run_sync(work)

    return admitted


def _answer(found: Any, status: int, more: dict[str, Any]) -> Any:
    """Write a document; the framework would validate what is of its type already."""
    if not isinstance(found, BaseModel):
        return found
    given = more.get("response")  # where a route puts further headers
    headers = dict(given.headers) if isinstance(given, Response) else None
    # pydantic would write a result's decimals as text.
    text = write_document(found.model_dump()) if isinstance(found, TaskDetail) else found.model_dump_json()
    return Response(text.encode(), status, headers, media_type="application/json")
