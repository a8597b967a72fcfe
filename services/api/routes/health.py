"""``/health`` and ``/metrics``: for those who run it."""

from fastapi import APIRouter, Response

from services.api.context import Context
from services.api.documented import problems
from services.api.errors import problem
from services.api.instruments import CONTENT_TYPE
from services.api.models import Alive, Ready
from services.api.readiness import check_readiness

router = APIRouter(tags=["operation"])


@router.get("/health/live", summary="Is the process alive?", responses=problems())
async def live() -> Alive:
    """Asks nothing of others: restarting the api mends neither Redis nor the store."""
    return Alive()


@router.get(
    "/health/ready",
    summary="Can it do its work?",
    response_model=Ready,
    responses=problems("redis_unavailable", "store_unavailable"),
)
async def ready(context: Context) -> Ready | Response:
    """Asks Redis and the store, 2 s at most; tells which of them fails in `checks`."""
    found = await check_readiness(context)
    if found.error is not None:
        return problem(found.error, **found.document.model_dump(exclude={"status"}))
    return found.document


@router.get(
    "/metrics",
    summary="Metrics for Prometheus",
    response_class=Response,
    responses={
        200: {"description": "In Prometheus' text format.", "content": {"text/plain": {}}},
        **problems(),
    },
)
async def metrics(context: Context) -> Response:
    """This process' own counters; queues and tasks are told by the exporter."""
    return Response(context.instruments.render(), media_type=CONTENT_TYPE)
