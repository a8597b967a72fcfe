"""Honest statements pass the guard and give the rows that they should, in the sandbox."""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from services.agent.guard import TableSchema, check_statement, guard
from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from tests.fakes.guard_tables import SCHEMAS, write_tables

DATA = Path(__file__).parents[2] / "data"
HONEST = [json.loads(line) for line in (DATA / "honest_statements.jsonl").read_text().splitlines()]
EXPRESSIONS = (DATA / "honest_expressions.txt").read_text().splitlines()


@pytest.fixture(scope="module")
def payload(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    paths = write_tables(tmp_path_factory.mktemp("tables"))
    return {
        "schemas": {schema.name: dict(schema.columns) for schema in SCHEMAS},
        "sources": {name: str(path) for name, path in paths.items()},
    }


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(SandboxLimits(), registry="tests.fakes.engine_jobs")
    yield sandbox
    sandbox.close()


def test_there_are_at_least_100_honest_statements() -> None:
    assert len({item["sql"] for item in HONEST}) >= 100


@pytest.mark.parametrize("item", HONEST, ids=lambda item: item["sql"][:60])
def test_an_honest_statement_gives_its_rows(
    item: dict[str, object], sandbox: Sandbox, payload: dict[str, object], tmp_path: Path
) -> None:
    answer = sandbox.run("guarded", {**payload, "sql": item["sql"]}, folder=tmp_path, timeout_seconds=30)

    assert answer["rows"] == item["rows"]
    assert answer["truncated"] is False


@pytest.fixture(scope="module")
def samples() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1, "async_threads": 0}) as connection:
        connection.execute(
            """CREATE TABLE t (a BIGINT, b DOUBLE, s VARCHAR, d DATE, ts TIMESTAMP, x DECIMAL(10, 2),
            f BOOLEAN, l BIGINT[])"""
        )
        connection.execute(
            """INSERT INTO t VALUES
            (5, 2.5, 'Hello, World', '2024-02-29', '2024-02-29 13:45:10.123', 12.34, true, [3, 1, 2]),
            (-7, -0.5, 'ab.cd', '2023-01-01', '2023-01-01', -1.5, false, []),
            (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)"""
        )
        yield connection


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_printing_again_does_not_change_what_an_expression_means(
    expression: str, samples: duckdb.DuckDBPyConnection
) -> None:
    columns = {str(name): str(kind) for name, kind, *_ in samples.sql("DESCRIBE t").fetchall()}
    statement = f"SELECT {expression} AS value FROM t"

    query = guard(statement, [TableSchema("t", columns)])

    assert repr(samples.sql(query.sql).fetchall()) == repr(samples.sql(statement).fetchall())


def test_a_printed_statement_passes_the_guard_unchanged() -> None:
    for item in HONEST:
        once = check_statement(str(item["sql"]), SCHEMAS)["sql"]

        assert check_statement(once, SCHEMAS)["sql"] == once
