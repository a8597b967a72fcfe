"""Rows of a file go into a table that is there: appended, or in the place of its rows."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.common import layout
from services.common.errors import (
    AttemptLostError,
    SeveralTablesError,
    TableNotFoundError,
)
from services.common.messages import TaskName
from services.worker import table_versions
from services.worker.context import WorkerContext
from services.worker.deletion import delete_file, delete_table
from services.worker.ingest import ingest_file, record_refusal
from services.worker.versions import folder_of
from tests.data.workbooks import write_xlsx
from tests.fixtures.work import ORDERS, ask, ingest, run, upload, worker_context

MORE = b"id,city,amount\n4,Rome,1\n5,Bonn,2\n"


def total(context: WorkerContext, table: str = "orders") -> list[list[Any]]:
    sql = f"SELECT city, sum(amount)::BIGINT FROM {table} GROUP BY city ORDER BY city"
    return list(ask(context, sql=sql)["rows"])


def warnings(result: dict[str, Any]) -> dict[str, str]:
    return {
        warning["code"]: warning["message"] for table in result["tables"] for warning in table["warnings"]
    }


@pytest.fixture
def orders(context: WorkerContext) -> str:
    return str(ingest(context, ORDERS)["tables"][0]["table_id"])


@pytest.fixture
def local_orders(local_context: WorkerContext) -> str:
    return str(ingest(local_context, ORDERS)["tables"][0]["table_id"])


def test_a_file_is_appended_and_the_old_version_still_answers(context: WorkerContext, orders: str) -> None:
    before = context.catalogs.read("acme").tables[orders].version.name

    result = ingest(context, MORE, append=orders)

    (table,) = result["tables"]
    assert (table["table_id"], table["name"], table["rows"]) == (orders, "orders", 5)
    assert total(context) == [["Bonn", 17], ["Lyon", 7], ["Rome", 1]]
    new = ask(context, question="how many orders")
    old = ask(context, question="how many orders", tables=[f"orders@{before}"])
    assert (new["rows"], old["rows"]) == ([[5]], [[3]])
    assert (new["tables"][0]["version"], old["tables"][0]["version"]) == (table["version"], before)
    assert context.catalogs.read("acme").tables[orders].version.base == before


def test_a_file_replaces_the_rows_of_a_table(local_context: WorkerContext, local_orders: str) -> None:
    before = local_context.catalogs.read("acme").tables[local_orders].version.name

    result = ingest(local_context, MORE, "new.csv", replace=local_orders)

    assert [(table["table_id"], table["name"]) for table in result["tables"]] == [(local_orders, "orders")]
    assert total(local_context) == [["Bonn", 2], ["Rome", 1]]
    assert ask(local_context, sql="SELECT count(*) FROM orders", tables=[f"{local_orders}@{before}"])[
        "rows"
    ] == [[3]]
    table = local_context.catalogs.read("acme").tables[local_orders]
    assert (table.file, table.sources) == ("new.csv", (result["file_id"],))


def test_preview_and_profile_follow_the_visible_version(
    local_context: WorkerContext, local_orders: str
) -> None:
    ingest(local_context, MORE, append=local_orders)

    table = local_context.catalogs.read("acme").tables[local_orders]
    folder = folder_of("acme", local_orders, table.version)
    preview = json.loads(local_context.store.read(f"{folder}/preview.json"))
    profile = json.loads(local_context.store.read(f"{folder}/profile.json"))
    assert [row[0] for row in preview["rows"]] == [1, 2, 3, 4, 5]
    assert (profile["rows"], profile["columns"][0]["max"]) == (5, 5)


def test_no_row_is_written_again_by_an_append_that_fits(
    local_context: WorkerContext, local_orders: str
) -> None:
    large = ORDERS + b"".join(b"%d,City %d,3\n" % (n, n) for n in range(4, 5000))
    table_id = ingest(local_context, large, "large.csv")["tables"][0]["table_id"]
    before = local_context.catalogs.read("acme").tables[table_id].stored_bytes

    ingest(local_context, MORE, append=table_id)

    table = local_context.catalogs.read("acme").tables[table_id]
    folder = folder_of("acme", table_id, table.version)
    parts = [o for o in local_context.store.objects(folder) if o.path.endswith(".parquet")]
    assert sum(part.size_bytes for part in parts) < 2000
    assert table.version.size_bytes > parts[0].size_bytes
    everything = list(local_context.store.objects(f"tenants/acme/tables/{table_id}"))
    assert table.stored_bytes == sum(found.size_bytes for found in everything) > before


def test_columns_are_matched_by_name_and_differences_told(
    local_context: WorkerContext, local_orders: str
) -> None:
    result = ingest(local_context, b"CITY,note,id\nRome,late,4\n", append=local_orders)

    rows = ask(local_context, sql="SELECT * FROM orders ORDER BY id")
    assert rows["columns"] == ["id", "city", "amount", "note"]
    assert rows["rows"][2:] == [[3, "Lyon", 7, None], [4, "Rome", None, "late"]]
    told = warnings(result)
    assert set(told) == {"columns_missing", "columns_added"}
    assert "“amount”" in told["columns_missing"]
    assert "“note”" in told["columns_added"]


def test_differences_to_the_rows_that_are_replaced_are_told(
    local_context: WorkerContext, local_orders: str
) -> None:
    result = ingest(local_context, b"CITY,note,id\nRome,late,A4\n", "new.csv", replace=local_orders)

    told = warnings(result)
    assert set(told) == {"columns_missing", "columns_added", "column_type_differs"}
    assert ["“amount”" in told["columns_missing"], "“note”" in told["columns_added"]] == [True, True]
    file = local_context.catalogs.read("acme").files[result["file_id"]]
    report = json.loads(local_context.store.read(layout.report("acme", file.file_id, file.report or "")))
    assert set(told) <= {warning["code"] for warning in report["tables"][0]["warnings"]}


@pytest.mark.parametrize(
    ("content", "kind", "values"),
    [
        (b"id,city,amount\n4,Rome,1.5\n", "DOUBLE", [10, 5, 7, 1.5]),
        (b"id,city,amount\n4,Rome,A7\n", "VARCHAR", ["10", "5", "7", "A7"]),
        (b"id,city,amount\n4,Rome,007\n", "VARCHAR", ["10", "5", "7", "007"]),
        (b"id,city,amount\n4,Rome,\n5,Rome,\n", "BIGINT", [10, 5, 7, None, None]),
        (
            b"id,city,amount\n4,Rome,12345678901234567890\n",
            "DECIMAL(38,0)",
            [10, 5, 7, 12345678901234567890],
        ),
    ],
    ids=["decimals", "words", "codes", "nothing", "long numbers"],
)
def test_a_column_of_two_types_takes_one_that_holds_both(
    local_context: WorkerContext, local_orders: str, content: bytes, kind: str, values: list[Any]
) -> None:
    result = ingest(local_context, content, append=local_orders)

    columns = {column["name"]: column["type"] for column in result["tables"][0]["columns"]}
    assert columns["amount"] == kind
    rows = ask(local_context, sql="SELECT amount FROM orders ORDER BY id")["rows"]
    assert [row[0] for row in rows] == values
    assert ("column_type_differs" in warnings(result)) == (kind != "BIGINT")


def test_a_column_is_itself_again_when_the_file_that_widened_it_goes(
    local_context: WorkerContext, local_orders: str
) -> None:
    words = ingest(local_context, b"id,city,amount\n4,Rome,A7\n", append=local_orders)["file_id"]
    ingest(local_context, b"amount,city,id\n1.5,Oslo,5\n", append=local_orders)
    assert ask(local_context, sql="SELECT amount FROM orders WHERE id = 5")["rows"] == [["1.5"]]

    run(local_context, delete_file, TaskName.DELETE_FILE, file_id=words)

    assert ask(local_context, sql="SELECT sum(amount) FROM orders")["rows"] == [[23.5]]


def test_integers_that_decimals_cannot_hold_stay_exact(local_context: WorkerContext) -> None:
    table_id = ingest(local_context, b"id,n\n1,9007199254740993\n")["tables"][0]["table_id"]

    ingest(local_context, b"id,n\n2,0.5\n", append=table_id)

    rows = ask(local_context, sql="SELECT n FROM orders ORDER BY id")["rows"]
    assert rows == [["9007199254740993"], ["0.5"]]


def test_a_file_of_several_tables_is_refused_until_one_is_chosen(
    local_context: WorkerContext, local_orders: str, tmp_path: Path
) -> None:
    sheets = {"Jan": [["id", "city", "amount"], [4, "Rome", 1]], "Feb": [["x", "y"], [1, 2], [3, 4]]}
    content = write_xlsx(tmp_path / "months.xlsx", sheets).read_bytes()
    attempt = upload(local_context, content, "months.xlsx", append=local_orders)

    with pytest.raises(SeveralTablesError, match=r"“Jan”, “Feb”.*append to “orders”.*sheet") as caught:
        ingest_file(attempt)
    record_refusal(attempt, caught.value)
    chosen = ingest(local_context, content, "months.xlsx", append=local_orders, options={"sheet": "Jan"})

    assert chosen["tables"][0]["rows"] == 4
    file = local_context.catalogs.read("acme").files[attempt.task.payload["file_id"]]  # type: ignore[index]
    assert (file.error_code, file.append) == ("several_tables", local_orders)


def test_an_append_that_runs_twice_takes_effect_once(local_context: WorkerContext, local_orders: str) -> None:
    attempt = upload(local_context, MORE, append=local_orders)

    first, second = ingest_file(attempt), ingest_file(attempt)

    assert first == second
    assert local_context.catalogs.read("acme").tables[local_orders].rows == 5


def test_an_attempt_that_lost_its_task_appends_nothing(
    local_context: WorkerContext, local_orders: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = upload(local_context, MORE, append=local_orders)
    make = table_versions._store

    def lose(*args: Any) -> int:
        local_context.ledger.fail(attempt.task.task_id, "token", TableNotFoundError("ended by another"))
        return make(*args)

    monkeypatch.setattr(table_versions, "_store", lose)

    with pytest.raises(AttemptLostError):
        ingest_file(attempt)
    assert local_context.catalogs.read("acme").tables[local_orders].rows == 3


def test_appends_at_once_all_arrive(
    context: WorkerContext, orders: str, redis_url: str, tmp_path: Path
) -> None:
    count = 4

    def append(number: int) -> None:
        with Sandbox(SandboxLimits()) as sandbox:
            worker = worker_context(context.store, sandbox, redis_url, tmp_path / str(number))
            ingest(worker, f"id,city,amount\n{10 + number},Oslo,1\n".encode(), f"{number}.csv", append=orders)

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(append, range(count)))

    rows = ask(context, sql="SELECT id FROM orders ORDER BY id")["rows"]
    assert [row[0] for row in rows] == [1, 2, 3, *range(10, 10 + count)]
    assert len(context.catalogs.read("acme").tables[orders].superseded) == count


@pytest.mark.parametrize("when", ["before it is read", "while it is put together"])
def test_a_table_that_is_deleted_meanwhile_stays_deleted(
    local_context: WorkerContext, local_orders: str, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    attempt = upload(local_context, MORE, append=local_orders)
    delete = lambda: run(local_context, delete_table, TaskName.DELETE_TABLE, table_id=local_orders)  # noqa: E731
    if when == "before it is read":
        delete()
    else:
        store = table_versions._store
        monkeypatch.setattr(table_versions, "_store", lambda *args: (delete(), store(*args))[1])

    with pytest.raises(TableNotFoundError) as caught:
        ingest_file(attempt)
    record_refusal(attempt, caught.value)

    catalog = local_context.catalogs.read("acme")
    assert catalog.tables == {}
    assert catalog.files[attempt.task.payload["file_id"]].error_code == "table_not_found"  # type: ignore[index]


def test_digits_that_look_like_days_stay_numbers_where_the_tables_are_numbers(
    local_context: WorkerContext,
) -> None:
    first = ingest(local_context, b"order date,n\n99999999,1\n20240130,2\n", "a.csv")["tables"][0]["table_id"]

    result = ingest(local_context, b"order date,n\n20240131,3\n20240201,4\n", "b.csv", append=first)

    (table,) = result["tables"]
    assert table["columns"][0] == {"name": "order date", "type": "BIGINT"}
    assert not {"digits_as_dates", "column_type_differs"} & warnings(result).keys()
    sql = 'SELECT sum("order date")::BIGINT FROM a'
    assert ask(local_context, sql=sql)["rows"] == [[99999999 + 20240130 + 20240131 + 20240201]]
