"""What the clean-up does with versions that others took the place of."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.common.catalog import SUPERSEDED_LIFE, CatalogTable
from services.common.errors import StorageQuotaError, TableUnknownError
from services.common.messages import TaskName
from services.common.settings import Settings
from services.worker.clean_up import clean_up_tenant
from services.worker.context import WorkerContext
from services.worker.deletion import delete_file
from services.worker.question import _source
from services.worker.versions import folder_of
from tests.fixtures.work import ORDERS, an_attempt, ask, ingest, run
from tests.integration.test_append import MORE, total

HOUR = timedelta(hours=1)
LATER = SUPERSEDED_LIFE + HOUR


def objects(context: WorkerContext, table_id: str) -> dict[str, int]:
    found = context.store.objects(f"tenants/acme/tables/{table_id}")
    return {
        Path(one.path).relative_to(f"tenants/acme/tables/{table_id}").as_posix(): one.size_bytes
        for one in found
    }


def the_table(context: WorkerContext) -> CatalogTable:
    (table,) = context.catalogs.read("acme").tables.values()
    return table


def append(context: WorkerContext) -> CatalogTable:
    """Make a table whose second version holds the first one's Parquet and its own."""
    first = ingest(context, ORDERS)["tables"][0]["table_id"]
    ingest(context, MORE, append=first)
    return the_table(context)


@pytest.fixture
def appended(local_context: WorkerContext) -> CatalogTable:
    return append(local_context)


def test_a_young_old_version_stays(local_context: WorkerContext, appended: CatalogTable) -> None:
    before = objects(local_context, appended.table_id)

    clean_up_tenant(local_context, "acme", now=datetime.now(UTC) + SUPERSEDED_LIFE)

    assert objects(local_context, appended.table_id) == before
    assert the_table(local_context) == appended


def test_an_old_version_goes_and_what_the_visible_one_needs_of_it_stays(
    context: WorkerContext,
) -> None:
    appended = append(context)
    old = appended.superseded[0].version.name

    clean_up_tenant(context, "acme", now=datetime.now(UTC) + LATER)

    table = the_table(context)
    left = objects(context, table.table_id)
    assert [path for path in left if old in path] == [f"versions/{old}/part-0.parquet"]
    assert table.superseded == ()
    assert table.stored_bytes == sum(left.values()) < appended.stored_bytes
    assert total(context) == [["Bonn", 17], ["Lyon", 7], ["Rome", 1]]
    with pytest.raises(TableUnknownError, match="cleaned up"):
        ask(context, sql="SELECT 1 FROM orders", tables=[f"{table.table_id}@{old}"])


def test_a_replaced_version_goes_whole(local_context: WorkerContext, appended: CatalogTable) -> None:
    ingest(local_context, b"id,city,amount\n9,Kiel,9\n", replace=appended.table_id)

    clean_up_tenant(local_context, "acme", now=datetime.now(UTC) + LATER)

    table = the_table(local_context)
    assert all(table.version.name in path for path in objects(local_context, table.table_id))
    assert total(local_context) == [["Kiel", 9]]


def test_a_query_that_began_before_the_end_of_a_version_can_still_read_it(
    local_context: WorkerContext, appended: CatalogTable
) -> None:
    old = appended.superseded[0]
    attempt = an_attempt(local_context, "sqlagent.answer_question", {})  # type: ignore[arg-type]  # a name suffices
    last_moment = old.at + SUPERSEDED_LIFE
    longest = timedelta(seconds=local_context.settings.limits.hard_seconds)

    clean_up_tenant(local_context, "acme", now=last_moment + longest)

    source = _source(attempt, appended.model_copy(update={"version": old.version}))
    assert all(Path(path).exists() for path in source["paths"])


def test_what_a_lost_attempt_left_goes_and_does_not_count(
    local_context: WorkerContext, appended: CatalogTable
) -> None:
    folder = folder_of("acme", appended.table_id, appended.version)
    local_context.store.write(f"{folder}/part-7-0.parquet", b"from an earlier round")
    local_context.store.write(
        f"tenants/acme/tables/{appended.table_id}/versions/lost/1/part-0.parquet", b"lost"
    )

    clean_up_tenant(local_context, "acme", now=datetime.now(UTC))
    young = objects(local_context, appended.table_id)
    clean_up_tenant(local_context, "acme", now=datetime.now(UTC) + timedelta(days=1, minutes=1))

    left = objects(local_context, appended.table_id)
    assert {path.rpartition("/")[2] for path in set(young) - set(left)} == {
        "part-7-0.parquet",
        "part-0.parquet",
    }
    assert the_table(local_context).stored_bytes == sum(left.values())


def test_reports_of_earlier_readings_go(local_context: WorkerContext) -> None:
    file_id = ingest(local_context, ORDERS)["file_id"]
    local_context.store.write(f"tenants/acme/files/{file_id}/reports/earlier.json", b"{}")

    clean_up_tenant(local_context, "acme", now=datetime.now(UTC) + timedelta(days=1, minutes=1))

    reports = [found.path for found in local_context.store.objects(f"tenants/acme/files/{file_id}/reports")]
    named = local_context.catalogs.read("acme").files[file_id].report
    assert [Path(path).stem for path in reports] == [named]


def test_a_full_store_takes_no_further_version_and_lets_files_be_deleted(
    local_context: WorkerContext, appended: CatalogTable
) -> None:
    second = appended.sources[1]
    full = Settings(**{**local_context.settings.model_dump(), "tenant_max_stored_bytes": 10})
    context = WorkerContext(full)
    vars(context).update(store=local_context.store, sandbox=local_context.sandbox)

    with pytest.raises(StorageQuotaError):
        ingest(context, MORE, append=appended.table_id)
    run(context, delete_file, TaskName.DELETE_FILE, file_id=second)

    assert total(context) == [["Bonn", 15], ["Lyon", 7]]


def test_sql_may_name_a_table_that_was_uploaded_again(local_context: WorkerContext) -> None:
    """Questions are about the newest copy alone."""
    ingest(local_context, MORE, "money.csv")
    ingest(local_context, MORE, "money.csv")

    assert ask(local_context, sql="SELECT count(*) FROM money")["rows"] == [[2]]
    assert [table["name"] for table in ask(local_context, question="how many money")["tables"]] == ["money_2"]
