"""A question over HTTP on a million rows: against DuckDB running the same SQL in a fresh process.

The rival loads the same Parquet into a table and runs the SQL that our answer names, with as many threads
as the machine has; both give the same rows.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.processes import POLL_SECONDS, Product, running_product
from services.common.messages import QueueName

ROWS = 1_000_000
SAMPLES = 15
QUESTIONS = (
    "total amount by region",
    "how many sales in March 2024",
    "which product has the highest total amount",
)

RIVAL = """
import duckdb, json, sys
path, table, sql = sys.argv[1:]
connection = duckdb.connect()
connection.execute("SET enable_progress_bar = false")  # it is drawn on the same output as the rows
connection.execute(f'CREATE TABLE "{table}" AS SELECT * FROM read_parquet(?)', [path])
print(json.dumps(connection.execute(sql).fetchall(), default=str))
"""


def _csv() -> bytes:
    regions, products = ("north", "south", "east", "west"), [f"product {n}" for n in range(50)]
    header = "id,region,product,quantity,price,amount,day,customer,channel,note\n"
    rows = (
        f"{n},{regions[n % 4]},{products[n * 7 % 50]},{n % 9},{n % 97}.25,{n * 31 % 1000}.5,"
        f"2024-{n % 12 + 1:02}-{n % 28 + 1:02},customer {n % 5000},"
        f"{'web' if n % 3 else 'shop'},note {n % 1000}\n"
        for n in range(ROWS)
    )
    return (header + "".join(rows)).encode()


def _answer(product: Product, question: str) -> dict[str, Any]:
    http = product.http
    task_id = http.post("/queries", json={"question": question}).raise_for_status().json()["task_id"]
    while (task := http.get(f"/task-status/{task_id}").json())["status"] in ("pending", "processing"):
        time.sleep(POLL_SECONDS)
    if task["status"] != "success" or task["result"]["outcome"] != "answered":
        raise RuntimeError(f"{question}: {task}")
    result: dict[str, Any] = task["result"]
    return result


def _rival(parquet: Path, table: str, sql: str) -> list[Any]:
    command = [sys.executable, "-c", RIVAL, str(parquet), table, sql]
    rows: list[Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return rows


def _upload(product: Product) -> Path:
    files = {"file": ("sales.csv", _csv(), "text/csv")}
    task_id = product.http.post("/files", files=files).raise_for_status().json()["task_id"]
    product.wait(task_id)
    return next(path for path in Path(str(product.store.local_path("tenants"))).rglob("part-0.parquet"))


def measure(folder: Path) -> list[Figure]:
    """Return the median over the questions of the ratio of the medians."""
    queues = f"{QueueName.FILE_PROCESSING},{QueueName.QUERY_PROCESSING}"
    ratios = []
    with running_product(folder, ["-Q", queues, "-c", "1"], api=True) as product:
        parquet = _upload(product)
        for question in QUESTIONS:
            first = _answer(product, question)  # warm: the sandbox's helper starts with its first job
            ours, theirs = [], []
            for _ in range(SAMPLES):
                begun = time.perf_counter()
                _answer(product, question)
                ours.append(time.perf_counter() - begun)
                begun = time.perf_counter()
                rows = _rival(parquet, "sales", first["sql"])
                theirs.append(time.perf_counter() - begun)
            if len(rows) != first["row_count"]:
                raise RuntimeError(f"{question}: {rows} is not {first['rows']}")
            ratios.append(statistics.median(ours) / statistics.median(theirs))
    return [
        Figure("question over HTTP on 1,000,000 rows against DuckDB", statistics.median(ratios), "<=", 2.0),
        Figure("the slowest of its questions", max(ratios), "<=", None),
    ]
