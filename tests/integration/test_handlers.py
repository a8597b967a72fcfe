"""What tasks do, with a real store, a real sandbox and a real ledger, but without Celery between."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.common import keys, layout
from services.common.errors import (
    FileCorruptError,
    FileEmptyError,
    FileNotKnownError,
    StatementNotAllowedError,
    TableUnknownError,
    TaskTimeoutError,
)
from services.common.messages import TaskName
from services.worker.clean_up import clean_up, clean_up_tenant
from services.worker.context import WorkerContext
from services.worker.deletion import delete_file, delete_table
from services.worker.health import check_health
from services.worker.ingest import ingest_file, record_refusal
from tests.fixtures.work import ORDERS, an_intent, ask, run, upload


def test_a_file_becomes_a_table_that_answers(context: WorkerContext) -> None:
    report = ingest_file(upload(context, ORDERS))

    assert [(table["name"], table["rows"]) for table in report["tables"]] == [("orders", 3)]
    answer = ask(context, question="total amount by city")
    assert (answer["outcome"], answer["rows"]) == ("answered", [["Bonn", 15], ["Lyon", 7]])
    assert answer["tables"][0]["table_id"] == report["tables"][0]["table_id"]
    assert answer["formats"] == ["csv", "parquet"]
    file = context.catalogs.read("acme").files[report["file_id"]]
    told = json.loads(context.store.read(layout.report("acme", file.file_id, file.report or "")))
    assert [table["source"] for table in told["tables"]] == ["orders"]
    assert json.loads(context.store.read(layout.outcome("acme", file.file_id)))["status"] == "success"


def test_ingesting_a_file_again_has_no_second_effect(context: WorkerContext) -> None:
    attempt = upload(context, ORDERS)

    first, second = ingest_file(attempt), ingest_file(attempt)

    assert first == second
    assert len(context.catalogs.read("acme").tables) == 1


def test_tables_of_the_same_name_get_names_of_their_own(context: WorkerContext) -> None:
    names = [ingest_file(upload(context, ORDERS))["tables"][0]["name"] for _ in range(3)]

    assert names == ["orders", "orders_2", "orders_3"]


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [(b"", "a.csv", FileEmptyError), (b"PK\x03\x04 cut", "a.xlsx", FileCorruptError)],
    ids=["empty", "cut short"],
)
def test_a_refused_file_is_kept_in_the_catalogue_with_its_reason(
    context: WorkerContext, content: bytes, name: str, error: type[Exception]
) -> None:
    attempt = upload(context, content, name)
    with pytest.raises(error) as caught:
        ingest_file(attempt)

    record_refusal(attempt, caught.value)  # type: ignore[arg-type]  # parametrised with our errors only

    file = next(iter(context.catalogs.read("acme").files.values()))
    assert (file.error_code, file.report) == (caught.value.code, None)  # type: ignore[attr-defined]
    tables = f"{layout.tenant_folder('acme')}/tables"
    assert list(context.store.objects(tables)) == []


def test_another_tenants_tables_cannot_be_asked(context: WorkerContext) -> None:
    table_id = ingest_file(upload(context, ORDERS))["tables"][0]["table_id"]

    for payload in ({"question": "how many orders"}, {"sql": "SELECT * FROM orders"}):
        with pytest.raises(TableUnknownError):
            ask(context, tenant="other", **payload)
    with pytest.raises(TableUnknownError):
        ask(context, tenant="other", question="how many orders", tables=[table_id])


def test_sql_is_guarded(context: WorkerContext) -> None:
    ingest_file(upload(context, ORDERS))

    assert ask(context, sql="SELECT city FROM orders WHERE amount > 6 ORDER BY 1")["rows"] == [
        ["Bonn"],
        ["Lyon"],
    ]
    with pytest.raises(StatementNotAllowedError):
        ask(context, sql="DELETE FROM orders")


def test_a_large_answer_lies_in_the_store(context: WorkerContext) -> None:
    rows = "\n".join(f"{number},{'x' * 4000}" for number in range(100))
    ingest_file(upload(context, f"id,text\n{rows}\n".encode(), "notes.csv"))

    result = ask(context, sql="SELECT * FROM notes ORDER BY id")

    assert set(result) == {"stored", "attempt", "formats"}
    assert len(json.loads(context.store.read(result["stored"]))["rows"]) == 100


def test_a_deleted_table_is_gone_and_its_file_stays(context: WorkerContext) -> None:
    report = ingest_file(upload(context, ORDERS))
    table_id = report["tables"][0]["table_id"]

    run(context, delete_table, TaskName.DELETE_TABLE, table_id=table_id)

    catalog = context.catalogs.read("acme")
    assert (list(catalog.tables), list(catalog.files)) == ([], [report["file_id"]])
    assert list(context.store.objects(layout.table_folder("acme", table_id))) == []


def test_a_deleted_file_leaves_nothing_and_never_comes_back(context: WorkerContext) -> None:
    attempt = upload(context, ORDERS)
    file_id = ingest_file(attempt)["file_id"]

    run(context, delete_file, TaskName.DELETE_FILE, file_id=file_id)

    with pytest.raises(FileNotKnownError):
        ingest_file(attempt)
    left = {found.path.split("/")[2] for found in context.store.objects(layout.tenant_folder("acme"))}
    assert left == {"catalog"}


class _DeletedAtReading:
    """The sandbox, while whose job somebody deletes the file."""

    def __init__(self, context: WorkerContext, file_id: str, *, is_read: bool) -> None:
        self._context, self._file_id, self._is_read = context, file_id, is_read
        self._sandbox = context.sandbox

    def run(self, *job: Any, **more: Any) -> dict[str, Any]:
        told = self._sandbox.run(*job, **more) if self._is_read else None
        run(self._context, delete_file, TaskName.DELETE_FILE, file_id=self._file_id)
        return told or self._sandbox.run(*job, **more)


@pytest.mark.parametrize("is_read", [False, True], ids=["before it is read", "after"])
def test_a_file_deleted_during_its_ingest_says_so_and_nothing_of_it_comes_back(
    is_read: bool, local_context: WorkerContext
) -> None:
    attempt = upload(local_context, ORDERS)
    file_id = str((attempt.task.payload or {})["file_id"])
    vars(local_context)["sandbox"] = _DeletedAtReading(local_context, file_id, is_read=is_read)

    with pytest.raises(FileNotKnownError, match="deleted while it was read") as caught:
        ingest_file(attempt)
    record_refusal(attempt, caught.value)

    assert list(local_context.store.objects(layout.file_folder("acme", file_id))) == []
    assert local_context.catalogs.read("acme").files == {}


def test_clean_up_removes_what_expired_and_what_nothing_names(context: WorkerContext) -> None:
    report = ingest_file(upload(context, ORDERS))
    result = layout.result_folder("acme", "task", 1)
    orphan = layout.version_folder("acme", "gone", "task", 1)
    awaited = uuid.uuid4().hex
    context.store.write(f"{result}/result.csv", b"x")
    context.store.write(f"{orphan}/part-0.parquet", b"x")
    context.store.write(layout.original("acme", awaited), b"x")
    context.store.write(layout.intent("acme", awaited), an_intent("waits", awaited))
    context.store.write(layout.original("acme", "half"), b"x")
    everything = {found.path for found in context.store.objects(layout.tenant_folder("acme"))}

    young = clean_up_tenant(context, "acme", now=datetime.now(UTC))
    old = clean_up_tenant(context, "acme", now=datetime.now(UTC) + timedelta(days=2))

    left = {found.path for found in context.store.objects(layout.tenant_folder("acme"))}
    assert (young, old) == (0, 3)
    assert everything - left == {
        f"{result}/result.csv",
        f"{orphan}/part-0.parquet",
        layout.original("acme", "half"),
    }
    assert ask(context, question="how many orders")["rows"] == [[report["tables"][0]["rows"]]]


def test_clean_up_settles_an_ingest_that_the_hard_limit_killed(context: WorkerContext) -> None:
    attempt = upload(context, ORDERS)
    payload = attempt.task.payload or {}
    intent = layout.intent("acme", payload["file_id"])
    context.store.write(intent, an_intent(attempt.task.task_id, payload["file_id"]))
    context.store.write(layout.intent("acme", uuid.uuid4().hex), b"{broken")
    context.ledger.fail(attempt.task.task_id, "tok", TaskTimeoutError("too long"), is_prefix=True)

    clean_up(context)

    assert context.catalogs.read("acme").files[payload["file_id"]].error_code == "timeout"
    outcome = json.loads(context.store.read(layout.outcome("acme", payload["file_id"])))
    assert (outcome["status"], outcome["error_code"]) == ("failure", "timeout")


def test_the_health_check_is_recorded_and_expires(context: WorkerContext) -> None:
    check_health(context)

    record = json.loads(context.redis.get(keys.HEALTH))
    assert record["checks"] == {"store": True, "redis_persistence": True}
    assert 0 < context.redis.ttl(keys.HEALTH) <= 90
