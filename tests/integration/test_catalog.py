"""The catalogue, on local files and on S3: every change arrives, and costs what it changes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from services.common import catalog_store, layout
from services.common.catalog import (
    Catalog,
    CatalogColumn,
    CatalogFile,
    CatalogTable,
    TableVersion,
    pack_columns,
)
from services.common.catalog_store import WHOLE_EVERY, CatalogStore, newest_readable
from services.common.errors import TableNotFoundError
from services.common.store import Store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FAR = timedelta(days=1)


def a_file(file_id: str = "f1") -> CatalogFile:
    return CatalogFile(file_id=file_id, name="a.csv", size_bytes=10, task_id="t", created_at=NOW)


def a_table(table_id: str, name: str, file_id: str = "f1", columns: int = 0) -> CatalogTable:
    return CatalogTable(
        table_id=table_id,
        name=name,
        file_id=file_id,
        file="a.csv",
        rows=1,
        packed_columns=pack_columns([CatalogColumn(f"Column {n}", "VARCHAR") for n in range(columns)]),
        sources=(file_id,),
        version=TableVersion(task_id="t", attempt=1, size_bytes=5, created_at=NOW),
        stored_bytes=5,
        created_at=NOW,
    )


def add(catalogs: CatalogStore, number: int) -> Catalog:
    return catalogs.change("acme", lambda newest: newest.with_file(a_file(f"f{number}"), []))


def entries(store: Store) -> list[str]:
    return sorted(found.path for found in store.objects(layout.catalog_folder("acme")))


def test_every_writer_gets_in(store: Store) -> None:
    writers = [CatalogStore(store) for _ in range(4)]  # as processes; two threads use each

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: add(writers[number % 4], number), range(40)))

    for catalogs in (*writers, CatalogStore(store)):
        catalog = catalogs.read("acme")
        assert (set(catalog.files), catalog.number) == ({f"f{n}" for n in range(40)}, 40)


def test_tenants_have_catalogues_of_their_own(store: Store) -> None:
    catalogs = CatalogStore(store)
    add(catalogs, 1)

    assert catalogs.read("other") == CatalogStore(store).read("other") == Catalog()


@pytest.mark.parametrize("changes", [1, WHOLE_EVERY - 1, WHOLE_EVERY, WHOLE_EVERY + 1, 3 * WHOLE_EVERY])
def test_a_process_that_looked_away_sees_what_one_sees_that_starts(store: Store, changes: int) -> None:
    catalogs, other = CatalogStore(store), CatalogStore(store)
    catalogs.change(
        "acme", lambda newest: newest.with_file(a_file("gone"), [a_table("t1", "orders", "gone")])
    )
    other.read("acme")
    catalogs.change("acme", lambda newest: newest.without_file("gone"))

    for number in range(changes):
        add(catalogs, number)

    assert other.read("acme") == CatalogStore(store).read("acme") == catalogs.read("acme")
    assert set(other.read("acme").files) == {f"f{n}" for n in range(changes)}
    assert set(other.read("acme").deleted) == {"gone"}
    assert other.read("acme").tables == {}


def test_a_change_costs_what_it_changes(store: Store) -> None:
    catalogs = CatalogStore(store)
    many = [a_table(f"t{n}", f"table_{n}", columns=100) for n in range(200)]
    catalogs.change("acme", lambda newest: newest.with_file(a_file(), many))

    add(catalogs, 2)

    first, second = entries(store)
    assert store.size(first) > 300_000
    assert store.size(second) < 300


def test_a_process_that_slept_for_long_does_not_take_a_pruned_entry_for_one_to_come(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogs, sleeper = CatalogStore(store), CatalogStore(store)
    add(catalogs, 0)
    sleeper.read("acme")
    for number in range(1, 40):
        add(catalogs, number)
    monkeypatch.setattr(catalog_store, "KEPT_ENTRIES", 0)
    catalogs.prune("acme", older_than=datetime.now(UTC) + FAR)
    assert entries(store)[0].endswith(f"/{WHOLE_EVERY:09d}.json")

    monkeypatch.setattr(catalog_store, "TRUSTED_SECONDS", 0.0)

    assert len(sleeper.read("acme").files) == 40


def test_pruning_keeps_what_is_young_or_needed(store: Store) -> None:
    catalogs = CatalogStore(store)
    for number in range(140):
        add(catalogs, number)

    catalogs.prune("acme", older_than=datetime.now(UTC) - FAR)
    assert len(entries(store)) == 140
    catalogs.prune("acme", older_than=datetime.now(UTC) + FAR)

    assert entries(store)[0].endswith(f"/{WHOLE_EVERY:09d}.json")
    assert len(CatalogStore(store).read("acme").files) == 140


@pytest.mark.parametrize(
    ("numbers", "newest"),
    [
        ([], 0),
        ([1, 2, 3], 3),
        ([1, 3], 1),
        ([2, 3], 0),
        ([*range(1, 40)], 39),
        ([*range(1, 32), 33, 34], 31),
        ([*range(32, 70)], 69),
        ([*range(32, 64), 65], 63),
        ([5, 6, 40], 0),
    ],
)
def test_what_follows_a_gap_is_not_read(numbers: list[int], newest: int) -> None:
    assert newest_readable(numbers) == newest


def test_a_catalogue_with_a_gap_is_read_up_to_it_and_goes_on(store: Store) -> None:
    catalogs = CatalogStore(store)
    for number in range(5):
        add(catalogs, number)
    store.delete([entries(store)[3]])

    copy = CatalogStore(store)

    assert set(copy.read("acme").files) == {"f0", "f1", "f2"}
    add(copy, 9)
    assert {"f0", "f9"} <= set(CatalogStore(store).read("acme").files)


def test_a_deleted_file_never_comes_back() -> None:
    catalog = Catalog().with_file(a_file("f1"), [a_table("t1", "orders")])

    deleted = catalog.without_file("f1")
    late = deleted.with_file(a_file("f1"), [a_table("t1", "orders")])

    assert (late.files, late.tables) == ({}, {})


def test_a_table_is_found_by_id_and_by_name() -> None:
    catalog = Catalog().with_file(a_file("f1"), [a_table("t1", "orders")])

    assert catalog.table("t1") == catalog.table("orders") == catalog.table("Orders")
    with pytest.raises(TableNotFoundError):
        catalog.table("other")
    assert catalog.stored_bytes == 15


def test_columns_are_unpacked_as_they_were_packed() -> None:
    columns = [CatalogColumn("Ünïts\u2028 (k€)", "DECIMAL(38,0)"), CatalogColumn("x", "BIGINT")]

    table = a_table("t1", "orders").model_copy(update={"packed_columns": pack_columns(columns)})

    assert list(table.columns) == columns
    assert a_table("t1", "orders").columns == ()
