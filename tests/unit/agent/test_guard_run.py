"""Caps, types, time and memory of a query, in this process where no limit of the system is needed."""

import threading
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from services.agent.guard import GuardedQuery, guard, run_query, to_json_value
from services.agent.guard.engine import close_the_door, open_database
from services.agent.limits import QueryLimits
from services.common.errors import QueryMemoryError, QueryTimeoutError, StatementError
from tests.fakes.guard_tables import SCHEMAS, write_tables


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    return {name: [path] for name, path in write_tables(tmp_path_factory.mktemp("tables")).items()}


def numbers(count: int, row: str = "i") -> GuardedQuery:
    """A query that makes rows without a table; the guard itself would refuse it."""
    return GuardedQuery(f"SELECT {row} FROM range({count}) AS t(i)", (), {})


def test_a_result_is_cut_at_the_row_cap_and_says_so() -> None:
    result = run_query(numbers(10_000_000_000), {}, QueryLimits(max_rows=20_000))

    assert (result.row_count, result.truncated) == (20_000, True)
    assert result.rows()[-1] == [19_999]


def test_a_result_of_exactly_the_cap_is_whole() -> None:
    result = run_query(numbers(20_000), {}, QueryLimits(max_rows=20_000))

    assert (result.row_count, result.truncated) == (20_000, False)


def test_a_result_is_cut_at_the_byte_cap_at_the_same_row_every_time() -> None:
    query = numbers(1_000_000, "i, 'some text of a certain length ' || i")

    counts = {run_query(query, {}, QueryLimits(max_bytes=1_000_000)).row_count for _ in range(3)}

    assert len(counts) == 1
    assert 5_000 < counts.pop() < 50_000


def test_too_many_columns_are_an_error_that_names_both_numbers() -> None:
    query = GuardedQuery("SELECT " + ", ".join(str(n) for n in range(501)), (), {})

    with pytest.raises(StatementError, match="501 columns; at most 500"):
        run_query(query, {}, QueryLimits())


def test_a_query_that_takes_too_long_is_interrupted() -> None:
    query = GuardedQuery("SELECT count(*) FROM range(100000000000) a", (), {})

    with pytest.raises(QueryTimeoutError, match=r"longer than 0\.2 seconds"):
        run_query(query, {}, QueryLimits(timeout_seconds=0.2))


def test_a_query_that_needs_too_much_memory_is_stopped() -> None:
    query = GuardedQuery("SELECT list(i::VARCHAR || 'padding') FROM range(100000000) t(i)", (), {})

    with pytest.raises(QueryMemoryError, match="more memory"):
        run_query(query, {}, QueryLimits(memory_bytes=64 * 1024 * 1024))


def test_a_cast_that_fails_on_the_data_is_the_users_error(sources: dict[str, list[Path]]) -> None:
    query = guard("SELECT CAST(name AS INTEGER) FROM customers", SCHEMAS)

    with pytest.raises(StatementError, match="Could not convert string 'Ann'"):
        run_query(query, sources, QueryLimits())


@pytest.mark.parametrize("kind", ["BLOB", "BIT"])
def test_a_binary_column_is_refused_by_name(kind: str) -> None:
    with pytest.raises(StatementError, match="The column secret has the type"):
        run_query(GuardedQuery(f"SELECT '101'::{kind} AS secret", (), {}), {}, QueryLimits())


def test_types_are_named_as_duckdb_does() -> None:
    query = GuardedQuery(
        "SELECT sum(i) AS s, 1.5::DECIMAL(10,2) AS d, DATE '2024-01-01' AS t FROM range(3) r(i)", (), {}
    )

    result = run_query(query, {}, QueryLimits())

    assert (result.columns, result.types) == (("s", "d", "t"), ("HUGEINT", "DECIMAL(10,2)", "DATE"))
    assert result.rows() == [[3, 1.5, "2024-01-01"]]


def test_a_query_without_rows_still_has_its_columns(sources: dict[str, list[Path]]) -> None:
    result = run_query(guard("SELECT id, name FROM customers WHERE id < 0", SCHEMAS), sources, QueryLimits())

    assert (result.columns, result.rows(), result.table.num_rows) == (("id", "name"), [], 0)


def test_a_table_of_several_files_is_read_whole(sources: dict[str, list[Path]]) -> None:
    twice = {"orders": sources["orders"] * 2}

    assert run_query(guard("SELECT count(*) FROM orders", SCHEMAS), twice, QueryLimits()).rows() == [[12]]


