"""The words on the wire: queues, priorities and task names.

A task's name is independent of the module that runs it, so a file can move without stranding messages.
"""

from enum import IntEnum, StrEnum


class QueueName(StrEnum):
    """The four queues; one set of workers serves each."""

    DEFAULT = "default"
    FILE_PROCESSING = "file_processing"
    QUERY_PROCESSING = "query_processing"
    MAINTENANCE = "maintenance"


class TaskName(StrEnum):
    """Every task a worker registers."""

    PING = "sqlagent.ping"
    INGEST_FILE = "sqlagent.ingest_file"
    REREAD_FILE = "sqlagent.reread_file"
    CHANGE_COLUMN = "sqlagent.change_column"
    ANSWER_QUESTION = "sqlagent.answer_question"
    TEACH = "sqlagent.teach"
    DELETE_FILE = "sqlagent.delete_file"
    DELETE_TABLE = "sqlagent.delete_table"
    CLEAN_UP = "sqlagent.clean_up"
    CHECK_HEALTH = "sqlagent.check_health"


PERIODIC_TASKS = frozenset({TaskName.CLEAN_UP, TaskName.CHECK_HEALTH})
"""Sent by Beat, outside the ledger: idempotent, with an expiry, harmless to lose."""

TASK_QUEUES = {
    TaskName.INGEST_FILE: QueueName.FILE_PROCESSING,
    TaskName.REREAD_FILE: QueueName.FILE_PROCESSING,
    TaskName.CHANGE_COLUMN: QueueName.FILE_PROCESSING,
    TaskName.ANSWER_QUESTION: QueueName.QUERY_PROCESSING,
    TaskName.TEACH: QueueName.QUERY_PROCESSING,
    TaskName.DELETE_FILE: QueueName.DEFAULT,
    TaskName.DELETE_TABLE: QueueName.DEFAULT,
    TaskName.CLEAN_UP: QueueName.MAINTENANCE,
    TaskName.CHECK_HEALTH: QueueName.MAINTENANCE,
}
"""Where each task runs; a ping runs wherever it is sent."""


class Priority(IntEnum):
    """Steps of a queue, as Redis lists; a lower number is popped first."""

    HIGH = 0
    RETRIED = 3
    NORMAL = 6
    LOW = 9


PRIORITY_STEPS = tuple(int(step) for step in Priority)
"""kombu's ``priority_steps``: equal in every producer and consumer, or messages become invisible."""

PRIORITY_SEPARATOR = ":"
"""kombu's ``sep``: between a queue's name and its step in the list's key."""


def list_key(queue: str, step: int) -> str:
    """Return the Redis list of one step of a queue, as kombu names it."""
    return queue if step == 0 else f"{queue}{PRIORITY_SEPARATOR}{step}"
