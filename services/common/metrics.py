"""Every metric, declared once: name, help and labels.

Whoever exports one takes it from here, and dashboards and alerts may use only these. No label ever holds
an id, a host name or text that a user wrote.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Metric:
    """A metric's declaration; ``kind`` is ``gauge``, ``counter`` or ``histogram``."""

    name: str
    kind: str
    help: str
    labels: tuple[str, ...] = ()


QUEUE_LENGTH = Metric("sqlagent_queue_length", "gauge", "Messages waiting, over all priorities.", ("queue",))
QUEUE_BACKLOG = Metric(
    "sqlagent_queue_backlog", "gauge", "The larger of open tasks and waiting messages.", ("queue",)
)
OPEN_TASKS = Metric("sqlagent_ledger_open_tasks", "gauge", "Unfinished tasks.", ("queue", "state"))
TASKS = Metric("sqlagent_tasks_total", "counter", "Tasks that ended.", ("task", "queue", "status"))
REDIS_UP = Metric("sqlagent_exporter_redis_up", "gauge", "1 while the exporter can read Redis, else 0.")
HEALTH_CHECK = Metric("sqlagent_health_check", "gauge", "1 while the last health check passed.", ("check",))
HTTP_REQUESTS = Metric(
    "sqlagent_http_requests_total",
    "counter",
    "Requests that the api answered.",
    ("route", "method", "status"),
)
HTTP_SECONDS = Metric(
    "sqlagent_http_request_seconds", "histogram", "Time to answer a request.", ("route", "method")
)
SUBMIT_FAILURES = Metric(
    "sqlagent_submit_failures_total", "counter", "Tasks that the api could not accept.", ("task", "code")
)
