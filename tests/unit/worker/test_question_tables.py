"""Which tables a question that names none is asked of."""

from datetime import UTC, datetime, timedelta

import pytest

from services.common.catalog import Catalog, CatalogTable, TableVersion
from services.worker.question import _choose_tables, find_older_copies, tell_older_copies

START = datetime(2026, 3, 1, tzinfo=UTC)


def _table(name: str, file_id: str, minute: int, *, sheet: str, size: int = 100) -> CatalogTable:
    return CatalogTable(
        table_id=f"id-{name}",
        name=name,
        file_id=file_id,
        file="trade.xlsx",
        sheet=sheet,
        rows=3,
        packed_columns="BIGINT\tNo",
        sources=(file_id,),
        version=TableVersion(task_id=file_id, attempt=1, size_bytes=size, created_at=START),
        stored_bytes=size,
        created_at=START + timedelta(minutes=minute),
    )


def _catalog(*tables: CatalogTable) -> Catalog:
    return Catalog(tables={table.table_id: table for table in tables})


FIRST = (_table("clients", "a", 0, sheet="Clients"), _table("sales", "a", 0, sheet="Sales"))
SECOND = (_table("clients_2", "b", 5, sheet="Clients"), _table("sales_2", "b", 5, sheet="Sales"))


def test_of_two_uploads_of_one_file_only_the_newest_is_asked() -> None:
    assert find_older_copies([*SECOND, *FIRST]) == {"id-clients", "id-sales"}


def test_copies_made_at_one_moment_come_from_one_file() -> None:
    twins = (_table("clients_2", "b", 0, sheet="Clients"), _table("sales_2", "b", 0, sheet="Sales"))
    assert find_older_copies([FIRST[0], twins[1], twins[0], FIRST[1]]) == {"id-clients", "id-sales"}


@pytest.mark.parametrize(("sheet", "size"), [("Sales", 101), ("Returns", 100)])
def test_a_table_that_differs_is_no_copy(sheet: str, size: int) -> None:
    other = _table("sales_2", "b", 5, sheet=sheet, size=size)
    assert find_older_copies([*FIRST, other]) == set()


def test_an_older_copy_can_still_be_chosen_by_name() -> None:
    chosen = _choose_tables(_catalog(*FIRST, *SECOND), ["sales"])
    assert [table.name for table in chosen] == ["sales"]


def test_an_answer_says_which_copy_was_not_read() -> None:
    tables = [*FIRST, *SECOND]
    older = find_older_copies(tables)

    (told,) = tell_older_copies(tables, older, {"id-sales_2"})

    assert told.startswith("“sales_2” was read; “sales” is an earlier upload of the same.")
    assert not list(tell_older_copies(tables, set(), {"id-sales"}))
    assert not list(tell_older_copies(tables, older, {"id-sales", "id-sales_2"}))
