"""The object store, on local files and on S3."""

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from services.common import layout
from services.common.errors import NotFoundError, SettingsError
from services.common.settings import Settings
from services.common.store import CHUNK_BYTES, Store
from services.worker.table_cache import TableCache
from tests.fixtures.stores import CREDENTIALS


def test_an_object_is_read_as_it_was_written(store: Store) -> None:
    store.write("a/b", b"one")
    store.write("a/b", b"two")

    assert store.read("a/b") == b"two"
    assert store.size("a/b") == 3
    assert b"".join(store.stream("a/b")) == b"two"


def test_one_of_many_creators_wins(store: Store) -> None:
    with ThreadPoolExecutor(16) as pool:
        won = list(pool.map(lambda n: store.create("one", str(n).encode()), range(16)))

    assert won.count(True) == 1
    assert store.read("one") == str(won.index(True)).encode()


def test_what_is_missing_is_not_found(store: Store) -> None:
    for read in (store.read, store.size, lambda path: list(store.stream(path))):
        with pytest.raises(NotFoundError):
            read("none")
    store.delete(["none"])


def test_a_stream_is_received_whole_or_not_at_all(store: Store) -> None:
    async def chunks(*, breaks: bool) -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * CHUNK_BYTES
        if breaks:
            raise RuntimeError("the client went away")

    asyncio.run(store.receive("whole", chunks(breaks=False)))
    with pytest.raises(RuntimeError, match="went away"):
        asyncio.run(store.receive("broken", chunks(breaks=True)))

    assert store.size("whole") == 3 * CHUNK_BYTES
    assert [found.path for found in store.objects("")] == ["whole"]


def test_what_a_killed_process_began_to_write_goes_with_its_folder_and_with_age(tmp_path: Path) -> None:
    """No listing shows it: that is how obstore keeps half an object from being seen."""
    store = Store(f"file://{tmp_path}")
    store.write("a/one", b"x")
    for name in ("a/two#1", "b/old#1", "b/new#2"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"half")
    os.utime(tmp_path / "b/old#1", (0, 0))

    store.delete_folder("a")
    removed = store.delete_unfinished("b", before=datetime.now(UTC) - timedelta(days=1))

    assert removed == 1
    assert [path.name for path in tmp_path.rglob("*")] == ["b", "new#2"]


def test_a_folder_that_is_empty_goes(tmp_path: Path) -> None:
    store = Store(f"file://{tmp_path}")
    store.write("a/b/one", b"x")

    store.delete(["a/b/one"])

    assert list(tmp_path.iterdir()) == []


def test_listing_and_deleting_keep_to_their_folder(store: Store) -> None:
    for path in ("a/1", "a/b/2", "ab/3"):
        store.write(path, b"x")

    assert sorted(found.path for found in store.objects("a")) == ["a/1", "a/b/2"]
    assert store.folders("a") == ["a/b"]
    store.delete_folder("a")
    assert [found.path for found in store.objects("")] == ["ab/3"]


def test_files_are_uploaded_and_downloaded(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"y" * (CHUNK_BYTES + 1))

    store.upload("up", source)
    store.download("up", tmp_path / "copy")

    assert (tmp_path / "copy").read_bytes() == source.read_bytes()


def test_processes_that_make_room_at_once_do_not_trip_over_each_other(store: Store, tmp_path: Path) -> None:
    for number in range(12):
        store.write(f"t/{number}", b"x" * 10)
    caches = [TableCache(store, tmp_path / "cache", max_bytes=25) for _ in range(4)]

    def fetch(number: int) -> None:
        for turn in range(12):
            caches[number].fetch(f"t/{(turn + 3 * number) % 12}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(fetch, range(4)))


def test_an_unknown_scheme_is_refused_in_one_line() -> None:
    with pytest.raises(SettingsError, match="SQLAGENT_STORE_URL"):
        Store("gopher://x")


def test_a_bucket_is_opened_with_options_alone(
    s3_url: str, s3_endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*CREDENTIALS, "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name)
    lines = [f"{name}={value}" for name, value in CREDENTIALS.items()]
    settings = Settings(store_options=SecretStr("\n".join([*lines, "", f"aws_endpoint_url={s3_endpoint}"])))

    store = Store(s3_url, options=settings.store_config)
    store.write("a", b"x")

    assert store.read("a") == b"x"


@pytest.mark.parametrize("name", ["allow_http", "aws_allow_http"])
def test_an_option_of_the_client_does_no_harm(name: str) -> None:
    Store("s3://bucket", options={"aws_region": "us-east-1", name: "true"})


def test_an_unknown_option_is_refused_in_one_line() -> None:
    with pytest.raises(SettingsError, match="nonsense"):
        Store("s3://bucket", options={"nonsense": "1"})


def test_tables_are_cached_and_the_oldest_go(store: Store, tmp_path: Path) -> None:
    cache = TableCache(store, tmp_path / "cache", max_bytes=25)
    for name in ("a", "b", "c"):
        store.write(f"t/{name}", name.encode() * 10)

    paths = [cache.fetch(f"t/{name}") for name in ("a", "b", "a", "c")]

    assert [path.read_bytes()[:1] for path in (paths[0], paths[3])] == [b"a", b"c"]
    if store.local_path("t/a") is None:
        assert not paths[1].exists()


@pytest.mark.parametrize("name", ["../other", "a/b", "", "A", "x" * 64, "a.b"])
def test_a_tenants_name_cannot_lead_elsewhere(name: str) -> None:
    assert not layout.is_tenant_name(name)
