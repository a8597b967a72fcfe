"""Workers are killed in the middle of appends: each file's rows arrive, and arrive once."""

import os
import signal
import time
import uuid
from pathlib import Path

import pytest

from services.common import layout
from services.common.catalog_store import CatalogStore
from services.common.records import TaskState
from services.common.store import Store
from services.worker.versions import read_manifest
from tests.fixtures.stack import TENANT, Stack, running_stack

APPENDS = 8
DELAYS = (0.0, 0.05, 0.15)
"""Seconds between the start of an append and the kill: into the reading, the putting together, the storing.
Fewer kills than make a task a dead letter, should all hit one."""


def submit_file(stack: Stack, store: Store, content: str, **asked: str) -> str:
    file_id = uuid.uuid4().hex
    store.write(layout.original(TENANT, file_id), content.encode())
    payload = {"file_id": file_id, "name": "rows.csv", "size_bytes": len(content), **asked}
    return stack.submit("sqlagent.ingest_file", queue="file_processing", **payload)


def kill_in_the_middle(stack: Stack, tasks: list[str], delay: float) -> None:
    """Kill the worker of files soon after it began one, and start another."""
    deadline = time.monotonic() + 60
    while not any(stack.read(task).state is TaskState.RUNNING for task in tasks):
        assert time.monotonic() < deadline, stack.log()[-3000:]
        time.sleep(0.005)
    time.sleep(delay)
    kill_worker(stack)
    stack.spawn_worker("-Q", "file_processing")


def kill_worker(stack: Stack) -> None:
    worker = stack.workers.pop()
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


@pytest.mark.slow
def test_every_append_arrives_once_although_its_workers_are_killed(tmp_path: Path) -> None:
    with running_stack(tmp_path) as stack:
        store = Store(f"file://{tmp_path / 'store'}")
        catalogs = CatalogStore(store)
        base = stack.wait(submit_file(stack, store, "id,n\n0,1\n"), seconds=60)
        assert base.result is not None, base
        table_id = base.result["tables"][0]["table_id"]

        kill_worker(stack)  # it served every queue
        tasks = [
            submit_file(stack, store, f"id,n\n{number},1\n", append=table_id)
            for number in range(1, APPENDS + 1)
        ]
        stack.spawn_worker("-Q", "file_processing")
        for delay in DELAYS:
            kill_in_the_middle(stack, tasks, delay)
        ended = [stack.wait(task, seconds=120) for task in tasks]

        assert {task.status for task in ended} == {"success"}, ended
        assert max(task.attempt for task in ended) > 1  # or no kill hit anything
        table = catalogs.read(TENANT).tables[table_id]
        manifest = read_manifest(store, TENANT, table_id, table.version)
        assert table.rows == APPENDS + 1
        assert (
            len({segment.file_id for segment in manifest.segments}) == len(manifest.segments) == APPENDS + 1
        )
        assert len(table.superseded) == APPENDS
