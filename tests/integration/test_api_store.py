"""The store read-only, full or broken: own codes, and nothing half-made."""

import os
import resource

import obstore
import pytest

from services.common.errors import StoreUnavailableError
from services.common.store import Store
from tests.fixtures.api import add_file

LARGE = b"a\n" + b"1\n" * 8_000_000
"""More than the parts that are written at once."""


@pytest.fixture
def read_only_store(api, monkeypatch):
    """The api, once nothing can be stored: by the folders' modes, or injected for root, who ignores them."""
    add_file(api)
    if os.geteuid() != 0:
        folders = [api.store_path, *(path for path in api.store_path.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o555)
        yield api
        for folder in folders:
            folder.chmod(0o755)
        return

    def refuse(*_, **__):
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(obstore, "open_writer_async", refuse)
    monkeypatch.setattr(obstore, "put", refuse)
    yield api


@pytest.mark.parametrize("content", [b"a\n1\n", LARGE], ids=["small", "large"])
def test_a_read_only_store_is_told_as_such_and_reading_goes_on(read_only_store, content):
    api = read_only_store
    before = api.stored()
    with api.client() as client:
        answer = client.post("/files", files={"file": ("a.csv", content)})
        listed = client.get("/tables")

    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert api.stored() == before
    assert listed.status_code == 200


@pytest.mark.parametrize("content", [LARGE, b"a\n" + b"1\n" * 1_000_000], ids=["in parts", "at once"])
def test_a_full_disk_is_told_as_such_and_leaves_nothing(start_api_process, tmp_path, content):
    api = start_api_process()
    # The kernel's own "file too large" is what a quota looks like; no mount is needed.
    resource.prlimit(api.process.pid, resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    with api.client() as client:
        answer = client.post("/files", files={"file": ("a.csv", content)})
        small = client.post("/files", files={"file": ("a.csv", b"a\n1\n")})

    assert (answer.status_code, answer.json()["code"]) == (507, "store_full")
    assert small.status_code == 202
    found = [path.name for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert sorted(found) == ["intent.json", "original"]


def test_no_space_left_is_told_as_such(api, client, monkeypatch):
    def refuse(*_, **__):
        raise OSError("Unable to write: No space left on device (os error 28)")

    monkeypatch.setattr(obstore, "put", refuse)

    answer = client.post("/files", files={"file": ("a.csv", b"a\n1\n")})

    assert (answer.status_code, answer.json()["code"]) == (507, "store_full")
    assert api.stored() == []


def test_ready_says_that_the_store_fails(api, client, monkeypatch):
    def refuse(*_):
        raise StoreUnavailableError("The file store does not answer. Try again in a moment.")

    monkeypatch.setattr(Store, "size", refuse)

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    checks = answer.json()["checks"]
    assert (checks["store"]["ok"], checks["redis"]["ok"]) == (False, True)


def test_an_upload_to_a_bucket_arrives_whole(start_api, s3_url):
    api = start_api(store_url=s3_url)
    with api.client() as client:
        answer = client.post("/files", files={"file": ("a.csv", LARGE)})
        listed = client.get("/files").json()["files"]

    assert answer.status_code == 202
    assert [(file["size_bytes"], file["status"]) for file in listed] == [(len(LARGE), "processing")]
    assert api.context.store.read(f"tenants/default/files/{answer.json()['file_id']}/original") == LARGE
