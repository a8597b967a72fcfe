"""Documents that workers wrote into the store: shown as they lie there, or read, a few at a time.

One may have 16 MiB, and several times that once it is parsed. So what is only shown is passed on in pieces,
and what must be looked into is parsed by few threads at once: forty clients cost no more than a few do.
"""

import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from services.common.errors import NotFoundError
from services.common.store import Store

MAX_STORED_BYTES = 16 * 1024**2
"""Of a document that is shown whole; a result's files hold everything."""

_PARSING = threading.BoundedSemaphore(2)

_ABSENT = "null"


def open_document(store: Store, path: str) -> Iterator[bytes]:
    """Return a document's JSON in pieces: ``null`` when it is gone, only its size when that is too large."""
    try:
        size = store.size(path)
        if size > MAX_STORED_BYTES:
            return iter([json.dumps({"too_large": True, "size_bytes": size}).encode()])
        return store.stream(path)
    except NotFoundError:
        return iter([_ABSENT.encode()])


@contextmanager
def read_document(store: Store, path: str) -> Iterator[dict[str, Any]]:
    """Parse a document for as long as the block lasts; it is empty when it is gone or too large."""
    with _PARSING:
        content = b"".join(open_document(store, path))
        yield json.loads(content) or {}


def answer_with(shown: BaseModel, document: Iterator[bytes]) -> StreamingResponse:
    """Answer with a model whose last member, absent so far, is the document.

    Args:
        shown: What is shown around it.
        document: JSON in pieces.
    """
    head = shown.model_dump_json(by_alias=True).removesuffix(_ABSENT + "}").encode()
    return StreamingResponse(itertools.chain([head], document, [b"}"]), media_type="application/json")
