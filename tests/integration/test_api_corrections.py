"""Rereads and column changes over HTTP, and older versions in questions."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from services.common.catalog import (
    SUPERSEDED_LIFE,
    CatalogColumn,
    SupersededVersion,
    TableVersion,
    pack_columns,
)
from services.common.messages import TaskName
from tests.fixtures.api import RunningApi, add_file

KEYED = {"Idempotency-Key": "one"}
CSV = {"file": ("a.csv", b"a\n1\n")}


def payload_of(api: RunningApi, answer):
    assert answer.status_code == 202, answer.text
    assert answer.headers["Location"] == f"/task-status/{answer.json()['task_id']}"
    record = api.context.ledger.read(answer.json()["task_id"], tenant="default")
    return record.kind, record.queue, record.payload


def change_table(api: RunningApi, table_id: str, **update) -> None:
    api.context.catalogs.change(
        "default",
        lambda old: old.model_copy(
            update={"tables": {table_id: old.tables[table_id].model_copy(update=update)}}
        ),
    )


def test_a_reread_becomes_a_task(api, client):
    file_id, _ = add_file(api)

    answer = client.post(f"/files/{file_id}/reread", json={"sheet": "Orders", "header_row": 3})

    options = {"sheet": "Orders", "header_row": 3}
    expected = {"file_id": file_id, "name": "sales.xlsx", "size_bytes": 10, "options": options}
    assert payload_of(api, answer) == (TaskName.REREAD_FILE, "file_processing", expected)


@pytest.mark.parametrize("body", [{"json": {}}, {}], ids=["no option", "no body"])
def test_a_reread_needs_no_options(api, client, body):
    file_id, _ = add_file(api)

    assert "options" not in payload_of(api, client.post(f"/files/{file_id}/reread", **body))[2]


def test_a_file_that_waits_is_read_again_into_the_table_that_it_was_for(api, client):
    _, table_id = add_file(api)
    file_id = client.post("/files", params={"append": "orders"}, files=CSV).json()["file_id"]

    answer = client.post(f"/files/{file_id}/reread", json={"delimiter": ";"})

    assert payload_of(api, answer)[2]["append"] == table_id


BAD_REREADS = {
    "unknown option": ({"headerrow": 3}, 422, "invalid_request"),
    "delimiter of a workbook": ({"delimiter": ";"}, 422, "file_options_invalid"),
    "unknown type": ({"column_types": {"a": "MONEY"}}, 422, "invalid_request"),
    "row that is no number": ({"header_row": "x"}, 422, "invalid_request"),
    "unknown encoding": ({"encoding": "klingon"}, 422, "invalid_request"),
    "very many types": (
        {"column_types": {"x" * 190 + str(n): "DATE" for n in range(400)}},
        422,
        "invalid_request",
    ),
    "half a character": ({"sheet": "\ud800"}, 422, "invalid_request"),
    "a list": ([1], 422, "invalid_request"),
}


@pytest.mark.parametrize(("body", "status", "code"), BAD_REREADS.values(), ids=BAD_REREADS.keys())
def test_a_bad_reread_is_refused_by_the_field(api, client, body, status, code):
    file_id, _ = add_file(api)

    content = json.dumps(body)  # which escapes half a character
    answer = client.post(
        f"/files/{file_id}/reread", content=content, headers={"Content-Type": "application/json"}
    )

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not isinstance(body, dict) or next(iter(body)) in answer.json()["detail"]


def test_a_column_change_becomes_a_task(api, client):
    _, table_id = add_file(api)

    answer = client.patch("/tables/ORDERS/columns/Region", json={"name": "area", "type": "varchar"})

    expected = {"table_id": table_id, "column": "region", "name": "area", "type": "VARCHAR"}
    assert payload_of(api, answer) == (TaskName.CHANGE_COLUMN, "file_processing", expected)


def test_a_column_may_have_any_name(api, client):
    _, table_id = add_file(api)
    names = ["Q1/Q2 (%)", "Größe?#&", "..", " a", "100%25"]
    packed = pack_columns([CatalogColumn(name, "BIGINT") for name in names])
    change_table(api, table_id, packed_columns=packed)

    for name in names:
        answer = client.patch(
            f"/tables/orders/columns/{quote(name, safe='').replace('.', '%2E')}", json={"name": "x"}
        )

        assert payload_of(api, answer)[2]["column"] == name


BAD_CHANGES = {
    "nothing": ("region", {}, 422, "invalid_request"),
    "unknown column": ("city", {"type": "DOUBLE"}, 404, "column_not_found"),
    "unknown type": ("region", {"type": "MONEY"}, 422, "invalid_request"),
    "empty name": ("region", {"name": ""}, 422, "invalid_request"),
    "blank name": ("region", {"name": "  "}, 422, "invalid_request"),
    "two lines": ("region", {"name": "a\nb"}, 422, "invalid_request"),
    "tab": ("region", {"name": "a\tb"}, 422, "invalid_request"),
    "line separator": ("region", {"name": "a\u2028b"}, 422, "invalid_request"),
    "long name": ("region", {"name": "x" * 201}, 422, "invalid_request"),
    "name that is taken": ("region", {"name": "AMOUNT"}, 422, "invalid_request"),
    "unknown field": ("region", {"kind": "DOUBLE"}, 422, "invalid_request"),
}


@pytest.mark.parametrize(("column", "body", "status", "code"), BAD_CHANGES.values(), ids=BAD_CHANGES.keys())
def test_a_bad_column_change_is_refused(api, client, column, body, status, code):
    _, table_id = add_file(api)
    columns = [CatalogColumn("region", "VARCHAR"), CatalogColumn("amount", "BIGINT")]
    change_table(api, table_id, packed_columns=pack_columns(columns))

    answer = client.patch(f"/tables/orders/columns/{column}", json=body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_what_is_said_of_a_text_counts_characters_and_repeats_it_as_it_was(api, client):
    add_file(api)

    detail = client.patch(
        "/tables/orders/columns/region", json={"name": "x" * 201, "type": "line items"}
    ).json()["detail"]

    assert "at most 200 characters" in detail
    assert "“line items” is no column type" in detail


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("POST", "/files/0123456789abcdef0123456789abcdef/reread", "file_not_found"),
        ("PATCH", "/tables/nothing/columns/a", "table_not_found"),
    ],
)
def test_what_is_not_there_is_not_found(client, method, path, code):
    answer = client.request(method, path, json={"name": "b"} if method == "PATCH" else {})

    assert (answer.status_code, answer.json()["code"]) == (404, code)


def test_a_correction_is_sent_once_under_its_key(api, client):
    file_id, table_id = add_file(api)
    rename = {"url": "/tables/orders/columns/region", "json": {"name": "area"}, "headers": KEYED}
    first = client.patch(**rename)
    change_table(api, table_id, packed_columns="VARCHAR\tarea")  # as the worker left it

    again = client.patch(**rename)
    other = client.patch(**{**rename, "json": {"name": "zone"}})
    rereads = [
        client.post(f"/files/{file_id}/reread", headers=KEYED, json={"header_row": n}) for n in (1, 1, 2)
    ]

    assert again.json() == first.json()
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert rereads[0].json() == rereads[1].json()
    assert rereads[2].json()["code"] == "idempotency_key_reused"


def test_a_full_quota_refuses_further_versions(start_api):
    api = start_api(tenant_max_stored_bytes=110)  # as much as the file and its table take
    file_id, _ = add_file(api)
    with api.client() as client:
        answers = [
            client.post(f"/files/{file_id}/reread", json={}),
            client.patch("/tables/orders/columns/region", json={"name": "area"}),
        ]

    assert {answer.json()["code"] for answer in answers} == {"storage_quota_exceeded"}


def with_older_version(api: RunningApi, *, age: timedelta) -> tuple[str, str, str]:
    """Give a table a version that was superseded so long ago; return the table's id and both names."""
    _, table_id = add_file(api)
    now = datetime.now(UTC)
    old = TableVersion(task_id="f" * 32, attempt=2, size_bytes=1, created_at=now - age)
    visible = api.context.catalogs.read("default").tables[table_id].version
    change_table(api, table_id, superseded=(SupersededVersion(version=old, at=now - age),))
    return table_id, old.name, visible.name


