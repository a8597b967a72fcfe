"""Every command that the runbook gives for one's own machine, typed against a running product."""

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from services.common import keys
from services.local.sample import write_sample
from tests.consistency.promql import alert_expressions
from tests.fixtures.product import LocalProduct
from tests.fixtures.runbook import CLUSTER, LOCAL, Command, runbook_commands
from tests.fixtures.tools import redis_cli

COMMANDS = runbook_commands()
LOCAL_COMMANDS = sorted(
    {command.text: command for command in COMMANDS if command.where == LOCAL}.values(),
    key=lambda command: keys.HEALTH in command.text,  # last: Beat has it checked after half a minute
)

ANSWER_SECONDS = 30
"""Flower learns of a worker some seconds after its start."""


@pytest.fixture(scope="module")
def task_id(product: LocalProduct) -> str:
    """A task that has ended well."""
    accepted = httpx.post(f"{product.api_url}/ping", json={}).json()["task_id"]
    status = f"{product.api_url}/task-status/{accepted}"
    product.wait_for(lambda: httpx.get(status).json()["status"] == "success", "done with a ping")
    return str(accepted)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_sample(tmp_path / "sales.xlsx")
    return tmp_path


def _typed(command: Command, product: LocalProduct, task_id: str) -> str:
    """The command with this product's ports and folder in place of the usual ones."""
    ports = product.ports
    places = {
        "localhost:8001": f"localhost:{ports.api_port}",
        "localhost:9808": f"localhost:{ports.exporter_port}",
        "localhost:5555": f"localhost:{ports.flower_port}",
        ".venv/bin/": f"{Path(sys.executable).parent}/",
        ".local/": f"{product.folder}/",
        "<task_id>": task_id,
    }
    text = command.text
    if "redis-cli " in text:
        places["redis-cli "] = f"{redis_cli()} -p {ports.redis_port} "
    for usual, here in places.items():
        text = text.replace(usual, here)
    return text


@pytest.mark.parametrize("command", LOCAL_COMMANDS, ids=lambda command: f"{command.heading}: {command.text}")
def test_a_local_command_answers_as_the_runbook_says(
    command: Command, product: LocalProduct, task_id: str, folder: Path
) -> None:
    assert command.expected, "say what is to be seen, after two blanks and #"
    environment = {**product.environment, "REDIS_URL": f"redis://127.0.0.1:{product.ports.redis_port}/0"}
    deadline = time.monotonic() + ANSWER_SECONDS

    while True:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", _typed(command, product, task_id)],
            cwd=folder,
            env={**environment, "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            timeout=60,
        )
        if (done.returncode == 0 and command.expected in done.stdout) or time.monotonic() > deadline:
            break
        time.sleep(1)

    assert (done.returncode, command.expected in done.stdout) == (0, True), done.stdout + done.stderr


@pytest.mark.parametrize("alert", alert_expressions())
def test_every_alert_has_a_first_command_in_the_cluster_and_locally(alert: str) -> None:
    assert {command.where for command in COMMANDS if command.heading == alert} == {CLUSTER, LOCAL}
