"""With the guard switched off the hostile statements find nothing, change nothing, reach no one."""

import json
import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest

from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox
from services.common.errors import QueryMemoryError, QueryTimeoutError
from tests.fakes.engine_jobs import SECRET
from tests.fakes.guard_tables import write_tables
from tests.unit.agent.test_guard_hostile import HOSTILE


@dataclass
class World:
    """What a hostile statement would like to get at."""

    root: Path
    port: int
    sources: dict[str, str]
    visits: list[Any] = field(default_factory=list)

    def fill(self, sql: str) -> str:
        """Put the world's own paths into a statement."""
        secrets = self.root / "other_tenant"
        words = {
            "@SECRETS@": str(secrets),
            "@SECRET@": str(secrets / "secret"),
            "@OUT@": str(self.root / "outside"),
            "@PORT@": str(self.port),
        }
        for word, meaning in words.items():
            sql = sql.replace(word, meaning)
        return sql

    def fingerprint(self) -> dict[str, str]:
        """Every file with a hash of its bytes."""
        return {
            str(path): sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
            for path in sorted(self.root.rglob("*"))
        }


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    root = tmp_path_factory.mktemp("world")
    for folder in ("other_tenant", "outside", "tables"):
        (root / folder).mkdir()
    _hide_secrets(root / "other_tenant")
    sources = {name: str(path) for name, path in write_tables(root / "tables").items()}
    with socket.create_server(("127.0.0.1", 0)) as server:
        world = World(root, server.getsockname()[1], sources)
        threading.Thread(target=_welcome, args=(server, world.visits), daemon=True).start()
        yield world
        server.shutdown(socket.SHUT_RDWR)


def _hide_secrets(folder: Path) -> None:
    with duckdb.connect(
        str(folder / "secret.duckdb"), config={"threads": 1, "async_threads": 0}
    ) as connection:
        connection.execute(f"CREATE TABLE t AS SELECT '{SECRET}' AS secret")
        connection.execute(f"COPY t TO '{folder}/secret.parquet'")
        connection.execute(f"COPY t TO '{folder}/secret.json'")
    for name in ("secret.csv", "secret.txt"):
        (folder / name).write_text(f"secret\n{SECRET}\n")


def _welcome(server: socket.socket, visits: list[Any]) -> None:
    while True:
        try:
            visitor, address = server.accept()
        except OSError:
            return
        visits.append(address)
        visitor.close()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    os.environ["SQLAGENT_TEST_SECRET"] = SECRET
    sandbox = Sandbox(SandboxLimits(grace_seconds=0.2), registry="tests.fakes.engine_jobs")
    yield sandbox
    sandbox.close()
    del os.environ["SQLAGENT_TEST_SECRET"]


def run_raw(sandbox: Sandbox, world: World, sql: str, folder: Path, seconds: float = 1.0) -> str:
    payload = {"sql": world.fill(sql), "sources": world.sources}
    try:
        return json.dumps(sandbox.run("raw", payload, folder=folder, timeout_seconds=seconds))
    except (QueryMemoryError, QueryTimeoutError) as error:
        return error.code


@pytest.mark.parametrize("item", HOSTILE, ids=lambda item: item["sql"][:60])
def test_harmless_with_the_guard_off(
    item: dict[str, str], sandbox: Sandbox, world: World, tmp_path: Path
) -> None:
    before = world.fingerprint()

    seconds = 0.2 if item["why"] == "asks for memory or time for nothing" else 2.0
    output = run_raw(sandbox, world, item["sql"], tmp_path, seconds)

    assert SECRET not in output
    assert world.fingerprint() == before
    assert world.visits == []


def test_the_canaries_sing_where_the_door_is_open(world: World) -> None:
    """Were this not so, the tests above would prove nothing."""
    with duckdb.connect(config={"threads": 1, "async_threads": 0}) as connection:
        for statement in ("FROM '@SECRET@.csv'", "FROM '@SECRET@.parquet'", "FROM read_text('@SECRET@.txt')"):
            assert SECRET in repr(connection.execute(world.fill(statement)).fetchall())
    socket.create_connection(("127.0.0.1", world.port)).close()
    while not world.visits:
        threading.Event().wait(0.01)
    world.visits.clear()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM range(1000000000) a, range(1000000000) b",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n",
        "SELECT string_agg(a::VARCHAR || repeat('x', 1000)) FROM range(100000000) t(a)",
        "SELECT list(a) FROM range(100000000000) t(a)",
        "SELECT repeat('x', 2000000000) || repeat('y', 2000000000)",
        "SELECT length(repeat('x', 1000000000) || repeat('y', 1000000000))",
    ],
)
def test_a_bomb_hurts_only_its_own_process(sql: str, sandbox: Sandbox, world: World, tmp_path: Path) -> None:
    run_raw(sandbox, world, "SELECT 1", tmp_path)
    helper = sandbox.helper_process_id

    output = run_raw(sandbox, world, sql, tmp_path)

    assert output in ("query_timeout", "query_out_of_memory") or "Out of Memory" in output
    assert "[[[\"'Ann'\"]]]" in run_raw(sandbox, world, "SELECT name FROM customers WHERE id = 1", tmp_path)
    assert sandbox.helper_process_id == helper
