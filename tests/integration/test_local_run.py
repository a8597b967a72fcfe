"""``make up``: everything comes up, and however it ends nothing stays behind."""

import contextlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import redis

from services.common import keys
from services.common.connection import connect
from services.local.processes import MARK
from services.local.readiness import answers_ping
from services.local.redis_server import start_redis
from services.local.state import LocalState
from tests.fixtures.product import ROOT, SERVICES, LocalProduct


def _wait_until_gone(product: LocalProduct, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not product.is_gone():
        assert time.monotonic() < deadline, (
            f"left: {product.left()}, ports: {product.taken_ports()}\n{product.log()}"
        )
        time.sleep(0.1)


def _commands(pids: list[int]) -> str:
    return "\n".join(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode() for pid in pids)


def test_every_address_of_the_table_answers(product: LocalProduct) -> None:
    ports = product.ports
    login = LocalState(product.folder).flower_login
    user, _, password = login.read_text().strip().partition(":")
    flower = f"http://127.0.0.1:{ports.flower_port}"

    assert httpx.get(f"{product.api_url}/docs").status_code == 200
    assert httpx.get(f"http://127.0.0.1:{ports.api_second_port}/health/ready").status_code == 200
    assert "sqlagent_queue_backlog" in httpx.get(f"http://127.0.0.1:{ports.exporter_port}/metrics").text
    assert httpx.get(flower).status_code == 401
    assert httpx.get(flower, auth=(user, password), follow_redirects=True).status_code == 200
    assert f"user {user}, password {password}" in product.log()


def test_flowers_login_is_in_no_command_line_and_for_its_owner_alone(product: LocalProduct) -> None:
    login = LocalState(product.folder).flower_login

    assert stat.S_IMODE(login.stat().st_mode) == 0o600
    commands = _commands(product.left())
    assert "flower" in commands
    assert login.read_text().strip().partition(":")[2] not in commands


def test_a_second_run_in_the_same_folder_says_that_it_runs_already(product: LocalProduct) -> None:
    second = product.command("services.local.main")

    assert second.returncode == 1
    assert second.stderr == f"sqlagent: It is running here already (pid {product.process.pid}). " + (
        "Ctrl-C there stops it.\n"
    )
    assert httpx.get(f"{product.api_url}/health/ready").status_code == 200


def test_ctrl_c_stops_everything_and_keeps_the_data(local_product: LocalProduct, tmp_path: Path) -> None:
    table = tmp_path / "cities.csv"
    table.write_text("city,people\nLyon,3\nParis,4\n")
    local_product.start()
    local_product.wait_until_ready()
    with local_product.api() as api:
        api.upload(table, LocalState(local_product.folder))

    assert local_product.stop(signal.SIGINT) == 0
    assert local_product.is_gone(), local_product.log()
    assert not (local_product.folder / "run.json").exists()
    assert list((local_product.folder / "store").rglob("*.parquet"))
    with _redis_of(local_product) as client:
        assert client.hgetall(keys.OUTCOMES)["sqlagent.ingest_file|file_processing|succeeded"] == "1"


@contextlib.contextmanager
def _redis_of(product: LocalProduct) -> Iterator[redis.Redis]:
    """Start Redis alone on the data of a run that ended."""
    url = f"redis://127.0.0.1:{product.ports.redis_port}/0"
    with start_redis(LocalState(product.folder).redis_folder, product.ports.redis_port) as server:
        with connect(url) as client:
            while not answers_ping(url)():
                assert server.poll() is None
                time.sleep(0.05)
            yield client
        server.terminate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
def test_a_signal_while_it_starts_leaves_nothing(local_product: LocalProduct, number: int) -> None:
    local_product.start()
    local_product.wait_for(lambda: len(local_product.left()) > 1, "starting")

    local_product.stop(number)

    assert local_product.is_gone(), local_product.log()


def _start_all(product: LocalProduct, *command: str) -> None:
    product.start(*command)
    product.wait_for(lambda: len(product.left()) >= SERVICES, "up")


def test_a_killed_supervisor_leaves_nothing(local_product: LocalProduct) -> None:
    _start_all(local_product)

    local_product.process.kill()
    local_product.process.wait()

    _wait_until_gone(local_product)


def test_a_killed_process_manager_leaves_nothing(local_product: LocalProduct) -> None:
    _start_all(local_product)
    children = Path(f"/proc/{local_product.process.pid}/task/{local_product.process.pid}/children")
    for child in children.read_text().split():
        if "services.local.group" in _commands([int(child)]):
            os.kill(int(child), signal.SIGKILL)

    assert local_product.process.wait(timeout=60) == 1
    assert local_product.is_gone(), local_product.log()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_a_killed_make_leaves_nothing(local_product: LocalProduct) -> None:
    _start_all(local_product, "make", "--assume-old=.venv/run.stamp", "up")

    local_product.process.kill()
    local_product.process.wait()

    _wait_until_gone(local_product)


def test_a_process_that_cannot_start_ends_the_run_in_one_line(local_product: LocalProduct) -> None:
    local_product.start(SQLAGENT_API_KEY_HASHES="no such line")

    assert local_product.process.wait(timeout=60) == 1
    assert local_product.log().splitlines()[-1].startswith("sqlagent: A process ended at start")
    assert local_product.is_gone(), local_product.log()


@pytest.mark.parametrize(
    ("name", "value"), [("SQLAGENT_QUERY_TIMEOUT_SECONDS", "-1"), ("SQLAGENT_STORE_URL", "ftp://nowhere")]
)
def test_a_setting_that_cannot_work_is_told_before_anything_starts(
    local_product: LocalProduct, name: str, value: str
) -> None:
    refused = local_product.command("services.local.main", **{name: value})

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"sqlagent: {name}: ")
    assert refused.stderr.count("\n") == 1


def test_a_port_in_use_is_named_with_what_holds_it(local_product: LocalProduct) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", local_product.ports.flower_port))
        holder.listen()
        refused = local_product.command("services.local.main")

    name = Path("/proc/self/comm").read_text().strip()
    assert refused.returncode == 1
    assert refused.stderr == (
        f"sqlagent: Port {local_product.ports.flower_port} is in use by {name} (pid {os.getpid()}). "
        "Stop it, or choose another: make up FLOWER_PORT=…\n"
    )


def test_what_an_earlier_run_left_behind_is_stopped_first(local_product: LocalProduct) -> None:
    mark = {MARK: str(local_product.folder)}
    with (
        socket.create_server(("127.0.0.1", local_product.ports.flower_port)),
        subprocess.Popen([sys.executable, "-c", "input()"], env=mark, stdin=subprocess.PIPE) as left,
    ):
        refused = local_product.command("services.local.main")

        assert left.wait(timeout=10) == -signal.SIGKILL
    assert "is in use" in refused.stderr  # so far and no further


def test_asking_while_nothing_runs_says_how_to_start(local_product: LocalProduct) -> None:
    asked = local_product.command("services.local.ask", Q="how many?")

    assert asked.returncode == 1
    assert asked.stderr == "sqlagent: The product is not running here. Start it with: make up\n"


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    for target in ("up", "test", "ask", "demo", "check", "bench", "redis-gui"):
        assert f"\n  make {target} " in listed
