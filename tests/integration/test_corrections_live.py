"""An analyst corrects and extends tables on the running product: http, Celery, workers, sandbox."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.fixtures.product import LocalProduct

COLUMNS = "id;town;paid on;price\n"


class Analyst:
    """Sends, waits and asks."""

    def __init__(self, product: LocalProduct, client: httpx.Client) -> None:
        self._product = product
        self._client = client

    def upload(self, content: str, *, name: str = "rows.csv", key: str | None = None, **asked: str) -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        files = {"file": (name, content.encode())}
        return self.done(self._client.post("/files", params=asked, files=files, headers=headers))

    def done(self, answer: httpx.Response) -> Any:
        assert answer.status_code == 202, answer.text
        with self._product.api() as api:
            return api.wait(answer.json()["task_id"])

    def post(self, path: str, body: Any) -> Any:
        return self.done(self._client.post(path, json=body))

    def patch(self, path: str, body: Any) -> Any:
        return self.done(self._client.patch(path, json=body))

    def get(self, path: str) -> Any:
        answer = self._client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def rows(self, sql: str, *tables: str) -> Any:
        return self.post("/queries", {"sql": sql, "tables": list(tables)})["rows"]


@pytest.fixture
def analyst(product: LocalProduct) -> Iterator[Analyst]:
    with httpx.Client(base_url=product.api_url, timeout=30) as client:
        yield Analyst(product, client)


@pytest.mark.slow
def test_a_table_is_extended_corrected_and_still_answers_as_it_was(analyst: Analyst) -> None:
    name = f"payments{uuid.uuid4().hex[:8]}"
    first = analyst.upload(COLUMNS + "1;Bonn;01/02/2024;1,50\n2;Kiel;03/04/2024;oops\n", name=f"{name}.csv")
    (table,) = first["tables"]
    path, original = f"/tables/{table['table_id']}", table["version"]

    def append(number: int) -> None:
        row = f"{number};Oslo;05/06/2024;2,50\n"
        analyst.upload(COLUMNS + row, key=f"{name} {number}", append=name)

    with ThreadPoolExecutor(3) as pool:
        for _ in ("sent", "sent again"):
            list(pool.map(append, (3, 4, 5)))
    assert analyst.rows(f"SELECT count(*), count(DISTINCT id) FROM {name}", name) == [[5, 5]]

    analyst.patch(f"{path}/columns/paid on", {"type": "DATE mdy", "name": "payment day"})
    analyst.post(f"/files/{first['file_id']}/reread", {"column_types": {"price": "DOUBLE"}})
    assert analyst.rows(f'SELECT id, "payment day", price FROM {name} WHERE id < 4 ORDER BY id', name) == [
        [1, "2024-01-02", 1.5],
        [2, "2024-03-04", None],
        [3, "2024-05-06", 2.5],
    ]
    (told,) = analyst.get(f"/files/{first['file_id']}")["report"]["tables"]
    (misfits,) = [warning for warning in told["warnings"] if warning["code"] == "values_not_read"]
    assert (misfits["count"], misfits["cells"]) == (1, [{"cell": "D3", "raw": "oops"}])

    assert len(analyst.get(f"{path}/preview")["rows"]) == 5
    assert analyst.rows(f"SELECT price FROM {name} ORDER BY id", f"{name}@{original}") == [["1,50"], ["oops"]]
    assert original in [old["version"] for old in analyst.get(path)["older_versions"]]
    replaced = analyst.upload(COLUMNS + "9;Rome;07/08/2024;9\n", name="other.csv", replace=name)
    assert [(one["name"], one["rows"]) for one in replaced["tables"]] == [(name, 1)]
    columns = [column["name"] for column in analyst.get(path)["columns"]]
    assert columns == ["id", "town", "payment day", "price"]