def test_a_question_names_a_version(api, client):
    table_id, old, new = with_older_version(api, age=timedelta(hours=1))

    for version in (old, new):
        body = {"question": "how many?", "tables": [f"ORDERS@{version}"]}
        answer = client.post("/queries", json=body)
        record = api.context.ledger.read(answer.json()["task_id"], tenant="default")
        assert record.payload["tables"] == [f"{table_id}@{version}"]
    shown = client.get("/tables/orders").json()["older_versions"]
    assert [one["version"] for one in shown] == [old]


def test_a_version_that_is_long_superseded_cannot_be_asked(api, client):
    _, old, _ = with_older_version(api, age=SUPERSEDED_LIFE + timedelta(seconds=1))

    answer = client.post("/queries", json={"question": "how many?", "tables": [f"orders@{old}"]})

    assert (answer.status_code, answer.json()["code"]) == (422, "table_unknown")
    assert client.get("/tables/orders").json()["older_versions"] == []


def test_a_table_is_asked_in_one_version_at_a_time(api, client):
    table_id, old, _ = with_older_version(api, age=timedelta(hours=1))

    answer = client.post("/queries", json={"question": "how many?", "tables": [table_id, f"orders@{old}"]})

    assert (answer.status_code, answer.json()["code"]) == (422, "table_unknown")