def test_no_thread_is_left_behind() -> None:
    before = threading.active_count()

    run_query(numbers(1), {}, QueryLimits())

    assert threading.active_count() <= before + 1  # a cancelled timer may still be going


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, None),
        (True, True),
        (2**100, 2**100),
        (float("nan"), None),
        (float("-inf"), None),
        (Decimal("10.50"), 10.5),
        (Decimal("90071992547409.93"), Decimal("90071992547409.93")),
        ([Decimal("1234567890123456.78")], [Decimal("1234567890123456.78")]),
        (Decimal("170141183460469231731687303715884105727"), 2**127 - 1),
        (date(2024, 2, 29), "2024-02-29"),
        (datetime(2024, 2, 29, 13, 5), "2024-02-29T13:05:00"),
        (time(10, 30), "10:30:00"),
        ([1, Decimal("0.5"), None], [1, 0.5, None]),
        ({"k": date(2024, 1, 1)}, {"k": "2024-01-01"}),
        (pa.MonthDayNano([14, 3, 0]), "14 months 3 days"),
        (pa.MonthDayNano([0, 0, 5_400_000_000_000]), "1:30:00"),
    ],
)
def test_values_are_said_in_json(value: object, said: object) -> None:
    assert to_json_value(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("[INTERVAL 1 DAY]", "[1 day]"),
        ("{'a': INTERVAL 1 DAY}", "{'a': 1 day}"),
        ("row(INTERVAL 1 DAY)", "(1 day,)"),
        ("{}", "{}"),
        ("{'a': {}}", "{'a': {}}"),
        ("MAP {}", "{}"),
        ("MAP {[1]: 2}", "{[1]=2}"),
        ("MAP {'a': 1}", {"a": 1}),
        ("340282366920938463463374607431768211455::UHUGEINT", 2**128 - 1),
        ("NULL::UHUGEINT", None),
        ("TIMETZ '10:00:00+02'", "10:00:00+02"),
        ("TIMESTAMP_NS '2020-01-01 00:00:00.123456789'", "2020-01-01T00:00:00.123456789"),
    ],
)
def test_every_honest_type_reaches_json_and_files(value: str, said: object, tmp_path: Path) -> None:
    result = run_query(GuardedQuery(f"SELECT {value} AS x, 1 AS x", (), {}), {}, QueryLimits())
    pq.write_table(result.table, tmp_path / "x.parquet")

    assert (result.columns, result.rows()) == (("x", "x"), [[said, 1]])


def test_rows_keep_their_order_where_a_column_becomes_text() -> None:
    query = GuardedQuery("SELECT i, [INTERVAL 1 DAY] AS d FROM range(5000) t(i) ORDER BY i DESC", (), {})

    assert [row[0] for row in run_query(query, {}, QueryLimits()).rows()] == list(range(4999, -1, -1))


@pytest.mark.parametrize(
    "value",
    [
        "DATE 'infinity'",
        "DATE '9999-12-31' + 1",
        "DATE '0001-01-01' - 1",
        "TIMESTAMP '-infinity'",
        "TIMESTAMP_S 'infinity'",
        "[DATE 'infinity']",
    ],
)
def test_a_time_beyond_all_calendars_is_refused_by_its_column(value: str) -> None:
    result = run_query(GuardedQuery(f"SELECT {value} AS due", (), {}), {}, QueryLimits())

    with pytest.raises(StatementError, match="The column due holds a date or time that cannot be shown"):
        result.rows()


def test_bytes_are_not_said_in_json() -> None:
    with pytest.raises(StatementError, match="Binary values"):
        to_json_value(b"x")


@pytest.fixture
def closed() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = open_database(QueryLimits())
    close_the_door(connection)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('{path}')",
        "SELECT * FROM read_csv('{path}')",
        "SELECT * FROM '{path}'",
        "SELECT * FROM sniff_csv('{path}')",
        "SELECT * FROM glob('{folder}/*')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "ATTACH '{folder}/new.duckdb'",
        "EXPORT DATABASE '{folder}/db'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET home_directory = '{folder}'",
        "SET threads = 8",
        "LOAD '{folder}/evil.duckdb_extension'",
        "INSTALL httpfs",
    ],
)
def test_the_closed_door_alone_holds(
    closed: duckdb.DuckDBPyConnection, tmp_path: Path, statement: str
) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("a,b\n1,2\n")

    with pytest.raises(duckdb.Error):
        closed.execute(statement.format(path=path, folder=tmp_path)).fetchall()

    assert [entry.name for entry in tmp_path.iterdir()] == ["secret.csv"]


def test_noise_behind_decimals_is_not_told_and_no_digit_of_a_cell_is_lost(
    sources: dict[str, list[Path]],
) -> None:
    sql = (
        "SELECT 235.471::DOUBLE * 50 + 1e-12 AS product, 0.1::DOUBLE + 0.2::DOUBLE AS a, "
        "200 / 3.0::DOUBLE AS b, 1e17::DOUBLE + 16 AS large, 12.345678901234567::DOUBLE AS long"
    )

    result = run_query(guard(sql, SCHEMAS), sources, QueryLimits())

    assert result.rows() == [[11773.55, 0.3, 200 / 3, 1e17 + 16, 12.345678901234567]]
