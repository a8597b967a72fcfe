"""Celery's settings, each with its reason."""

from typing import Any

from kombu.entity import Exchange, Queue

from services.common.limits import MAX_RETRIES
from services.common.messages import (
    PRIORITY_SEPARATOR,
    PRIORITY_STEPS,
    TASK_QUEUES,
    Priority,
    QueueName,
    TaskName,
)
from services.common.settings import Settings

CHILD_MEMORY_BYTES = 192 * 1024**2
"""A pool child that holds more is replaced after its task; the sandbox's children are not among it."""

CLEAN_UP_SECONDS = 300
HEALTH_SECONDS = 30
"""How often the periodic tasks run; ``sqlagent.check_health``'s record expires after three misses."""

_DIRECT = Exchange("", type="direct")
"""The default exchange: a queue's name is its routing key, and nothing is bound in Redis."""


def celery_configuration(settings: Settings) -> dict[str, Any]:
    """Return the configuration of the app that workers, Beat and Flower share."""
    return {
        **_broker(settings),
        **_tasks(settings),
        **_worker(settings),
        "beat_schedule": _schedule(),
        "beat_scheduler": "services.worker.scheduler:TickingScheduler",
        "beat_max_loop_interval": 5,  # a silent Beat is noticed soon
        "timezone": "UTC",
    }


def _broker(settings: Settings) -> dict[str, Any]:
    return {
        "broker_url": settings.broker_url,
        "broker_connection_retry_on_startup": True,  # Redis may come later than we do
        "broker_connection_max_retries": None,  # and may be away for long
        "broker_transport_options": {
            "sep": PRIORITY_SEPARATOR,
            "priority_steps": list(PRIORITY_STEPS),
            "queue_order_strategy": "priority",
            # Longer than any task can hold a message, or kombu delivers it a second time.
            "visibility_timeout": settings.limits.visibility_timeout_seconds,
            "unacked_restore_interval": 5,  # the default looks only every 100 s
            "unacked_restore_throttle": 1,
            "socket_timeout": 10,  # must exceed the 1 s wait of BRPOP
            "socket_connect_timeout": 3,
            "socket_keepalive": True,
            "health_check_interval": 10,  # notices a half-open socket
        },
    }


def _tasks(settings: Settings) -> dict[str, Any]:
    limits = settings.limits
    return {
        "task_queues": [Queue(str(name), _DIRECT, routing_key=str(name)) for name in settings.queues],
        "task_default_queue": str(QueueName.DEFAULT),
        "task_default_exchange": "",
        "task_default_priority": int(Priority.NORMAL),  # without one a task would overtake all
        "task_create_missing_queues": False,  # a typo must not make a queue that nobody consumes
        "task_acks_late": True,  # a message is not forgotten while its task runs
        "task_acks_on_failure": True,  # failures end in the ledger; a redelivery would loop
        "task_acks_on_timeout": True,
        "task_reject_on_worker_lost": False,  # the ledger decides; Celery would answer behind its back
        "task_ignore_result": True,  # the record is the result
        "task_store_errors_even_if_ignored": False,
        "result_backend": None,
        "task_soft_time_limit": limits.soft_seconds,
        "task_time_limit": limits.hard_seconds,
        "task_publish_retry_policy": {"max_retries": 2, "interval_start": 0.05, "interval_max": 0.3},
        "task_send_sent_event": settings.task_events,
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_annotations": {"*": {"max_retries": MAX_RETRIES}},
    }


def _worker(settings: Settings) -> dict[str, Any]:
    return {
        "worker_concurrency": settings.worker_concurrency,
        "worker_prefetch_multiplier": 1,  # fair, and no message waits in a busy worker
        "worker_eta_task_limit": 100,
        "worker_send_task_events": settings.task_events,
        "worker_hijack_root_logger": False,  # our logs are JSON
        "worker_redirect_stdouts": False,
        "worker_consumer": "services.worker.consumer:GuardedConsumer",
        "worker_cancel_long_running_tasks_on_connection_loss": False,  # it crashes, or loses the task
        "worker_max_tasks_per_child": 1000,  # a leak ends with its process
        "worker_max_memory_per_child": CHILD_MEMORY_BYTES // 1024,  # in KiB; a large one ends after its task
        "worker_soft_shutdown_timeout": 0,  # a fixed sleep; draining is ours
        "worker_enable_remote_control": True,
        "worker_proc_alive_timeout": 30,  # a busy machine starts a child slowly
    }


def _schedule() -> dict[str, Any]:
    """Periodic tasks, outside the ledger: an expiry before the next one, on the last step of their queue."""

    def entry(task: TaskName, seconds: int) -> dict[str, Any]:
        options = {
            "queue": str(TASK_QUEUES[task]),
            "priority": int(Priority.LOW),
            "expires": seconds - 1,
        }
        return {"task": str(task), "schedule": seconds, "options": options}

    return {
        "clean-up": entry(TaskName.CLEAN_UP, CLEAN_UP_SECONDS),
        "check-health": entry(TaskName.CHECK_HEALTH, HEALTH_SECONDS),
    }


def apply_worker_queues(*, conf: Any, options: dict[str, Any], **_: object) -> None:
    """Give a worker of one queue unacked keys of its own: a count in flight per queue.

    Connected to ``celeryd_init``, the first moment at which ``-Q`` is known and the last before the
    broker is opened.
    """
    chosen = options.get("queues") or ""
    names = chosen.split(",") if isinstance(chosen, str) else list(chosen)
    if len(names) == 1 and names[0]:
        transport = dict(conf.broker_transport_options)
        for key in ("unacked_key", "unacked_index_key", "unacked_mutex_key"):
            transport[key] = f"{key.removesuffix('_key')}:{names[0]}"
        conf.broker_transport_options = transport
