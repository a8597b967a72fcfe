"""A store is copied whole although it is in use, and a copy is made up to date."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.common import layout
from services.common.store import Store, StoredObject
from services.worker.store_copy import Copied, StoreCopy
from tests.fixtures.stack import ROOT

TENANT = "acme"


def ingest(store: Store, number: int) -> None:
    """Write what an upload and its ingest write, in their order."""
    name = f"{number:032x}"
    store.write(layout.original(TENANT, name), b"id\n1\n")
    store.write(layout.intent(TENANT, name), b'{"task_id": "t"}')
    store.write(f"{layout.version_folder(TENANT, name, 't', 1)}/part-0.parquet", b"PAR1")
    catalog = json.dumps({"files": [f"{earlier:032x}" for earlier in range(number + 1)]})
    assert store.create(f"{layout.catalog_folder(TENANT)}/{number:09}.json", catalog.encode())
    assert store.create(layout.outcome(TENANT, name), b'{"status": "success"}')


class BusyStore(Store):
    """One whose users finish an upload whenever it is listed, and begin another."""

    ingested = 0

    def objects(self, prefix: str, *, after: str | None = None) -> Iterator[StoredObject]:
        ingest(self, self.ingested)
        self.ingested += 1
        self.write(layout.original(TENANT, f"{900 + self.ingested:032x}"), b"id\n1\n")
        yield from super().objects(prefix, after=after)


def paths(store: Store) -> set[str]:
    return {found.path for found in store.objects(layout.TENANTS)}


def test_a_copy_holds_every_object_and_copying_again_none(tmp_path: Path, store: Store) -> None:
    source = Store(f"file://{tmp_path / 'source'}")
    for number in range(3):
        ingest(source, number)

    first, second = StoreCopy(source, store).run(), StoreCopy(source, store).run()

    assert paths(store) == paths(source)
    assert all(store.read(path) == source.read(path) for path in paths(source))
    assert (first, second) == (Copied(15, 0), Copied(0, 15))


def test_a_copy_of_a_store_in_use_contradicts_itself_nowhere(tmp_path: Path) -> None:
    source, target = BusyStore(f"file://{tmp_path / 'source'}"), Store(f"file://{tmp_path / 'target'}")
    ingest(source, 0)
    source.ingested = 1

    StoreCopy(source, target).run()

    copied = paths(target)
    newest = max(path for path in copied if "/catalog/" in path)
    named = json.loads(target.read(newest))["files"]
    decided = {path.split("/")[3] for path in copied if path.endswith("outcome.json")}
    assert decided <= set(named)
    assert {layout.original(TENANT, name) for name in named} <= copied
    assert {f"{layout.version_folder(TENANT, name, 't', 1)}/part-0.parquet" for name in named} <= copied
    undecided = {path.split("/")[3] for path in copied if path.endswith("intent.json")} - decided
    assert undecided  # they are submitted again from the copy


def test_the_outcome_of_an_upload_that_was_sent_again_is_taken_back(tmp_path: Path) -> None:
    source, target = (Store(f"file://{tmp_path / name}") for name in ("source", "target"))
    ingest(source, 0)
    StoreCopy(source, target).run()
    ingest(target, 7)  # what only the target has is left alone
    source.delete([layout.outcome(TENANT, "0" * 32)])

    StoreCopy(source, target).run()

    assert layout.outcome(TENANT, "0" * 32) not in paths(target)
    assert layout.outcome(TENANT, f"{7:032x}") in paths(target)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["file://a"], "usage: python -m services.worker.store_copy FROM TO"),
        (["a", "file://b"], "a is no store"),
        (["file://nothing", "file://b"], "holds nothing"),
        (["file://nothing", "ftp://b"], "ftp://b cannot be opened"),
    ],
)
def test_what_cannot_be_copied_is_said_in_one_line(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "services.worker.store_copy", *arguments],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )

    assert done.returncode != 0
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
