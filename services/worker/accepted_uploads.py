"""Uploads that were accepted and that Redis then lost: their intent in the store brings them back."""

from datetime import UTC, datetime, timedelta
from functools import cached_property

from services.common import layout
from services.common.connection import connect
from services.common.errors import TaskNotFoundError
from services.common.intents import Intent
from services.common.ledger import Ledger, NewTask
from services.common.logs import get_logger
from services.common.messages import TASK_QUEUES, Priority, TaskName
from services.common.settings import Settings
from services.common.store import Store
from services.worker.recovery import Recovery

INTENT_AGE = timedelta(minutes=1)
"""A younger intent's own submit may still be under way."""

_log = get_logger(__name__)


class AcceptedUploads:
    """Looks for intents with neither a record nor an outcome.

    Args:
        settings: Where the store and Redis are.
    """

    def __init__(self, settings: Settings) -> None:
        client = connect(settings.broker_url)
        self._settings = settings
        self._ledger = Ledger(client, result_ttl_seconds=settings.result_ttl_seconds)
        self._recovery = Recovery(client, result_ttl_seconds=settings.result_ttl_seconds)

    @cached_property
    def _store(self) -> Store:
        return Store(self._settings.store_url, options=self._settings.store_config)

    def submit_lost(self) -> int:
        """Submit the ingests that Redis knows no longer, under their own ids; return how many.

        Raises:
            SqlAgentError: Redis or the store does not answer.
        """
        submitted = 0
        names = (folder.rpartition("/")[2] for folder in self._store.folders(layout.TENANTS))
        for tenant in filter(layout.is_tenant_name, names):
            for file_id in self._undecided(tenant):
                try:
                    submitted += self._submit(tenant, file_id)
                except (ValueError, KeyError):  # not written by us: it must not keep the others from it
                    _log.error("an intent cannot be read", tenant=tenant, file_id=file_id)
        if submitted:
            self._recovery.count_sender(f"uploads|{TASK_QUEUES[TaskName.INGEST_FILE]}", submitted)
        return submitted

    def _undecided(self, tenant: str) -> list[str]:
        before = datetime.now(UTC) - INTENT_AGE
        intents, outcomes = set(), set()
        for found in self._store.objects(f"{layout.tenant_folder(tenant)}/files"):
            *_, file_id, name = found.path.split("/")
            if name == "intent.json" and found.modified < before:
                intents.add(file_id)
            elif name == "outcome.json":
                outcomes.add(file_id)
        return sorted(intents - outcomes)

    def _submit(self, tenant: str, file_id: str) -> bool:
        intent = Intent.model_validate_json(self._store.read(layout.intent(tenant, file_id)))
        try:
            self._ledger.read(intent.task_id, tenant=tenant)
        except TaskNotFoundError:
            kind = TaskName.INGEST_FILE
            task = NewTask(intent.task_id, tenant, kind, TASK_QUEUES[kind], Priority.NORMAL, intent.payload)
            self._ledger.submit(task)
            _log.warning("an accepted upload was lost and is submitted again", task_id=intent.task_id)
            return True
        return False
