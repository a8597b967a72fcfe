"""How an upload becomes a stored file and a task, without a half of it left behind.

First the original, then the intent, then the task: whoever finds an intent without a task may submit it
again, so an accepted file outlives a lost Redis.
"""

import hashlib
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from anyio import CancelScope, to_thread

from services.api.admission import is_outage
from services.api.context import ApiContext
from services.api.file_options import UploadQuery
from services.api.idempotency import RENEW_SECONDS, Claim, Claims, digest_of, new_id
from services.api.multipart import FileForm
from services.api.submission import submit_task
from services.api.upload_checks import check_claim, clean_name, too_large
from services.common import layout
from services.common.errors import (
    FileEmptyError,
    NotFoundError,
    RedisUnavailableError,
    SqlAgentError,
    StoreUnavailableError,
    TransientError,
)
from services.common.intents import Intent
from services.common.messages import TaskName

RESERVE_STEP_BYTES = 16 * 1024**2
"""A file that does not say how large it is reserves room in such steps."""


@dataclass(frozen=True)
class Accepted:
    """An upload that was accepted."""

    task_id: str
    file_id: str


@dataclass(frozen=True)
class Arrival:
    """A request whose file is still arriving."""

    tenant: str
    form: FileForm
    query: UploadQuery
    claimed_bytes: int | None
    """What the request says of its length."""

    def whole_query(self) -> UploadQuery:
        """Return what the request says of its file, as far as its form was read."""
        return self.query.with_fields(self.form.fields)

    def digest(self, name: str, measured: "_Measured") -> str:
        """Return what tells this request's body from another's."""
        asked = self.whole_query().model_dump(exclude_none=True)
        more = [json.dumps(asked, sort_keys=True)] if asked else []
        return digest_of(name, measured.sha256, *more)


