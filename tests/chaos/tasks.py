"""The product's worker with the tasks of a chaos run.

celery -A tests.chaos.tasks worker
"""

import time
from collections.abc import Mapping
from typing import Any

from services.worker.attempt import Attempt, Handler
from services.worker.tasks import register
from tests.chaos import journal
from tests.chaos.plan import WORK
from tests.fakes.worker import app

__all__ = ["app"]


def work(attempt: Attempt) -> Mapping[str, Any]:
    """Do what a task with an effect does: work, ask, make the effect visible, return the result."""
    task = attempt.task
    journal.write("starts", task.task_id)
    time.sleep((task.payload or {})["seconds"])
    attempt.commit()
    path = f"effects/{task.task_id}"
    if attempt.context.store.create(path, attempt.token.encode()):
        journal.write("effects", task.task_id)
    return {"attempt": task.attempt, "effect_of": attempt.context.store.read(path).decode()}


register(app, WORK, Handler(work))
