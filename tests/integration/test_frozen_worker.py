"""A worker that sleeps between its leave to change the catalogue and the change itself."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from services.common.catalog import Catalog
from services.common.catalog_store import CatalogStore
from services.common.errors import AttemptLostError
from services.common.messages import TaskName
from services.common.taught import Synonym
from services.worker.context import WorkerContext
from services.worker.deletion import delete_table
from services.worker.ingest import ingest_file
from services.worker.recovery import Recovery
from services.worker.teaching import teach
from tests.fixtures.work import ORDERS, an_attempt, upload

WORD = Synonym(synonym_id="1", phrase="turnover", means="amount")


def sleep_after_commit(
    context: WorkerContext, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], Any]
) -> None:
    """Let the task be released, and something happen, right after its first commit."""
    commit, recovery = context.ledger.commit, Recovery(context.ledger._client, result_ttl_seconds=60)

    def commit_and_sleep(task_id: str, token: str) -> None:
        commit(task_id, token)
        if recovery.release([(task_id, token)], is_lost=True) == ["returned"]:
            meanwhile()

    monkeypatch.setattr(context.ledger, "commit", commit_and_sleep)


def test_it_does_not_bring_back_what_was_deleted_meanwhile(
    local_context: WorkerContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"golden_queries": [], "synonyms": [WORD.model_dump()], "joins": []}
    attempt = an_attempt(local_context, TaskName.TEACH, words)
    others = CatalogStore(local_context.store)

    def teach_and_forget() -> None:
        before = others.read("acme").taught
        for taught in (before.adding(synonyms=[WORD]), before):
            others.change("acme", partial(Catalog.model_copy, update={"taught": taught}))

    sleep_after_commit(local_context, monkeypatch, teach_and_forget)

    with pytest.raises(AttemptLostError):
        teach(attempt)

    assert others.read("acme").taught.synonyms == {}


def test_a_table_is_deleted_only_by_who_still_may(
    local_context: WorkerContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    table_id = ingest_file(upload(local_context, ORDERS))["tables"][0]["table_id"]
    attempt = an_attempt(local_context, TaskName.DELETE_TABLE, {"table_id": table_id})
    others = CatalogStore(local_context.store)

    def change_something() -> None:
        taught = others.read("acme").taught.adding(synonyms=[WORD])
        others.change("acme", partial(Catalog.model_copy, update={"taught": taught}))

    sleep_after_commit(local_context, monkeypatch, change_something)

    with pytest.raises(AttemptLostError):
        delete_table(attempt)

    assert table_id in others.read("acme").tables
