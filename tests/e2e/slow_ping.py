"""Takes the place of the product's ping in the image of these tests: sleeps for as long as the task says."""

import time
from collections.abc import Mapping
from typing import Any

from services.worker.attempt import Attempt


def ping(attempt: Attempt) -> Mapping[str, Any]:
    """Sleep, then answer."""
    time.sleep(float((attempt.task.payload or {}).get("seconds", 0)))
    return {"pong": True}
