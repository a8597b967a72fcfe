"""How the api hands a task to the ledger; every task that it makes goes this way."""

from collections.abc import Mapping
from typing import Any

from services.api.context import ApiContext
from services.api.idempotency import new_id
from services.common.ledger import NewTask
from services.common.messages import TASK_QUEUES, Priority, QueueName, TaskName


def submit_task(
    context: ApiContext,
    tenant: str,
    kind: TaskName,
    payload: Mapping[str, Any],
    *,
    priority: Priority = Priority.NORMAL,
    queue: QueueName | None = None,
    task_id: str | None = None,
) -> str:
    """Submit a task and return its id: when this returns, it will run.

    Args:
        context: The parts of this process.
        tenant: Whose task.
        kind: What to do.
        payload: The task's input.
        priority: Its step of the queue.
        queue: Where it runs, for a task that may run anywhere.
        task_id: An id that was promised already.

    Raises:
        TooManyOpenTasksError: It was refused for good.
        RedisUnavailableError: It was refused, or its fate is unknown.
    """
    task = NewTask(
        task_id=task_id or new_id(),
        tenant=tenant,
        kind=kind,
        queue=queue or TASK_QUEUES[kind],
        priority=priority,
        payload=payload,
    )
    with context.instruments.publishing(queue=task.queue):
        context.admission.demand_room()
        context.ledger.submit(task, max_open=context.settings.tenant_max_open_tasks)
    return task.task_id
