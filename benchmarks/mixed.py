"""40 mixed tasks, half files and half questions: a worker of four children against a worker of one.

The goal is told per usable core, and how many those are is measured in the same run: four processes that
only compute against one, because a virtual machine's cores are not always whole.
"""

import multiprocessing
import os
import statistics
import time
import uuid
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.processes import Product, running_product
from services.common import layout
from services.common.messages import QueueName, TaskName

TASKS_OF_A_KIND = 20
ROWS = 20_000
ROUNDS = 3
PAUSE_SECONDS = 0.02
"""Between two looks at a task: whoever looks all the time takes a third of a core from the worker."""
TENANT = "default"


def _spin(_: int) -> None:
    total = 0
    for number in range(6_000_000):
        total += number * number


def _usable_cores(processes: int) -> float:
    """What the processes get together of what one gets alone; never more than there are cores."""
    context = multiprocessing.get_context("spawn")
    ratios = []
    with context.Pool(processes) as pool:
        pool.map(_spin, range(processes))  # warm
        for _ in range(3):
            begun = time.perf_counter()
            pool.map(_spin, [0])
            alone = time.perf_counter() - begun
            begun = time.perf_counter()
            pool.map(_spin, range(2 * processes), chunksize=2)
            ratios.append(2 * processes * alone / (time.perf_counter() - begun))
    return min(statistics.median(ratios), len(os.sched_getaffinity(0)))


def _csv(seed: int) -> bytes:
    regions = ("north", "south", "east", "west")
    rows = (
        f"{row},{regions[(row + seed) % 4]},{(row * 7919 + seed) % 1000}.5,2024-01-{row % 28 + 1:02}"
        for row in range(ROWS)
    )
    return ("id,region,amount,day\n" + "\n".join(rows) + "\n").encode()


def _upload(product: Product, content: bytes) -> str:
    """Store a file and return its id; its ingest is submitted apart, so that only tasks are timed."""
    file_id = uuid.uuid4().hex
    product.store.write(layout.original(TENANT, file_id), content)
    return file_id


def _submit_ingest(product: Product, file_id: str, content: bytes) -> str:
    payload = {"file_id": file_id, "name": f"sales_{file_id[:6]}.csv", "size_bytes": len(content)}
    return product.submit(TaskName.INGEST_FILE, QueueName.FILE_PROCESSING, payload, tenant=TENANT)


def _seconds(folder: Path, concurrency: int) -> float:
    queues = f"{QueueName.FILE_PROCESSING},{QueueName.QUERY_PROCESSING}"
    with running_product(folder, ["-Q", queues, "-c", str(concurrency)]) as product:
        content = _csv(0)
        base = product.wait(_submit_ingest(product, _upload(product, content), content))
        tables = [base["tables"][0]["table_id"]]
        question = {"question": "total amount by region", "sql": None, "tables": tables}
        warm = [  # several for each child, so that each has read the table and opened its connections
            product.submit(TaskName.ANSWER_QUESTION, QueueName.QUERY_PROCESSING, question, tenant=TENANT)
            for _ in range(4 * concurrency)
        ]
        files = [(_upload(product, _csv(seed)), _csv(seed)) for seed in range(TASKS_OF_A_KIND)]
        for task_id in warm:
            product.wait(task_id)
        begun = time.perf_counter()
        task_ids = []
        for file_id, body in files:
            task_ids.append(_submit_ingest(product, file_id, body))
            task_ids.append(
                product.submit(TaskName.ANSWER_QUESTION, QueueName.QUERY_PROCESSING, question, tenant=TENANT)
            )
        for task_id in task_ids:
            product.wait(task_id, pause=PAUSE_SECONDS)
        return time.perf_counter() - begun


def measure(folder: Path) -> list[Figure]:
    """Return the speed-up of concurrency 4 over 1, for each usable core."""
    ratios, cores = [], []
    for round_number in range(ROUNDS):
        cores.append(_usable_cores(4))
        one = _seconds(folder / f"one{round_number}", 1)
        four = _seconds(folder / f"four{round_number}", 4)
        ratios.append(one / four / cores[-1])
    return [
        Figure("40 mixed tasks, speed-up of 4 over 1 per usable core", statistics.median(ratios), ">=", 0.9),
        Figure("usable cores", statistics.median(cores), ">=", None, unit=""),
    ]
