"""A workbook in, a question, an answer: through the real Ingress."""

from pathlib import Path
from typing import Any

import httpx
import xlsxwriter

from tests.e2e.cluster import wait_for
from tests.e2e.release import Release

CITIES = [("Bern", 3), ("Oslo", 5), ("Rome", 2)]


def _workbook(folder: Path) -> Path:
    path = folder / "orders.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("orders")
        sheet.write_row(0, 0, ["Order ID", "City", "Amount"])
        rows = [(city, amount) for city, count in CITIES for amount in range(count)]
        for number, (city, amount) in enumerate(rows, start=1):
            sheet.write_row(number, 0, [number, city, 10 * amount + 5])
    return path


def finished(api: httpx.Client, accepted: httpx.Response) -> dict[str, Any]:
    """Wait for a task of the API; return its record."""
    assert accepted.status_code == 202, accepted.text
    task_id = accepted.json()["task_id"]

    def ended() -> Any:
        task = api.get(f"/task-status/{task_id}").json()
        return task if task["status"] in ("success", "failure") else None

    # The workers of both queues may sleep: a scrape, a question of KEDA, a start.
    task: dict[str, Any] = wait_for(ended, seconds=180, what=f"task {task_id}")
    assert task["status"] == "success", task
    return task


def test_a_workbook_is_uploaded_and_a_question_answered(product: Release, tmp_path: Path) -> None:
    with product.api() as api:
        with _workbook(tmp_path).open("rb") as file:
            finished(api, api.post("/files", files={"file": ("orders.xlsx", file)}))
        answer = finished(api, api.post("/queries", json={"question": "How many orders per city?"}))

    assert sorted(map(tuple, answer["result"]["rows"])) == sorted(CITIES)


def test_an_upload_larger_than_a_proxys_default_passes(product: Release) -> None:
    lines = "\n".join(f"{number},{'x' * 100}" for number in range(50_000))
    content = f"id,text\n{lines}\n".encode()

    with product.api() as api:
        task = finished(api, api.post("/files", files={"file": ("large.csv", content)}))

    assert len(content) > 5 * 1024**2
    assert task["result"]["tables"][0]["rows"] == 50_000


def test_what_is_for_prometheus_is_not_told_outside(product: Release) -> None:
    with product.api() as api:
        told, hidden = api.get("/health/ready"), api.get("/metrics")

    assert told.json()
    assert hidden.status_code == 404
    assert "sqlagent_" not in hidden.text
    assert "problem" not in hidden.headers["Content-Type"], "the Ingress answers, not the API"
