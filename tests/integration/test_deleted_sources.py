"""A file is deleted whose rows lie in a table beside those of others, or did."""

import pytest

from services.common.errors import TableUnknownError
from services.common.messages import TaskName
from services.worker.context import WorkerContext
from services.worker.deletion import delete_file
from services.worker.versions import folder_of
from tests.fixtures.work import ORDERS, ask, ingest, run
from tests.integration.test_append import MORE, total


@pytest.fixture
def local_orders(local_context: WorkerContext) -> str:
    return str(ingest(local_context, ORDERS)["tables"][0]["table_id"])


def test_a_deleted_file_takes_its_rows_out_of_the_table(
    local_context: WorkerContext, local_orders: str
) -> None:
    first = local_context.catalogs.read("acme").tables[local_orders].file_id
    second = ingest(local_context, MORE, append=local_orders)["file_id"]
    old = local_context.catalogs.read("acme").tables[local_orders].superseded[0].version

    run(local_context, delete_file, TaskName.DELETE_FILE, file_id=first)

    assert total(local_context) == [["Bonn", 2], ["Rome", 1]]
    table = local_context.catalogs.read("acme").tables[local_orders]
    assert (table.sources, table.superseded, table.file_id) == ((second,), (), second)
    assert list(local_context.store.objects(folder_of("acme", local_orders, old))) == []
    run(local_context, delete_file, TaskName.DELETE_FILE, file_id=second)
    assert local_context.catalogs.read("acme").tables == {}
    left = {found.path.split("/")[2] for found in local_context.store.objects("tenants/acme")}
    assert left == {"catalog"} | ({"results"} if left & {"results"} else set())


def test_a_deleted_file_takes_older_versions_with_it_that_have_its_rows(
    local_context: WorkerContext, local_orders: str
) -> None:
    """Also where the visible version has none of them any more."""
    gone = ingest(local_context, MORE, append=local_orders)["file_id"]
    holding = local_context.catalogs.read("acme").tables[local_orders].version
    ingest(local_context, ORDERS, "again.csv", replace=local_orders)

    run(local_context, delete_file, TaskName.DELETE_FILE, file_id=gone)

    table = local_context.catalogs.read("acme").tables[local_orders]
    assert [old.may_hold(gone) for old in table.superseded] == [False]
    assert list(local_context.store.objects(folder_of("acme", local_orders, holding))) == []
    with pytest.raises(TableUnknownError):
        ask(local_context, sql="SELECT 1 FROM orders", tables=[f"orders@{holding.name}"])
    before = table.superseded[0].version.name
    assert ask(local_context, sql="SELECT count(*) FROM orders", tables=[f"orders@{before}"])["rows"] == [[3]]
    assert total(local_context) == [["Bonn", 15], ["Lyon", 7]]
