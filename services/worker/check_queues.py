"""``python -m services.worker.check_queues``: sends a ping through every queue and waits for the answers.

This is what ``helm test`` runs: it reaches workers as tasks do, by way of the ledger, the broker and, where a
set of workers sleeps, its scaler.
"""

import sys
import time
import uuid
from collections.abc import Iterable, Mapping

from services.common.connection import connect
from services.common.errors import SettingsError, SqlAgentError
from services.common.ledger import Ledger, NewTask
from services.common.messages import Priority, TaskName
from services.common.settings import load_settings

TENANT = "queue-check"
"""A tenant of its own, so that nobody's list of tasks shows these."""

ANSWER_SECONDS = 240.0
"""Long enough for a set of workers that sleeps to be woken: a scrape, a question of the scaler, a start."""

PAUSE_SECONDS = 0.2


def check_queues(
    ledger: Ledger, queues: Iterable[str], *, seconds: float = ANSWER_SECONDS
) -> dict[str, float]:
    """Ping every queue at once; return for each the seconds until the answer, without those that gave none.

    Raises:
        RedisUnavailableError: Redis does not answer.
    """
    begin = time.monotonic()
    open_pings = {_send(ledger, queue): queue for queue in queues}
    answered: dict[str, float] = {}
    while open_pings and time.monotonic() - begin < seconds:
        for task_id in list(open_pings):
            if ledger.read(task_id, tenant=TENANT).is_final:
                answered[open_pings.pop(task_id)] = time.monotonic() - begin
        time.sleep(PAUSE_SECONDS)
    return answered


def _send(ledger: Ledger, queue: str) -> str:
    task_id = uuid.uuid4().hex
    ledger.submit(NewTask(task_id, TENANT, TaskName.PING, queue, Priority.HIGH, {}))
    return task_id


def describe(queues: Iterable[str], answered: Mapping[str, float]) -> Iterable[str]:
    """Yield a line for each queue."""
    for queue in queues:
        yield f"{queue}: {answered[queue]:.1f} s" if queue in answered else f"{queue}: no worker answered"


def main() -> int:
    """Check the queues of this installation; return the exit code."""
    try:
        settings = load_settings()
        client = connect(settings.broker_url, timeout_seconds=3.0)
        ledger = Ledger(client, result_ttl_seconds=settings.result_ttl_seconds)
        answered = check_queues(ledger, settings.queues)
    except (SettingsError, SqlAgentError) as error:
        sys.stderr.write(f"sqlagent: {error.message}\n")
        return 2
    for line in describe(settings.queues, answered):
        sys.stdout.write(f"{line}\n")
    return 0 if set(answered) == set(settings.queues) else 1


if __name__ == "__main__":
    sys.exit(main())
