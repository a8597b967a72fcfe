"""Tables over HTTP."""

import pytest

from services.common.messages import TaskName
from tests.fixtures.api import PREVIEW, add_file


@pytest.mark.parametrize("by", ["id", "slug", "SLUG"])
def test_a_table_is_found_by_id_or_slug(api, client, by):
    file_id, table_id = add_file(api)
    name = {"id": table_id, "slug": "orders", "SLUG": "ORDERS"}[by]

    table = client.get(f"/tables/{name}").json()

    assert (table["table_id"], table["file_id"], table["sheet"]) == (table_id, file_id, "Orders")
    assert table["columns"] == [{"name": "region", "type": "VARCHAR"}]
    assert (table["rows"], table["warnings"]) == (2, [])
    assert table["version"].endswith("/1")


def test_tables_are_listed(api, client):
    _, table_id = add_file(api)

    assert [table["table_id"] for table in client.get("/tables").json()["tables"]] == [table_id]


@pytest.mark.parametrize("path", ["tables", "files"])
def test_lists_come_in_pages(api, client, path):
    for number in range(5):
        add_file(api, table=f"orders_{number}")
    key = {"tables": "table_id", "files": "file_id"}[path]
    whole = [one[key] for one in client.get(f"/{path}").json()[path]]

    pages, offset = [], 0
    while offset is not None:
        page = client.get(f"/{path}", params={"limit": 2, "offset": offset}).json()
        pages.append([one[key] for one in page[path]])
        offset = page["next"]

    assert [len(page) for page in pages] == [2, 2, 1]
    assert [one for page in pages for one in page] == whole
    assert client.get(f"/{path}", params={"limit": 1001}).status_code == 422


def test_the_preview_is_what_the_worker_wrote(api, client):
    add_file(api)

    answer = client.get("/tables/orders/preview")

    assert answer.json() == PREVIEW
    assert answer.headers["Content-Type"] == "application/json"


def test_a_preview_whose_file_is_gone_is_not_found(api, client):
    _, table_id = add_file(api)
    api.context.store.delete_folder(f"tenants/default/tables/{table_id}")

    answer = client.get("/tables/orders/preview")

    assert (answer.status_code, answer.json()["code"]) == (404, "table_not_found")


def test_deleting_a_table_submits_its_deletion(api, client):
    _, table_id = add_file(api)

    answer = client.delete("/tables/orders")

    assert answer.status_code == 202
    record = api.context.ledger.read(answer.json()["task_id"], tenant="default")
    assert (record.kind, record.payload) == (TaskName.DELETE_TABLE, {"table_id": table_id})


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/tables/x"), ("GET", "/tables/x/preview"), ("DELETE", "/tables/x")]
)
def test_an_unknown_table_is_not_found(client, method, path):
    answer = client.request(method, path)

    assert (answer.status_code, answer.json()["code"]) == (404, "table_not_found")
