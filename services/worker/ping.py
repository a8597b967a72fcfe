"""A task that does nothing: shows that a queue is served, and what the way there costs."""

from collections.abc import Mapping
from typing import Any

from services.worker.attempt import Attempt


def ping(attempt: Attempt) -> Mapping[str, Any]:
    """Answer."""
    return {"pong": True}
