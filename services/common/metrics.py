"""Every metric, declared once: name, help and labels.

Whoever exports one takes it from here, and dashboards and alerts may use only these. No label ever holds
an id, a host name or text that a user wrote.
"""

from dataclasses import dataclass

DURATION_SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0)
"""Upper bounds of the buckets in which the ledger counts durations; ``scripts/common.lua`` has them too."""


@dataclass(frozen=True)
class Metric:
    """A metric's declaration; ``kind`` is ``gauge``, ``counter`` or ``histogram``."""

    name: str
    kind: str
    help: str
    labels: tuple[str, ...] = ()


def _gauge(name: str, text: str, *labels: str) -> Metric:
    return Metric(name, "gauge", text, labels)


def _counter(name: str, text: str, *labels: str) -> Metric:
    return Metric(name, "counter", text, labels)


def _histogram(name: str, text: str, *labels: str) -> Metric:
    return Metric(name, "histogram", text, labels)


# Queues, told by the exporter.

QUEUE_LENGTH = _gauge("sqlagent_queue_length", "Messages waiting, over all priorities.", "queue")
QUEUE_LENGTH_BY_PRIORITY = _gauge(
    "sqlagent_queue_length_by_priority", "Messages waiting in one step.", "queue", "priority"
)
QUEUE_BACKLOG = _gauge("sqlagent_queue_backlog", "The larger of open tasks and waiting messages.", "queue")
QUEUE_UNACKED = _gauge("sqlagent_queue_unacked", "Messages delivered and not acknowledged.", "queue")
QUEUE_OLDEST_UNACKED = _gauge(
    "sqlagent_queue_oldest_unacked_age_seconds", "Time since the oldest of those was delivered.", "queue"
)
QUEUE_OLDEST_MESSAGE = _gauge(
    "sqlagent_queue_oldest_message_age_seconds",
    "Time since the message that is next in its step was sent, the largest of all steps.",
    "queue",
)
CELERY_QUEUE_LENGTH = _gauge(
    "celery_queue_length",
    "As sqlagent_queue_length, under the name that public dashboards use.",
    "queue_name",
)
WORKERS = _gauge("sqlagent_workers", "Workers that serve a queue.", "queue")
WORKER_SLOTS = _gauge("sqlagent_worker_slots", "Tasks that those workers run at once.", "queue")

# Tasks, told by the exporter.

OPEN_TASKS = _gauge("sqlagent_ledger_open_tasks", "Unfinished tasks.", "queue", "state")
OLDEST_TASK = _gauge(
    "sqlagent_ledger_oldest_task_age_seconds",
    "Time since the oldest unfinished task of a state was accepted.",
    "queue",
    "state",
)
TASKS = _counter("sqlagent_tasks_total", "Tasks that ended.", "task", "queue", "status")
TASK_RUNTIME = _histogram(
    "sqlagent_task_runtime_seconds", "Time from the start of an attempt to its task's end.", "task", "queue"
)
TASK_QUEUE_WAIT = _histogram(
    "sqlagent_task_queue_wait_seconds", "Time from queueing a task to its start.", "task", "queue"
)
TASK_RETRIES = _counter("sqlagent_task_retries_total", "Attempts put aside for a retry.", "task", "queue")
TASK_REDELIVERED = _counter(
    "sqlagent_task_redelivered_total",
    "Messages sent again for a lost or returned attempt, and duplicates that were dropped.",
    "task",
    "queue",
    "reason",
)
TASK_DEAD_LETTERED = _counter(
    "sqlagent_task_dead_lettered_total", "Tasks given up as what ran them was lost.", "task", "queue"
)

# Beat and the sender in it, told by the exporter.

REPUBLISHED = _counter(
    "sqlagent_reconciler_republished_total", "Tasks that the sender sent again.", "reason", "queue"
)
ROUNDS = _counter("sqlagent_reconciler_rounds_total", "Rounds that the sender finished.")
LAST_ROUND = _gauge(
    "sqlagent_reconciler_last_run_timestamp_seconds", "When the sender last finished a round; 0 for never."
)
BEAT_TICK = _gauge(
    "sqlagent_beat_last_tick_timestamp_seconds", "When Beat last looked at its schedule; 0 for never."
)
HEALTH_CHECK = _gauge("sqlagent_health_check", "1 while the last health check passed.", "check")

# Redis, told by the exporter.

REDIS_UP = _gauge("sqlagent_exporter_redis_up", "1 while the exporter can read Redis, else 0.")
SCRAPE_SECONDS = _histogram("sqlagent_exporter_scrape_seconds", "Time to read Redis for a scrape.")
REDIS_MEMORY_USED = _gauge("sqlagent_redis_memory_used_bytes", "Memory that Redis uses.")
REDIS_MEMORY_MAX = _gauge("sqlagent_redis_memory_max_bytes", "Memory that Redis may use; 0 for no limit.")
REDIS_CLIENTS = _gauge("sqlagent_redis_connected_clients", "Connections to Redis.")
REDIS_COMMANDS = _counter("sqlagent_redis_commands_total", "Commands that Redis ran.")
REDIS_UPTIME = _gauge("sqlagent_redis_uptime_seconds", "Time since Redis started.")
REDIS_AOF = _gauge("sqlagent_redis_aof_enabled", "1 when Redis keeps an append-only file.")
REDIS_PERSISTENCE = _gauge(
    "sqlagent_redis_persistence_ok", "1 while the last write, rewrite and snapshot of Redis succeeded."
)
REDIS_DELAYED_FSYNC = _counter(
    "sqlagent_redis_aof_delayed_fsync_total",
    "Writes that waited for a slow disk: the last second is at risk.",
)

# Requests, told by each api process.

HTTP_REQUESTS = _counter(
    "sqlagent_http_requests_total", "Requests that the api answered.", "route", "method", "status"
)
HTTP_SECONDS = _histogram("sqlagent_http_request_seconds", "Time to answer a request.", "route", "method")
PUBLISH_SECONDS = _histogram("sqlagent_publish_seconds", "Time to write a task into Redis.", "queue")
PUBLISH_FAILURES = _counter(
    "sqlagent_publish_failures_total", "Tasks that the api could not accept.", "queue", "reason"
)