class _Measured:
    """The file's bytes on their way to the store: counted, hashed and held to the limit."""

    def __init__(self, chunks: AsyncIterator[bytes], *, limit: int) -> None:
        self._chunks = chunks
        self._limit = limit
        self._digest = hashlib.sha256()
        self.size_bytes = 0

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    async def chunks(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            self.size_bytes += len(chunk)
            if self.size_bytes > self._limit:
                raise too_large(self._limit)
            self._digest.update(chunk)
            yield chunk
        if not self.size_bytes:
            raise FileEmptyError("The file is empty: it has no bytes. Save it again and upload it.")


async def accept_upload(context: ApiContext, arrival: Arrival, *, key: str | None = None) -> Accepted:
    """Store a file as it arrives and submit its ingest, or find what became of it under the same key.

    Raises:
        SqlAgentError: Nothing of it is left, unless Redis stopped answering during the submit: then the task
            may have been accepted, so the file stays until that is known.
    """
    if key is None:
        ids = Accepted(new_id(), new_id())
        intent, _ = await _store(context, arrival, ids, arrival.form.content())
        await to_thread.run_sync(_promise, context, arrival.tenant, intent)
        return ids
    claim = await to_thread.run_sync(context.claims.begin, arrival.tenant, "/files", key)
    if claim.is_new:
        await _accept_claimed(context, arrival, claim)
    else:
        await _accept_again(context, arrival, claim)
    await to_thread.run_sync(context.claims.settle, claim)
    return Accepted(claim.task_id, claim.file_id)


async def _store(
    context: ApiContext, arrival: Arrival, ids: Accepted, content: AsyncIterator[bytes]
) -> tuple[Intent, str]:
    """Write the file; return its intent, not yet written, and the digest of the request."""
    tenant = arrival.tenant
    await to_thread.run_sync(check_claim, context, tenant, arrival.claimed_bytes, ids.file_id)
    is_stored = False
    try:
        name = clean_name(await arrival.form.open())
        await to_thread.run_sync(_asked, context, arrival, name)  # before the file costs anything
        measured = _Measured(content, limit=context.settings.upload_max_bytes)
        chunks = measured.chunks()
        if arrival.claimed_bytes is None:
            chunks = _reserving(context, tenant, ids.file_id, measured)
        await context.store.receive(layout.original(tenant, ids.file_id), chunks)
        is_stored = True
        # Again: fields may have come after the file, whose size is known now.
        asked = await to_thread.run_sync(_asked, context, arrival, name)
        await to_thread.run_sync(context.quota.reserve, tenant, ids.file_id, measured.size_bytes)
        return _intent(measured, name, ids, asked), arrival.digest(name, measured)
    except Exception:
        with CancelScope(shield=True):
            await to_thread.run_sync(context.quota.release, tenant, ids.file_id)
            if is_stored:
                await to_thread.run_sync(_remove, context, layout.file_folder(tenant, ids.file_id))
        raise


async def _reserving(
    context: ApiContext, tenant: str, file_id: str, measured: _Measured
) -> AsyncIterator[bytes]:
    """Reserve room while a file arrives that did not say how large it is."""
    reserved = 0
    async for chunk in measured.chunks():
        if measured.size_bytes > reserved:
            reserved = measured.size_bytes + RESERVE_STEP_BYTES
            await to_thread.run_sync(context.quota.reserve, tenant, file_id, reserved)
        yield chunk


def _asked(context: ApiContext, arrival: Arrival, name: str) -> dict[str, Any]:
    """Check what the request says of its file, and return it as an intent holds it.

    Raises:
        FileOptionsError: It makes no sense, or not for this file.
        TableNotFoundError: The tenant has no such table.
    """
    query = arrival.whole_query()
    query.demand_one_target()
    options = query.options()
    options.demand_fit(name)
    asked: dict[str, Any] = {"options": options.given}
    for field in ("replace", "append"):
        table = getattr(query, field)
        if table is not None:
            asked[field] = context.catalogs.read(arrival.tenant).table(table).table_id
    return asked


def _intent(measured: "_Measured", name: str, ids: Accepted, asked: dict[str, Any]) -> Intent:
    return Intent(
        task_id=ids.task_id,
        file_id=ids.file_id,
        name=name,
        size_bytes=measured.size_bytes,
        sha256=measured.sha256,
        created_at=datetime.now(UTC),
        **asked,
    )


async def _accept_claimed(context: ApiContext, arrival: Arrival, claim: Claim) -> None:
    """Do what is done for any upload, while holding its key."""
    try:
        content = _renewing(context.claims, claim, arrival.form.content())
        ids = Accepted(claim.task_id, claim.file_id)
        intent, digest = await _store(context, arrival, ids, content)
        await to_thread.run_sync(_promise_claimed, context, arrival.tenant, intent, claim, digest)
    except Exception as error:
        # After an outage the task may be there; the claim of a body that never arrived lapses by itself.
        if not is_outage(error):
            with CancelScope(shield=True):
                await to_thread.run_sync(context.claims.release, claim)
        raise


async def _renewing(claims: Claims, claim: Claim, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Hold a key while bytes arrive; while Redis does not answer, the submit will tell."""
    renewed_at = time.monotonic()
    async for chunk in chunks:
        if time.monotonic() - renewed_at > RENEW_SECONDS:
            renewed_at = time.monotonic()
            with suppress(RedisUnavailableError):
                await to_thread.run_sync(claims.renew, claim)
        yield chunk


def _promise_claimed(context: ApiContext, tenant: str, intent: Intent, claim: Claim, digest: str) -> None:
    try:
        context.claims.arrived(claim, digest)
    except SqlAgentError as error:
        # After an outage the claim may name this file; then the next try submits it, else the clean-up has it
        if not is_outage(error):
            _take_back(context, tenant, intent)
        raise
    _promise(context, tenant, intent, may_take_back=partial(context.claims.release, claim))


async def _accept_again(context: ApiContext, arrival: Arrival, claim: Claim) -> None:
    """Read a repeated upload, compare it with the first and drop it; submit what may not have been."""
    name = clean_name(await arrival.form.open())
    measured = _Measured(arrival.form.content(), limit=context.settings.upload_max_bytes)
    async for _ in measured.chunks():
        continue
    claim.demand_same(arrival.digest(name, measured))
    if not claim.is_accepted:
        asked = await to_thread.run_sync(_asked, context, arrival, name)
        intent = _intent(measured, name, Accepted(claim.task_id, claim.file_id), asked)
        await to_thread.run_sync(_promise_again, context, arrival.tenant, intent)


def _promise_again(context: ApiContext, tenant: str, intent: Intent) -> None:
    try:
        context.store.size(layout.original(tenant, intent.file_id))
    except NotFoundError as error:
        raise StoreUnavailableError(
            "The file that was sent first is gone. Send it again under a new Idempotency-Key."
        ) from error
    # Refused or not, what the first request stored stays: its task may still appear.
    _write_intent(context, tenant, intent)
    _submit(context, tenant, intent)


def _promise(
    context: ApiContext, tenant: str, intent: Intent, *, may_take_back: Callable[[], bool] = lambda: True
) -> None:
    """Write the intent and submit the task; runs in a thread to its end even when the client goes away.

    Args:
        context: The parts of this process.
        tenant: Whose file.
        intent: What is promised.
        may_take_back: Gives the promise up; whether no other request goes by it.
    """
    try:
        _write_intent(context, tenant, intent)
        _submit(context, tenant, intent)
    except SqlAgentError as error:
        # While Redis does not answer, the task may have been accepted: the intent must stand.
        if not is_outage(error) and may_take_back():
            _take_back(context, tenant, intent)
        raise


def _write_intent(context: ApiContext, tenant: str, intent: Intent) -> None:
    context.store.write(layout.intent(tenant, intent.file_id), intent.model_dump_json().encode())


def _submit(context: ApiContext, tenant: str, intent: Intent) -> None:
    submit_task(context, tenant, TaskName.INGEST_FILE, intent.payload, task_id=intent.task_id)


def _take_back(context: ApiContext, tenant: str, intent: Intent) -> None:
    _remove(context, layout.file_folder(tenant, intent.file_id))
    context.quota.release(tenant, intent.file_id)


def _remove(context: ApiContext, folder: str) -> None:
    """Take back what was written; what a failing store keeps, the clean-up finds later."""
    try:
        context.store.delete_folder(folder)
    except TransientError:
        return
