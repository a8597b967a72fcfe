"""The four dashboards: what is on each page, and in which order one looks at it."""

from charts.dashboards.panels import HERE, RATE, Dashboard, Query, figure, graph, label_variable, quantiles

_QUEUE = f'{HERE},queue=~"$queue"'
_ROUTES = f'{HERE},route!~"/health/.*|/metrics|/tasks/{{task_id}}/events"'
"""Requests that somebody waits for: neither probes nor streams."""


def _rate(metric: str, by: str, selector: str = HERE) -> Query:
    return Query(
        f"sum by ({by}) (rate({metric}{{{selector}}}{RATE}))",
        " ".join(f"{{{{{one}}}}}" for one in by.split(", ")),
    )


def _newest(metric: str, by: str, selector: str = HERE) -> Query:
    """A gauge of the exporter; the larger one while two exporters are scraped."""
    return Query(
        f"max by ({by}) ({metric}{{{selector}}})", " ".join(f"{{{{{one}}}}}" for one in by.split(", "))
    )


_FAILED = f'sum(rate(sqlagent_tasks_total{{{HERE},status="failed"}}{RATE}))'
_ERRORS = f'(sum(rate(sqlagent_http_requests_total{{{_ROUTES},status=~"5.."}}{RATE})) or vector(0))'

OVERVIEW = Dashboard(
    "overview",
    "Overview",
    [
        figure("Tasks ended", f"sum(rate(sqlagent_tasks_total{{{HERE}}}{RATE}))", unit="ops"),
        figure(
            "Tasks that failed",
            f"{_FAILED} / sum(rate(sqlagent_tasks_total{{{HERE}}}{RATE}))",
            unit="percentunit",
            steps=(("green", None), ("red", 0.2)),
        ),
        figure(
            "Work to do",
            f"sum(max by (namespace, queue) (sqlagent_queue_backlog{{{HERE}}}))",
            description="Unfinished tasks, waiting and running.",
        ),
        figure("API requests", f"sum(rate(sqlagent_http_requests_total{{{_ROUTES}}}{RATE}))", unit="reqps"),
        figure(
            "API errors of ours",
            f"{_ERRORS} / sum(rate(sqlagent_http_requests_total{{{_ROUTES}}}{RATE}))",
            unit="percentunit",
            steps=(("green", None), ("red", 0.05)),
        ),
        figure(
            "Redis answers",
            f"min(sqlagent_exporter_redis_up{{{HERE}}})",
            steps=(("red", None), ("green", 1.0)),
        ),
        graph(
            "API requests by status", _rate("sqlagent_http_requests_total", "status", _ROUTES), unit="reqps"
        ),
        graph("API latency", *quantiles("sqlagent_http_request_seconds", selector=_ROUTES), unit="s"),
        graph(
            "API errors by route",
            Query(
                f'sum by (route) (rate(sqlagent_http_requests_total{{{_ROUTES},status=~"[45].."}}{RATE}))'
                f" or 0 * sum by (route) (rate(sqlagent_http_requests_total{{{_ROUTES}}}{RATE}))",
                "{{route}}",
            ),
            unit="reqps",
            description="Also those of the caller (4xx); 0 for a route without any.",
        ),
        graph(
            "API latency by route, 95th percentile",
            *quantiles("sqlagent_http_request_seconds", by="route", selector=_ROUTES),
            unit="s",
        ),
        graph("Tasks ended, by status", _rate("sqlagent_tasks_total", "status"), unit="ops", is_stacked=True),
        graph(
            "Tasks that failed, by task",
            _rate("sqlagent_tasks_total", "task", f'{HERE},status="failed"'),
            unit="ops",
        ),
        graph(
            "Task runtime, 95th percentile", *quantiles("sqlagent_task_runtime_seconds", by="task"), unit="s"
        ),
        graph(
            "Queue wait, 95th percentile",
            *quantiles("sqlagent_task_queue_wait_seconds", by="queue"),
            unit="s",
        ),
    ],
)

QUEUES = Dashboard(
    "queues",
    "Queues and scaling",
    [
        graph(
            "Work to do",
            _newest("sqlagent_queue_backlog", "queue", _QUEUE),
            description="What workers are scaled by: the larger of unfinished tasks and waiting messages.",
        ),
        graph(
            "Workers",
            _newest("sqlagent_workers", "queue", _QUEUE),
            description="Those that serve a queue; one that drains no longer counts.",
        ),
        graph(
            "Use of the workers",
            Query(
                f'sum by (queue) (sqlagent_ledger_open_tasks{{{_QUEUE},state="running"}})'
                f" / (sum by (queue) (sqlagent_worker_slots{{{_QUEUE}}}) > 0)",
                "{{queue}}",
            ),
            unit="percentunit",
            description="Running tasks, of as many as can; nothing where there are no workers.",
        ),
        graph("Messages waiting", _newest("sqlagent_queue_length", "queue", _QUEUE)),
        graph(
            "Messages waiting, by priority",
            _newest("sqlagent_queue_length_by_priority", "queue, priority", _QUEUE),
            description="Strictly in this order: high, retried, normal, low.",
        ),
        graph("Unfinished tasks, by state", _newest("sqlagent_ledger_open_tasks", "queue, state", _QUEUE)),
        graph(
            "Age of the next message",
            _newest("sqlagent_queue_oldest_message_age_seconds", "queue", _QUEUE),
            unit="s",
        ),
        graph(
            "Age of the oldest unfinished task, by state",
            _newest("sqlagent_ledger_oldest_task_age_seconds", "queue, state", _QUEUE),
            unit="s",
        ),
        graph(
            "Wait until the start", *quantiles("sqlagent_task_queue_wait_seconds", selector=_QUEUE), unit="s"
        ),
        graph("Tasks started", _rate("sqlagent_task_queue_wait_seconds_count", "queue", _QUEUE), unit="ops"),
        graph(
            "Tasks accepted by the API", _rate("sqlagent_publish_seconds_count", "queue", _QUEUE), unit="ops"
        ),
        graph("Retries", _rate("sqlagent_task_retries_total", "queue, task", _QUEUE), unit="ops"),
        graph(
            "Deliveries beyond the first",
            _rate("sqlagent_task_redelivered_total", "queue, reason", _QUEUE),
            unit="ops",
            description="lost: what ran it died; returned: its worker left; dropped: not run.",
        ),
        graph(
            "Tasks given up", _rate("sqlagent_task_dead_lettered_total", "queue, task", _QUEUE), unit="ops"
        ),
        graph(
            "Sent again by the sender",
            _rate("sqlagent_reconciler_republished_total", "queue, reason", _QUEUE),
            unit="ops",
        ),
    ],
    [label_variable("queue", "sqlagent_queue_backlog")],
)

