"""What the routes work with, made once per process."""

from dataclasses import dataclass
from typing import Annotated

import redis
from fastapi import Depends, Request

from services.api.admission import Admission
from services.api.idempotency import Claims
from services.api.instruments import Instruments
from services.api.keys import ApiKeys, parse_key_hashes
from services.api.quota import Quota
from services.api.task_watch import TaskWatch
from services.common.catalog_store import CatalogStore
from services.common.connection import connect
from services.common.ledger import Ledger
from services.common.settings import Settings
from services.common.store import Store

REDIS_SECONDS = 1.0
"""A call ends within about twice this, so a request whose call fails is answered well within 5 s."""


@dataclass(frozen=True)
class ApiContext:
    """The parts of one api process."""

    settings: Settings
    keys: ApiKeys
    redis: redis.Redis
    ledger: Ledger
    claims: Claims
    watch: TaskWatch
    store: Store
    catalogs: CatalogStore
    admission: Admission
    quota: Quota
    instruments: Instruments


def build_context(settings: Settings) -> ApiContext:
    """Make the parts; neither Redis nor a bucket need answer yet.

    Raises:
        SettingsError: A setting cannot work.
        StoreUnavailableError: The store is a folder that cannot be made.
    """
    hashes = settings.api_key_hashes
    keys = parse_key_hashes(hashes.get_secret_value() if hashes else "")
    store = Store(settings.store_url, options=settings.store_config)
    catalogs = CatalogStore(store)
    client = connect(settings.broker_url, timeout_seconds=REDIS_SECONDS)
    ttl = settings.result_ttl_seconds
    return ApiContext(
        settings=settings,
        keys=keys,
        redis=client,
        ledger=Ledger(client, result_ttl_seconds=ttl),
        claims=Claims(client, result_ttl_seconds=ttl),
        watch=TaskWatch(client),
        store=store,
        catalogs=catalogs,
        admission=Admission(client, requests_per_minute=settings.tenant_requests_per_minute),
        quota=Quota(client, catalogs, max_bytes=settings.tenant_max_stored_bytes),
        instruments=Instruments(settings.queues),
    )


async def _context(request: Request) -> ApiContext:
    context: ApiContext = request.app.state.context
    return context


async def _tenant(request: Request) -> str:
    tenant: str = request.state.tenant
    return tenant


Context = Annotated[ApiContext, Depends(_context)]
"""A route's parameter: the parts of this process."""

Tenant = Annotated[str, Depends(_tenant)]
"""A route's parameter: whose request it is."""
