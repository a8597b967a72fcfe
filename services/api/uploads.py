"""How an upload becomes a stored file and a task, without a half of it left behind.

First the original, then the intent, then the task: whoever finds an intent without a task may submit it
again, so an accepted file outlives a lost Redis.
"""

import hashlib
import re
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from anyio import CancelScope, to_thread
from pydantic import BaseModel

from services.api.admission import is_outage
from services.api.context import ApiContext
from services.api.idempotency import RENEW_SECONDS, Claim, Claims, digest_of, new_id
from services.api.multipart import FileForm
from services.api.submission import submit_task
from services.common import keys, layout
from services.common.connection import redis_errors
from services.common.errors import (
    FileEmptyError,
    FileNameInvalidError,
    FileTooLargeError,
    FileTypeUnsupportedError,
    NotFoundError,
    RedisUnavailableError,
    SqlAgentError,
    StorageQuotaError,
    StoreUnavailableError,
    TooManyOpenTasksError,
    TransientError,
)
from services.common.messages import TaskName

EXTENSIONS = ("csv", "ods", "tsv", "xls", "xlsb", "xlsm", "xlsx")
"""What the worker can read; a consistency test compares this with its formats."""

MAX_NAME_CHARACTERS = 200

FORM_BYTES = 64 * 1024 + 4096
"""What a form may add to its file."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]")


class Intent(BaseModel):
    """What a 202 promises: written beside the original before it."""

    task_id: str
    file_id: str
    name: str
    size_bytes: int
    sha256: str
    created_at: datetime
    options: dict[str, Any] = {}


@dataclass(frozen=True)
class Accepted:
    """An upload that was accepted."""

    task_id: str
    file_id: str


def clean_name(sent: str) -> str:
    """Return the base name of an upload.

    Raises:
        FileNameInvalidError: It is none that a file can have.
        FileTypeUnsupportedError: Its extension is none that can be read.
    """
    name = re.split(r"[/\\]", sent)[-1].strip()
    if not name or _CONTROL.search(name) or len(name) > MAX_NAME_CHARACTERS:
        raise FileNameInvalidError(
            f"The file's name must have 1 to {MAX_NAME_CHARACTERS} printable characters in UTF-8. "
            "Rename the file and upload it again."
        )
    extension = name.rpartition(".")[2].lower()
    if "." not in name or extension not in EXTENSIONS:
        raise FileTypeUnsupportedError(
            f"“{name}” is not a file type that can be read. Upload one of: {', '.join(EXTENSIONS)}."
        )
    return name


def _too_large(limit: int) -> FileTooLargeError:
    return FileTooLargeError(
        f"The file is larger than {limit:,} bytes, the largest that is accepted. Split it, or leave out "
        "sheets that you do not need."
    )


def check_claim(context: ApiContext, tenant: str, claimed_bytes: int | None) -> None:
    """Refuse an upload before its body is read, by what is known of it and of its tenant.

    Raises:
        FileTooLargeError: It says itself that it is too large.
        TooManyOpenTasksError: The tenant has too many unfinished tasks.
        StorageQuotaError: The tenant has no room for it.
    """
    settings = context.settings
    context.admission.demand_room()
    claim = max(0, (claimed_bytes or 0) - FORM_BYTES)
    if claim > settings.upload_max_bytes:
        raise _too_large(settings.upload_max_bytes)
    with redis_errors():
        unfinished = int(context.redis.scard(keys.tenant_open(tenant)))
    if settings.tenant_max_open_tasks and unfinished >= settings.tenant_max_open_tasks:
        raise TooManyOpenTasksError(
            f"There are {unfinished} unfinished tasks already. Wait until some have ended.",
            retry_after_seconds=5,
        )
    room = settings.tenant_max_stored_bytes
    if room and context.catalogs.read(tenant).stored_bytes + claim >= room:
        raise StorageQuotaError(
            f"Your files and tables take all of the {room:,} bytes that you may keep. Delete some first.",
            retry_after_seconds=60,
        )


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
                raise _too_large(self._limit)
            self._digest.update(chunk)
            yield chunk
        if not self.size_bytes:
            raise FileEmptyError("The file is empty: it has no bytes. Save it again and upload it.")


async def accept_upload(
    context: ApiContext, tenant: str, form: FileForm, *, claimed_bytes: int | None, key: str | None = None
) -> Accepted:
    """Store a file as it arrives and submit its ingest, or find what became of it under the same key.

    Raises:
        SqlAgentError: Nothing of it is left, unless Redis stopped answering during the submit: then the task
            may have been accepted, so the file stays until that is known.
    """
    if key is None:
        await to_thread.run_sync(check_claim, context, tenant, claimed_bytes)
        name = clean_name(await form.open())
        measured = _Measured(form.content(), limit=context.settings.upload_max_bytes)
        intent = await _store(context, tenant, measured, name, Accepted(new_id(), new_id()))
        await to_thread.run_sync(_promise, context, tenant, intent)
        return Accepted(intent.task_id, intent.file_id)
    claim = await to_thread.run_sync(context.claims.begin, tenant, "/files", key)
    if claim.is_new:
        await _accept_claimed(context, tenant, form, claim, claimed_bytes)
    else:
        await _accept_again(context, tenant, form, claim)
    await to_thread.run_sync(context.claims.settle, claim)
    return Accepted(claim.task_id, claim.file_id)


async def _store(context: ApiContext, tenant: str, measured: "_Measured", name: str, ids: Accepted) -> Intent:
    await context.store.receive(layout.original(tenant, ids.file_id), measured.chunks())
    return _intent(measured, name, ids)


def _intent(measured: "_Measured", name: str, ids: Accepted) -> Intent:
    return Intent(
        task_id=ids.task_id,
        file_id=ids.file_id,
        name=name,
        size_bytes=measured.size_bytes,
        sha256=measured.sha256,
        created_at=datetime.now(UTC),
    )


async def _accept_claimed(
    context: ApiContext, tenant: str, form: FileForm, claim: Claim, claimed_bytes: int | None
) -> None:
    """Do what is done for any upload, while holding its key."""
    try:
        await to_thread.run_sync(check_claim, context, tenant, claimed_bytes)
        name = clean_name(await form.open())
        content = _renewing(context.claims, claim, form.content())
        measured = _Measured(content, limit=context.settings.upload_max_bytes)
        intent = await _store(context, tenant, measured, name, Accepted(claim.task_id, claim.file_id))
        digest = digest_of(name, intent.sha256)
        await to_thread.run_sync(_promise_claimed, context, tenant, intent, claim, digest)
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
            _remove(context, layout.file_folder(tenant, intent.file_id))
        raise
    _promise(context, tenant, intent)


async def _accept_again(context: ApiContext, tenant: str, form: FileForm, claim: Claim) -> None:
    """Read a repeated upload, compare it with the first and drop it; submit what may not have been."""
    name = clean_name(await form.open())
    measured = _Measured(form.content(), limit=context.settings.upload_max_bytes)
    async for _ in measured.chunks():
        continue
    claim.demand_same(digest_of(name, measured.sha256))
    if not claim.is_accepted:
        intent = _intent(measured, name, Accepted(claim.task_id, claim.file_id))
        await to_thread.run_sync(_promise_again, context, tenant, intent)


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


def _promise(context: ApiContext, tenant: str, intent: Intent) -> None:
    """Write the intent and submit the task; runs in a thread to its end even when the client goes away."""
    folder = layout.file_folder(tenant, intent.file_id)
    try:
        _write_intent(context, tenant, intent)
    except SqlAgentError:
        _remove(context, folder)
        raise
    try:
        _submit(context, tenant, intent)
    except SqlAgentError as error:
        # While Redis does not answer, the task may have been accepted: the intent must stand.
        if not is_outage(error):
            _remove(context, folder)
        raise


def _write_intent(context: ApiContext, tenant: str, intent: Intent) -> None:
    context.store.write(layout.intent(tenant, intent.file_id), intent.model_dump_json().encode())


def _submit(context: ApiContext, tenant: str, intent: Intent) -> None:
    payload = {"file_id": intent.file_id, "name": intent.name, "size_bytes": intent.size_bytes}
    submit_task(context, tenant, TaskName.INGEST_FILE, payload, task_id=intent.task_id)


def _remove(context: ApiContext, folder: str) -> None:
    """Take back what was written; what a failing store keeps, the clean-up finds later."""
    try:
        context.store.delete_folder(folder)
    except TransientError:
        return
