"""Pages of a tenant's recent tasks."""

from services.api.models import TaskList
from services.api.task_views import summarize
from services.common.ledger import Ledger
from services.common.records import TaskRecord, TaskStatus

SCANNED_TASKS = 2_000
"""How many are looked at for one page of a rare status; the page may then have fewer, or none."""

_BATCH = 200


def list_tasks(
    ledger: Ledger, tenant: str, *, status: TaskStatus | None, limit: int, offset: int
) -> TaskList:
    """Return a page of tasks, newest first.

    Args:
        ledger: Where they are recorded.
        tenant: Whose.
        status: Only of this status.
        limit: How many.
        offset: How many of the newest to pass over, whatever their status.
    """
    found: list[TaskRecord] = []
    position = offset
    while position - offset < SCANNED_TASKS:
        batch, is_more = ledger.recent(tenant, offset=position, count=_BATCH if status else limit + 1)
        for record in batch:
            if len(found) == limit:
                return TaskList(tasks=[summarize(record) for record in found], next=position)
            position += 1
            if status is None or record.status is status:
                found.append(record)
        if not batch or not is_more:
            return TaskList(tasks=[summarize(record) for record in found], next=position if is_more else None)
    return TaskList(tasks=[summarize(record) for record in found], next=position)
