"""Runs a guarded query: a fresh database, the tables loaded, the door closed, time and size capped."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from services.agent.guard.connect import connect
from services.agent.guard.opinion import quote, statement_error
from services.agent.guard.result import QueryResult, collect
from services.agent.guard.schema import GuardedQuery
from services.agent.limits import QueryLimits
from services.common.errors import QueryMemoryError, QueryTimeoutError, SqlAgentError, StatementError

_CLOSE_THE_DOOR = (
    "SET enable_external_access = false",
    "SET disabled_filesystems = 'LocalFileSystem'",
    "SET lock_configuration = true",
)
"""In this order; the last one makes the others final."""

_UNSHOWABLE = ("BLOB", "BIT", "UNION", "VARIANT", "GEOMETRY", "BIGNUM")
"""Types that neither JSON nor a spreadsheet can hold."""

_warm: list[duckdb.DuckDBPyConnection] = []
"""At most one empty database, opened before a fork so that no child need open one: each has its own copy."""


_spent: list[duckdb.DuckDBPyConnection] = []
"""The warm database after its query: closing it would only delay the end of the process that it dies with."""


def keep_database_ready() -> None:
    """Open the database that the next query of this process will use."""
    if not _warm:
        connection = connect(memory_bytes=QueryLimits().memory_bytes)
        connection.sql("SELECT 1").to_arrow_table()  # imports what results are read with
        _warm.append(connection)


def run_query(query: GuardedQuery, sources: Mapping[str, Sequence[Path]], limits: QueryLimits) -> QueryResult:
    """Load what the query needs, run it, and take its result up to the caps.

    Args:
        query: What the guard printed.
        sources: Parquet files by table name.
        limits: Time, memory, rows, columns and bytes.

    Raises:
        QueryTimeoutError: Interrupted at the limit.
        QueryMemoryError: DuckDB or the process ran out of memory.
        StatementError: The query failed on the data, by a bad cast for one.
    """
    connection = open_database(limits)
    try:
        with _stopped_in_time(connection, limits.timeout_seconds):
            for table in query.tables:
                load_table(connection, table, sources[table], query.columns.get(table))
            close_the_door(connection)
            relation = connection.sql(query.sql)
            _check_columns(relation, limits)
            return collect(relation, limits)
    finally:
        if connection not in _spent:
            connection.close()


def open_database(limits: QueryLimits) -> duckdb.DuckDBPyConnection:
    """Give an empty database that no query has used."""
    connection = _warm.pop() if _warm else None
    if connection is None:
        connection = connect(memory_bytes=limits.memory_bytes)
    else:
        _spent.append(connection)
    connection.execute(f"SET memory_limit = '{limits.memory_bytes}B'")
    if limits.threads != 1:
        connection.execute(f"SET threads = {limits.threads}")
    return connection


def load_table(
    connection: duckdb.DuckDBPyConnection, table: str, paths: Sequence[Path], columns: frozenset[str] | None
) -> None:
    """Copy a table's Parquet into memory: a view would need the door open."""
    files = [str(path) for path in paths]
    if columns is None:
        wanted = "*"
    elif columns:
        wanted = ", ".join(quote(column) for column in sorted(columns))
    else:  # only its rows are counted
        wanted = "true AS present"
    statement = f"CREATE TABLE {quote(table)} AS SELECT {wanted} FROM read_parquet(?)"  # noqa: S608 - all quoted
    connection.execute(statement, [files])


def close_the_door(connection: duckdb.DuckDBPyConnection) -> None:
    """Take files, network and settings away from every statement that follows."""
    for statement in _CLOSE_THE_DOOR:
        connection.execute(statement)


def _check_columns(relation: duckdb.DuckDBPyRelation, limits: QueryLimits) -> None:
    count = len(relation.columns)
    if count > limits.max_columns:
        raise StatementError(f"The result has {count} columns; at most {limits.max_columns} can be shown.")
    for name, kind in zip(relation.columns, relation.types, strict=True):
        if str(kind).startswith(_UNSHOWABLE):
            raise StatementError(
                f"The column {name} has the type {kind}, which cannot be shown. Leave it out or cast it."
            )


@contextmanager
def _stopped_in_time(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt at the limit, and name what the engine raises."""
    is_late = threading.Event()

    def stop() -> None:
        is_late.set()
        connection.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except SqlAgentError:
        raise
    except (duckdb.Error, pa.ArrowException, MemoryError, OSError) as error:
        raise _name(error, is_late.is_set(), seconds) from error
    finally:
        timer.cancel()


def _name(error: Exception, is_late: bool, seconds: float) -> Exception:
    if is_late:
        return QueryTimeoutError(
            f"The query took longer than {seconds:g} seconds and was stopped. Narrow it with a filter."
        )
    if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)) or "Out of Memory Error" in str(error):
        return QueryMemoryError(
            "The query needed more memory than one query may take. Narrow it, or ask for fewer groups."
        )
    if isinstance(error, (duckdb.IOException, duckdb.InternalException, duckdb.FatalException)):
        return error
    return statement_error(error)
