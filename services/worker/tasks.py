"""The Celery tasks: each reads its message and calls one thing."""

from typing import Any

from celery import Celery, Task

from services.common.messages import PERIODIC_TASKS, TaskName
from services.worker.attempt import Handler, run_attempt
from services.worker.clean_up import clean_up
from services.worker.columns import change_column
from services.worker.context import process_context
from services.worker.deletion import delete_file, delete_table
from services.worker.health import check_health
from services.worker.ingest import ingest_file, record_refusal
from services.worker.ping import ping
from services.worker.question import answer_question
from services.worker.reread import record_failed_reread, reread_file
from services.worker.retry import AttemptFailedError
from services.worker.teaching import teach

HANDLERS = {
    TaskName.PING: Handler(ping),
    TaskName.INGEST_FILE: Handler(ingest_file, on_failure=record_refusal),
    TaskName.REREAD_FILE: Handler(reread_file, on_failure=record_failed_reread),
    TaskName.CHANGE_COLUMN: Handler(change_column),
    TaskName.ANSWER_QUESTION: Handler(answer_question),
    TaskName.TEACH: Handler(teach),
    TaskName.DELETE_FILE: Handler(delete_file),
    TaskName.DELETE_TABLE: Handler(delete_table),
}
"""Every task that the ledger keeps."""

PERIODIC = {TaskName.CLEAN_UP: clean_up, TaskName.CHECK_HEALTH: check_health}
"""What Beat sends."""


def register_tasks(app: Celery) -> None:
    """Register every task of the product."""
    for name, handler in HANDLERS.items():
        register(app, name, handler)
    for name in PERIODIC_TASKS:
        _register_periodic(app, name)


def register(app: Celery, name: str, handler: Handler) -> None:
    """Register a kind of task that the ledger keeps."""

    def run(task: Task, message: dict[str, Any]) -> None:
        run_attempt(process_context(), handler, message["task_id"])

    app.task(
        run,
        name=str(name),
        bind=True,
        shared=False,
        Request="services.worker.request:LedgerRequest",
        throws=(AttemptFailedError,),  # expected: no traceback in the log
    )


def _register_periodic(app: Celery, name: TaskName) -> None:
    work = PERIODIC[name]

    def run() -> None:
        work(process_context())

    app.task(run, name=str(name), shared=False)
