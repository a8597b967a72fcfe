"""A task's progress as server-sent events, as browsers' ``EventSource`` reads them.

An event is the task as it stands, and its id is a digest of that; so a client that comes back with the last
id that it saw is told only what is new, by whichever api process it reaches.
"""

import hashlib
from collections.abc import AsyncIterator

from services.api.task_views import summarize
from services.api.task_watch import TaskWatch
from services.common.records import TaskRecord

MEDIA_TYPE = "text/event-stream"

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Nobody on the way may keep events back; the second is nginx' word for it."""

_BEGIN = b"retry: 2000\n\n"
"""How long a browser waits before it comes back, in milliseconds."""

_ALIVE = b": alive\n\n"


def is_told(record: TaskRecord, last_id: str | None) -> bool:
    """Whether a client that saw an event knows everything that there is to say."""
    return record.is_final and _identify(_show(record)) == last_id


async def stream_events(watch: TaskWatch, first: TaskRecord, last_id: str | None) -> AsyncIterator[bytes]:
    """Yield what is new until the task has ended.

    Args:
        watch: Tells of changes.
        first: The task as just read.
        last_id: Of the last event that the client saw.
    """
    yield _BEGIN
    async for record in watch.follow(first):
        if record is None:
            yield _ALIVE
        elif record is not first or _identify(_show(record)) != last_id:
            yield _event(record)


def _show(record: TaskRecord) -> str:
    return summarize(record).model_dump_json()


def _identify(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _event(record: TaskRecord) -> bytes:
    text = _show(record)
    name = "end" if record.is_final else "progress"
    return f"id: {_identify(text)}\nevent: {name}\ndata: {text}\n\n".encode()
