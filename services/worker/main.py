"""The Celery app: ``celery -A services.worker.main worker|beat|flower|status|inspect``."""

import os
import sys
from collections.abc import Mapping
from typing import Any

from celery import Celery
from celery.signals import (
    beat_init,
    before_task_publish,
    celeryd_init,
    setup_logging,
    worker_init,
    worker_process_init,
    worker_process_shutdown,
    worker_ready,
    worker_shutting_down,
)

from services.common.errors import SettingsError
from services.common.logs import configure_logs
from services.common.settings import Settings, load_settings
from services.worker import sender
from services.worker.cancel import start_listener, take_nudges
from services.worker.configuration import apply_worker_queues, celery_configuration
from services.worker.context import close_context, process_context
from services.worker.drain import watch_shutdown
from services.worker.heartbeat import start_heartbeat
from services.worker.presence import end_presence, start_presence
from services.worker.request import open_early
from services.worker.scheduler import stamp_message
from services.worker.scratch import sweep_scratch
from services.worker.startup import refuse_unsafe_start, warn_of_thin_walls
from services.worker.tasks import register_tasks


def create_app(settings: Settings) -> Celery:
    """Build the app that workers, Beat and Flower share."""
    app = Celery("sqlagent", amqp="services.worker.consumer:GuardedAMQP", set_as_current=False)
    app.conf.update(celery_configuration(settings))
    register_tasks(app)
    return app


def overrule_environment(settings: Settings) -> None:
    """Keep Celery from reading two variables for itself: it prefers them to its configuration.

    The result backend would be switched on beside the ledger, and the broker's URL has no password yet.
    """
    os.environ.pop("CELERY_RESULT_BACKEND", None)
    if "CELERY_BROKER_URL" in os.environ:
        os.environ["CELERY_BROKER_URL"] = settings.broker_url


def demand_flower_login(settings: Settings, argv: list[str]) -> None:
    """Give Flower its login; without one it would show every task to whoever reaches the port.

    Raises:
        SettingsError: This process is Flower and no login is configured.
    """
    if "flower" not in argv:
        return
    if settings.flower_basic_auth is not None:
        os.environ["FLOWER_BASIC_AUTH"] = settings.flower_basic_auth.get_secret_value()
    elif not os.environ.get("FLOWER_BASIC_AUTH"):
        raise SettingsError(
            "Flower needs a login: set SQLAGENT_FLOWER_BASIC_AUTH (or …_FILE, a file) to user:password."
        )


def _process_name(argv: list[str]) -> str:
    return next((name for name in ("beat", "flower") if name in argv), "worker")


def _configure_process_logs(**_: object) -> None:
    configure_logs(settings.log_level, process=_process_name(sys.argv))


def _check_start(*, options: Mapping[str, Any] | None = None, **_: object) -> None:
    _configure_process_logs()  # Celery does it later, and what is checked here has something to say
    refuse_unsafe_start(settings, app.conf, options or {})
    sweep_scratch()


def _prepare_process(**_: object) -> None:
    take_nudges()
    process_context().prepare(app.amqp.queues.consume_from)


def _start_sender(**_: object) -> None:
    _check_start()
    sender.start_sender(settings)


try:
    settings = load_settings()
    overrule_environment(settings)
    demand_flower_login(settings, sys.argv)
except SettingsError as error:
    sys.exit(f"sqlagent: {error.message}")

app = create_app(settings)
setup_logging.connect(_configure_process_logs, weak=False)
celeryd_init.connect(_check_start, weak=False)
celeryd_init.connect(warn_of_thin_walls, weak=False)
celeryd_init.connect(apply_worker_queues, weak=False)
worker_init.connect(open_early, weak=False)
worker_process_init.connect(_prepare_process, weak=False)
worker_ready.connect(start_listener, weak=False)
worker_ready.connect(start_presence, weak=False)
worker_ready.connect(start_heartbeat, weak=False)
worker_process_shutdown.connect(close_context, weak=False)
worker_shutting_down.connect(end_presence, weak=False)
worker_shutting_down.connect(watch_shutdown, weak=False)
before_task_publish.connect(stamp_message, weak=False)
beat_init.connect(_start_sender, weak=False)
