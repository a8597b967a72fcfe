"""A file is read again with other options: new versions of the same tables, without a new upload."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.agent.ingest.differing import DIFFERENCES
from services.common import layout
from services.common.errors import FileNotKnownError, FileOptionsError, SeveralTablesError, SqlAgentError
from services.common.messages import TaskName
from services.worker.attempt import Attempt
from services.worker.context import WorkerContext
from services.worker.deletion import delete_file
from services.worker.ingest import ingest_file, record_refusal
from services.worker.reread import record_failed_reread, reread_file
from tests.data.workbooks import write_xlsx
from tests.fixtures.work import ORDERS, an_attempt, ask, ingest, run, upload

GERMAN = b"id;price;day\n1;1,50;01.02.2024\n2;2,25;03.04.2024\n"


def again(context: WorkerContext, file_id: str, **options: Any) -> Attempt:
    """Begin a reread as the api asks for it."""
    file = context.catalogs.read("acme").files[file_id]
    asked = {"options": options, "replace": file.replace, "append": file.append}
    payload = {"file_id": file_id, "name": file.name, "size_bytes": file.size_bytes, **asked}
    return an_attempt(context, TaskName.REREAD_FILE, payload)


def reread(context: WorkerContext, file_id: str, **options: Any) -> dict[str, Any]:
    return dict(reread_file(again(context, file_id, **options)))


def report_of(context: WorkerContext, file_id: str) -> dict[str, Any]:
    name = context.catalogs.read("acme").files[file_id].report
    return dict(json.loads(context.store.read(layout.report("acme", file_id, name or ""))))


def types_of(result: dict[str, Any], place: int = 0) -> dict[str, str]:
    return {column["name"]: column["type"] for column in result["tables"][place]["columns"]}


def book(path: Path, **sheets: list[list[Any]]) -> bytes:
    return write_xlsx(path / "book.xlsx", sheets).read_bytes()


def test_a_table_gets_a_new_version_under_its_id_and_name(context: WorkerContext) -> None:
    first = ingest(context, GERMAN, "prices.csv")
    (old,) = first["tables"]

    result = reread(context, first["file_id"], column_types={"id": "VARCHAR", "day": "DATE mdy"})

    (table,) = result["tables"]
    assert (table["table_id"], table["name"]) == (old["table_id"], "prices")
    assert types_of(result) == {"id": "VARCHAR", "price": "DOUBLE", "day": "DATE"}
    day = "SELECT day FROM prices WHERE id = '2'"
    assert ask(context, sql=day)["rows"] == [["2024-03-04"]]
    before = ask(context, sql="SELECT day FROM prices WHERE id = 2", tables=[f"prices@{old['version']}"])
    assert before["rows"] == [["2024-04-03"]]
    file = context.catalogs.read("acme").files[first["file_id"]]
    assert file.options == {"column_types": {"id": "VARCHAR", "day": "DATE mdy"}}
    assert report_of(context, file.file_id)["tables"][0]["columns"][0]["type"] == "VARCHAR"


def test_a_reread_that_runs_twice_takes_effect_once(local_context: WorkerContext) -> None:
    file_id = ingest(local_context, GERMAN, "prices.csv")["file_id"]
    attempt = again(local_context, file_id, column_types={"id": "VARCHAR"})

    assert reread_file(attempt) == reread_file(attempt)

    (table,) = local_context.catalogs.read("acme").tables.values()
    assert len(table.superseded) == 1


def test_options_do_not_carry_on(local_context: WorkerContext) -> None:
    file_id = ingest(local_context, GERMAN, "prices.csv", options={"column_types": {"id": "VARCHAR"}})[
        "file_id"
    ]

    assert types_of(reread(local_context, file_id))["id"] == "BIGINT"


def test_tables_that_appear_and_vanish_are_told(local_context: WorkerContext, tmp_path: Path) -> None:
    two = [["a", "b"], [1, 2], [3, 4], [None], [None], ["x", "y", "z"], [5, 6, 7], [8, 9, 10]]
    content = book(tmp_path, Both=two, Other=[["n"], [1], [2]])
    first = ingest(local_context, content, "book.xlsx")
    assert len(first["tables"]) == 3

    result = reread(local_context, first["file_id"], header_row=6, sheet="Both")

    left = {table["name"]: table["rows"] for table in result["tables"]}
    assert set(left.values()) == {2}
    assert len(left) == 2
    report = report_of(local_context, first["file_id"])
    assert "table_removed" in [warning["code"] for warning in report["warnings"]]
    assert sorted({table["sheet"] for table in report["tables"]}) == ["Both", "Other"]

    back = reread(local_context, first["file_id"])
    assert len(back["tables"]) == 3
    codes = [warning["code"] for warning in report_of(local_context, first["file_id"])["warnings"]]
    assert "table_added" in codes


def test_a_sheet_that_is_named_is_all_that_changes(local_context: WorkerContext, tmp_path: Path) -> None:
    content = book(tmp_path, Jan=[["n", "c"], [1, 2], [3, 4]], Feb=[["n", "c"], [1, 2], [5, 6]])
    first = ingest(local_context, content, "book.xlsx")
    versions = {table["name"]: table["version"] for table in first["tables"]}

    result = reread(local_context, first["file_id"], sheet="Feb", column_types={"n": "VARCHAR"})

    after = {table["name"]: table for table in result["tables"]}
    assert set(after) == {"jan", "feb"}
    assert after["jan"]["version"] == versions["jan"]
    assert after["feb"]["columns"][0]["type"] == "VARCHAR"
    report = report_of(local_context, first["file_id"])
    assert [table["sheet"] for table in report["tables"]] == ["Jan", "Feb"]
    assert [one["sheet"] for one in report["read"]["sheets"]] == ["Jan", "Feb"]


def test_a_file_that_was_refused_is_read_with_the_right_options(
    local_context: WorkerContext, tmp_path: Path
) -> None:
    target = ingest(local_context, ORDERS)["tables"][0]["table_id"]
    rows = [["id", "city", "amount"], [4, "Rome", 1]]
    content = book(tmp_path, Jan=rows, Feb=[["x"], [1], [2]])
    attempt = upload(local_context, content, "book.xlsx", append=target)
    with pytest.raises(SeveralTablesError) as caught:
        ingest_file(attempt)
    record_refusal(attempt, caught.value)
    file_id = str((attempt.task.payload or {})["file_id"])

    result = reread(local_context, file_id, sheet="Jan")

    assert [(table["table_id"], table["rows"]) for table in result["tables"]] == [(target, 4)]
    file = local_context.catalogs.read("acme").files[file_id]
    assert (file.error_code, file.append) == (None, target)


def test_appended_rows_are_read_again_and_the_others_stay(local_context: WorkerContext) -> None:
    target = ingest(local_context, ORDERS)["tables"][0]["table_id"]
    second = ingest(local_context, b"x\nid,city,amount\n4,Rome,1\n5,Rome,2\n", "b.csv", append=target)
    third = ingest(local_context, b"id,city,amount\n6,Oslo,1\n", "c.csv", append=target)

    wrong = reread(local_context, second["file_id"], header_row=0, delimiter=",")
    result = reread(local_context, second["file_id"], header_row=2, delimiter=",")

    assert {"columns_missing", "columns_added"} <= {told["code"] for told in wrong["tables"][0]["warnings"]}
    assert not DIFFERENCES & {told["code"] for told in result["tables"][0]["warnings"]}
    assert result["tables"][0]["table_id"] == target
    rows = ask(local_context, sql="SELECT id, city FROM orders ORDER BY id")["rows"]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6]
    sources = local_context.catalogs.read("acme").tables[target].sources
    assert sources[1:] == (second["file_id"], third["file_id"])


@pytest.mark.parametrize(
    "options",
    [{"column_types": {"nothing": "DOUBLE"}}, {"sheet": "Jan"}, {"encoding": "utf-16"}],
    ids=["unknown column", "sheet of a text file", "wrong encoding"],
)
def test_a_reread_that_fails_leaves_everything_as_it_was(
    local_context: WorkerContext, options: dict[str, Any]
) -> None:
    first = ingest(local_context, GERMAN, "prices.csv")
    before = local_context.catalogs.read("acme")
    attempt = again(local_context, first["file_id"], **options)

    with pytest.raises(SqlAgentError) as caught:
        reread_file(attempt)
    record_failed_reread(attempt, caught.value)

    assert isinstance(caught.value, FileOptionsError)
    assert local_context.catalogs.read("acme") == before


def test_a_refused_file_that_is_refused_again_shows_the_last_reason(local_context: WorkerContext) -> None:
    attempt = upload(local_context, GERMAN, "prices.csv", options={"column_types": {"nothing": "DOUBLE"}})
    with pytest.raises(FileOptionsError) as first:
        ingest_file(attempt)
    record_refusal(attempt, first.value)
    file_id = str((attempt.task.payload or {})["file_id"])
    second = again(local_context, file_id, column_types={"never": "DATE"})
    with pytest.raises(FileOptionsError) as caught:
        reread_file(second)
    record_failed_reread(second, caught.value)

    assert "“never”" in (local_context.catalogs.read("acme").files[file_id].error or "")
    assert types_of(reread(local_context, file_id))["price"] == "DOUBLE"


def test_a_deleted_file_is_not_read_again(local_context: WorkerContext) -> None:
    file_id = ingest(local_context, GERMAN, "prices.csv")["file_id"]
    attempt = again(local_context, file_id)
    run(local_context, delete_file, TaskName.DELETE_FILE, file_id=file_id)

    with pytest.raises(FileNotKnownError):
        reread_file(attempt)
    record_failed_reread(attempt, FileNotKnownError("gone"))

    assert local_context.catalogs.read("acme").files == {}