WORKERS = Dashboard(
    "workers",
    "Workers",
    [
        graph("Workers", _newest("sqlagent_workers", "queue", _QUEUE)),
        graph("Tasks that they run at once", _newest("sqlagent_worker_slots", "queue", _QUEUE)),
        graph("Tasks running", _newest("sqlagent_ledger_open_tasks", "queue", f'{_QUEUE},state="running"')),
        graph("Tasks ended", _rate("sqlagent_tasks_total", "queue, status", _QUEUE), unit="ops"),
        graph("Runtime", *quantiles("sqlagent_task_runtime_seconds", selector=_QUEUE), unit="s"),
        graph(
            "Runtime by task, 95th percentile",
            *quantiles("sqlagent_task_runtime_seconds", by="task", selector=_QUEUE),
            unit="s",
        ),
        graph(
            "Time spent in tasks",
            _rate("sqlagent_task_runtime_seconds_sum", "task", _QUEUE),
            description="Seconds of work in each second: how many slots a kind of task keeps busy.",
            is_stacked=True,
        ),
        graph(
            "Tasks that lost their worker",
            _rate("sqlagent_task_redelivered_total", "queue", f'{_QUEUE},reason="lost"'),
            unit="ops",
        ),
        graph(
            "Age of the oldest running task",
            _newest("sqlagent_ledger_oldest_task_age_seconds", "queue", f'{_QUEUE},state="running"'),
            unit="s",
        ),
        graph(
            "Messages not acknowledged",
            _newest("sqlagent_queue_unacked", "queue", _QUEUE),
            description="For diagnosis: those of a killed worker stay until the visibility timeout.",
        ),
        graph(
            "Age of the oldest of them",
            _newest("sqlagent_queue_oldest_unacked_age_seconds", "queue", _QUEUE),
            unit="s",
        ),
    ],
    [label_variable("queue", "sqlagent_queue_backlog")],
)

_AGE_STEPS = (("green", None), ("red", 60.0))
_FLAG_STEPS = (("red", None), ("green", 1.0))

REDIS_AND_STORE = Dashboard(
    "redis-store",
    "Redis and store",
    [
        figure("Redis answers", f"min(sqlagent_exporter_redis_up{{{HERE}}})", steps=_FLAG_STEPS),
        figure(
            "Redis saves",
            f"min(sqlagent_redis_persistence_ok{{{HERE}}})",
            steps=_FLAG_STEPS,
            description="1 while its last write, rewrite and snapshot succeeded.",
        ),
        figure("Append-only file", f"min(sqlagent_redis_aof_enabled{{{HERE}}})", steps=_FLAG_STEPS),
        figure("Redis runs for", f"min(sqlagent_redis_uptime_seconds{{{HERE}}})", unit="s"),
        figure(
            "Since Beat ticked",
            f"time() - min(sqlagent_beat_last_tick_timestamp_seconds{{{HERE}}})",
            unit="s",
            steps=_AGE_STEPS,
        ),
        figure(
            "Since the sender's last round",
            f"time() - min(sqlagent_reconciler_last_run_timestamp_seconds{{{HERE}}})",
            unit="s",
            steps=_AGE_STEPS,
        ),
        graph(
            "Memory of Redis",
            Query(f"max by (namespace) (sqlagent_redis_memory_used_bytes{{{HERE}}})", "used {{namespace}}"),
            Query(f"max by (namespace) (sqlagent_redis_memory_max_bytes{{{HERE}}})", "limit {{namespace}}"),
            unit="bytes",
            description="Above 75 % the API accepts no tasks.",
        ),
        graph("Commands", _rate("sqlagent_redis_commands_total", "namespace"), unit="ops"),
        graph("Connections", _newest("sqlagent_redis_connected_clients", "namespace")),
        graph(
            "Writes that waited for the disk",
            _rate("sqlagent_redis_aof_delayed_fsync_total", "namespace"),
            unit="ops",
            description="A crash at such a moment can take more than the last second.",
        ),
        graph(
            "Health checks",
            _newest("sqlagent_health_check", "check"),
            description="1 while the last one passed; nothing when there was none of late.",
        ),
        graph("Rounds of the sender", _rate("sqlagent_reconciler_rounds_total", "namespace"), unit="ops"),
        graph("Time to accept a task", *quantiles("sqlagent_publish_seconds"), unit="s"),
        graph(
            "Tasks not accepted, by reason", _rate("sqlagent_publish_failures_total", "reason"), unit="ops"
        ),
        graph("Time to read Redis for a scrape", *quantiles("sqlagent_exporter_scrape_seconds"), unit="s"),
    ],
)

PAGES = (OVERVIEW, QUEUES, WORKERS, REDIS_AND_STORE)
